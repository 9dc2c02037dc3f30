"""A table put together cell by cell, as markup gives it: merged cells push those beside and below them."""

from __future__ import annotations

from qtrack.exchange.book import Region
from qtrack.exchange.wire import Raw


class Grid:
    """Rows being filled from the left; cells of rows above may reach into them."""

    def __init__(self) -> None:
        self.rows: list[list[Raw]] = []
        self.merged: list[Region] = []
        self._covered_to: dict[int, int] = {}  # column → the last row a cell above covers

    def begin_row(self) -> None:
        """Begin the next row."""
        self.rows.append([])
        at = len(self.rows) - 1
        self._covered_to = {column: last for column, last in self._covered_to.items() if last >= at}

    def put(self, content: Raw, across: int = 1, down: int = 1) -> None:
        """Put a cell into the first place that is free; `across` and `down` count the cells it covers."""
        if not self.rows:
            self.begin_row()
        row, at = self.rows[-1], len(self.rows) - 1
        while len(row) in self._covered_to:
            row.append("")
        first = len(row)
        row += [content, *[""] * (across - 1)]
        if across > 1 or down > 1:
            self.merged.append((at, first, at + down - 1, first + across - 1))
        if down > 1:
            self._covered_to.update(dict.fromkeys(range(first, first + across), at + down - 1))
