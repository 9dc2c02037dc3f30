"""What all invented rows stand on: the office, one source of chance, the last day, invented names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from qtrack.domain.identity import new_uid
from qtrack.domain.programme import Deadline
from qtrack.domain.region import Level, Unit
from qtrack.ledgers.base import Record
from qtrack.services.office import Office, units_of

Row = TypeVar("Row", bound=Record)

CONTACT = "示例联系人"
PHONE = "000-00000000"
_DIGITS = "零一二三四五六七八九"
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

    def owing(self, deadline: Deadline) -> tuple[Unit, ...]:
        """Give the units that owe a deadline's submission."""
        region = self.office.region
        return tuple(
            unit for each in deadline.owed_by for unit in units_of(region, each, region.province.code)
        )


def invent(kind: type[Row], unit: Unit, /, **values: object) -> Row:
    """Make a row of a unit, keyed by that unit unless another is said."""
    return kind(**{"uid": new_uid(), "unit": unit.code, "entered_by": unit.code, **values})


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
