"""A place that lists what a notice prints: lines are found by words, and rows of a ledger keyed for them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import ClassVar, Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input, Static

from qtrack.services.findable import findable, holds
from qtrack.tui.finder import Finder
from qtrack.tui.frame import Place
from qtrack.tui.ledger_forms import LedgerForms
from qtrack.tui.telling import confirm, telling
from qtrack.tui.view import View
from qtrack.tui.widgets.form_owner import Outcome
from qtrack.tui.widgets.record_table import RecordTable

Shown = TypeVar("Shown")

NOT_HERE = "请先把光标移到要填报的一行"


class ListedPlace(Place[Shown], Generic[Shown]):
    """A place over one ledger: what it lists is printed, what is keyed for a line is a row of the ledger."""

    LEDGER: ClassVar[str]
    EMPTY: ClassVar[str]
    AUTO_FOCUS = "RecordTable"
    DEFAULT_CSS = "ListedPlace #note { width: 1fr; height: auto; color: $text-muted; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f7", "key_new", "填报", key_display="F7"),
        Binding("f2", "key_change", "改填报", key_display="F2"),
        Binding("f3,slash", "find", "查找", key_display="F3"),
    ]

    class Spelled(Message):
        """What lines are found by, pinyin included."""

        def __init__(self, found: dict[str, str]) -> None:
            super().__init__()
            self.found = found

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._found: dict[str, str] = {}
        self._words = ""

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

    def words_of_lines(self) -> Mapping[str, str]:
        """Give the words of every line by its key."""
        raise NotImplementedError

    def paint(self) -> None:
        """Show the lines that fit what is typed."""
        raise NotImplementedError

    def given_here(self) -> Mapping[str, str] | None:
        """Give what a new row says of the line under the cursor; none when there is nothing to key."""
        raise NotImplementedError

    def uid_here(self) -> str:
        """Give the row behind the cursor; empty when nothing was keyed there."""
        raise NotImplementedError

    def fits(self, key: str) -> bool:
        """Say whether a line holds the words typed."""
        return not self._words or holds(self._found.get(key, ""), self._words)

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
            confirm(self.app, "已保存" if outcome.saved == 1 else f"已保存 {outcome.saved} 条")
        if outcome.saved or outcome.halves:
            self.action_reload()

    # Finding

    def action_find(self) -> None:
        """Ask for words to find."""
        finder = self.query_one(Finder)
        finder.add_class("-open")
        finder.focus()
        finder.select_all()
        # Spelling loads a large library: only where somebody looks for something.
        self.run_worker(
            partial(self._spell, dict(self.words_of_lines())), thread=True, group="spell", exclusive=True
        )

    def _spell(self, words: dict[str, str]) -> None:
        with telling(self.app):
            self.post_message(self.Spelled(findable(words)))

    @on(Spelled)
    def take_spelled(self, message: Spelled) -> None:
        """Find by pinyin from now on."""
        self._found = message.found
        if self._words:
            self.paint()

    @on(Input.Changed)
    def find(self, event: Input.Changed) -> None:
        """Show the lines that hold the words typed so far."""
        event.stop()
        self._words = event.value.strip()
        self.paint()

    @on(Input.Submitted)
    def go_to_lines(self, event: Input.Submitted) -> None:
        """Go over to the lines; a blank finder goes away."""
        event.stop()
        event.input.set_class(bool(event.value.strip()), "-open")
        self.table.focus()
