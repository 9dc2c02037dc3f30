"""What all modals share: a calm box in the middle, its heading and its line of keys."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen
from textual.widgets import Static

from qtrack.domain.text import plain

Answer = TypeVar("Answer")


class Box(ModalScreen[Answer]):
    """A typed question in a box without borders, whose signs are two cells wide in some consoles."""

    DEFAULT_CSS = """
    Box { align: center middle; background: $background 60%; }
    Box .box {
        background: $surface; width: 72; max-width: 96%; height: auto; max-height: 100%;
    }
    Box .scrolled { scrollbar-size: 1 1; scrollbar-color: $foreground 25%; scrollbar-background: $surface; }
    Box .box-title {
        background: $panel; text-style: bold; height: 1; width: 1fr;
        margin-bottom: 1; padding: 0 2; text-wrap: nowrap;
    }
    Box .box-text { height: auto; width: 1fr; padding: 0 2; }
    Box .box-problem { color: $text-error; height: auto; width: 1fr; padding: 0 2; }
    Box .box-keys { color: $foreground 55%; height: 1; width: 1fr; margin: 1 0; padding: 0 2; }
    Box .box-buttons { height: 1; width: 1fr; margin: 1 0; padding: 0 2; align-horizontal: right; }
    Box .box-buttons Button { margin-left: 2; }
    Box .box > PlainInput { width: 1fr; margin: 0 2; }
    Box .box > RecordTable { width: 1fr; margin: 0 1; background: $surface; }
    """


def title_line(title: str) -> Static:
    """Make the heading of a box."""
    return Static(plain(title), classes="box-title", markup=False)


def key_line(keys: str) -> Static:
    """Make the line of keys that work in a box."""
    return Static(keys, classes="box-keys", markup=False)
