"""A cell is edited where it stands: what keys mean, what is shown beside it, and nothing acts behind it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual import events, on
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot

from qtrack.tui import clipboard
from qtrack.tui.widgets.cell_editor import CellEditor
from qtrack.tui.widgets.cells import Cell, Column, Row
from qtrack.tui.widgets.record_table import RecordTable

COLUMNS = (Column("name", "企业名称", 20), Column("days", "天数", 6, right=True), Column("on", "日期", 10))


class Sheet(App[None]):
    """A table and an editor over one of its cells; keeps what the editor says."""

    BINDINGS = [("f8", "note('removed')", ""), ("f2", "note('changed')", ""), ("x", "note('x')", "")]  # noqa: RUF012

    def __init__(self, row: int = 0, column: int = 0, waiting: tuple[events.Key, ...] = ()) -> None:
        super().__init__()
        self.at = row, column
        self.waiting = waiting
        self.said: list[object] = []

    def compose(self) -> ComposeResult:
        """Lay out the table."""
        yield RecordTable(COLUMNS)

    async def begin(self) -> None:
        """Open the editor over the cell."""
        table = self.query_one(RecordTable)
        table.show(
            [
                Row(str(at), (Cell(f"示例机械{at}厂"), Cell(str(at)), Cell("2022-03-25")))
                for at in range(self.size.height - 1)
            ]
        )
        table.put_cursor(*self.at)
        region = table.cell_region()
        row = table.cursor_row()
        assert region
        assert row
        await self.mount(CellEditor(row.cells[self.at[1]].text, region, self.waiting))

    def action_note(self, word: str) -> None:
        """Keep what a key behind the editor did."""
        self.said.append(word)

    @on(CellEditor.Submitted)
    def note_submitted(self, event: CellEditor.Submitted) -> None:
        """Keep it."""
        self.said.append((event.text, event.rows, event.columns))

    @on(CellEditor.Cancelled)
    @on(CellEditor.ChoiceWanted)
    def note_other(self, event: CellEditor.About) -> None:
        """Keep it."""
        self.said.append(type(event).__name__)

    def line(self, at: int) -> str:
        """Give a line of the screen as text."""
        width, height = self.size
        strips = self.screen._compositor.render_strips()  # noqa: SLF001 - what is really on the screen
        assert len(strips) == height
        return strips[at].crop(0, width).text


@asynccontextmanager
async def editing(
    row: int = 0, column: int = 0, waiting: tuple[events.Key, ...] = (), size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Sheet, Pilot[None], CellEditor]]:
    app = Sheet(row, column, waiting)
    async with app.run_test(size=size) as pilot:
        await app.begin()
        await pilot.pause()
        yield app, pilot, app.query_one(CellEditor)


@pytest.mark.parametrize(
    ("key", "rows", "columns"),
    [("enter", 0, 0), ("down", 1, 0), ("up", -1, 0), ("tab", 0, 1), ("shift+tab", 0, -1)],
)
async def test_keys_that_end_say_where_to_go(key: str, rows: int, columns: int) -> None:
    async with editing() as (app, pilot, _):
        await pilot.press("二", "７", key)
        assert app.said == [("示例机械0厂二７", rows, columns)]


async def test_the_text_is_edited_inside_the_line() -> None:
    async with editing() as (app, pilot, _):
        await pilot.press("left", "backspace", "九", "home", "A", "enter")
        assert app.said == [("A示例机械九厂", 0, 0)]


async def test_leaving_and_choosing_are_told() -> None:
    async with editing() as (app, pilot, editor):
        await pilot.press("a", "f4", "escape")
        assert app.said == ["ChoiceWanted", "Cancelled"]
        assert editor.changed
        editor.put("选定的\n名称")
        await pilot.press("enter")
        assert app.said[-1] == ("选定的 名称", 0, 0)


async def test_no_key_acts_on_the_table_behind() -> None:
    async with editing() as (app, pilot, editor):
        await pilot.press("f8", "f2", "x", "space", "f5")
        assert (app.said, editor.value) == ([], "示例机械0厂x ")


async def test_a_pasted_block_becomes_one_line_and_submits_nothing() -> None:
    async with editing() as (app, pilot, editor):
        editor.post_message(events.Paste("甲\r\n乙\t丙\n"))
        await pilot.pause()
        assert (app.said, editor.value) == ([], "示例机械0厂甲 乙 丙")


async def test_the_key_for_pasting_reads_the_systems_clipboard(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    assert clipboard.PATIENCE_S < 5
    async with editing() as (app, pilot, editor):
        app.copy_to_clipboard("在此\n复制")
        await pilot.press("ctrl+v", "z")
        for _ in range(100):
            await pilot.pause(0.05)
            if editor.value.endswith("z"):
                break
        assert editor.value == "示例机械0厂在此 复制z"


async def test_keys_typed_ahead_wait_for_the_next_cell() -> None:
    async with editing() as (app, pilot, editor):
        await pilot.press("a", "down", "4", "2", "enter")
        assert app.said == [("示例机械0厂a", 1, 0)]
        waiting = tuple(key for key in editor.waiting if isinstance(key, events.Key))
        assert [key.key for key in waiting] == ["4", "2", "enter"]
    async with editing(1, 1, waiting) as (app, pilot, _):
        await pilot.pause()
        assert app.said == [("142", 0, 0)]


async def test_a_problem_is_shown_and_lets_typed_keys_in() -> None:
    async with editing() as (app, pilot, editor):
        await pilot.press("enter", "b")
        editor.post_message(events.Paste("c"))
        await pilot.pause()
        editor.show_problem("“示例”不在可选范围 [/] [@click=app.quit]x[/]")
        await pilot.pause()
        assert app.line(2).startswith("  “示例”不在可选范围 [/] [@click=app.quit]x[/]")
        assert editor.value == "示例机械0厂bc"
        await pilot.press("enter")
        assert app.said[-1] == ("示例机械0厂bc", 0, 0)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (30, 10)])
@pytest.mark.parametrize("column", [0, 1, 2])
async def test_it_stands_over_its_cell_wide_enough_and_inside_the_screen(
    column: int, size: tuple[int, int]
) -> None:
    async with editing(3, column, size=size) as (app, _, editor):
        cell = app.query_one(RecordTable).cell_region()
        assert cell
        assert editor.region.y == cell.y
        assert editor.region.width >= 20
        assert editor.region.x == min(cell.x, size[0] - editor.region.width)
        assert app.query_one(RecordTable).region == Region(0, 0, *size)


async def test_help_stands_below_and_on_the_last_line_above() -> None:
    words = "文字很长的说明" * 12
    async with editing(22) as (app, pilot, editor):
        assert editor.region.y == 23
        editor.show_hint("如 2022-03-25、3-25、今天")
        await pilot.pause()
        assert "如 2022-03-25" in app.line(22)
        editor.show_hint(words)
        await pilot.pause()
        assert (app.line(20) + app.line(21) + app.line(22)).replace(" ", "").startswith(words[:30])
        editor.show_hint("")
        await pilot.pause()
        assert "示例机械21厂" in app.line(22)


async def test_the_line_goes_with_the_blank() -> None:
    async with editing() as (app, pilot, editor):
        editor.show_hint("如 3-25")
        await editor.remove()
        await pilot.pause()
        assert "如 3-25" not in app.line(2)
        assert len(app.screen.children) <= 2
