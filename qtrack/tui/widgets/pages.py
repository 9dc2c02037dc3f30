"""The rows a table holds: all of them, or the few pages it has asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from qtrack.tui.widgets.cells import Row

PAGE = 200
"""Rows asked for at a time."""

KEPT = 20
"""Pages held at most."""


class Pages:
    """Rows by index; a generation begins whenever what was fetched may no longer be true.

    Pages of an older generation are still given, so that the screen does not go blank while newer ones are
    on their way, but they are asked for again.
    """

    def __init__(self) -> None:
        self.generation = 0
        self.total = 0
        self._held: tuple[Row, ...] | None = ()
        self._pages: OrderedDict[int, tuple[int, tuple[Row, ...]]] = OrderedDict()
        self._asked: set[int] = set()
        self._failed: set[int] = set()
        self._top = 0
        self._upwards = False

    def hold(self, rows: Sequence[Row]) -> None:
        """Hold these rows; nothing is asked for any more."""
        self.forget()
        self._pages.clear()
        self._held = tuple(rows)
        self.total = len(self._held)

    def expect(self, total: int) -> None:
        """Say how many rows there are to ask for."""
        if self._held is not None:
            self.forget()
            self._held = None
        self.total = total

    def forget(self) -> None:
        """Begin a new generation."""
        self.generation += 1
        self._asked.clear()
        self._failed.clear()

    def row(self, index: int) -> Row | None:
        """Give the row at this index, or none while it is not here."""
        if not 0 <= index < self.total:
            return None
        if self._held is not None:
            return self._held[index]
        number, place = divmod(index, PAGE)
        _generation, rows = self._pages.get(number, (0, ()))
        return rows[place] if place < len(rows) else None

    def key(self, index: int) -> str | None:
        """Give the key of the row at this index, or none unless it is here and current."""
        row = self.row(index)
        return row.key if row and (self._held is not None or self._current(index // PAGE)) else None

    def unread(self, index: int) -> bool:
        """Say whether the row at this index could not be fetched when it was last asked for."""
        return index // PAGE in self._failed

    def index_of(self, key: str) -> int | None:
        """Give the index of the row with this key among those that are here and current."""
        if self._held is not None:
            return next((at for at, row in enumerate(self._held) if row.key == key), None)
        for number, (generation, rows) in self._pages.items():
            if generation == self.generation:
                for place, row in enumerate(rows):
                    if row.key == key:
                        return number * PAGE + place
        return None

    def ask(self, first: int, last: int) -> list[int]:
        """Give the offsets of the pages to fetch, most needed first, to paint these rows and go on.

        Beside the pages under the rows that is the next one the way the rows have been going: down at first.
        Questions about other pages are given up.
        """
        if self._held is not None or not self.total:
            return []
        first, newest = max(first, 0), (self.total - 1) // PAGE
        if first != self._top:
            self._top, self._upwards = first, first < self._top
        window = [*range(first // PAGE, min(last // PAGE, newest) + 1)]
        ahead = window[0] - 1 if self._upwards and window[0] else window[-1] + 1
        if ahead <= newest:
            window.append(ahead)
        for number in window:
            if number in self._pages:
                self._pages.move_to_end(number)
        self._asked.intersection_update(window)
        missing = [number for number in window if number not in self._asked and not self._current(number)]
        self._asked.update(missing)
        self._failed.difference_update(missing)
        return [number * PAGE for number in missing]

    def wants(self, generation: int, offset: int) -> bool:
        """Say whether the answer to this question is still of use."""
        return generation == self.generation and offset // PAGE in self._asked

    def fail(self, generation: int, offset: int) -> bool:
        """Note that this question could not be answered; it is asked again by the next `ask`."""
        if not self.wants(generation, offset):
            return False
        self._asked.discard(offset // PAGE)
        self._failed.add(offset // PAGE)
        return True

    def fill(self, generation: int, offset: int, rows: Sequence[Row]) -> bool:
        """Take the rows that were asked for; false when the question is stale."""
        if generation != self.generation or self._held is not None:
            return False
        number = offset // PAGE
        self._asked.discard(number)
        self._failed.discard(number)
        self._pages[number] = (generation, tuple(rows))
        self._pages.move_to_end(number)
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        return True

    def _current(self, number: int) -> bool:
        return self._pages.get(number, (-1, ()))[0] == self.generation
