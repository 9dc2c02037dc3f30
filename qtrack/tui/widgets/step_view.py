"""What an undo or a redo would do, shown before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from qtrack.domain.text import half_width, plain
from qtrack.tui.widgets.box import Box, key_line, title_line


class StepView(Box[bool]):
    """Shows one step, when and by whom it was done, and what it changed; asks whether to go on.

    Enter goes on as well as Y: the person has asked for it, and it can be taken back in turn.
    """

    DEFAULT_CSS = """
    StepView .box { width: 84; }
    StepView VerticalScroll { height: auto; max-height: 16; margin-top: 1; }
    StepView .box-text { color: $text; }
    StepView .details { color: $text-muted; padding: 0 2 0 4; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "answer(True)", "是", show=False),
        Binding("escape,n", "answer(False)", "否", show=False),
    ]

    def __init__(self, title: str, step_words: str, details: Sequence[str] = ()) -> None:
        super().__init__()
        self._heading = title
        self._step_words = step_words
        self._details = details

    def compose(self) -> ComposeResult:
        """Lay out the step over what it changed."""
        with Vertical(classes="box"):
            yield title_line(self._heading)
            yield Static(plain(self._step_words, lines=True), classes="box-text", markup=False)
            if self._details:
                with VerticalScroll(classes="scrolled"):
                    for line in self._details:
                        yield Static(plain(line), classes="box-text details", markup=False)
            yield key_line("Y 或 Enter确定  N 或 Esc取消")

    def on_key(self, event: events.Key) -> None:
        """Take full-width letters, as an input method types them, for the letters they are."""
        letter = half_width(event.character or "").lower()
        if letter in ("y", "n"):
            event.stop()
            self.action_answer(letter == "y")

    def action_answer(self, answer: bool) -> None:  # noqa: FBT001 - an action's word
        """Give the answer."""
        self.dismiss(answer)
