"""Where a table's columns stand on the line."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rich.cells import cell_len

from qtrack.tui.widgets.cells import MARKS, Column

GAP = 1
"""Cells between two columns, and at both ends of the line."""


@dataclass(frozen=True, slots=True)
class Placing:
    """The width of every column and the cell at which its text begins, for one width of the table.

    `lead` is how many cells stand before the first column: a gap, and the marks where there are any.
    """

    columns: tuple[Column, ...]
    widths: tuple[int, ...]
    starts: tuple[int, ...]
    total: int
    lead: int = GAP

    def column_at(self, x: int) -> int:
        """Give the index of the column at this cell of the unscrolled line; the nearest one outside."""
        return max((at for at, start in enumerate(self.starts) if start - GAP <= x), default=0)

    def frozen_cells(self, frozen: int, view: int) -> int:
        """Give the cells that stay while the rest scrolls; none when they would take most of the view."""
        if not frozen or self.total <= view:
            return 0
        cells = self.lead + sum(width + GAP for width in self.widths[:frozen])
        return cells if cells * 3 <= view * 2 else 0

    def column_under(self, x: int, scrolled: int, frozen: int) -> int:
        """Give the index of the column at this cell of a view whose rest is scrolled."""
        return self.column_at(x if x < frozen else x + scrolled)

    def scroll_to_show(self, column: int, scrolled: int, frozen: int, view: int) -> int:
        """Give how far to scroll so that a column is in view, moving as little as can be.

        Half a column on the left would read as another value, so the view begins with a whole one.
        """
        start, end = self.starts[column], self.starts[column] + self.widths[column] + GAP
        if start < frozen:
            return scrolled
        least = max(scrolled, end - view)
        wholes = [max(begin - (frozen or GAP), 0) for begin in self.starts[1 : column + 1] if begin >= frozen]
        return next((whole for whole in (0, *wholes) if whole >= least), wholes[-1] if wholes else 0)

    def cut(self, column: int, scrolled: int, frozen: int, view: int) -> tuple[int, int]:
        """Give how many cells of a column are out of a view to the left and to the right."""
        start, width = self.starts[column], self.widths[column]
        left, edge = (start, 0) if start < frozen else (start - scrolled, frozen)
        return min(max(edge - left, 0), width), min(max(left + width - view, 0), width)

    def seen(self, column: int, scrolled: int, frozen: int, view: int) -> tuple[int, int] | None:
        """Give where a column is painted in a view, and how many cells of it; none when it is out of view."""
        start = self.starts[column]
        before, after = self.cut(column, scrolled, frozen, view)
        left = (start if start < frozen else start - scrolled) + before
        width = self.widths[column] - before - after
        return (left, width) if width > 0 else None


def place(
    columns: Sequence[Column], view: int, *, marked: bool = False, sorted_by: Collection[str] = ()
) -> Placing:
    """Place the columns one gap apart; those that flex share the spare room.

    None is narrower than its heading and the sign of its sort, unless a person made it so. Without one that
    flexes the last takes the room, unless it is fixed or holds numbers, which stay near their neighbours.
    """
    lead = GAP + MARKS + GAP if marked else GAP
    widths = [
        column.width
        if column.fixed
        else max(column.width, cell_len(column.label) + (column.key in sorted_by))
        for column in columns
    ]
    room = view - lead - sum(width + GAP for width in widths)
    growing = [at for at, column in enumerate(columns) if column.flex]
    if not growing and columns and not (columns[-1].right or columns[-1].fixed):
        growing = [len(columns) - 1]
    if room > 0 and growing:
        share, rest = divmod(room, len(growing))
        for order, at in enumerate(growing):
            widths[at] += share + (order < rest)
    ends = list(accumulate(width + GAP for width in widths))
    starts = tuple(lead + end - width - GAP for end, width in zip(ends, widths, strict=True))
    return Placing(tuple(columns), tuple(widths), starts, lead + (ends[-1] if ends else 0), lead)
