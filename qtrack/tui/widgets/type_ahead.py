"""What is typed while a record is being kept waits here for the next one."""

from __future__ import annotations

from textual import events
from textual.widget import Widget


class TypeAhead(Widget, can_focus=False):
    """Has the focus while the form is busy and keeps what the person types, in order."""

    DEFAULT_CSS = "TypeAhead { width: 1; height: 0; }"

    def __init__(self) -> None:
        super().__init__()
        self._held: list[events.Key | events.Paste] = []

    def hold(self) -> None:
        """Take the focus."""
        self.can_focus = True
        self.focus(scroll_visible=False)

    def on_key(self, event: events.Key) -> None:
        """Hold a key; what commands the form has no meaning while it is busy."""
        event.stop()
        event.prevent_default()
        if not event.key.startswith(
            ("f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "escape", "ctrl+")
        ):
            self._held.append(events.Key(event.key, event.character))

    def on_paste(self, event: events.Paste) -> None:
        """Hold a paste."""
        event.stop()
        self._held.append(events.Paste(event.text))

    def release(self) -> list[events.Key | events.Paste]:
        """Give what was typed, and forget it."""
        self.can_focus = False
        held, self._held = self._held, []
        return held
