"""Which rows a key means: taken down when the key comes, before the next one moves the cursor."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from textual import events
from textual.message import Message
from textual.widget import Widget

from qtrack.domain.problem import refuse
from qtrack.services.chosen import Chosen, chosen_rows
from qtrack.services.listing import ListedRow
from qtrack.services.query import Query
from qtrack.tui.finder import Finder
from qtrack.tui.ledger_filters import LedgerFilters
from qtrack.tui.view import View
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
    """A list whose rows something can be done to. Posts `Changed` after something was kept.

    `heir` is the blank that is about to have the focus.
    """

    class Changed(Message):
        """A row was added, changed or removed."""

    def __init__(self, view: View, query: Query, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(view, query, id)
        self.heir: Widget | None = None
        self._handed: list[events.Key] = []

    def changed(self) -> None:
        """List anew and tell the place, after something was kept."""
        self.reload()
        self.post_message(self.Changed())

    # Keys in their order

    async def _on_key(self, event: events.Key) -> None:
        """Do at once what a key says to the rows, and hand on what comes before a blank has the focus.

        Left to the screen, a key would be done after those typed behind it had gone to the wrong place.
        """
        if any(event is handed for handed in self._handed):
            return
        active = self.screen.active_bindings.get(event.key)
        if self.heir is not None and self.heir.is_running:
            event.stop()
            self._handed.append(events.Key(event.key, event.character).set_sender(self.app))
            self.heir._forward_event(self._handed[-1])  # noqa: SLF001 - a key that is merely posted comes back
        elif self.table.has_focus and active is not None and active.node in (self, self.table):
            event.stop()
            await self.app.run_action(active.binding.action, active.node)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Hand on no keys any more to a blank that has the focus now."""
        if event.widget is not self.table:
            self.heir = None
            self._handed.clear()

    def action_find(self) -> None:
        """Ask for words to find."""
        super().action_find()
        self.heir = self.query_one(Finder)

    # Rows

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
