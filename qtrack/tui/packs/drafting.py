"""A draft of a pack on the screen: what it is now, where the cursor stands, and how it goes on."""

from __future__ import annotations

from textual.screen import Screen

from qtrack.packs.paths import Document
from qtrack.tui.packs.sections import Around
from qtrack.tui.widgets.record_table import RecordTable
from qtrack.wiring import Desk


class Drafting(Screen[bool]):
    """Holds the draft; those above it say what can be done to it, and show it."""

    def __init__(self, desk: Desk, document: Document) -> None:
        super().__init__()
        self.desk = desk
        self.document = document
        self.around = Around(desk.packs.schemas, desk.regions[document["region"]], desk.calendar)

    @property
    def section(self) -> str:
        """The section under the cursor."""
        row = self.query_one("#sections", RecordTable).cursor_row()
        return row.key if row else "basic"

    @property
    def path_here(self) -> str:
        """The path of the entry under the cursor; empty where there is none."""
        row = self.query_one("#entries", RecordTable).cursor_row()
        return row.key if row else ""

    def change(self, document: Document, seek: str = "") -> None:
        """Go on with another draft, standing on an entry."""
        self.document = document
        self.show_draft(seek)

    def show_draft(self, seek: str = "") -> None:
        """Show the draft as it is now."""
        raise NotImplementedError
