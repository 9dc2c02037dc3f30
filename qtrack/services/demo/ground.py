"""What all invented rows stand on: the office, one source of chance, the last day, invented names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from sqlalchemy.orm import Session

from qtrack.domain.identity import new_uid
from qtrack.domain.programme import Deadline
from qtrack.domain.region import Level, Unit
from qtrack.ledgers.base import Ledger, Record
from qtrack.services.candidate import Candidate
from qtrack.services.doubts import Checks, settled
from qtrack.services.office import Office, units_of

Row = TypeVar("Row", bound=Record)
Kept = TypeVar("Kept", bound=Ledger)

CONTACT = "示例联系人"
PHONE = "000-00000000"
_DIGITS = "零一二三四五六七八九"
_PACES = (1, 0.8, 0.6, 0.9, 0.7, 0.95, 0.4, 0.75, 0.5, 0.85, 0.65, 0, 0.55, 0.3)
_LEAST, _SPREAD, _STEPS, _STRIDE, _START = 0.45, 0.65, 17, 5, 8


@dataclass(frozen=True)
class Ground:
    """Where and when rows are invented; `last` is the day on which everything is looked at."""

    office: Office
    chance: Random
    last: date

    @property
    def first(self) -> date:
        """The first day of any work: the notice's own, else the start of the period."""
        programme = self.office.programme
        return programme.issued_on or programme.starts_on

    def day(self, first: date | None = None) -> date:
        """Give a day from `first` on, at most the last."""
        start = min(first or self.first, self.last)
        return start + timedelta(days=self.chance.randint(0, (self.last - start).days))

    @property
    def quota_units(self) -> tuple[Unit, ...]:
        """The units that take a quota, in the notice's order."""
        return tuple(unit for unit in self.office.region.units if unit.takes_quota)

    @property
    def cities(self) -> tuple[Unit, ...]:
        """The units with counties below them."""
        return tuple(unit for unit in self.quota_units if unit.level is Level.CITY)

    @property
    def counties(self) -> tuple[Unit, ...]:
        """The units that owe a county's floors."""
        region = self.office.region
        return region.counties(region.province.code)

    def parts(self, unit: Unit) -> tuple[Unit, ...]:
        """Give the units in which a quota unit keys its rows: its counties, or itself where it has none."""
        return self.office.region.children(unit.code) or (unit,)

    def quota(self, ledger: str, unit: Unit) -> int:
        """Give a unit's printed number for the target that counts this ledger; zero where there is none."""
        targets = [target for target in self.office.programme.targets if target.count.ledger == ledger]
        return sum(target.quota(unit.code) or 0 for target in targets)

    def aim(self, ledger: str, unit: Unit, shift: int) -> int:
        """Give how many of its quota a unit has reached: between 45 and 110 %, each unit another share."""
        place = (self.quota_units.index(unit) * _STRIDE + _START + shift) % _STEPS
        return round(self.quota(ledger, unit) * (_LEAST + _SPREAD * place / (_STEPS - 1)))

    def pace(self, city: Unit) -> float:
        """Give how eager a city is, from nothing to ahead of everybody; the same for all its work."""
        return _PACES[self.cities.index(city) % len(_PACES)]

    def owing(self, deadline: Deadline) -> tuple[Unit, ...]:
        """Give the units that owe a deadline's submission."""
        region = self.office.region
        return tuple(
            unit for each in deadline.owed_by for unit in units_of(region, each, region.province.code)
        )


@dataclass(frozen=True)
class Span:
    """A stretch of time in which work is invented, as far as it has passed on the day of looking."""

    ground: Ground
    first: date
    end: date

    @property
    def begun(self) -> bool:
        """Whether any of it has passed."""
        return self.first <= self.ground.last

    @property
    def last(self) -> date:
        """The last day of it that has passed."""
        return min(self.end, self.ground.last)

    def day(self, after: date | None = None) -> date:
        """Give a day that has passed, not before `after`."""
        start = min(max(after or self.first, self.first), self.last)
        return start + timedelta(days=self.ground.chance.randint(0, (self.last - start).days))

    def number(self, whole: int) -> int:
        """Give how many of a number meant for the whole stretch there are by now."""
        passed = ((self.last - self.first).days + 1) / ((self.end - self.first).days + 1)
        return round(whole * passed)

    def dealt(self, whole: int) -> Iterator[Unit]:
        """Deal a number among the cities by their pace and size; give for each piece a unit that keys it."""
        ground = self.ground
        cities = [city for city in ground.cities if ground.pace(city)]
        weights = [ground.pace(city) * len(ground.parts(city)) for city in cities]
        for city, weight in zip(cities, weights, strict=True):
            for _ in range(round(self.number(whole) * weight / sum(weights))):
                yield ground.chance.choice(ground.parts(city))


def invent(kind: type[Row], unit: Unit, /, **values: object) -> Row:
    """Make a row of a unit, keyed by that unit unless another is said."""
    return kind(**{"uid": new_uid(), "unit": unit.code, "entered_by": unit.code, **values})


def explained(session: Session, office: Office, ledger: type[Kept], rows: Iterable[Kept]) -> list[Kept]:
    """Keep what is doubtful about rows as if a person had explained it; rows they refer to stand already."""
    rows = list(rows)
    fields = [field.key for field in ledger.schema().fields]
    part = [Candidate(row.uid, {key: getattr(row, key) for key in fields}) for row in rows]
    for row, problems in zip(rows, Checks(session, office, ledger).problems(part), strict=True):
        row.doubts, row.explanation = settled(problems, "示例：已向企业核实")
    return rows


def counted_words(number: int) -> str:
    """Give a number from 1 to 999 as a firm carries it: 一, 十二, 二十, 一百零三."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        words += "零"
    return words + (_DIGITS[ones] if ones else "")


def invented_code(unit: Unit, serial: int) -> str:
    """Give a credit code with the unit's digits and a right check digit, whose body no register hands out."""
    from stdnum.cn.uscc import calc_check_digit

    body = f"91{unit.code}XX{serial:07}"
    return body + str(calc_check_digit(body))
