"""Quick corrections: a cell edited where it stands, copied out, one text pasted in."""

from pathlib import Path

import pytest
from places_bench import JIANGAN, WIDE, Hand, at, kept, list_ledger, new_desk, put

from qtrack.tui.frame import Place
from qtrack.tui.widgets.cell_editor import CellEditor
from qtrack.tui.widgets.chooser import Chooser, TickChooser
from qtrack.tui.widgets.explain import Explain
from qtrack.wiring import Desk

FIRMS = ("示例甲厂", "示例乙厂", "示例丙厂")
"""Listed the other way round: the newest stands first."""


@pytest.fixture(autouse=True)
def _no_clipboard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand at a machine without a clipboard of its own, as over a network."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)


def firms(desk: Desk) -> None:
    """Enter three firms."""
    for name in FIRMS:
        put(desk, "enterprise", unit=JIANGAN, name=name, above_scale="否", contact="示例员")


def editor(hand: Hand) -> CellEditor | None:
    """Give the editor that is open."""
    return next(iter(hand.app.screen.query(CellEditor)), None)


def text(hand: Hand) -> str:
    """Give the text in the editor."""
    now = editor(hand)
    assert now is not None
    return now.value


def top(hand: Hand) -> type:
    """Give what kind of screen is open."""
    return type(hand.app.screen)


