"""Which unit is looked at, on which desk: the state all places share."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from qtrack.domain.programme import Programme
from qtrack.services.office import Office
from qtrack.wiring import Desk


class PlaceInfo(NamedTuple):
    """A place: its mode begins with the digit it has by right; `needed` says which notices have it.

    `watched` is the ledger it shows under the floor that counts it.
    """

    mode: str
    label: str
    needed: Callable[[Programme], bool] = lambda _programme: True
    watched: str = ""

    @property
    def digit(self) -> str:
        """The key that leads there where no other place of the notice comes first."""
        return self.mode[0]


def _counts(ledger: str) -> Callable[[Programme], bool]:
    return lambda programme: any(
        test.count.ledger == ledger for floor in programme.floors for test in floor.tests
    )


def _collects(programme: Programme) -> bool:
    return programme.assessment is not None and bool(programme.assessment.answers)


PLACES: tuple[PlaceInfo, ...] = (
    PlaceInfo("1", "总览"),
    PlaceInfo("2", "任务", lambda programme: bool(programme.targets)),
    PlaceInfo("3", "台账"),
    PlaceInfo("4", "培训", _counts("training"), "training"),
    PlaceInfo("5", "服务站", _counts("station"), "station"),
    PlaceInfo("4考核", "考核", lambda programme: programme.assessment is not None),
    PlaceInfo("5收集", "收集", _collects),
    PlaceInfo("4活动", "活动", lambda programme: bool(programme.activities)),
    PlaceInfo("5口号", "口号", lambda programme: bool(programme.slogans)),
    PlaceInfo("6", "时限"),
    PlaceInfo("7", "报表"),
    PlaceInfo("8", "指标", lambda programme: bool(programme.indicators)),
    PlaceInfo("9", "重点工作", lambda programme: bool(programme.tasks)),
)
"""All places, those before others of the same digit that keep it."""

DIGITS = "1234567890"
"""The keys that lead to places, as they lie on the keyboard."""


def places_of(programme: Programme) -> dict[str, PlaceInfo]:
    """Give the places a notice has, by their keys and in the keys' order.

    Of those that share a digit the first has it, any other one that is free. A place for which none is left
    stands last under its name, without a key of its own.
    """
    found: dict[str, PlaceInfo] = {}
    others: list[PlaceInfo] = []
    for place in PLACES:
        if place.needed(programme) and place.digit not in found:
            found[place.digit] = place
        elif place.needed(programme):
            others.append(place)
    free = [digit for digit in DIGITS if digit not in found]
    found.update(zip(free[::-1], others, strict=False))
    rest = {place.label: place for place in others[len(free) :]}
    return {digit: found[digit] for digit in DIGITS if digit in found} | rest


def shown_key(key: str) -> str:
    """Give the key that leads to a place as it is shown; nothing for one without a key."""
    return key if key in DIGITS else ""


class View:
    """The desk and the office whose view is shown; the office moves within the bureau's own tree."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._code = desk.office.unit.code

    @property
    def office(self) -> Office:
        """The office looked at, on the day it is now: the app may stand open over midnight."""
        return self.desk.office.at(self._code)

    @property
    def home(self) -> str:
        """The bureau's own unit."""
        return self.desk.office.unit.code

    @property
    def places(self) -> dict[str, PlaceInfo]:
        """The places of the notice looked at, by their digits."""
        return places_of(self.office.programme)

    @property
    def path(self) -> tuple[str, ...]:
        """The names of the units from the bureau's own down to the one looked at."""
        region, code = self.office.region, self.office.unit.code
        names = [self.office.unit.name]
        while code != self.home:
            code = region.by_code[code].parent
            names.insert(0, region.by_code[code].name)
        return tuple(names)

    def look_at(self, code: str) -> None:
        """Look from another unit of the tree."""
        self._code = code

    def look_up(self) -> bool:
        """Look from the unit above; say whether there was one within the bureau's tree."""
        if self.office.unit.code == self.home:
            return False
        self.look_at(self.office.unit.parent)
        return True

    def of(self, code: str) -> View:
        """Give another view, from this unit, that moves on its own."""
        other = View(self.desk)
        other.look_at(code)
        return other
