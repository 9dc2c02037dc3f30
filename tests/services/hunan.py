"""A bureau of Hunan that works on the plan to 2025 and on the assessment of 2023, as the packs have them."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from qtrack.domain.programme import Programme
from qtrack.packs import Library, Regions
from qtrack.places import seeds_folder
from qtrack.services.office import Office

PROVINCE, CHANGSHA, FURONG = "430000", "430100", "430102"
PLAN, ASSESSMENT = "hunan-plan-2025", "hunan-2023-assessment"
TODAY = date(2023, 9, 10)


@cache
def regions() -> Regions:
    """Give the provinces of the project."""
    return Regions(seeds_folder() / "regions")


@cache
def programme(name: str) -> Programme:
    """Give a notice of the project."""
    return Library(seeds_folder(), Path("none"), regions()).programme(name)


def bureau(*names: str, unit: str = PROVINCE, today: date = TODAY) -> Office:
    """Give the view of a unit on these notices, the first one looked at."""
    first, *others = (programme(name) for name in names or (PLAN, ASSESSMENT))
    region = regions()[first.region]
    return Office(region.by_code[unit], region, first, today, lambda: tuple(others))
