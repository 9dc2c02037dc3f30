"""The first place of notices that hand down no numbers."""

from functools import partial
from pathlib import Path
from threading import Event

import pytest
from places_bench import NARROW, WIDE, Hand, Watched, at, words_of

from qtrack.domain.overview import Overview
from qtrack.places import Places
from qtrack.services.office import Office
from qtrack.tui.widgets.cells import Row
from qtrack.tui.widgets.source_view import SourceView
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


ALL = ("hunan-2022", "hunan-2023-assessment", "hunan-2023-quality-month", "hunan-plan-2025")


def hunan_desk(folder: Path) -> Desk:
    """Give the desk of the province that works on all its notices, one of them looked at."""
    desk = Desk(Places(folder), DAY)
    desk.settle(ALL[0], "430000")
    desk.work_on(ALL)
    return desk


def named(hand: Hand) -> list[str]:
    """Give the words each line of what is to be reached begins with."""
    return [words_of(line)[0] for line in hand.rows("#standings")[1:]]


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_f4_shows_every_notice_under_its_name_and_is_remembered(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    desk = hunan_desk(tmp_path)
    names = [desk.library.programme(name).short for name in ALL]
    async with at(desk, size=size) as hand:
        assert "F4 所有方案" in hand.picture
        assert not set(names[1:]) & set(named(hand))
        await hand("f4")
        assert "F4 本方案" in hand.picture
        found = [row.cells[0].text for row in lines_of(hand) if len(row.cells) == 1]
        assert found == [f"{names[0]}（正在看）", *names[1:]]
        assert "最近登记" in hand.picture
        assert "近期时限" in hand.picture
    desk.close()
    again = Desk(Places(tmp_path), DAY)
    async with at(again, size=size) as hand:
        assert "F4 本方案" in hand.picture
        await hand("f4")
        assert named(hand) == ["十", "百", "千", "万"]
    again.close()


def lines_of(hand: Hand) -> list[Row]:
    """Give all lines of what is to be reached, in view or not."""
    table = hand.table("#standings")
    return [row for row in map(table.row_at, range(table.total)) if row]


def is_at(hand: Hand, mode: str) -> bool:
    """Say whether a place is in front."""
    return bool(hand.app.current_mode == mode)


async def test_enter_on_a_line_of_another_notice_leads_to_that_notice(tmp_path: Path) -> None:
    desk = hunan_desk(tmp_path)
    async with at(desk, "f4") as hand:
        for kind, mode in (
            ("points", "4考核"),
            ("activities", "4活动"),
            ("indicators", "8"),
            ("answers", "5收集"),
        ):
            row = next(row for row in lines_of(hand) if row.key.split("/")[1] == kind)
            hand.table("#standings").seek(row.key)
            hand.table("#standings").focus()
            await hand("enter")
            await hand.until(partial(is_at, hand, mode))
            assert desk.office.programme.id == row.key.split("/")[0]
            await hand("1")
        assert [one for one in hand.app.told if not one.startswith("正在看")] == []
        head = next(row for row in lines_of(hand) if row.key.startswith(f"{ALL[0]}/"))
        hand.table("#standings").seek(head.key)
        await hand("enter")
        await hand.until(lambda: desk.office.programme.id == ALL[0])
        assert hand.app.current_mode == "1"
    desk.close()


async def test_f1_on_a_line_of_another_notice_shows_that_notice(tmp_path: Path) -> None:
    desk = hunan_desk(tmp_path)
    target = desk.library.programme(ALL[2]).targets[1]
    async with at(desk, "f4", size=WIDE) as hand:
        hand.table("#standings").seek(f"{ALL[2]}/target/{target.id}")
        hand.table("#standings").focus()
        await hand("f1")
        assert isinstance(hand.app.screen, SourceView)
        assert target.source.clause in hand.picture
    desk.close()


async def test_where_one_notice_is_worked_on_there_is_nothing_to_turn(tmp_path: Path) -> None:
    desk = Desk(Places(tmp_path), DAY)
    desk.settle(ALL[0], "430000")
    async with at(desk, "f4") as hand:
        assert "F4" not in hand.picture
        assert not desk.settings.every
    desk.close()


class SlowDesk(Desk):
    """A desk whose overview is read only when it may be."""

    may_read = Event()

    def overview(self, office: Office) -> Overview:
        """Wait, then read."""
        self.may_read.wait(10)
        return super().overview(office)


async def test_nothing_is_said_to_be_missing_before_it_was_looked_for(tmp_path: Path) -> None:
    desk = SlowDesk(Places(tmp_path), DAY)
    desk.settle("hunan-2022", "430000")
    watched = Watched(desk)
    async with watched.run_test(size=NARROW) as pilot:
        hand = Hand(watched, pilot)
        try:
            while "最近登记" not in hand.picture:
                await pilot.pause(0.01)
            assert not desk.may_read.is_set()
            assert "近来没有登记" not in hand.picture
            assert "没有时限" not in hand.picture
        finally:
            desk.may_read.set()
        await hand.until(lambda: "近来没有登记" in hand.picture)
    desk.close()
