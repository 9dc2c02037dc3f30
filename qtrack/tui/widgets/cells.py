"""Text fitted to terminal cells: what a table paints, before it has a colour."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rich.cells import cell_len, set_cell_size

from qtrack.domain.text import plain

Tone = Literal["", "good", "warn", "bad", "dim", "accent"]

CUT = ".."
"""Ends a text that is wider than its column; ASCII, because … is two cells wide in some consoles."""

TOO_WIDE = "#"
"""Fills a column too narrow for its number, as spreadsheets do: a cut number would be a wrong one."""

SELECTED, STAR, DOUBT, REMARK = ">", "*", "?", '"'
"""Marks before a row: selected, starred, a doubt explained, a remark; ASCII, so that they take one cell."""

BEFORE, BEYOND = "<", ">"
"""Stand at a view's edge for a number that goes on behind it: what is seen of it would be another number."""

MARKS, MORE = 2, "+"
"""Cells for a row's marks, and what says that there are more of them."""

ASCENDING, DESCENDING = "^", "v"
"""Signs of the sort in a heading; ASCII, because triangles are two cells wide in some consoles."""

DONE, LEFT, PACE = "#", ".", "|"
"""A bar's signs: what is done, what is left, and where it should stand today."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; `width` is in cells, a `flex` column takes the room that is left.

    A `fixed` width is a person's choice: neither the heading nor spare room changes it.
    """

    key: str
    label: str
    width: int
    right: bool = False
    flex: bool = False
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One finished cell; a `bar` from 0 to 1 is painted instead of the text, with `pace` marked on it.

    The text of a `wide` one runs on to the end of the line, in place of the cells behind it.
    """

    text: str
    tone: Tone = ""
    bar: float | None = None
    pace: float | None = None
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One finished line of a table, known by its key; `marks` are one-cell signs painted before it."""

    key: str
    cells: tuple[Cell, ...]
    marks: str = ""


@lru_cache(maxsize=8192)
def printable(text: str) -> str:
    """Give the text on one line without control characters; leading spaces stay, they indent."""
    return " " * (len(text) - len(text.lstrip(" "))) + plain(text)


@lru_cache(maxsize=8192)
def fit(text: str, width: int, *, right: bool = False) -> str:
    """Give the text in exactly `width` cells, cut or filled; control characters never come through."""
    words = printable(text)
    room = width - cell_len(words)
    if room >= 0:
        return " " * room + words if right else words + " " * room
    if right:
        return TOO_WIDE * width
    if width <= len(CUT):
        return set_cell_size(words, max(width, 0))
    return set_cell_size(words, width - len(CUT)) + CUT


def mark_signs(marks: str) -> str:
    """Give a row's marks in exactly `MARKS` cells."""
    return fit(marks if cell_len(marks) <= MARKS else marks[: MARKS - 1] + MORE, MARKS)


def heading(column: Column, width: int, descending: bool | None = None) -> str:  # noqa: FBT001 - as sorts are told
    """Give a column's heading in exactly `width` cells; the sign of its sort is never cut."""
    sign = "" if descending is None else DESCENDING if descending else ASCENDING
    room = max(width - len(sign), 0)
    label = column.label if cell_len(column.label) <= room else fit(column.label, room)
    return fit(label.rstrip() + sign, width, right=column.right)


def bar_signs(share: float, width: int, pace: float | None = None) -> tuple[str, str]:
    """Give a bar's done part and the rest, together `width` signs; only a full share fills it."""
    share = min(max(share, 0.0), 1.0)
    done = int(share * width + 1e-9)
    signs = [*DONE * done, *LEFT * (width - done)]
    if pace is not None and width:
        signs[min(int(min(max(pace, 0.0), 1.0) * width), width - 1)] = PACE
    line = "".join(signs)
    return line[:done], line[done:]
