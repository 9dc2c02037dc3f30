"""Workdays in mainland China: weekends, holidays, and the weekends worked in their place (调休)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

_SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is worked when; `special` says of single days whether they are, over all else.

    Beyond the years the library knows and `special` speaks of, only weekends are free: see `reckons`.
    """

    special: Mapping[date, bool] = field(default_factory=dict, hash=False)

    def is_workday(self, day: date) -> bool:
        """Say whether a day is worked."""
        said = self.special.get(day)
        if said is None:
            said = _published(day)
        return day.weekday() < _SATURDAY if said is None else said

    def reckons(self, year: int) -> bool:
        """Say whether nobody has told this year's holidays yet, so that answers about it are 推算."""
        told = any(day.year == year for day in self.special)
        return not told and _published(date(year, 1, 1)) is None

    def latest_workday(self, day: date) -> date:
        """Give the day itself if it is worked, else the nearest workday before it."""
        while not self.is_workday(day):
            day -= _DAY
        return day

    def back(self, day: date, workdays: int) -> date:
        """Give the workday that lies so many workdays before a day."""
        for _ in range(workdays):
            day = self.latest_workday(day - _DAY)
        return day

    def count(self, first: date, last: date) -> int:
        """Count the workdays from one day to another, both included."""
        days = (last - first).days + 1
        return sum(self.is_workday(first + _DAY * number) for number in range(days))


def _published(day: date) -> bool | None:
    """Give what the State Council's yearly notice says of a day; none for a year the library lacks."""
    from chinese_calendar import is_workday  # takes 0.02 s, so only who asks about workdays waits for it

    try:
        return bool(is_workday(day))
    except NotImplementedError:
        return None
