"""What the editor of packs tells and offers things by: ledgers, units, workdays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qtrack.domain.fields import Schema
from qtrack.domain.region import Level, Region
from qtrack.domain.terms import Each
from qtrack.domain.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Around:
    """The ledgers, the units of the pack's own region, and the workdays."""

    schemas: Mapping[str, Schema]
    region: Region
    calendar: Calendar

    @property
    def kinds_of_units(self) -> dict[str, str]:
        """Give the kinds of units there are in the region, by what a pack calls them."""
        direct = any(unit.level is Level.DIRECT for unit in self.region.units)
        words = {
            Each.COUNTY.value: "县区（含直管市和林区）" if direct else "县区",
            Each.CITY.value: "市州",
            Each.DIRECT.value: "直管市和林区",
            Each.PROVINCE.value: "省级",
        }
        return {each: word for each, word in words.items() if direct or each != Each.DIRECT.value}
