"""Invented values of a plan's indicators by year, and how far its tasks have come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from qtrack.domain.plan import Indicator, Judged, Stated, Task
from qtrack.domain.programme import Programme
from qtrack.domain.region import Unit
from qtrack.ledgers import IndicatorValue, TaskProgress
from qtrack.ledgers.indicator_value import HandVerdict
from qtrack.ledgers.task_progress import TaskState
from qtrack.services.demo.ground import Ground, Span, invent

_LEADS = ("1.1", "0.85", "1", "0.6", "1.3", "0.95")
"""How far an indicator is ahead of the straight line or behind it; each in its turn."""

_MARGINS = ("0.4", "0.2", "-0.3", "0.5", "0.1")
"""How far an indicator that is only to be held stands above its floor; each in its turn."""

_SOURCE = "示例统计公报"
_HUNDRED = Decimal(100)
_FIRST_YEAR, _CITY_YEARS = 2020, 3
_REPORTED, _HALF_YEAR = (2, 20), (7, 5)
_PROVINCE_PACE, _RUNNING, _EVERY_SO_MANY = 0.8, 0.35, 3


def values(ground: Ground, programme: Programme) -> Iterator[IndicatorValue]:
    """Report every year that is over: all indicators for the province, rates for the cities too."""
    province = ground.office.region.province
    years = [year for year in range(_FIRST_YEAR, ground.last.year) if _reported(year) <= ground.last]
    for at, one in enumerate(programme.indicators):
        key = f"{programme.id}/{one.id}"
        for year in years:
            yield _value(province, key, one, year, at)
        if one.unit != "%" or one.baseline is None:
            continue
        for place, city in enumerate(ground.cities):
            for year in years[-_CITY_YEARS:] if ground.pace(city) else ():
                yield _value(city, key, one, year, at + place)


def half_year_values(ground: Ground, programme: Programme) -> Iterator[IndicatorValue]:
    """Report half of the indicators of a year that is not over yet."""
    year = programme.starts_on.year
    day = date(year, *_HALF_YEAR)
    for at, one in enumerate(programme.indicators if day <= ground.last else ()):
        if at % 2 == 0:
            key = f"{programme.id}/{one.id}"
            value = _value(ground.office.region.province, key, one, year, at)
            value.reported_on, value.note = day, "示例：上半年数"
            yield value


def _reported(year: int) -> date:
    return date(year + 1, *_REPORTED)


def _value(unit: Unit, key: str, one: Indicator, year: int, turn: int) -> IndicatorValue:
    number = None if one.judged is Judged.BY_HAND else _number(one, year, turn)
    by_hand = {"words": f"示例：{one.aims[-1].printed}", "verdict": list(HandVerdict)[year % 3]}
    return invent(
        IndicatorValue,
        unit,
        indicator=key,
        year=year,
        value=number,
        data_source=_SOURCE,
        reported_on=_reported(year),
        note="示例",
        **(by_hand if number is None else {}),
    )


def _number(one: Indicator, year: int, turn: int) -> Decimal | None:
    """Put a value on the straight line from the baseline to the last aim, a little ahead or behind."""
    first, last = one.baseline, one.aims[-1]
    if last.number is None:
        return None
    base = first.number if first is not None and first.number is not None else last.number * Decimal("0.9")
    if one.judged is Judged.FLOOR:
        number = last.number + Decimal(_MARGINS[(turn + year) % len(_MARGINS)])
    elif last.exactly:
        number = last.number - (Decimal("0.2") if (turn + year) % 4 == 0 else 0)
    else:
        passed = Decimal(year - _FIRST_YEAR) / Decimal(last.year - _FIRST_YEAR)
        number = base + (last.number - base) * passed * Decimal(_LEADS[turn % len(_LEADS)])
    if one.unit == "%":
        number = min(number, _HUNDRED)
    return number.quantize(_step(first, last, rate=one.unit == "%"))


def _step(first: Stated | None, last: Stated, *, rate: bool) -> Decimal:
    """Give the last digit a value is written with: as printed, for a rate one decimal at least."""
    places = [one.number.as_tuple().exponent for one in (first, last) if one is not None and one.number]
    least = min([*(int(place) for place in places), -1 if rate else 0])
    return Decimal(1).scaleb(least)


def task_reports(span: Span, programme: Programme) -> Iterator[TaskProgress]:
    """Report tasks: all of them for the province, every third for each city, more done where it is eager."""
    parents = {one.parent for one in programme.tasks}
    leaves = [one for one in programme.tasks if one.id not in parents]
    ground = span.ground
    for place, unit in enumerate((ground.office.region.province, *ground.cities)):
        pace = ground.pace(unit) if unit in ground.cities else _PROVINCE_PACE
        mine = leaves[place % _EVERY_SO_MANY :: _EVERY_SO_MANY] if place else leaves
        done = round(pace * span.number(len(mine)))
        running = done + round(_RUNNING * len(mine) * (pace > 0))
        for at, task in enumerate(mine[:running]):
            later = TaskState.DELAYED if at == done else TaskState.RUNNING
            state = TaskState.DONE if at < done else later
            yield _report(span, programme, unit, task, state)


def _report(span: Span, programme: Programme, unit: Unit, task: Task, state: TaskState) -> TaskProgress:
    reported_on = span.day()
    delayed = state is TaskState.DELAYED
    return invent(
        TaskProgress,
        unit,
        task=f"{programme.id}/{task.id}",
        state=state,
        reported_on=reported_on,
        progress="示例：已印发分工，按季调度",
        done_on=reported_on if state is TaskState.DONE else None,
        delay_reason="示例：机构调整，延至下一季度" if delayed else None,
        lead=f"示例{unit.short}质量科",
        support="示例各科室",
    )
