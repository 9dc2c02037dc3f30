"""撤销 and 重做 by keys: shown first, step by step, of every kind, after a restart, never by surprise."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from places_bench import JIANGAN, TODAY, WIDE, at, demo_desk, kept, list_ledger, new_desk, put

from qtrack.places import Places
from qtrack.services.ledger import remove
from qtrack.services.listing import totals
from qtrack.services.marks import marks_of
from qtrack.tui.frame import Place
from qtrack.tui.screens.counted import CountedScreen
from qtrack.tui.widgets.cell_editor import CellEditor
from qtrack.tui.widgets.form import FormScreen
from qtrack.tui.widgets.step_view import StepView
from qtrack.wiring import Desk


@contextmanager
def again(folder: Path) -> Iterator[Desk]:
    """Start anew on the same data folder."""
    desk = Desk(Places(folder), {"QTRACK_TODAY": TODAY})
    try:
        yield desk
    finally:
        desk.close()


def firm(desk: Desk, name: str = "示例甲厂") -> str:
    """Enter a firm."""
    return put(desk, "enterprise", unit=JIANGAN, name=name, above_scale="否")


def names(desk: Desk) -> list[str]:
    """Give the names of the firms as they are listed."""
    return kept(desk, "enterprise", "name")


async def test_what_will_be_taken_back_is_shown_and_nothing_is_done_without_a_yes(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        async with at(desk, "3", "f7", size=WIDE) as hand:
            await hand.fill(name="[b]=甲厂\\[/]", above_scale="否")
            await hand("f2", "ctrl+z")
            assert isinstance(hand.app.screen, StepView)
            assert "撤销这一步？" in hand.picture
            assert "新增 企业 1 条：[b]=甲厂\\[/]" in hand.picture
            await hand("escape")
            assert names(desk) == ["[b]=甲厂\\[/]"]
            await hand("ctrl+z", "ｎ", "ctrl+z", "ｙ")
            assert names(desk) == []
            assert hand.app.told[-1] == "已撤销：新增 企业 1 条：[b]=甲厂\\[/]"
            assert "企业　0 条" in hand.picture
            await hand("ctrl+y")
            assert "重做这一步？" in hand.picture
            await hand("enter")
            assert names(desk) == ["[b]=甲厂\\[/]"]
            await hand("ctrl+y")
            assert hand.app.told[-1] == "没有可以重做的操作"


async def test_a_day_of_work_is_taken_back_after_a_restart_and_done_again_after_one(
    tmp_path: Path,
) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        uid = firm(desk)
        firm(desk, "示例乙厂")
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand("f2", *"改", "enter")
            await hand("*", "ctrl+n", *"备注", "enter")
            await hand("ctrl+a", "ctrl+b", *"行业", "enter", *"示例行业", "enter", "f2")
            await hand("end", *["right"] * 5, "f2", *"二", "enter", "up", "ctrl+d", "down", "ctrl+d")
            await hand("ctrl+a", "f8", "y")
            assert names(desk) == []
    with again(tmp_path) as desk:
        async with at(desk, "3", size=WIDE) as hand:
            await hand("ctrl+z", "enter")
            assert names(desk) == ["示例乙厂改", "示例甲厂"]
            assert kept(desk, "enterprise", "industry") == ["示例行业", "示例行业"]
            await hand("ctrl+z", "enter")
            assert kept(desk, "enterprise", "industry") == ["示例行业", "示例行业二"]
            await hand("ctrl+z", "enter", "ctrl+z")
            assert "批量修改 企业 2 条" in hand.picture
            await hand("enter")
            assert kept(desk, "enterprise", "industry") == ["", ""]
            assert desk.store.read(marks_of, desk.office, "enterprise", uid).remark == "备注"
            await hand("ctrl+z", "enter", "ctrl+z", "enter", "ctrl+z", "enter")
            assert names(desk) == ["示例乙厂", "示例甲厂"]
            marks = desk.store.read(marks_of, desk.office, "enterprise", uid)
            assert (marks.starred, marks.remark) == (False, "")
    with again(tmp_path) as desk:
        async with at(desk, "3", size=WIDE) as hand:
            await hand(*["ctrl+y", "enter"] * 6)
            assert kept(desk, "enterprise", "industry") == ["示例行业", "示例行业"]
            await hand("ctrl+y", "enter")
            assert names(desk) == []
            assert "企业　0 条" in hand.picture


async def test_new_work_ends_what_could_be_done_again(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firm(desk)
        async with at(desk, "3", size=WIDE) as hand:
            await hand("ctrl+z", "enter")
            firm(desk, "示例乙厂")
            await hand("ctrl+y")
            assert hand.app.told[-1] == "没有可以重做的操作"
            assert isinstance(hand.app.screen, Place)


async def test_a_step_whose_row_has_changed_since_it_was_shown_is_refused(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        uid = firm(desk)
        async with at(desk, "3", size=WIDE) as hand:
            await hand("ctrl+z")
            desk.store.run(remove, desk.office, "enterprise", uid)
            await hand("enter")
            assert "已撤销" not in "".join(hand.app.told)
            assert "没有作任何改动" in hand.app.told[-1]


async def test_nothing_is_taken_back_under_a_form_a_dialogue_or_an_editor(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firm(desk)
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand("f7", "ctrl+z")
            assert isinstance(hand.app.screen, FormScreen)
            await hand("escape", "f8", "ctrl+z", "ctrl+y")
            assert "删除这条记录？" in hand.picture
            await hand("escape", "f2", "ctrl+z")
            assert isinstance(hand.app.screen, Place)
            assert hand.app.screen.query(CellEditor)
            await hand("escape", "f6", "ctrl+z", "escape", "f1", "ctrl+z", "escape")
            assert isinstance(hand.app.screen, Place)
            assert names(desk) == ["示例甲厂"]


async def test_two_fast_presses_show_one_step(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firm(desk)
        firm(desk, "示例乙厂")
        async with at(desk, "3", size=WIDE) as hand:
            await hand.fast("ctrl+z", "ctrl+z", "ctrl+z")
            assert sum(isinstance(screen, StepView) for screen in hand.app.screen_stack) == 1
            await hand.fast("enter", "ctrl+z")
            assert "示例乙厂" not in names(desk)
            assert hand.app.told[0] == "已撤销：新增 企业 1 条：示例乙厂"
            await hand("escape")
            assert names(desk) == ["示例甲厂"]


async def test_rows_that_count_are_taken_back_where_they_are_listed(tmp_path: Path) -> None:
    with demo_desk(tmp_path, JIANGAN) as desk:
        before = desk.store.read(totals, desk.office)
        async with at(desk, "2", "f4", size=WIDE) as hand:
            assert isinstance(hand.app.screen, CountedScreen)
            total = hand.ledger.total
            assert total > 0
            await hand("f8", "y")
            assert hand.ledger.total == total - 1
            await hand("ctrl+z", "enter")
            assert isinstance(hand.app.screen, CountedScreen)
            assert hand.ledger.total == total
        assert desk.store.read(totals, desk.office) == before
