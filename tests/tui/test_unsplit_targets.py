"""Targets that no notice splits: the place shows what was done, and a city may set its own number (H-11)."""

from pathlib import Path

from places_bench import WIDE, at, put, words_of

from qtrack.places import Places
from qtrack.wiring import Desk

CHANGSHA, HENGYANG = "430100", "430400"


async def test_h11_a_city_without_a_number_is_told_so_and_shows_no_percentage(tmp_path: Path) -> None:
    desk = Desk(Places(tmp_path), {"QTRACK_TODAY": "2022-10-01"})
    desk.settle("hunan-2022", CHANGSHA)
    try:
        async with at(desk, "2", size=WIDE) as hand:
            assert "%" not in hand.picture
            assert "无分解" in hand.picture
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


async def test_h11_cities_are_compared_by_what_they_did_and_only_the_province_has_a_rate(
    tmp_path: Path,
) -> None:
    desk = Desk(Places(tmp_path), {"QTRACK_TODAY": "2022-10-01"})
    desk.settle("hunan-2022", "430000")
    try:
        for city, number in ((CHANGSHA, 2), (HENGYANG, 1)):
            for one in range(number):
                put(
                    desk,
                    "model",
                    unit=city,
                    organisation=f"示例组织{city}{one}",
                    pool="全省已获中国质量奖组织",
                    name="示例模式",
                    state="入选",
                    selected_on="2022-9-1",
                )
        async with at(desk, "2", size=WIDE) as hand:
            whole, changsha, hengyang, zhuzhou = (words_of(row)[:5] for row in hand.rows()[1:5])
            assert whole == ["湖南（合计）", "10", "3", "30.0%!", "100"]
            assert changsha == ["长沙", "无分解", "2", "########", "无分解"]
            assert hengyang == ["衡阳", "无分解", "1", "####....", "无分解"]
            assert zhuzhou == ["株洲", "无分解", "0", "........", "无分解"]
    finally:
        desk.close()
