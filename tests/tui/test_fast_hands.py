"""Keys that come faster than the file answers mean the rows they were pressed for, and none is lost."""

from pathlib import Path

import pytest
from places_bench import JIANGAN, WIDE, Hand, at, demo_desk, kept, list_ledger, new_desk, put

from qtrack.services.marks import marks_of
from qtrack.tui.frame import Place
from qtrack.tui.widgets.cell_editor import CellEditor
from qtrack.wiring import Desk

NAMES = ("甲厂1", "乙厂2", "丙厂3", "丁厂4")


def firms(desk: Desk) -> list[str]:
    """Enter four firms, listed the other way round; give their uids as they are listed."""
    return [put(desk, "enterprise", unit=JIANGAN, name=name, above_scale="否") for name in NAMES][::-1]


def editors(hand: Hand) -> list[str]:
    """Give the texts of the editors that are open."""
    return [editor.value for editor in hand.app.screen.query(CellEditor)]


async def test_f2_straight_after_the_finder_edits_a_row_that_was_found(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firms(desk)
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand.fast("f3", *"甲", "enter", "f2")
            assert editors(hand) == ["甲厂1"]
            await hand("z", "enter")
            assert kept(desk, "enterprise", "name") == ["丁厂4", "丙厂3", "乙厂2", "甲厂1z"]


async def test_f2_after_words_that_find_nothing_opens_nothing_later_either(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firms(desk)
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand.fast("f3", *"没有", "enter", "f2")
            await hand("escape")
            assert editors(hand) == []
            assert "第 1/4 条" in hand.picture


async def test_what_is_typed_straight_after_f2_goes_into_the_cell_whole(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firms(desk)
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand.fast("down", "f2", *"1 0*-", "enter")
            assert hand.app.current_mode == "3"
            assert kept(desk, "enterprise", "name") == ["丁厂4", "丙厂31 0*-", "乙厂2", "甲厂1"]
            await hand.fast("f2", *"a", "down", *"b", "down", *"c", "escape")
            assert editors(hand) == []
            assert kept(desk, "enterprise", "name") == ["丁厂4", "丙厂31 0*-", "乙厂2a", "甲厂1b"]


async def test_a_second_edit_waits_for_the_first_to_be_kept(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firms(desk)
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand.fast("f2", "a", "enter", "f2", "b", "enter", "f2", "c", "enter")
            assert kept(desk, "enterprise", "name") == ["丁厂4a", "丙厂3b", "乙厂2c", "甲厂1"]
            await hand.fast("home", "f2", "x", "tab", "tab", *"9", "escape")
            assert kept(desk, "enterprise", "name")[0] == "丁厂4ax"
            assert hand.app.current_mode == "3"


async def test_keys_behind_a_refused_text_stay_in_its_cell(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firms(desk)
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand("right", "right")
            await hand.fast("f2", *"91350100M000100Y4", "down", "3")
            assert editors(hand) == ["91350100M000100Y43"]
            await hand("enter")
            assert kept(desk, "enterprise", "code")[0] == "91350100M000100Y43"


async def test_stars_fall_on_the_rows_they_were_meant_for(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        uids = firms(desk)
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand.fast("*", "down", "down", "*", "down")
            marked = [desk.store.read(marks_of, desk.office, "enterprise", uid).starred for uid in uids]
            assert marked == [True, False, True, False]
            assert [line.split()[0] == "*" for line in hand.rows("LedgerTable RecordTable")[1:]] == marked


async def test_a_removal_means_the_row_it_was_pressed_on(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firms(desk)
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand.fast("down", "f8", "down")
            assert "丙厂3" in hand.picture.split("删除这条记录？")[1]
            await hand("y")
            assert kept(desk, "enterprise", "name") == ["丁厂4", "乙厂2", "甲厂1"]


async def test_ditto_down_a_column_as_fast_as_keys_repeat(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firms(desk)
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand(*["right"] * 5, "f2", *"示例行业", "enter")
            await hand.fast("ctrl+d", "down", "ctrl+d", "down", "ctrl+d")
            assert kept(desk, "enterprise", "industry") == ["示例行业"] * 4


async def test_words_typed_fast_find_what_they_say_in_pinyin_too(tmp_path: Path) -> None:
    with demo_desk(tmp_path, JIANGAN) as desk:
        put(desk, "enterprise", unit=JIANGAN, name="示例重阳机械厂", above_scale="否")
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand.fast("/", *"slcyjx", "enter")
            assert "第 1/1 条　查找“slcyjx”" in hand.picture
            assert hand.app.focused is hand.ledger
            await hand.fast("f3", *["backspace"] * 6, *"shilichongyang", "enter")
            assert "第 1/1 条" in hand.picture
            await hand.fast("f3", "escape", "f3", *"重阳", "escape")
            assert "查找" not in hand.picture.splitlines()[2]


async def test_screens_opened_and_closed_at_once_leave_nothing_behind(tmp_path: Path) -> None:
    with demo_desk(tmp_path, JIANGAN) as desk:
        async with at(desk, "4", size=WIDE) as hand:
            hand.app.set_focus(hand.app.screen.query("RecordTable").last())
            for _ in range(4):
                await hand.fast("f7", "escape", "ctrl+e", "escape")
                assert isinstance(hand.app.screen, Place)


@pytest.mark.parametrize("keys", [("f7", "1"), ("enter", "2"), ("ctrl+b", "4"), ("f4", "5"), ("f6", "6")])
async def test_what_opens_late_opens_over_the_rows_it_was_meant_for(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firms(desk)
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand.fast(*keys)
            if hand.app.current_mode != "3":
                assert isinstance(hand.app.screen, Place)
            await hand("escape", "escape", "y", "3")
            assert isinstance(hand.app.screen, Place)
            assert hand.app.current_mode == "3"
            assert len(hand.app.screen_stack) == 1


@pytest.mark.parametrize("digit", ["2", "4", "5", "6"])
async def test_a_place_gone_to_while_a_step_is_taken_back_is_read_once_it_stands(
    tmp_path: Path, digit: str
) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firms(desk)
        async with at(desk, size=WIDE) as hand:
            await hand("ctrl+z")
            assert "撤销这一步？" in hand.picture
            await hand.fast("enter", digit)
            await hand.still()
            assert hand.app.current_mode == digit
            assert "F9 单位" in hand.picture
        assert kept(desk, "enterprise", "name") == ["丙厂3", "乙厂2", "甲厂1"]
