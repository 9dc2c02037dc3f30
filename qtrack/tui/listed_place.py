"""A place that lists what a notice prints: rows of a ledger are keyed for its lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Generic, TypeVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from qtrack.tui.finder import Finder
from qtrack.tui.finding_place import FindingPlace
from qtrack.tui.ledger_forms import LedgerForms
from qtrack.tui.telling import confirm, saved_words
from qtrack.tui.widgets.form_owner import Outcome
from qtrack.tui.widgets.record_table import RecordTable

Shown = TypeVar("Shown")

NOT_HERE = "请先把光标移到要填报的一行"


class ListedPlace(FindingPlace[Shown], Generic[Shown]):
    """A place over one ledger: what it lists is printed, what is keyed for a line is a row of the ledger."""

    LEDGER: ClassVar[str]
    EMPTY: ClassVar[str]
    AUTO_FOCUS = "RecordTable"
    DEFAULT_CSS = "ListedPlace #note { width: 1fr; height: auto; color: $text-muted; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f7", "key_new", "填报", key_display="F7"),
        Binding("f2", "key_change", "改填报", key_display="F2"),
    ]

    def compose_body(self) -> ComposeResult:
        """Lay out what is said of all over the lines."""
        yield Static("", id="note", markup=False)
        yield Finder()
        yield self.make_table()

    def make_table(self) -> RecordTable:
        """Make the table of the lines."""
        return RecordTable((), empty=self.EMPTY)

    @property
    def table(self) -> RecordTable:
        """The lines."""
        return self.query_one(RecordTable)

    def given_here(self) -> Mapping[str, str] | None:
        """Give what a new row says of the line under the cursor; none when there is nothing to key."""
        raise NotImplementedError

    def uid_here(self) -> str:
        """Give the row behind the cursor; empty when nothing was keyed there."""
        raise NotImplementedError

    # Keying

    def action_key_new(self) -> None:
        """Open an empty form for the line under the cursor."""
        given = self.given_here()
        if given is None:
            self.notify(NOT_HERE, markup=False)
        else:
            self._open(given, "")

    def action_key_change(self) -> None:
        """Open what was keyed for the line under the cursor, or an empty form."""
        given, uid = self.given_here(), self.uid_here()
        if given is None:
            self.notify(NOT_HERE, markup=False)
        else:
            self._open(given, uid)

    @work(group="open", exclusive=True)
    async def _open(self, given: Mapping[str, str], uid: str) -> None:
        forms = LedgerForms(self, self.view, self.LEDGER, self._after_form)
        await (forms.change(uid) if uid else forms.add(given))

    def _after_form(self, _forms: LedgerForms, outcome: Outcome) -> None:
        if outcome.saved:
            confirm(self.app, saved_words(outcome.saved))
        if outcome.saved or outcome.halves:
            self.action_reload()
