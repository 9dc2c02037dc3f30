"""Which rows of a table are selected: some by their keys, or all that match but some."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from qtrack.tui.widgets.pages import PAGE


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows by key; with `all`, every row that matches except these. No row needs to be in memory."""

    keys: frozenset[str] = frozenset()
    all: bool = False

    def __contains__(self, key: str) -> bool:
        return (key in self.keys) != self.all

    def __bool__(self) -> bool:
        return self.all or bool(self.keys)

    def count(self, total: int) -> int:
        """Say how many rows are selected of so many that match."""
        return max(total - len(self.keys), 0) if self.all else len(self.keys)

    def toggled(self, key: str) -> Selection:
        """Give the selection with this row turned over."""
        return replace(self, keys=self.keys ^ {key})

    def with_rows(self, keys: Iterable[str]) -> Selection:
        """Give the selection with these rows in it."""
        return replace(self, keys=self.keys.difference(keys) if self.all else self.keys.union(keys))


NONE = Selection()
"""No row."""

ALL = Selection(all=True)
"""Every row that matches, however many there are."""


class Extent:
    """A run of rows from an anchor to a goal, which it reaches as far as the rows between are known.

    `at` is the index it has reached. What stands between `at` and the goal waits until those rows have come.
    """

    def __init__(self, anchor: int, key: str, base: Selection) -> None:
        self.at = self._goal = self._anchor = anchor
        self._keys = [key]
        self._base = base

    @property
    def selection(self) -> Selection:
        """What was selected before, and the run."""
        return self._base.with_rows(self._keys)

    @property
    def lacks(self) -> int | None:
        """Give the index of the row it waits for; none when the goal is reached."""
        return None if self.at == self._goal else self.at + self._step

    def aim(self, rows: int, total: int) -> None:
        """Put the goal so many rows further, at most a page beyond what is reached."""
        goal = min(max(self._goal + rows, self.at - PAGE), self.at + PAGE)
        self._goal = min(max(goal, 0), total - 1)

    def go(self, key_at: Callable[[int], str | None]) -> None:
        """Come as near to the goal as the known rows allow."""
        while self.at != self._goal:
            step = self._step
            if (self._anchor - self.at) * step > 0:
                self._keys.pop()
            else:
                key = key_at(self.at + step)
                if key is None:
                    return
                self._keys.append(key)
            self.at += step

    @property
    def _step(self) -> int:
        return 1 if self._goal > self.at else -1
