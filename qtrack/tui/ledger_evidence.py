"""The files that prove a row of a list: seen, added and taken off from where the row stands."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from qtrack.tui.ledger_cells import LedgerCells
from qtrack.tui.widgets.cell_editor import Early


class LedgerEvidence(LedgerCells):
    """A list whose rows have evidence, told of in a column of its own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+e", "evidence", "佐证", key_display="^E", show=False),
    ]

    # Pushed at once, so that keys typed behind these are meant for what they open.

    def action_evidence(self) -> None:
        """Show the evidence of the row under the cursor."""
        from qtrack.tui.evidence import EvidenceScreen

        row = self.row_here()
        if row is not None:
            shown = EvidenceScreen(self.view, self.ledger, row.key, row.cells[0].text)
            self.app.push_screen(shown, self._after_evidence)

    def action_completeness(self) -> None:
        """Show how complete the evidence of each ledger and unit is."""
        from qtrack.tui.evidence_rates import RatesScreen

        self.app.push_screen(RatesScreen(self.view), self._after_evidence)

    def _after_evidence(self, changed: bool | None) -> None:  # noqa: FBT001 - a dialogue's answer
        if changed:
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
