"""A row as it would be kept, before anything has judged it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from qtrack.domain.fields import Names, Values
from qtrack.domain.value import show_date, show_value
from qtrack.ledgers import Ledger


class Label(NamedTuple):
    """What tells a row from others of its name: its day, and whether it is about to get another one."""

    name: object
    day: object
    moves: bool

    def words(self, ledger: type[Ledger], names: Names) -> str:
        """Give the row as people call it: 示例一厂（2022-10-16）, or 原 2022-10-16 if the day changes."""
        name = show_value(ledger.schema().field(ledger.named_by), self.name, names)
        if not isinstance(self.day, date):
            return name
        return f"{name}（{'原 ' if self.moves else ''}{show_date(self.day)}）"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Values for every field of a row that is new, or `stored` as it still stands in the file."""

    uid: str
    values: Values
    stored: Ledger | None = None

    @property
    def before(self) -> Values | None:
        """The values the row has now; none when it is new."""
        return None if self.stored is None else {key: getattr(self.stored, key) for key in self.values}

    def touches(self, keys: Iterable[str]) -> bool:
        """Say whether the row is new or any of these fields becomes another."""
        stored = self.stored
        return stored is None or any(self.values[key] != getattr(stored, key) for key in keys)

    def label(self, ledger: type[Ledger]) -> Label:
        """Give what the row is called as it stands in the file, or as it will when it is new."""
        stored, day = self.stored, self.values.get(ledger.dated_by)
        if stored is None:
            return Label(self.values[ledger.named_by], day, moves=False)
        before = getattr(stored, ledger.dated_by)
        return Label(getattr(stored, ledger.named_by), before, moves=before != day)