async def test_a_cell_is_edited_where_it_stands_and_enter_up_down_tab_keep_it(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firms(desk)
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand("f2")
            assert text(hand) == "示例丙厂"
            await hand.types("x")
            await hand("enter")
            assert kept(desk, "enterprise", "name") == ["示例丙厂x", "示例乙厂", "示例甲厂"]
            assert editor(hand) is None
            assert hand.app.focused is hand.ledger
            assert hand.ledger.cursor == (1, 0)
            await hand("up", "f2", "y", "down")
            assert text(hand) == "示例乙厂"
            await hand("z", "down")
            assert text(hand) == "示例甲厂"
            await hand("up")
            assert text(hand) == "示例乙厂z"
            await hand("escape")
            assert editor(hand) is None
            assert hand.ledger.cursor == (1, 0)
            assert kept(desk, "enterprise", "name") == ["示例丙厂xy", "示例乙厂z", "示例甲厂"]
            await hand(*["right"] * 5, "f2")
            assert text(hand) == ""
            await hand(*"行业", "tab")
            assert text(hand) == "示例员"
            await hand(*"乙", "shift+tab")
            assert text(hand) == "行业"
            await hand("f2", "escape")
            assert kept(desk, "enterprise", "contact") == ["示例员", "示例员乙", "示例员"]
            assert kept(desk, "enterprise", "industry") == ["", "行业", ""]


async def test_escape_leaves_the_cell_as_it_was(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firms(desk)
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand("f2", *"不要", "escape")
            assert isinstance(hand.app.screen, Place)
            assert hand.app.focused is hand.ledger
            assert kept(desk, "enterprise", "name") == list(FIRMS[::-1])


async def test_a_text_that_will_not_do_stays_with_its_reason(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firms(desk)
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand("right", "right", "f2")
            await hand.types("91350100M000100Y44")
            await hand("enter")
            assert text(hand) == "91350100M000100Y44"
            assert "校验位不对" in hand.picture
            await hand("backspace", "3", "enter", "up")
            assert editor(hand) is None
            assert kept(desk, "enterprise", "code") == ["91350100M000100Y43", "", ""]
            await hand("left", "left", "f2", "ctrl+u", "enter")
            assert text(hand) == ""
            assert "必须填写" in hand.picture
            await hand("escape", "right", "f2", "ctrl+u", *"没有的县", "enter")
            assert text(hand) == "没有的县"
            assert "不是" in hand.picture
            await hand("escape")
            assert kept(desk, "enterprise", "name") == list(FIRMS[::-1])


async def test_a_doubtful_text_asks_for_an_explanation_that_is_shown_later(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firms(desk)
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand(*["right"] * 3, "f2", "ctrl+u", "是", "enter")
            assert isinstance(hand.app.screen, Explain)
            await hand("escape")
            assert text(hand) == "是"
            assert "没有填写" in hand.picture
            assert kept(desk, "enterprise", "above_scale") == ["否"] * 3
            await hand("enter")
            await hand.types("[b]已核实[/]")
            await hand("f2")
            assert editor(hand) is None
            assert kept(desk, "enterprise", "above_scale") == ["是", "否", "否"]
            assert hand.rows("LedgerTable RecordTable")[1].split()[0] == "?"
            await hand("up", "ctrl+t")
            assert "[b]已核实[/]" in hand.picture
            await hand("escape", "f2", "ctrl+u", "否", "enter")
            assert hand.rows("LedgerTable RecordTable")[1].split()[0] != "?"


async def test_what_can_be_chosen_is_chosen_from_a_list(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firms(desk)
        put(desk, "training", unit=JIANGAN, subject="示例", held_on="2022-10-01", trainees="5",
            level="县级", free="是")  # fmt: skip
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand(*["right"] * 4, "f2", "f4")
            assert top(hand) is Chooser
            await hand(*"小型", "enter")
            assert text(hand) == "小型"
            await hand("enter")
            assert kept(desk, "enterprise", "size") == ["小型", "", ""]
            await list_ledger(hand, "training")
            while hand.ledger.cursor_column().key != "topics":
                await hand("right")
            await hand("f2", "f4")
            assert top(hand) is TickChooser
            await hand("space", "down", "down", "space", "enter", "enter")
            assert kept(desk, "training", "topics") == ["标准、检验检测"]


async def test_dates_and_numbers_are_read_as_forgivingly_as_in_a_form(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        put(desk, "training", unit=JIANGAN, subject="示例", held_on="2022-10-01", trainees="5",
            level="县级", free="是")  # fmt: skip
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "training")
            while hand.ledger.cursor_column().key != "held_on":
                await hand("right")
            await hand("f2", "ctrl+u", *"昨天")
            assert "= 2022-10-17" in hand.picture
            await hand("tab", "ctrl+u", *"３０人", "enter")
        assert kept(desk, "training", "held_on") == ["2022-10-17"]
        assert kept(desk, "training", "trainees") == ["30"]


async def test_selected_rows_are_copied_in_the_order_and_columns_of_the_list(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        for name in ("=1+1厂", "[b]甲[/]", "示例丙厂"):
            put(desk, "enterprise", unit=JIANGAN, name=name, above_scale="否", contact="示例员")
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand("ctrl+c")
            assert hand.app.clipboard == "示例丙厂"
            await hand("down", "space", "space", *["right"] * 2, "-", "right", "-", "ctrl+c")
            assert hand.app.told[-1].startswith("已")
            shown = [column.key for column in hand.ledger.columns]
            assert len(shown) == 6
            lines = hand.app.clipboard.splitlines()
            assert [line.split("\t")[0].strip("\"'=") for line in lines] == ["[b]甲[/]", "1+1厂"]
            assert {len(line.split("\t")) for line in lines} == {6}
            await hand("ctrl+a", "up", "space", "ctrl+c")
            assert len(hand.app.clipboard.splitlines()) == 2


async def test_a_copied_cell_is_pasted_into_another_and_kept_on_enter(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firms(desk)
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand(*["right"] * 6, "ctrl+c", "left", "down", "ctrl+v")
            assert text(hand) == "示例员"
            await hand("enter")
            assert kept(desk, "enterprise", "industry") == ["", "示例员", ""]
            await hand("down")
            await hand.pastes("=1+1[/]\x1b[31m\n")
            assert text(hand) == "=1+1[/][31m"
            await hand("enter")
            assert kept(desk, "enterprise", "industry") == ["", "示例员", "=1+1[/][31m"]


async def test_enter_goes_to_the_row_that_stood_below_even_where_rows_are_sorted_anew(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        for name in ("A厂", "B厂", "C厂"):
            put(desk, "enterprise", unit=JIANGAN, name=name, above_scale="否")
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand("[", "home", "f2", "home", "Z", "enter")
            row = hand.ledger.cursor_row()
            assert row is not None
            assert (row.cells[0].text, hand.ledger.cursor) == ("B厂", (0, 0))


async def test_a_click_beside_the_editor_loses_nothing(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firms(desk)
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand("f2", "x")
            await hand.click(hand.ledger, offset=(8, 3))
            assert editor(hand) is None
            assert kept(desk, "enterprise", "name") == ["示例丙厂x", "示例乙厂", "示例甲厂"]
            await hand("f2")
            assert text(hand) == "示例甲厂"
