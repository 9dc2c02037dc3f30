"""3 台账: every ledger and its rows."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal

from qtrack.services import listing
from qtrack.services.catalog import in_use, schemas
from qtrack.services.listing import Query
from qtrack.tui.frame import Place
from qtrack.tui.ledger_table import LedgerKeys, LedgerTable
from qtrack.tui.widgets.cells import Cell, Column, Row
from qtrack.tui.widgets.record_table import RecordTable


class LedgersPlace(LedgerKeys, Place[dict[str, int]]):
    """Ledgers on the left, rows on the right."""

    KEY = "3"
    DEFAULT_CSS = """
    LedgersPlace #ledgers { width: 23; margin-right: 1; }
    LedgersPlace LedgerTable { width: 1fr; }
    """

    def compose_body(self) -> ComposeResult:
        """Lay out both."""
        with Horizontal():
            yield RecordTable(
                (Column("title", "台账", 14), Column("rows", "条数", 6, right=True)), id="ledgers"
            )
            yield LedgerTable(self.view, Query(next(iter(in_use(self.office)))))

    def gather(self) -> dict[str, int]:
        """Count every ledger's rows."""
        return self.view.desk.store.read(listing.totals, self.office)

    def show(self, shown: dict[str, int]) -> None:
        """Show the ledgers with their counts; the rows follow by themselves."""
        titles = schemas()
        rows = [
            Row(key, (Cell(titles[key].title, "" if used else "dim"), Cell(f"{shown[key]:,}", "dim")))
            for key, used in in_use(self.office).items()
        ]
        self.query_one("#ledgers", RecordTable).show(rows)

    def action_add_row(self) -> None:
        """Open an empty form of the ledger under the cursor, even one a fast hand has only just reached."""
        self._catch_up()
        super().action_add_row()

    def action_find_rows(self) -> None:
        """Ask for words to find in the ledger under the cursor."""
        self._catch_up()
        super().action_find_rows()

    def action_import_rows(self) -> None:
        """Ask for a file for the ledger under the cursor."""
        self._catch_up()
        super().action_import_rows()

    def _catch_up(self) -> None:
        row = self.query_one("#ledgers", RecordTable).cursor_row()
        if row is not None:
            self.query_one(LedgerTable).show(row.key)

    def action_reload(self) -> None:
        """Gather and list anew."""
        super().action_reload()
        self.query_one(LedgerTable).reload()

    @on(RecordTable.Highlighted, "#ledgers")
    def list_rows(self, event: RecordTable.Highlighted) -> None:
        """List the rows of the ledger under the cursor."""
        if event.row is not None:
            self.query_one(LedgerTable).show(event.row.key)

    @on(RecordTable.Chosen, "#ledgers")
    def go_to_rows(self) -> None:
        """Go over to the rows."""
        self.query_one(LedgerTable).table.focus()

    @on(LedgerTable.Changed)
    def count_again(self) -> None:
        """Count anew after a change."""
        super().action_reload()
