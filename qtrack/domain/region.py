"""Units of a province: who stands below whom, who takes a quota, who owes a county's floors."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from qtrack.domain.pinyin import EXACT, SPELLED, fits
from qtrack.domain.text import folded

DIRECT_DIGITS = "90"
"""Digits 3 and 4 of the code of a unit the province governs itself (GB/T 2260)."""


class Level(Enum):
    """Where a unit stands."""

    PROVINCE = "省级"
    CITY = "市州"
    DIRECT = "直管市、林区"
    COUNTY = "县区"


@dataclass(frozen=True, slots=True)
class Unit:
    """A bureau's territory; `code` is the six-digit code of GB/T 2260, `parent` the code above.

    `pinyin` are the ways people spell it, with and without the words for its kind: "chang yang"; `former` the
    names the same territory had, as addresses still say them: 郧县 for 郧阳区.
    """

    code: str
    name: str
    short: str
    level: Level
    parent: str = ""
    pinyin: tuple[str, ...] = ()
    former: tuple[str, ...] = ()

    @property
    def bare_name(self) -> str:
        """The name without the words for its kind, as its shortest spelling tells; 房县 stays whole."""
        return self.name[: min((len(reading.split()) for reading in self.pinyin), default=len(self.name))]

    @property
    def takes_quota(self) -> bool:
        """Whether a provincial notice gives this unit numbers of its own."""
        return self.level in (Level.CITY, Level.DIRECT)

    @property
    def counts_as_county(self) -> bool:
        """Whether a floor "each county" binds this unit (E22 二（一）, 二（五）)."""
        return self.level in (Level.COUNTY, Level.DIRECT)


@dataclass(frozen=True)
class Region:
    """A province with its units in the order its notices use; the province itself is the first.

    `zones` are the functional zones that are no units, by name and short name, with the code of their city.
    """

    units: tuple[Unit, ...]
    zones: tuple[tuple[str, str], ...] = ()

    @property
    def province(self) -> Unit:
        """The unit at the top."""
        return self.units[0]

    @cached_property
    def by_code(self) -> dict[str, Unit]:
        """Units by code."""
        return {unit.code: unit for unit in self.units}

    def children(self, code: str) -> tuple[Unit, ...]:
        """Give the units directly below, in order; none for a county or a directly governed city."""
        return tuple(unit for unit in self.units if unit.parent == code)

    def counties(self, code: str) -> tuple[Unit, ...]:
        """Give the units in the tree of `code`, itself included, that owe a county's floors."""
        return tuple(unit for unit in self.units if unit.counts_as_county and self.contains(code, unit.code))

    def quota_unit(self, code: str) -> Unit:
        """Give the unit that takes the provincial quota for `code`; the province answers for itself."""
        unit = self.by_code[code]
        return self.by_code[unit.parent] if unit.level is Level.COUNTY else unit

    def contains(self, tree: str, code: str) -> bool:
        """Say whether `code` stands in the tree whose top is `tree`."""
        while code:
            if code == tree:
                return True
            unit = self.by_code.get(code)
            code = unit.parent if unit else ""
        return False

    def find(self, text: str) -> Unit | None:
        """Give the one unit meant by a code, a full name or a short name; none when doubtful."""
        hits = [unit for unit in self.units if text and text in (unit.code, unit.name, unit.short)]
        return hits[0] if len(hits) == 1 else None

    def narrow(self, tree: str, typed: str) -> tuple[Unit, ...]:
        """Give the units in the tree that fit what is typed, those that fit best in front."""
        ranked = [(unit, _fits(typed, unit)) for unit in self.units if self.contains(tree, unit.code)]
        hits = [(unit, rank) for unit, rank in ranked if rank is not None]
        return tuple(unit for unit, _ in sorted(hits, key=lambda hit: hit[1]))

    def meant(self, tree: str, typed: str) -> tuple[Unit, ...]:
        """Give the units in the tree that are called what is typed, or are spelled so as a whole.

        A name without the words for its kind counts too: 长阳 and cy for 长阳土家族自治县.
        """
        name = folded(typed)
        if not name:
            return ()
        best = (EXACT, SPELLED)
        fitting = self.narrow(tree, name)
        return tuple(unit for unit in fitting if _fits(name, unit) in best or name == unit.bare_name)


def _fits(typed: str, unit: Unit) -> int | None:
    return fits(typed, unit.name, unit.code, unit.pinyin)
