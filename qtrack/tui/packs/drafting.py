"""A draft of a pack on the screen: what it is now, where the cursor stands, and how it goes on and back."""

from __future__ import annotations

from textual.screen import Screen

from qtrack.packs.paths import Document
from qtrack.tui.packs.around import Around
from qtrack.tui.widgets.record_table import RecordTable
from qtrack.wiring import Desk

MOST_STEPS = 200
"""Changes that can be taken back."""


class Drafting(Screen[bool]):
    """Holds the draft; those above it say what can be done to it, and show it."""

    def __init__(self, desk: Desk, document: Document, before: Document | None) -> None:
        """Take the draft, and what its file holds; none for a pack that has no file yet."""
        super().__init__()
        self.desk = desk
        self.document = document
        self.before = before
        self.around = Around(desk.packs.schemas, desk.regions[document["region"]], desk.calendar)
        self._back: list[Document] = []
        self._forth: list[Document] = []

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

    @property
    def unsaved(self) -> bool:
        """Whether the draft is another than the pack's file."""
        return self.document != self.before

    def change(self, document: Document, seek: str = "") -> None:
        """Go on with another draft, standing on an entry."""
        if document != self.document:
            self._back = [*self._back, self.document][-MOST_STEPS:]
            self._forth = []
        self.document = document
        self.show_draft(seek)

    def action_step_back(self) -> None:
        """Take the last change back."""
        self._step(self._back, self._forth, "没有可以撤销的改动")

    def action_step_forth(self) -> None:
        """Make the change again that was taken back."""
        self._step(self._forth, self._back, "没有可以重做的改动")

    def _step(self, where: list[Document], other: list[Document], nothing: str) -> None:
        if not where:
            self.app.notify(nothing, markup=False)
            return
        other.append(self.document)
        self.document = where.pop()
        self.show_draft(self.path_here)

    def show_draft(self, seek: str = "") -> None:
        """Show the draft as it is now."""
        raise NotImplementedError

    def go_to(self, path: str) -> None:
        """Go where something stands."""
        raise NotImplementedError

    async def drop_changes(self) -> None:
        """Go back to what the pack's file holds, after asking."""
        raise NotImplementedError
