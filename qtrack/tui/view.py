"""Which unit is looked at, on which desk: the state all places share."""

from __future__ import annotations

from qtrack.services.office import Office
from qtrack.wiring import Desk

PLACE_LABELS = {
    "1": "总览",
    "2": "任务",
    "3": "台账",
    "4": "培训",
    "5": "服务站",
    "6": "时限",
    "7": "报表",
}
"""The numbered places in their order."""


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
