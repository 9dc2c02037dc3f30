"""What a notice hands down in numbers: targets and their split, floors, caps, limits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from qtrack.domain.terms import DERIVED, Count, Each, Most, Source, Strength, Where


@dataclass(frozen=True)
class Target:
    """A number the province hands down, and what fulfils it; `number` is provincial, in `unit`."""

    id: str
    tier: str
    name: str
    number: int
    unit: str
    strength: Strength
    source: Source
    count: Count
    quotas: tuple[tuple[str, int], ...] = field(default=(), metadata=DERIVED)
    due_on: date | None = None
    note: str = ""
    paced: bool = True

    def quota(self, code: str) -> int | None:
        """Give the printed share of a unit, or none where the notice prints none."""
        return dict(self.quotas).get(code)


@dataclass(frozen=True)
class QuotaRow:
    """One printed row of a table of quotas: the unit, its name as printed, its numbers in order."""

    unit: str
    printed: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class QuotaTable:
    """The printed split of targets among units; `targets` names the columns."""

    source: Source
    targets: tuple[str, ...]
    rows: tuple[QuotaRow, ...]

    def row_source(self, code: str) -> Source:
        """Give the place where a unit's row is printed; the heading of the table for a unit without one."""
        for row in self.rows:
            if row.unit == code:
                return Source(self.source.clause, " ".join((row.printed, *map(str, row.numbers))))
        return self.source


@dataclass(frozen=True)
class FloorTest:
    """One number of a floor: the count and the least it must reach."""

    label: str
    unit: str
    at_least: int
    count: Count


@dataclass(frozen=True)
class Floor:
    """What every unit of a kind owes at least; met when all tests hold. `shown` is counted but not judged."""

    id: str
    name: str
    each: Each
    strength: Strength
    source: Source
    tests: tuple[FloorTest, ...]
    shown: tuple[FloorTest, ...] = ()
    due_on: date | None = None
    reading: str = ""


@dataclass(frozen=True)
class Cap:
    """The most a unit of a kind may have, counted in rows."""

    id: str
    name: str
    each: Each
    at_most: int
    unit: str
    strength: Strength
    source: Source
    count: Count


@dataclass(frozen=True)
class Limit:
    """The most one value of one row may be, in the field's own unit (money: 分)."""

    id: str
    name: str
    ledger: str
    field: str
    at_most: Most
    strength: Strength
    source: Source
    where: Where = ()
