"""What every reader of a kind of file hands on, and how it says no."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qtrack.exchange.book import Region
from qtrack.exchange.wire import Raw


class UnreadableFileError(Exception):
    """A file is not taken in; the words follow the file's name in a sentence: 是空的."""


@dataclass(frozen=True, slots=True)
class Found:
    """A sheet being read: its rows come once, in order; `height` is 0 where nobody knows it beforehand."""

    name: str
    rows: Iterable[list[Raw]]
    height: int = 0
    hidden: bool = False
    merged: tuple[Region, ...] = ()
