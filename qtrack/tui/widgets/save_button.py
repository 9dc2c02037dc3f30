"""A button that a paste cannot press."""

from __future__ import annotations

from textual import events
from textual.widgets import Button

QUIET = 0.1
"""Seconds without keys after which Enter is a person's; some consoles deliver a paste as a burst of keys."""


class SaveButton(Button):
    """Takes Enter only when it does not come in the midst of other keys."""

    def __init__(self, label: str, id: str = "save") -> None:  # noqa: A002 - Textual's own word
        super().__init__(label, id=id, compact=True, variant="primary")
        self._last_key = 0.0

    def on_focus(self, event: events.Focus) -> None:
        """Count the key that led here."""
        self._last_key = event.time

    def on_key(self, event: events.Key) -> None:
        """Keep an Enter back that follows another key too closely."""
        if event.key == "enter" and event.time - self._last_key < QUIET:
            event.stop()
            event.prevent_default()
        self._last_key = event.time
