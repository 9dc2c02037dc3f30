"""Where printed pages end: a heading stays with what it heads, a signature with what is signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet with its height in points; `keeps` when it may not stand last on a page."""

    row: int
    height: float
    keeps: bool = False


def page_starts(lines: Iterable[Line], first: float, later: float) -> list[int]:
    """Give the rows that begin a new page, where the first page has room for `first` points."""
    starts: list[int] = []
    used, room = 0.0, first
    for group in _groups(lines):
        height = sum(line.height for line in group)
        if used and used + height > room:
            starts.append(group[0].row)
            used, room = 0.0, later
        used += height
    return starts


def _groups(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Give the lines that stay together."""
    group: list[Line] = []
    for line in lines:
        group.append(line)
        if not line.keeps:
            yield group
            group = []
    if group:
        yield group
