"""The colours: calm grounds, one accent, and a tone for each verdict."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="qtrack",
    primary="#5b8fc7",
    secondary="#7a8fa6",
    accent="#6cc0c0",
    success="#78b883",
    warning="#d8ab55",
    error="#df7068",
    foreground="#d7dce2",
    background="#14181d",
    surface="#1b2027",
    panel="#242b34",
    dark=True,
)
LIGHT = Theme(
    name="qtrack-light",
    primary="#2f6aa8",
    secondary="#5c6f84",
    accent="#0f7575",
    success="#2c7a3f",
    warning="#8f6200",
    error="#b3261e",
    foreground="#1d2329",
    background="#f6f7f8",
    surface="#ffffff",
    panel="#e4e8ec",
    dark=False,
)
