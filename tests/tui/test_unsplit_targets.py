"""Targets that no notice splits: the place shows what was done, and a city may set its own number (H-11)."""

from pathlib import Path

from places_bench import WIDE, at

from qtrack.places import Places
from qtrack.wiring import Desk

CHANGSHA = "430100"


async def test_h11_a_city_without_a_number_is_told_so_and_shows_no_percentage(tmp_path: Path) -> None:
    desk = Desk(Places(tmp_path), {"QTRACK_TODAY": "2022-10-01"})
    desk.settle("hunan-2022", CHANGSHA)
    try:
        async with at(desk, "2", size=WIDE) as hand:
            assert "%" not in hand.picture
            assert "【待补】" in hand.picture
            await hand(*["right"] * 7, "f4")
            assert "千 首席质量官培训：计入的记录，同一姓名、企业只计一次" in hand.picture
    finally:
        desk.close()


async def test_h11_a_city_sets_its_own_number_first_and_then_gives_it_to_counties(tmp_path: Path) -> None:
    desk = Desk(Places(tmp_path), {"QTRACK_TODAY": "2022-10-01"})
    desk.settle("hunan-2022", CHANGSHA)
    try:
        async with at(desk, "2", size=(80, 24)) as hand:
            await hand("f6")
            assert "本市自定数" in hand.picture
            assert "通知没有分解，先填本市自定数" in hand.picture
            await hand("down")
            await hand.types("3")
            await hand("f2")
            assert "请先填长沙市的自定任务数" in hand.picture
            await hand("up")
            await hand.types("20")
            assert "任务数 20　已分解 3　未分解 17" in hand.picture
            await hand("f2")
            assert hand.app.told == ["分解已保存"]
            assert "自定20" in hand.picture
            await hand("f6", "escape")  # nothing was changed, so nothing is asked
            assert "自定20" in hand.picture
    finally:
        desk.close()
