"""A box to paste a block of text into: a table from a spreadsheet, or the words of a notice."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static, TextArea

from qtrack.tui.clipboard import paste_text
from qtrack.tui.widgets.box import Box, key_line, title_line

Check = Callable[[str], tuple[str, bool]]
"""Says what a text is taken for, and whether it will do."""

LARGEST = 400_000
"""Signs of a pasted text that are taken."""


class RawArea(TextArea):
    """A blank whose pasted text keeps its tabs, which tell a table's cells apart."""

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.text = event.text[:LARGEST]


class PasteBox(Box[str | None]):
    """Asks for a block of text, says what it holds, and gives it as it is."""

    DEFAULT_CSS = """
    PasteBox .box { width: 90; }
    PasteBox RawArea { height: 7; margin: 0 2; background: $foreground 8%; }
    PasteBox #said { height: auto; max-height: 9; padding: 0 2; margin-top: 1; }
    PasteBox #said.-wrong { color: $text-error; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "take", "采用", show=False, priority=True),
        Binding("f8", "fetch", "取剪贴板", show=False, priority=True),
        Binding("escape", "dismiss(None)", "取消", show=False, priority=True),
    ]

    class Fetched(Message):
        """The clipboard's text; none when it cannot be read."""

        def __init__(self, text: str | None) -> None:
            super().__init__()
            self.text = text

    def __init__(self, title: str, hint: str, check: Check, text: str = "") -> None:
        super().__init__()
        self._heading = title
        self._hint = hint
        self._check = check
        self._text = text

    def compose(self) -> ComposeResult:
        """Lay out the blank over what it is taken for."""
        with Vertical(classes="box"):
            yield title_line(self._heading)
            yield Static(self._hint, classes="box-text", markup=False)
            yield RawArea(self._text, compact=True)
            yield Static("", id="said", markup=False)
            yield key_line("粘贴 或 F8取剪贴板  F2采用  Esc取消")

    def on_mount(self) -> None:
        """Stand in the blank."""
        self.query_one(RawArea).focus()

    @on(TextArea.Changed)
    def say(self) -> None:
        """Say what the text is taken for."""
        words, good = self._check(self.query_one(RawArea).text)
        said = self.query_one("#said", Static)
        said.update(words)
        said.set_class(not good, "-wrong")

    def action_take(self) -> None:
        """Give the text, if it will do."""
        text = self.query_one(RawArea).text
        if self._check(text)[1]:
            self.dismiss(text)
        else:
            self.app.notify("还不能采用：先改好上面红字指出的", severity="warning", markup=False)

    @work(group="fetch", exclusive=True)
    async def action_fetch(self) -> None:
        """Take the text of the system's clipboard."""
        self.post_message(self.Fetched(await paste_text()))

    @on(Fetched)
    def take_fetched(self, event: Fetched) -> None:
        """Put the clipboard's text in, or say that there is none."""
        if event.text is None:
            self.app.notify("剪贴板里没有文字，或读不到；可用终端的粘贴键", severity="warning", markup=False)
        else:
            self.query_one(RawArea).text = event.text[:LARGEST]
