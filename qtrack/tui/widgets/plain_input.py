"""Blanks that hold plain text: what is pasted into them loses its control characters."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, TextArea

from qtrack.domain.text import plain


def _editing(bindings: Sequence[BindingType]) -> dict[str, str]:
    """Give the actions by key, but for Enter, which belongs to the screen."""
    pairs = [(key, b.action) for b in bindings if isinstance(b, Binding) for key in b.key.split(",")]
    return {key: action for key, action in pairs if key != "enter"}


_INPUT_KEYS = _editing(Input.BINDINGS)
_AREA_KEYS = _editing(TextArea.BINDINGS)


async def _edit(blank: Widget, event: events.Key, actions: dict[str, str]) -> None:
    """Do what an editing key says at once.

    Left to the screen it would come after the signs that follow it, or in the next blank, if keys come fast.
    """
    action = actions.get(event.key)
    if action:
        event.stop()
        event.prevent_default()
        await blank.app.run_action(action, blank)


class PlainInput(Input):
    """A one-line blank without a frame; a paste of several lines becomes one and never acts as Enter."""

    DEFAULT_CSS = """
    PlainInput, PlainInput.-textual-compact { background: $foreground 8%; }
    PlainInput:focus, PlainInput.-textual-compact:focus { background: $primary 25%; }
    """

    def __init__(self, text: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(plain(text), placeholder=placeholder, compact=True, select_on_focus=False, id=id)
        self.cursor_blink = False

    async def _on_key(self, event: events.Key) -> None:
        await _edit(self, event, _INPUT_KEYS)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.replace(plain(event.text), *self.selection)


class PlainArea(TextArea):
    """A blank of a few lines without a frame."""

    DEFAULT_CSS = """
    PlainArea, PlainArea.-textual-compact { background: $foreground 8%; height: 3; }
    PlainArea:focus, PlainArea.-textual-compact:focus { background: $primary 25%; }
    """

    def __init__(self, text: str = "") -> None:
        super().__init__(plain(text, lines=True), compact=True, highlight_cursor_line=False)
        self.cursor_blink = False

    async def _on_key(self, event: events.Key) -> None:
        await _edit(self, event, _AREA_KEYS)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        edit = self.replace(plain(event.text, lines=True), *self.selection)
        self.move_cursor(edit.end_location)

    def at_edge(self, step: int) -> bool:
        """Say whether the cursor stands on the first line (-1) or on the last (1)."""
        return self.cursor_at_first_line if step < 0 else self.cursor_at_last_line
