"""A place whose lines are found by words and by the initials of their pinyin."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from qtrack.services.findable import findable, holds
from qtrack.tui.finder import Finder
from qtrack.tui.frame import Place
from qtrack.tui.telling import telling
from qtrack.tui.view import View
from qtrack.tui.widgets.record_table import RecordTable

Shown = TypeVar("Shown")


class FindingPlace(Place[Shown], Generic[Shown]):
    """A place with a `Finder`: while words are typed, only lines that hold them are painted."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f3,slash", "find", "查找", key_display="F3")]

    class Spelled(Message):
        """What lines are found by, pinyin included."""

        def __init__(self, found: dict[str, str]) -> None:
            super().__init__()
            self.found = found

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._found: dict[str, str] = {}
        self._words = ""

    @property
    def table(self) -> RecordTable:
        """The lines."""
        raise NotImplementedError

    def words_of_lines(self) -> Mapping[str, str]:
        """Give the words of every line by its key."""
        raise NotImplementedError

    def paint(self) -> None:
        """Show the lines that fit what is typed."""
        raise NotImplementedError

    def fits(self, key: str) -> bool:
        """Say whether a line holds the words typed."""
        return not self._words or holds(self._found.get(key, ""), self._words)

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
