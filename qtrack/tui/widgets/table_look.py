"""The colours of a table, taken from the theme."""

from __future__ import annotations

from typing import Literal

from rich.style import Style
from textual.color import Color
from textual.widget import Widget

from qtrack.tui.widgets.line_paint import Ink

Look = Literal["plain", "heading", "cursor", "resting", "selected"]
"""How a line is painted; `cursor` has focus, `resting` has not; `selected` is one without the cursor."""

TONES = ("good", "warn", "bad", "dim", "accent", "bar")
BAR_STRENGTH = 0.5
"""How much of its colour a bar keeps, so that a column of them stays calm."""

COMPONENTS = {
    f"record-table--{name}" for name in ("heading", "cursor", "resting", "selected", "cell", *TONES)
}
CSS = """
RecordTable {
    height: 1fr;
    scrollbar-gutter: stable;
    scrollbar-size: 1 1;
    scrollbar-color: $foreground 25%;
    scrollbar-background: $background;
    scrollbar-corner-color: $background;
    & > .record-table--heading { color: $text-muted; text-style: bold; background: $panel; }
    & > .record-table--cursor { background: $primary 22%; }
    & > .record-table--cell {
        color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold;
    }
    & > .record-table--resting { background: $foreground 7%; }
    & > .record-table--selected { background: $accent 18%; }
    & > .record-table--good { color: $text-success; }
    & > .record-table--warn { color: $text-warning; }
    & > .record-table--bad { color: $text-error; }
    & > .record-table--dim { color: $foreground 50%; }
    & > .record-table--accent { color: $text-accent; }
    & > .record-table--bar { color: $primary; }
}
"""


def ink_for(table: Widget, look: Look) -> Ink:
    """Give the styles for a line of this look."""
    ground = table.rich_style if look == "plain" else _style(table, look)
    tones = {name: Style(color=_style(table, name).color) for name in TONES}
    bars = {name: _block(ground, tone) for name, tone in tones.items()}
    return Ink(ground, _style(table, "cell"), tones, bars)


def _block(ground: Style, tone: Style) -> Style:
    """Give the style of a bar: sign and ground in one colour, solid, yet a sign without colours."""
    under = Color.from_rich_color(ground.bgcolor)
    colour = under.blend(Color.from_rich_color(tone.color), BAR_STRENGTH).rich_color
    return Style(color=colour, bgcolor=colour)


def _style(table: Widget, name: str) -> Style:
    return table.get_component_rich_style(f"record-table--{name}")
