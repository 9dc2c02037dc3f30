"""Small modals: a yes or no, a text to read, a line to type."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Input, Static

from qtrack.domain.text import half_width, plain
from qtrack.tui.widgets.box import Box, key_line, title_line
from qtrack.tui.widgets.plain_input import PlainInput


class Confirm(Box[bool]):
    """Asks a yes or no; no is the answer unless the person says otherwise."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "answer(False)", "否", show=False),
        Binding("y", "answer(True)", "是", show=False),
        Binding("n", "answer(False)", "否", show=False),
        Binding("left,up", "app.focus_previous", "上一个", show=False),
        Binding("right,down", "app.focus_next", "下一个", show=False),
    ]

    def __init__(self, question: str, detail: str = "", *, yes: str = "是", no: str = "否") -> None:
        super().__init__()
        self._question = question
        self._detail = detail
        self._yes = yes
        self._no = no

    def compose(self) -> ComposeResult:
        """Lay out the question over its two answers."""
        with Vertical(classes="box"):
            yield title_line(self._question)
            yield Static(plain(self._detail, lines=True), classes="box-text", markup=False)
            with Horizontal(classes="box-buttons"):
                yield Button(f"{self._yes} Y", id="yes", compact=True)
                yield Button(f"{self._no} N", id="no", compact=True, variant="primary")

    def on_mount(self) -> None:
        """Stand on the answer that changes nothing."""
        self.query_one("#no").focus()

    def on_key(self, event: events.Key) -> None:
        """Take full-width letters, as an input method types them, for the letters they are."""
        letter = half_width(event.character or "").lower()
        if letter in ("y", "n"):
            event.stop()
            self.action_answer(letter == "y")

    @on(Button.Pressed)
    def take_answer(self, event: Button.Pressed) -> None:
        """Answer by button."""
        self.action_answer(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:  # noqa: FBT001 - an action's word
        """Give the answer."""
        self.dismiss(answer)


class Notice(Box[None]):
    """Shows a text to read, long or short."""

    DEFAULT_CSS = "Notice .box { width: 84; } Notice VerticalScroll { height: auto; max-height: 75vh; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q,f1", "dismiss(None)", "关闭", show=False)
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._heading = title
        self._text = text

    def compose(self) -> ComposeResult:
        """Lay out the text under its heading."""
        with Vertical(classes="box"):
            yield title_line(self._heading)
            with VerticalScroll(classes="scrolled"):
                yield Static(plain(self._text, lines=True), classes="box-text", markup=False)
            yield key_line("PgUp PgDn翻页  Esc关闭")


class Ask(Box[str | None]):
    """Asks for one line of text; `check` gives a sentence when it will not do."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "取消", show=False)]

    def __init__(
        self,
        question: str,
        detail: str = "",
        *,
        text: str = "",
        check: Callable[[str], str] = lambda _text: "",
    ) -> None:
        super().__init__()
        self._question = question
        self._detail = detail
        self._text = text
        self._check = check

    def compose(self) -> ComposeResult:
        """Lay out the question over its blank."""
        with Vertical(classes="box"):
            yield title_line(self._question)
            yield Static(plain(self._detail, lines=True), classes="box-text", markup=False)
            yield PlainInput(self._text)
            yield Static("", classes="box-problem", markup=False)
            yield key_line("Enter确定  Esc取消")

    @on(Input.Submitted)
    def take_answer(self, event: Input.Submitted) -> None:
        """Give the text, or say why it will not do and keep it."""
        text = plain(event.value)
        problem = self._check(text)
        if problem:
            self.query_one(".box-problem", Static).update(problem)
        else:
            self.dismiss(text)
