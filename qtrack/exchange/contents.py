"""What the values of a column look like, to help its heading and to doubt it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qtrack.domain.addresses import Addresses
from qtrack.domain.choices import read_choice, read_flag, read_ticks
from qtrack.domain.days import read_date, read_year
from qtrack.domain.fields import Field, Kind
from qtrack.domain.numbers import read_count, read_money, read_number
from qtrack.domain.region import Level, Region, Unit
from qtrack.domain.text import folded, half_width
from qtrack.domain.unreadable import UnreadableError
from qtrack.domain.uscc import ALPHABET, LENGTH, tidy_code

ENOUGH = 3
"""So many values at least, before a column is judged by them."""

MOST = 0.8
FEW = 0.2

_LOOKED_AT = 60
_LONGEST = 200
_ANY_DAY = date(2000, 1, 1)
_CODE = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}")
_DAY = re.compile(r"(?:19|20)[0-9]{2}(?:[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?|[01][0-9][0-3][0-9])(?: .*)?")
_PHONE = re.compile(r"(?:1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8})")
_FIRM = re.compile(
    r".{2,}(?:公司|厂|集团|合作社|企业|商行|经营部|门市部|工作室|研究院|研究所|农场|酒店|加工坊|家庭农场|店)"
)
_UNIT_NAME = 3
_SOME_COUNTIES = 0.3
"""The part of a column of addresses, at least, that names a county."""


class Units:
    """Every way the units of a region are written: names, short and bare ones, codes; and addresses."""

    def __init__(self, region: Region) -> None:
        self._addresses = Addresses(region)
        self._words = frozenset(
            word for unit in region.units for word in (unit.code, unit.name, unit.short, unit.bare_name)
        )
        self._long_names = tuple(word for word in self._words if len(word) >= _UNIT_NAME)

    def named(self, value: str) -> bool:
        """Say whether a value is a unit's name and nothing more."""
        return value in self._words or value.endswith(self._long_names)

    def meant(self, value: str) -> Unit | None:
        """Give the unit a value tells, be it an address; None for none and for a contradiction."""
        try:
            return self._addresses.unit(value)
        except UnreadableError:
            return None

    def reach(self, values: Iterable[str]) -> Reach:
        """Say how far down values tell units, blanks left out."""
        meant = [self.meant(value) for value in values if value.strip()]
        levels = [unit.level for unit in meant if unit]
        return Reach(
            len(meant) - len(levels),
            levels.count(Level.CITY),
            levels.count(Level.COUNTY),
            levels.count(Level.DIRECT),
        )


@dataclass(frozen=True, slots=True)
class Reach:
    """How many values tell no unit, a city alone, a county, a unit that is both."""

    none: int
    cities: int
    counties: int
    both: int

    @property
    def is_city(self) -> bool:
        """Whether they tell cities and never go further down."""
        told = self.cities + self.both
        return self.cities > 0 and not self.counties and told >= MOST * (told + self.none)

    @property
    def is_county(self) -> bool:
        """Whether a fair part tells a county and hardly any is no unit."""
        told = self.cities + self.counties + self.both
        return told >= MOST * (told + self.none) and self.has_counties

    @property
    def has_counties(self) -> bool:
        """Whether a fair part tells a county, whatever the others say."""
        return self.counties > _SOME_COUNTIES * (self.none + self.cities + self.counties + self.both)


class Contents:
    """The values of one column: a few of them, blanks left out."""

    def __init__(self, values: Sequence[str], units: Units | None = None) -> None:
        self._values = [half_width(value.strip()[:_LONGEST]) for value in values if value.strip()][
            :_LOOKED_AT
        ]
        self._units = units

    @property
    def empty(self) -> bool:
        """Whether there is no value at all."""
        return not self._values

    @property
    def enough(self) -> bool:
        """Whether there are values enough to judge by."""
        return len(self._values) >= ENOUGH

    def tell(self) -> str:
        """Give what the column surely holds: code, day, unit, phone or firm; empty when that is not plain."""
        if not self.enough:
            return ""
        looks: dict[str, Callable[[str], bool]] = {
            "code": lambda value: bool(_CODE.fullmatch(tidy_code(value))),
            "day": lambda value: bool(_DAY.fullmatch(value)),
            "unit": lambda value: self._units is not None and self._units.named(value),
            "phone": lambda value: bool(_PHONE.fullmatch(value)),
            "firm": lambda value: bool(_FIRM.fullmatch(value)),
        }
        return next((name for name, look in looks.items() if self._share(look) >= MOST), "")

    def fit(self, field: Field, said: Mapping[str, str]) -> float | None:
        """Give the share of values that this field could read; None where nearly every text could be one.

        `said` has what lists say instead of a choice.
        """
        if not self.enough or field.kind not in (*_READERS, Kind.UNIT):
            return None
        if field.kind is Kind.UNIT:
            return self._share(self._tells_unit) if self._units else None
        return self._share(lambda value: _reads(_READERS[field.kind], field, said.get(value, value)))

    @property
    def tells_city(self) -> bool:
        """Whether the values tell cities and never go further down."""
        return self._units is not None and self._units.reach(self._values).is_city

    def are_choices(self, field: Field) -> bool:
        """Say whether the column holds this field's choices, two different ones at least."""
        labels = {folded(str(member.value)) for member in field.choices}
        held = {folded(value) for value in self._values}
        return self.enough and len(held) > 1 and held <= labels

    def are_large(self, least: int) -> bool:
        """Say whether most values are plain numbers of this size at least."""
        return self.enough and self._share(lambda value: _number(value) >= least) >= MOST

    def _tells_unit(self, value: str) -> bool:
        return self._units is not None and (self._units.named(value) or self._units.meant(value) is not None)

    def _share(self, look: Callable[[str], bool]) -> float:
        return sum(map(look, self._values)) / len(self._values)


_READERS: dict[Kind, Callable[[Field, str], object]] = {
    Kind.DATE: lambda _field, value: read_date(value.partition(" 00:00")[0], _ANY_DAY),
    Kind.YEAR: lambda _field, value: read_year(value),
    Kind.COUNT: lambda _field, value: read_count(value.removesuffix(".0")),
    Kind.MONEY: lambda _field, value: read_money(value),
    Kind.NUMBER: lambda _field, value: read_number(value),
    Kind.FLAG: lambda _field, value: read_flag(value),
    Kind.CHOICE: read_choice,
    Kind.TICKS: read_ticks,
    Kind.CODE: lambda _field, value: _code_like(value),
}


def _reads(reader: Callable[[Field, str], object], field: Field, value: str) -> bool:
    try:
        reader(field, value)
    except UnreadableError:
        return False
    return True


def _code_like(value: str) -> None:
    """Let pass what is as long as a code, old ones and damaged numbers too: the row says what is wrong."""
    if not re.fullmatch(r"[0-9a-zA-Z]{15,20}|[0-9.]+[eE]\+?[0-9]+", tidy_code(value)):
        raise UnreadableError


def _number(value: str) -> float:
    digits = value.replace(",", "")
    return float(digits) if re.fullmatch(r"[0-9]{1,20}(?:\.[0-9]{1,9})?", digits) else -1.0
