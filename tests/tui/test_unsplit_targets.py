"""Targets that no notice splits: the place shows what was done and offers no split (H-11)."""

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
            await hand("f6")
            assert hand.app.told == ["通知没有把任务数分解到长沙市，没有可向县区分解的数"]
            await hand(*["right"] * 7, "f4")
            assert "千 首席质量官培训：计入的记录，同一姓名、企业只计一次" in hand.picture
    finally:
        desk.close()
