"""The terms a programme is put in: how binding, whom it binds, where it is printed, what counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Annotated

Fen = Annotated[int, "分"]
"""An amount in 分; a pack writes it as 20万元."""

Most = Annotated[int, "most"]
"""A whole number, or an amount in 分 which a pack writes as 25万元."""

Where = tuple[tuple[str, tuple[str, ...]], ...]
"""Fields and the words that fit them: labels of choices, 是 or 否, a year as 2022.

A field of the row referred to is written with a dot: enterprise.above_scale.
"""

MISSING = "【待补】"
"""Stands wherever nobody printed or keyed a fact."""

UNCONFIRMED = "待核"
"""Stands with what was shifted from another year and nobody has confirmed."""

SET_HERE = "本单位设定"
"""Said of a number no notice prints."""

TOGETHER = "+"
"""Stands between fields that make rows distinct only together: person_name+enterprise."""

DERIVED = {"derived": True}
"""Marks what a pack does not write itself, because it follows from the rest of it."""


class Strength(Enum):
    """How binding the notice's word is; it decides colour and whether a rule blocks (X9)."""

    HARD = "硬性"  # 不少于、不超过、最高
    PRINCIPLE = "原则上"
    AIM = "力争"  # 力争、争取、左右
    ENCOURAGED = "鼓励"  # 鼓励、探索、支持
    TARGET = "目标"  # a plain number without such a word


class Each(Enum):
    """Which units a floor or a cap speaks of, one by one."""

    COUNTY = "county"  # every unit that owes a county's floors
    CITY = "city"  # 市、州
    DIRECT = "direct"  # 直管市、神农架林区
    PROVINCE = "province"


@dataclass(frozen=True)
class Source:
    """Where a fact stands: the clause and the words, found letter by letter in the notice's text."""

    clause: str
    quote: str


@dataclass(frozen=True)
class Count:
    """What counts: rows of one ledger, in what state, made distinct by what, dated by which field.

    `distinct` names a field, or several that tell rows apart only together: person_name+enterprise.

    `stock` counts all that exists by the as-of date, whenever it came to be; otherwise the date must fall
    into the programme's period. `total` adds a field up instead of counting rows, `largest` gives its
    greatest value.
    """

    ledger: str
    on: str
    where: Where = ()
    distinct: str = ""
    total: str = ""
    largest: str = ""
    stock: bool = False

    @property
    def adds_up(self) -> bool:
        """Whether the counts of units add up to that of all: nothing counts at two of them."""
        return not self.largest and (not self.distinct or "unit" in self.distinct.split(TOGETHER))
