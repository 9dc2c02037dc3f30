"""How a person has arranged a table's columns: their order, which are hidden, how wide they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from qtrack.tui.widgets.cells import Column

NARROWEST, WIDEST = 2, 80
"""Cells a column may be made to take; a Chinese character takes two."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Keys in order, keys not shown, and widths in cells by key; the first column always stays where it is.

    What it does not mention is shown as declared. It moves and hides only columns it knows: see `completed`.
    """

    order: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    widths: Mapping[str, int] = field(default_factory=dict, hash=False)

    def completed(self, columns: Sequence[Column]) -> Arrangement:
        """Give this arrangement for exactly these columns: new ones come last, those that are gone go."""
        keys = [column.key for column in columns]
        known = [key for key in dict.fromkeys(self.order) if key in keys[1:]]
        order = (*keys[:1], *known, *(key for key in keys[1:] if key not in known))
        widths = {key: width for key, width in self.widths.items() if key in keys}
        return Arrangement(order, self.hidden.intersection(order[1:]), widths)

    def move(self, key: str, step: int) -> Arrangement:
        """Move a column past as many shown ones, to the right or, below zero, to the left."""
        shown = [other for other in self.order if other not in self.hidden]
        if key not in shown[1:]:
            return self
        here = shown.index(key)
        there = min(max(here + step, 1), len(shown) - 1)
        if here == there:
            return self
        order = [other for other in self.order if other != key]
        order.insert(order.index(shown[there]) + (there > here), key)
        return replace(self, order=tuple(order))

    def hide(self, key: str) -> Arrangement:
        """Hide a column."""
        return replace(self, hidden=self.hidden | {key}) if key in self.order[1:] else self

    def show_all(self) -> Arrangement:
        """Hide none."""
        return replace(self, hidden=frozenset())

    def resize(self, key: str, delta: int, now: int) -> Arrangement:
        """Make a column, which takes `now` cells, wider or, below zero, narrower."""
        return replace(self, widths={**self.widths, key: _bounded(now + delta)})

    def applied(self, columns: Sequence[Column]) -> tuple[Column, ...]:
        """Give the columns to show, in order, with the widths the person chose."""
        whole = self.completed(columns)
        by_key = {column.key: column for column in columns}
        shown = (by_key[key] for key in whole.order if key not in whole.hidden)
        return tuple(
            replace(column, width=_bounded(self.widths[column.key]), flex=False, fixed=True)
            if column.key in self.widths
            else column
            for column in shown
        )


def _bounded(width: int) -> int:
    """Give a width a column can have: a file may ask for any."""
    return min(max(width, NARROWEST), WIDEST)
