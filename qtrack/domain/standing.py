"""Where a unit stands against a number: rate, pace, gap, what each week still needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from math import ceil

DAYS_A_WEEK = 7


class Verdict(Enum):
    """How a standing reads; each verdict has a mark, because colour is never the only sign."""

    MET = "达标"
    ON_PACE = "正常"
    BEHIND = "滞后"
    UNMET = "未达"
    OPEN = "不判定"


@dataclass(frozen=True, slots=True)
class Standing:
    """One target at one unit; `number` is None where no document gives the unit a number of its own.

    `own` says that a city set the number itself (自定), where the notice splits nothing; `unconfirmed` that
    the number is another year's and nobody has confirmed it for this one (待核).
    `pace` is the share of the period gone by (序时进度), None where the target is not paced.
    """

    target: str
    unit: str
    number: int | None
    done: int
    pace: float | None
    weeks_left: float
    own: bool = False
    unconfirmed: bool = False

    @property
    def rate(self) -> float | None:
        """The share done, None without a number."""
        return self.done / self.number if self.number else None

    @property
    def gap(self) -> int | None:
        """What is still missing, never below zero."""
        return None if self.number is None else max(0, self.number - self.done)

    @property
    def per_week(self) -> int | None:
        """What each remaining week, the current one included, must bring; None once time or number is out."""
        if self.gap is None or (self.gap and self.weeks_left <= 0):
            return None
        return ceil(self.gap / max(1.0, self.weeks_left)) if self.gap else 0

    @property
    def verdict(self) -> Verdict:
        """Met, on pace, behind, or unmet when the period is over."""
        if self.rate is None:
            return Verdict.OPEN
        if self.gap == 0:
            return Verdict.MET
        if self.weeks_left <= 0:
            return Verdict.UNMET
        if self.pace is None:
            return Verdict.OPEN
        return Verdict.ON_PACE if self.rate >= self.pace else Verdict.BEHIND


def pace_on(today: date, starts_on: date, ends_on: date) -> float:
    """Give the share of the period gone by at the end of `today`, between 0 and 1."""
    days = (ends_on - starts_on).days + 1
    gone = (today - starts_on).days + 1
    return min(1.0, max(0.0, gone / days))


def weeks_between(today: date, ends_on: date) -> float:
    """Give the weeks from `today`, itself included, to the end; zero or less when it is past."""
    return ((ends_on - today).days + 1) / DAYS_A_WEEK


@dataclass(frozen=True, slots=True)
class FloorCount:
    """One number of a floor at one unit; `at_least` is None for a number that is shown and not judged."""

    label: str
    unit: str
    count: int
    at_least: int | None

    @property
    def met(self) -> bool:
        """Whether the number reaches the least it must be."""
        return self.at_least is None or self.count >= self.at_least


@dataclass(frozen=True, slots=True)
class FloorStanding:
    """One floor at one unit: met when every judged number is."""

    floor: str
    unit: str
    results: tuple[FloorCount, ...]

    @property
    def met(self) -> bool:
        """Whether the unit owes nothing more."""
        return all(result.met for result in self.results)

    @property
    def words(self) -> str:
        """The judged numbers in a few words: `1次 42人`."""
        return " ".join(
            f"{result.count}{result.unit}" for result in self.results if result.at_least is not None
        )
