"""Faults of a pack: every one gathered with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from qtrack.domain.text import plain

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a pack; `key` leads to it from the top, empty when it concerns the whole file."""

    file: str
    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file a reader stands, and the one list that takes all its faults."""

    file: str
    faults: list[Fault]
    key: str = ""

    def at(self, step: object) -> Place:
        """Give the place one step further down."""
        return Place(self.file, self.faults, f"{self.key}.{step}" if self.key else str(step))

    def wrong(self, reason: str) -> None:
        """Note what is wrong here."""
        self.faults.append(Fault(self.file, plain(self.key), plain(reason)))

    def silent(self) -> Place:
        """Give the same place with nobody listening."""
        return Place(self.file, [], self.key)

    def each(self, step: str, items: Iterable[Item]) -> Iterator[tuple[Item, Place]]:
        """Go through a list of entries, each placed by its id or else its number."""
        below = self.at(step)
        for number, item in enumerate(items, 1):
            yield item, below.at(getattr(item, "id", "") or number)


def not_following(known: Iterable[Fault], found: Iterable[Fault]) -> tuple[Fault, ...]:
    """Leave out of `found` what merely follows from a known fault at the same place or above it."""
    broken = {fault.key for fault in known}
    return tuple(fault for fault in found if broken.isdisjoint(_upward(fault.key)))


def _upward(key: str) -> Iterator[str]:
    while key:
        yield key
        key = key.rpartition(".")[0]
