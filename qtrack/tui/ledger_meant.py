"""Which rows a key means: taken down when the key comes, before the next one moves the cursor."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from textual.message import Message

from qtrack.domain.problem import refuse
from qtrack.services.chosen import Chosen, chosen_rows
from qtrack.services.listing import ListedRow
from qtrack.services.query import Query
from qtrack.tui.ledger_filters import LedgerFilters
from qtrack.tui.widgets.cells import Row

R = TypeVar("R")

MOST_ROWS = 20_000
"""Rows that are fetched one by one at most, as for the clipboard; whoever wants more wants a workbook."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The rows a person means, and how many: those `selected`, else the one under the cursor, `row`."""

    query: Query
    chosen: Chosen
    total: int
    row: Row | None
    selected: bool


class LedgerMeant(LedgerFilters):
    """A list whose rows something can be done to. Posts `Changed` after something was kept."""

    class Changed(Message):
        """A row was added, changed or removed."""

    def changed(self) -> None:
        """List anew and tell the place, after something was kept."""
        self.reload()
        self.post_message(self.Changed())

    def meant(self) -> Meant:
        """Give the rows meant now."""
        selection, row = self.table.selection, self.row_here()
        if not selection:
            uids = frozenset({row.key} if row else ())
            return Meant(self.query_now, Chosen(all=False, uids=uids), len(uids), row, selected=False)
        total = selection.count(self.table.total if self.total is None else self.total)
        chosen = Chosen(selection.all, selection.keys)
        return Meant(self.query_now, chosen, total, row, selected=True)

    async def rows_of(self, meant: Meant) -> list[ListedRow]:
        """Give the rows meant in the order of the list; RefusedError for more than hands mean one by one."""
        if meant.total > MOST_ROWS:
            raise refuse(f"一次最多 {MOST_ROWS:,} 行，现在选了 {meant.total:,} 行；没有作任何改动")
        return await self.read(chosen_rows, meant.query, meant.chosen)

    async def read(self, use: Callable[..., R], *args: object) -> R:
        """Ask the file, off the UI thread."""
        return await asyncio.to_thread(self.view.desk.store.read, use, self.view.office, *args)

    async def run(self, use: Callable[..., R], *args: object) -> R:
        """Change the file, off the UI thread."""
        return await asyncio.to_thread(self.view.desk.store.run, use, self.view.office, *args)
