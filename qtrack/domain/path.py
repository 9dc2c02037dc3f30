"""The straight line between the values a plan prints: reckoned by us and printed nowhere (推算, P-15)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from qtrack.domain.plan import Indicator, Stated

RECKONED = "推算，非文件数"
"""Stands beside every value of a path, wherever it is shown."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """One year on the line: exact, and as it is shown, with as many places as the printed ends have."""

    year: int
    exact: Decimal
    shown: Decimal


def linear_path(indicator: Indicator) -> tuple[Reckoned, ...]:
    """Give the years between printed values, in order; none for an indicator that is not `pathed`."""
    stated = (indicator.baseline, *indicator.aims)
    numbered = [one for one in stated if one is not None and one.number is not None]
    if not indicator.pathed:
        return ()
    return tuple(step for start, end in pairwise(numbered) for step in _between(start, end))


def reckoned(indicator: Indicator, year: int) -> Reckoned | None:
    """Give the value of one year on the line; none for a year it does not cross or that has a printed one."""
    return next((one for one in linear_path(indicator) if one.year == year), None)


def _between(start: Stated, end: Stated) -> Iterator[Reckoned]:
    first, last = start.number or Decimal(0), end.number or Decimal(0)
    grid = Decimal(1).scaleb(min(_exponent(first), _exponent(last), 0))
    span = end.year - start.year
    for step in range(1, span):
        # One division at the very end: thirds are cut once, tenths never.
        exact = (first * (span - step) + last * step) / span
        yield Reckoned(start.year + step, exact, exact.quantize(grid, ROUND_HALF_UP))


def _exponent(number: Decimal) -> int:
    return int(number.as_tuple().exponent)
