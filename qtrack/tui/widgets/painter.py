"""The lines of a table as painted, each kept until something it depends on has changed."""

from __future__ import annotations

from rich.cells import cell_len
from textual.strip import Strip
from textual.widget import Widget

from qtrack.tui.widgets.cells import BEFORE, BEYOND, SELECTED, Cell, Row, mark_signs
from qtrack.tui.widgets.columns import GAP, Placing, place
from qtrack.tui.widgets.line_paint import Ink, paint_cells, window
from qtrack.tui.widgets.table_look import Look, ink_for

KEPT_LINES = 1024
"""Painted lines kept at most: a few screens full."""

_EMPTY = Cell("")
_Known = tuple[str, Look, bool, int | None]


class Painter:
    """Paints rows for one table; what is painted again unchanged costs a look-up."""

    def __init__(self, table: Widget) -> None:
        self._table = table
        self._inks: dict[Look, Ink] = {}
        self._lines: dict[_Known, tuple[Row, Strip]] = {}
        self._placing = place((), 0)
        self._order: tuple[int, ...] = ()
        self._frame = (0, 0, 0)
        self._cut: tuple[tuple[int, int, int], ...] = ()

    def lay_out(self, placing: Placing, order: tuple[int, ...]) -> None:
        """Take the columns' places, and which cell of a row stands in each."""
        if (placing, order) != (self._placing, self._order):
            self._placing, self._order = placing, order
            self._begin(self._frame)

    def forget_colours(self) -> None:
        """Take the colours anew from the theme."""
        self._inks.clear()
        self._lines.clear()

    def ink(self, look: Look) -> Ink:
        """Give the styles of a line."""
        ink = self._inks.get(look)
        if ink is None:
            ink = self._inks[look] = ink_for(self._table, look)
        return ink

    def line(
        self, row: Row, look: Look, frame: tuple[int, int, int], *, selected: bool, cursor: int | None
    ) -> Strip:
        """Paint a row; the frame is its frozen cells, how far the rest is scrolled, and the view's width."""
        if frame != self._frame or len(self._lines) > KEPT_LINES:
            self._begin(frame)
        known = (row.key, look, selected, cursor)
        painted = self._lines.get(known)
        if painted is not None and painted[0] is row:
            return painted[1]
        strip = self._paint(row, self.ink(look), selected=selected, cursor=cursor)
        self._lines[known] = (row, strip)
        return strip

    def _begin(self, frame: tuple[int, int, int]) -> None:
        self._frame = frame
        self._lines.clear()
        frozen, scrolled, view = frame
        cuts = (
            (at, *self._placing.cut(at, scrolled, frozen, view))
            for at, column in enumerate(self._placing.columns)
            if column.right
        )
        self._cut = tuple(cut for cut in cuts if any(cut[1:]))

    @staticmethod
    def _whole(cell: Cell, width: int, before: int, after: int) -> Cell:
        """Give the cell, or a sign in place of a number that the view's edge would make a smaller one."""
        if cell.bar is not None or cell.wide or not cell.text:
            return cell
        if after:
            return Cell(" " * (width - after - 1) + BEYOND * (after + 1), "dim")
        return Cell(BEFORE, "dim") if before > width - cell_len(cell.text) else cell

    def _paint(self, row: Row, ink: Ink, *, selected: bool, cursor: int | None) -> Strip:
        cells = [row.cells[at] if at < len(row.cells) else _EMPTY for at in self._order]
        if row.key:  # neither a heading nor a line that waits
            for at, before, after in self._cut:
                cells[at] = self._whole(cells[at], self._placing.widths[at], before, after)
        marks = mark_signs(row.marks) if self._placing.lead > GAP else ""
        lead = (SELECTED if selected else " ") + marks
        frozen, scrolled, view = self._frame
        line = paint_cells(tuple(cells), self._placing, ink, cursor, lead)
        return window(line, frozen, scrolled, view, ink.ground)
