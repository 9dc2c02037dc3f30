"""A table on an otherwise bare screen, for the tests of what it does."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.pilot import Pilot

from qtrack.tui.widgets.arrangement import Arrangement
from qtrack.tui.widgets.cells import Cell, Column, Row
from qtrack.tui.widgets.record_table import RecordTable
from qtrack.tui.widgets.selection import Selection

COLUMNS = (
    Column("name", "企业名称", 16),
    Column("unit", "县区", 10),
    Column("people", "人数", 8, right=True),
    Column("note", "备注", 40, flex=True),
)
MILLION = 1_000_000
CLAIMED = ("space", "ctrl+a", "shift+down", "escape", "minus", "ctrl+right", "shift+right")
"""Keys somebody else takes when the table leaves them."""


def row(index: int, name: str = "", marks: str = "") -> Row:
    """Give an invented row."""
    words = (name or f"示例机械{index}厂", "江岸区", f"{index:,}", "[@click=app.quit]x[/]")
    return Row(str(index), tuple(Cell(text) for text in words), marks)


class Bench(App[None]):
    """The table, and everything it said."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding(key, f"note_key('{key}')") for key in CLAIMED]

    def __init__(
        self,
        columns: Sequence[Column] = COLUMNS,
        *,
        selectable: bool = False,
        arrangeable: bool = False,
        marked: bool = False,
    ) -> None:
        super().__init__()
        self.table = RecordTable(
            columns,
            empty="还没有记录，按 F7 新增",
            selectable=selectable,
            arrangeable=arrangeable,
            marked=marked,
        )
        self.wanted: list[RecordTable.Wanted] = []
        self.chosen: list[str] = []
        self.highlighted: list[tuple[str, str]] = []
        self.selections: list[Selection] = []
        self.arrangements: list[Arrangement] = []
        self.sorts: list[tuple[str, bool | None]] = []
        self.keys: list[str] = []

    def compose(self) -> ComposeResult:
        """Hold the table alone."""
        yield self.table

    @on(RecordTable.Wanted)
    def note_wanted(self, event: RecordTable.Wanted) -> None:
        """Keep the question."""
        self.wanted.append(event)

    @on(RecordTable.Chosen)
    def note_chosen(self, event: RecordTable.Chosen) -> None:
        """Keep the choice."""
        self.chosen.append(event.row.key)

    @on(RecordTable.Highlighted)
    def note_highlighted(self, event: RecordTable.Highlighted) -> None:
        """Keep where the cursor stands."""
        self.highlighted.append((event.row.key if event.row else "", event.column.key))

    @on(RecordTable.Selected)
    @on(RecordTable.Arranged)
    @on(RecordTable.SortWanted)
    def note(self, event: Message) -> None:
        """Keep what the person did."""
        if isinstance(event, RecordTable.Selected):
            self.selections.append(event.selection)
        elif isinstance(event, RecordTable.Arranged):
            self.arrangements.append(event.arrangement)
        elif isinstance(event, RecordTable.SortWanted):
            self.sorts.append((event.column.key, event.descending))

    def action_note_key(self, key: str) -> None:
        """Keep a key the table left to others."""
        self.keys.append(key)

    def lines(self) -> list[str]:
        """Give the painted lines without their styles."""
        return [self.table.render_line(y).text.rstrip() for y in range(self.table.size.height)]

    def answer(self) -> list[int]:
        """Fill all that was asked for; give the offsets."""
        offsets = []
        for event in self.wanted:
            rows = [row(at) for at in range(event.offset, min(event.offset + event.limit, self.table.total))]
            self.table.fill(event.generation, event.offset, rows)
            offsets.append(event.offset)
        self.wanted.clear()
        return offsets


async def settle(pilot: Pilot[None], app: Bench) -> list[int]:
    """Answer what was asked for; give the offsets."""
    await pilot.pause()
    offsets = app.answer()
    await pilot.pause()
    return offsets
