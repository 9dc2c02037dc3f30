"""Widths in the cells of a terminal, where a Chinese character takes two."""

from __future__ import annotations

import unicodedata

CUT = ".."
"""Ends a text that was cut; ASCII, because … is two cells wide in some consoles."""

_WIDE = frozenset("WF")
_NO_WIDTH = frozenset({"Mn", "Me"})


def cells(text: str) -> int:
    """Give the cells a text takes."""
    return sum(
        0
        if unicodedata.category(sign) in _NO_WIDTH
        else 2
        if unicodedata.east_asian_width(sign) in _WIDE
        else 1
        for sign in text
    )


def padded(text: str, width: int, *, right: bool = False) -> str:
    """Give the text with spaces up to a width, in front of it with `right`; a wider one stays whole."""
    room = " " * (width - cells(text))
    return room + text if right else text + room


def cut_to(text: str, width: int) -> str:
    """Give the text within a width, with a mark at the end when something was cut."""
    if cells(text) <= width:
        return text
    kept = text[:width]
    while kept and cells(kept) > width - len(CUT):
        kept = kept[:-1]
    return kept + CUT
