"""The files that prove a row of a list: seen, added and taken off from where the row stands."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from qtrack.tui.ledger_cells import LedgerCells
from qtrack.tui.widgets.cell_editor import Early
from qtrack.tui.widgets.cells import Row


class LedgerEvidence(LedgerCells):
    """A list whose rows have evidence, told of in a column of its own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+e", "evidence", "佐证", key_display="^E", show=False),
    ]

    def action_evidence(self) -> None:
        """Show the evidence of the row under the cursor."""
        row = self.row_here()
        if row is not None:
            self._evidence(self.ledger, row)

    @work(group="evidence")
    async def _evidence(self, ledger: str, row: Row) -> None:
        from qtrack.tui.evidence import EvidenceScreen

        title = row.cells[0].text
        if await self.app.push_screen_wait(EvidenceScreen(self.view, ledger, row.key, title)):
            self.changed()

    @work(group="evidence")
    async def action_completeness(self) -> None:
        """Show how complete the evidence of each ledger and unit is."""
        from qtrack.tui.evidence_rates import RatesScreen

        if await self.app.push_screen_wait(RatesScreen(self.view)):
            self.changed()

    def edit_cell(self, text: str | None = None, waiting: tuple[Early, ...] = ()) -> None:
        """Open the cell under the cursor for editing; what evidence says is not edited."""
        if self.field_here() is None:
            self.tell_proofs()
        else:
            super().edit_cell(text, waiting)

    def tell_proofs(self) -> None:
        """Say how the column of evidence is filled."""
        self.notify("这一列由所附的佐证得出，按 Ctrl+E 添加", markup=False)
