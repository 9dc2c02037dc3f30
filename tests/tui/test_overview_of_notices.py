"""The first place of notices that hand down no numbers."""

from pathlib import Path

from places_bench import at, words_of

from qtrack.places import Places
from qtrack.wiring import Desk

DAY = {"QTRACK_TODAY": "2023-07-05"}


async def test_a_notice_without_numbers_sums_up_the_parts_it_has(tmp_path: Path) -> None:
    desk = Desk(Places(tmp_path), DAY)
    desk.settle("hunan-2023-assessment", "430000")
    async with at(desk) as hand:
        lines = [words_of(line)[:3] for line in hand.rows("#standings")[1:]]
        assert lines == [
            ["指标", "10", "0"],
            ["重点工作", "13", "0"],
            ["考核自评", "100", "0"],
            ["部门反馈", "18", "0"],
        ]
        assert "两张申报表反馈省质强办" in hand.picture
        await hand.until(lambda: "F10 方案" in hand.picture)
    desk.close()


async def test_a_place_the_notice_just_chosen_lacks_tells_no_fault(tmp_path: Path) -> None:
    desk = Desk(Places(tmp_path), DAY)
    desk.settle("hunan-2023-assessment", "430000")
    desk.work_on(["hunan-2023-assessment", "hunan-2023-quality-month"])
    month = desk.library.known("hunan-2023-quality-month")
    assert month is not None
    async with at(desk, "5") as hand:
        assert "省教育厅" in hand.picture
        desk.choose(month.id)
        await hand("f5")  # as the place does that comes back from under the list of notices
        assert hand.app.told == []
        await hand("f10")
        await hand.types("考核")
        await hand("enter")
        assert "省教育厅" in hand.picture
        assert hand.app.told == []
    desk.close()
