"""The one table of every list: it paints the rows in view and asks only for the pages they stand on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qtrack.tui.widgets.cells import Cell, Column, Row, fit
from qtrack.tui.widgets.columns import place
from qtrack.tui.widgets.line_paint import Ink, paint_cells, window
from qtrack.tui.widgets.pages import PAGE, Pages
from qtrack.tui.widgets.table_look import COMPONENTS, CSS, Look, ink_for

UNFETCHED = "…"
"""Stands on a line whose row is on its way."""

HEADER = 1
"""Lines the heading takes."""

_WAITING = (Cell(UNFETCHED, "dim"),)


class RecordTable(ScrollView, can_focus=True):
    """A table with a cell cursor, over rows it is given (`show`) or asks for (`expect`, `Wanted`, `fill`)."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = COMPONENTS
    DEFAULT_CSS = CSS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move_row(-1)", "上一行", show=False),
        Binding("down", "move_row(1)", "下一行", show=False),
        Binding("pageup", "move_page(-1)", "上一页", show=False),
        Binding("pagedown", "move_page(1)", "下一页", show=False),
        Binding("home,ctrl+home", "move_row(-1_000_000_000)", "第一行", show=False),
        Binding("end,ctrl+end", "move_row(1_000_000_000)", "最后一行", show=False),
        Binding("left", "move_column(-1)", "左一列", show=False),
        Binding("right", "move_column(1)", "右一列", show=False),
        Binding("enter", "choose", "明细", show=False),
    ]

    class About(Message):
        """A message about one table."""

        def __init__(self, table: RecordTable) -> None:
            super().__init__()
            self.table = table

        @property
        def control(self) -> RecordTable:
            """The table, for selectors."""
            return self.table

    class Wanted(About):
        """The table must paint rows it has not: answer with `fill`."""

        def __init__(self, table: RecordTable, generation: int, offset: int, limit: int) -> None:
            super().__init__(table)
            self.generation = generation
            self.offset = offset
            self.limit = limit

    class Highlighted(About):
        """The cursor stands elsewhere, or its row has come or changed."""

        def __init__(self, table: RecordTable, row: Row | None, column: Column) -> None:
            super().__init__(table)
            self.row = row
            self.column = column

    class Chosen(About):
        """The person asks for a row's details."""

        def __init__(self, table: RecordTable, row: Row) -> None:
            super().__init__(table)
            self.row = row

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        frozen: int = 1,
        empty: str = "",
        id: str | None = None,  # noqa: A002 - Textual's own word
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._columns = tuple(columns)
        self._heading = tuple(Cell(column.label) for column in columns)
        self._frozen = frozen
        self._empty = empty
        self._pages = Pages()
        self._row = 0
        self._column = 0
        self._sought = ""
        self._told: tuple[Row | None, Column] | None = None
        self._placing = place(self._columns, 0)

    # What the owner says

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows and no others; the cursor stays on its row's key, else on its line."""
        self._remember()
        self._pages.hold(rows)
        self._settle()

    def expect(self, total: int) -> None:
        """Say how many rows there are; the table asks for those it must paint."""
        self._pages.expect(total)
        self._settle()

    def forget(self) -> None:
        """Fetch everything anew after a change or another filter; answers still on their way are dropped."""
        self._remember()
        self._pages.forget()
        self._settle()

    def fill(self, generation: int, offset: int, rows: Sequence[Row]) -> None:
        """Take the rows a `Wanted` asked for."""
        if self._pages.fill(generation, offset, rows):
            self._settle()

    def wants(self, generation: int, offset: int) -> bool:
        """Say whether an answer to this question is still of use; fast scrolling leaves many behind."""
        return self._pages.wants(generation, offset)

    def seek(self, key: str) -> None:
        """Put the cursor on the row with this key, now or when it has come."""
        self._sought = key
        self._settle()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns; the rows must be given anew."""
        self._columns = tuple(columns)
        self._heading = tuple(Cell(column.label) for column in columns)
        self._column = min(self._column, max(len(self._columns) - 1, 0))
        self._settle()

    # What the table says

    @property
    def total(self) -> int:
        """How many rows there are."""
        return self._pages.total

    @property
    def cursor(self) -> tuple[int, int]:
        """The row and the column the cursor stands on, by index."""
        return self._row, self._column

    def cursor_row(self) -> Row | None:
        """Give the row under the cursor; none while it has not come or there are no rows."""
        return self._pages.row(self._row)

    def cursor_column(self) -> Column:
        """Give the column under the cursor."""
        return self._columns[self._column]

    def cursor_look(self) -> Look:
        """Give how the cursor's line is painted: bright with focus, dim without it."""
        if not self.can_focus:
            return "plain"
        return "cursor" if self.has_focus else "resting"

    # Painting

    def render_line(self, y: int) -> Strip:
        """Paint one line of the view."""
        index = self.scroll_offset.y + y - HEADER
        if y < HEADER:
            return self._paint(self._heading, ink_for(self, "heading"))
        if index >= self.total:
            return self._nothing(y)
        look = self.cursor_look() if index == self._row else "plain"
        row = self._pages.row(index)
        cursor = self._column if look == "cursor" else None
        return self._paint(row.cells if row else _WAITING, ink_for(self, look), cursor)

    def _paint(self, cells: tuple[Cell, ...], ink: Ink, cursor: int | None = None) -> Strip:
        line = paint_cells(cells, self._placing, ink, cursor)
        return window(line, self._frozen_cells, self.scroll_offset.x, self._view.width, ink.ground)

    def _nothing(self, y: int) -> Strip:
        words = f" {self._empty}" if not self.total and y == HEADER + 1 else ""
        ink = ink_for(self, "plain")
        return Strip([Segment(fit(words, self._view.width), ink.ground + ink.tones["dim"])], self._view.width)

    @property
    def _view(self) -> Size:
        return self.scrollable_content_region.size

    @property
    def _frozen_cells(self) -> int:
        return self._placing.frozen_cells(self._frozen, self._view.width)

    # Keeping things in step

    def _remember(self) -> None:
        row = self.cursor_row()
        if row and not self._sought:
            self._sought = row.key

    def _settle(self, *, follow: bool = False) -> None:
        """Bring size, cursor, questions and picture in step with the rows.

        The view follows only a cursor that has moved: rows that come must not undo a mouse's scrolling.
        """
        before = self._row
        if self._sought:
            found = self._pages.index_of(self._sought)
            if found is not None:
                self._row, self._sought = found, ""
        self._row = max(min(self._row, self.total - 1), 0)
        self._placing = place(self._columns, self._view.width)
        self.virtual_size = Size(self._placing.total, self.total + HEADER)
        if follow or self._row != before:
            self._scroll_to_cursor()
        self._ask()
        self._tell()
        self.refresh()

    def _ask(self) -> None:
        lines = self._view.height - HEADER
        if lines > 0:
            first = self.scroll_offset.y
            for offset in self._pages.ask(first, first + lines - 1):
                self.post_message(self.Wanted(self, self._pages.generation, offset, PAGE))

    def _tell(self) -> None:
        if self._columns:
            now = (self.cursor_row(), self.cursor_column())
            if now != self._told:
                self._told = now
                self.post_message(self.Highlighted(self, *now))

    def _scroll_to_cursor(self) -> None:
        view, height = self._view
        if self._columns and height > HEADER:
            top = max(min(self.scroll_offset.y, self._row), self._row - (height - HEADER) + 1)
            left = self._placing.scroll_to_show(self._column, self.scroll_offset.x, self._frozen_cells, view)
            self.scroll_to(left, top, animate=False, force=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for the rows that came into view."""
        super().watch_scroll_y(old_value, new_value)
        self._ask()

    def on_resize(self) -> None:
        """Place the columns anew."""
        self._settle(follow=True)

    # What the person does

    def put_cursor(self, row: int, column: int) -> None:
        """Put the cursor on a row and a column, the nearest there are."""
        self._sought = ""
        self._row = max(min(row, self.total - 1), 0)
        self._column = max(min(column, len(self._columns) - 1), 0)
        self._scroll_to_cursor()
        self._tell()
        self.refresh()

    def action_move_row(self, rows: int) -> None:
        """Move the cursor down, or up."""
        self.put_cursor(self._row + rows, self._column)

    def action_move_page(self, pages: int) -> None:
        """Move the cursor by as many rows as are in view."""
        lines = max(self._view.height - HEADER - 1, 1)
        self.put_cursor(self._row + pages * lines, self._column)

    def action_move_column(self, columns: int) -> None:
        """Move the cursor to the right, or to the left."""
        self.put_cursor(self._row, self._column + columns)

    def action_choose(self) -> None:
        """Ask for the details of the row under the cursor."""
        row = self.cursor_row()
        if row:
            self.post_message(self.Chosen(self, row))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse points; a double click chooses."""
        at = event.get_content_offset(self)
        if at is None or at.y < HEADER:
            return
        row = self.scroll_offset.y + at.y - HEADER
        if row >= self.total:
            return
        self.put_cursor(row, self._placing.column_under(at.x, self.scroll_offset.x, self._frozen_cells))
        if event.chain == 2:  # noqa: PLR2004 - a double click
            self.action_choose()
