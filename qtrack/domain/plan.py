"""What a plan of several years says: indicators with their printed values, tasks, tags, plain facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from qtrack.domain.terms import Source, Strength


class Attribute(Enum):
    """What a plan calls an indicator."""

    EXPECTED = "预期性"
    BINDING = "约束性"
    UNPRINTED = ""


class Judged(Enum):
    """How the value of an indicator is held against the printed one."""

    NUMBER = "数值"
    FLOOR = "底线"  # the printed value may stand below the baseline: held, not grown towards (P-1, row 24)
    BY_HAND = "人工"  # a text, or a threshold that another body sets
    OPEN = "不判"  # recorded only: the notice leaves the direction open (P-4)


@dataclass(frozen=True)
class Stated:
    """One printed value: the year it is for, the words as printed, the number in them if there is one.

    `exactly` stands for a value that must be met and not exceeded (=); otherwise a number is reached from
    below. `printed` keeps what the notice prints in front of it (≥, 以上, 稳定在). A pack may leave `source`
    out where it is the indicator's own, and reading it fills it in.
    """

    year: int
    printed: str
    source: Source = field(default=Source("", ""))
    number: Decimal | None = None
    exactly: bool = False
    strength: Strength = Strength.TARGET
    reading: str = ""


@dataclass(frozen=True)
class Indicator:
    """A figure a plan follows over years; `row` is its printed number, 0 outside the printed table.

    `unit` is empty for a text. `baseline` is what the plan starts from, `aims` the values to come in the
    order of their years. `pathed` says whether years between may be put on a straight line (推算, P-15).
    `same_as` names the indicator of another notice that speaks of the same thing, as "programme/indicator".
    """

    id: str
    name: str
    source: Source
    aims: tuple[Stated, ...]
    unit: str = ""
    baseline: Stated | None = None
    row: int = 0
    group: str = ""
    attribute: Attribute = Attribute.UNPRINTED
    judged: Judged = Judged.NUMBER
    pathed: bool = False
    owner: str = ""
    same_as: str = ""
    note: str = ""
    reading: str = ""

    def aim(self, year: int) -> Stated | None:
        """Give the value printed for a year."""
        return next((one for one in self.aims if one.year == year), None)


@dataclass(frozen=True)
class Task:
    """A piece of work a notice lists; `parent` is the id of the task it belongs under, empty at the top.

    `lead` and `support` are the bodies as printed; `on` names days of the calendar it is tied to, as printed.
    """

    id: str
    number: str
    name: str
    source: Source
    parent: str = ""
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    note: str = ""
    reading: str = ""


@dataclass(frozen=True)
class TagList:
    """Words a notice sorts things by, under the name it gives them."""

    id: str
    name: str
    items: tuple[str, ...]
    source: Source


@dataclass(frozen=True)
class Fact:
    """Something a notice tells of the past or of its surroundings, kept to be read, never counted."""

    id: str
    name: str
    source: Source
    note: str = ""
