"""Who looks, at which programme, on which day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from qtrack.domain.programme import Deadline, Each, Programme
from qtrack.domain.region import Level, Region, Unit


@dataclass(frozen=True)
class Office:
    """The bureau's point of view: its unit decides what every use case shows."""

    unit: Unit
    region: Region
    programme: Programme
    today: date

    def at(self, code: str) -> Office:
        """Give the same view from another unit."""
        return replace(self, unit=self.region.by_code[code])

    @property
    def counties(self) -> tuple[Unit, ...]:
        """The units in this office's tree that owe a county's floors."""
        return self.region.counties(self.unit.code)

    @property
    def until(self) -> date:
        """The last day that counts: today, or the end of the period when that is past."""
        return min(self.today, self.programme.ends_on)

    def deadline(self, key: str) -> Deadline | None:
        """Give the deadline behind a "programme/deadline" key; none when it is another programme's."""
        programme, _, name = key.partition("/")
        if programme != self.programme.id:
            return None
        return next((deadline for deadline in self.programme.deadlines if deadline.id == name), None)

    def deadline_key(self, deadline: Deadline) -> str:
        """Give the key a submission of this deadline carries."""
        return f"{self.programme.id}/{deadline.id}"


def units_of(region: Region, each: Each, tree: str) -> tuple[Unit, ...]:
    """Give the units of a kind within a tree, in the region's order."""
    if each is Each.COUNTY:
        return region.counties(tree)
    level = {Each.CITY: Level.CITY, Each.DIRECT: Level.DIRECT, Each.PROVINCE: Level.PROVINCE}[each]
    return tuple(unit for unit in region.units if unit.level is level and region.contains(tree, unit.code))
