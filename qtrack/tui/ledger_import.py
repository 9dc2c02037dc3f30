"""Rows brought into a ledger: from a file, or from a block pasted into the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from qtrack.services.catalog import schemas
from qtrack.tui.ledger_many import LedgerMany
from qtrack.tui.telling import confirm, telling

if TYPE_CHECKING:
    from qtrack.tui.imports.flow import Aim


class LedgerImport(LedgerMany):
    """A list that takes rows from spreadsheets."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+o", "import_file", "导入表格文件", key_display="^O", show=False),
    ]

    @work(group="import", exclusive=True)
    async def action_import_file(self) -> None:
        """Ask for a file and bring its rows in."""
        from qtrack.tui.imports.flow import import_file

        with telling(self.app):
            self._tell_imported(await import_file(self.app, self._aim(0)))

    @work(group="import", exclusive=True)
    async def take_block(self, text: str) -> None:
        """Bring a pasted block in, laid over the columns from the cursor's on."""
        from qtrack.tui.imports.flow import import_block

        with telling(self.app):
            self._tell_imported(await import_block(self.app, self._aim(self.table.cursor[1]), text))

    def _aim(self, column: int) -> Aim:
        from qtrack.tui.imports.flow import Aim

        known = {field.key for field in schemas()[self.ledger].fields}
        places = tuple(each.key for each in self.table.columns[column:] if each.key in known)
        return Aim(self.view.desk, self.view.office, self.ledger, self.forms().owner(), places)

    def _tell_imported(self, done: str) -> None:
        if done:
            confirm(self.app, done)
            self.changed()
