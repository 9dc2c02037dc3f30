"""The lower half of a table: columns as a person arranged them, a cursor, and lines painted for rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qtrack.tui.widgets.arrangement import Arrangement
from qtrack.tui.widgets.cells import Cell, Column, Row, fit, heading
from qtrack.tui.widgets.columns import place
from qtrack.tui.widgets.painter import Painter
from qtrack.tui.widgets.selection import NONE, Selection
from qtrack.tui.widgets.table_look import Look

HEADER = 1
"""Lines the heading takes."""

FROZEN = 1
"""Columns that stay while the others scroll."""

UNFETCHED = "…"
"""Stands on a line whose row is on its way."""

UNREAD = "未读出，按 F5 再读"
"""Stands on a line whose row could not be fetched."""

_WAITING = Row("", (Cell(UNFETCHED, "dim"),))
_FAILED = Row("", (Cell(UNREAD, "bad"),))


class Position(NamedTuple):
    """Where the cursor stands: the row from 1, of how many, and the column from 0; row 0 of 0 if empty."""

    row: int
    total: int
    column: int


class Grid(ScrollView):
    """Paints the rows of whoever inherits it; knows nothing of where they come from."""

    def __init__(self, columns: Sequence[Column], empty: str, name: str | None, *, marked: bool) -> None:
        super().__init__(id=name)
        self._empty = empty
        self._marked = marked
        self._given = tuple(columns)
        self._arrangement = Arrangement()
        self._sort: dict[str, bool] = {}
        self._selection = NONE
        self._row = 0
        self._column = 0
        self._view = Size(0, 0)
        self._painter = Painter(self)
        self._lay_out()

    # What there is to paint

    @property
    def total(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def row_at(self, index: int) -> Row | None:
        """Give a row; none while it has not come."""
        raise NotImplementedError

    def unread(self, index: int) -> bool:
        """Say whether a row could not be fetched."""
        raise NotImplementedError

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns shown, as the person arranged them."""
        return self._columns

    @property
    def arrangement(self) -> Arrangement:
        """How the person arranged the columns."""
        return self._arrangement

    @property
    def selection(self) -> Selection:
        """Which rows are selected."""
        return self._selection

    # Where the cursor stands

    @property
    def cursor(self) -> tuple[int, int]:
        """The row and the column the cursor stands on, by index."""
        return self._row, self._column

    @property
    def position(self) -> Position:
        """The cursor's place in words for a status line."""
        return Position(min(self._row + 1, self.total), self.total, self._column)

    def cursor_row(self) -> Row | None:
        """Give the row under the cursor; none while it has not come or there are no rows."""
        return self.row_at(self._row)

    def cursor_column(self) -> Column:
        """Give the column under the cursor."""
        return self._columns[self._column]

    def cursor_look(self) -> Look:
        """Give how the cursor's line is painted: bright with focus, dim without it."""
        if not self.can_focus:
            return "plain"
        return "cursor" if self.has_focus else "resting"

    def cell_region(self) -> Region | None:
        """Give where on the screen the cursor's cell is painted, without gaps; none when out of view."""
        view = self.scrollable_content_region
        y = self._row - self.scroll_offset.y + HEADER
        if not (self._columns and self._row < self.total and HEADER <= y < view.height):
            return None
        seen = self._placing.seen(self._column, self.scroll_offset.x, self._frozen_cells, view.width)
        return Region(view.x + seen[0], view.y + y, seen[1], 1) if seen else None

    def scroll_cursor_into_view(self) -> None:
        """Scroll as little as can be, so that the cursor's cell is seen."""
        self._view = self.scrollable_content_region.size
        view, height = self._view
        if self._columns and height > HEADER:
            top = max(min(self.scroll_offset.y, self._row), self._row - (height - HEADER) + 1)
            left = self._placing.scroll_to_show(self._column, self.scroll_offset.x, self._frozen_cells, view)
            self.scroll_to(left, top, animate=False, force=True)

    # Painting

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint the lines in view."""
        self._view = self.scrollable_content_region.size
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Paint one line of the view."""
        index = self.scroll_offset.y + y - HEADER
        if y < HEADER:
            return self._paint(self._heading, "heading")
        if index >= self.total:
            return self._nothing(y)
        row = self.row_at(index)
        selected = row is not None and row.key in self._selection
        look = self.cursor_look() if index == self._row else "plain"
        cursor = self._column if look == "cursor" else None
        shown = row or (_FAILED if self.unread(index) else _WAITING)
        return self._paint(
            shown, "selected" if selected and look == "plain" else look, selected=selected, cursor=cursor
        )

    def notify_style_update(self) -> None:
        """Take the colours anew."""
        super().notify_style_update()
        if self.is_attached:
            self._painter.forget_colours()

    def _paint(self, row: Row, look: Look, *, selected: bool = False, cursor: int | None = None) -> Strip:
        frame = (self._frozen_cells, self.scroll_offset.x, self._view.width)
        return self._painter.line(row, look, frame, selected=selected, cursor=cursor)

    def _nothing(self, y: int) -> Strip:
        words = f" {self._empty}" if not self.total and y == HEADER + 1 else ""
        ink = self._painter.ink("plain")
        return Strip([Segment(fit(words, self._view.width), ink.ground + ink.tones["dim"])], self._view.width)

    @property
    def _frozen_cells(self) -> int:
        return self._placing.frozen_cells(FROZEN, self._view.width)

    def _lay_out(self) -> None:
        """Place the columns, and with them heading and painted lines."""
        self._columns = self._arrangement.applied(self._given)
        at = {column.key: place for place, column in enumerate(self._given)}
        order = tuple(at[column.key] for column in self._columns)
        self._column = max(min(self._column, len(self._columns) - 1), 0)
        self._placing = place(self._columns, self._view.width, marked=self._marked, sorted_by=self._sort)
        widths = zip(self._columns, self._placing.widths, strict=True)
        labels = {
            at[column.key]: heading(column, width, self._sort.get(column.key)) for column, width in widths
        }
        self._heading = Row("", tuple(Cell(labels.get(place, "")) for place in range(len(self._given))))
        self._painter.lay_out(self._placing, order)

    def _refresh_rows(self, *indexes: int) -> None:
        for index in indexes:
            self.refresh_line(index + HEADER)
