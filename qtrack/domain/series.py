"""Days that go on as they began, for filling down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from qtrack.domain.days import FIRST_YEAR, LAST_YEAR, MONTHS, last_of_month, months_later
from qtrack.domain.problem import refuse

_BEGINNING = 2
"""So many days tell a step."""


def series(values: Sequence[date], length: int) -> tuple[date, ...]:
    """Give `length` days that begin with the one or two given.

    One day goes on day by day. Two go on in their step: month by month when both are the last day of their
    month or the same day of it (a short month's last day standing for the 31st), else by as many days.
    RefusedError when the days would leave the years a day may have; ValueError unless one or two are given.
    """
    if not 1 <= len(values) <= _BEGINNING:
        raise ValueError(f"a series begins with one or two days, not {len(values)}")
    following = _step(*values) if len(values) == _BEGINNING else _by_days(values[0], 1)
    try:
        days = tuple(map(following, range(length)))
    except (OverflowError, ValueError):  # further than a date can be
        days = (date.max,)
    if days and not FIRST_YEAR <= days[-1].year <= LAST_YEAR:
        raise refuse(f"日期会排到 {FIRST_YEAR} 至 {LAST_YEAR} 年之外，请少选几行")
    return days


_Following = Callable[[int], date]
"""Gives the day at a place of the series, the first at 0."""


def _step(first: date, second: date) -> _Following:
    months = (second.year - first.year) * MONTHS + second.month - first.month
    if months and first == _last(first) and second == _last(second):
        return lambda place: _last(months_later(first, months * place))
    if months and months_later(first, months) == second:
        return lambda place: months_later(first, months * place)
    return _by_days(first, (second - first).days)


def _by_days(first: date, days: int) -> _Following:
    return lambda place: first + timedelta(days=days * place)


def _last(day: date) -> date:
    return day.replace(day=last_of_month(day.year, day.month))
