"""How indicators are put into columns and cells: printed, reckoned and keyed values, and their verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from qtrack.domain.followed import Followed, Indicators, YearValue
from qtrack.domain.programme import Strength
from qtrack.domain.terms import MISSING
from qtrack.domain.unconfirmed import value_waits
from qtrack.domain.value import show_date
from qtrack.domain.verdict import Outcome
from qtrack.services.office import Office
from qtrack.tui.looks import unmet_tone, waiting
from qtrack.tui.widgets.cells import Cell, Column, Row, Tone, fit

LEDGER = "indicator_value"

RECKONED_SIGN, PRINTED_SIGN = "推", "印"
"""Stand before reckoned and printed values in narrow cells; the line above the table says what they mean."""

STEP_SIGN, THRESHOLD_SIGN = "设", "阈"
"""Stand before the numbers the bureau set itself: a step on the way, and a threshold."""

BASE, AIM = "base", "aim"
YEAR_WIDTH = 7
OTHERS = "其他"
"""Heads indicators the notice puts under no group."""

_MARKS = {Outcome.REACHED: "√", Outcome.KEPT: "√", Outcome.SHORT: "×", Outcome.BROKEN: "×"}


def outcome_tone(outcome: Outcome, strength: Strength) -> Tone:
    """Give the tone of a verdict; what the notice only aims at is never red."""
    if outcome in (Outcome.REACHED, Outcome.KEPT):
        return "good"
    if outcome in (Outcome.SHORT, Outcome.BROKEN):
        return unmet_tone(strength)
    return "warn" if outcome is Outcome.WAITING else "dim"


def difference(value: Decimal | None) -> str:
    """Give a difference with its sign."""
    if value is None:
        return ""
    return f"{'+' if value > 0 else ''}{_narrow(value)}"


def columns(shown: Sequence[Indicators]) -> list[Column]:
    """Give a column for each year between a baseline and the last aim."""
    bases = {one.own.indicator.baseline.year for one in shown if one.own.indicator.baseline}
    base = [Column(BASE, f"{_only(bases)}基期", 8, right=True)] if bases else []
    return [
        Column("name", "指标", 20, flex=True),
        Column("unit", "单位", 4),
        *base,
        Column(AIM, "目标", 12),
        *(Column(str(year), str(year), YEAR_WIDTH, right=True) for year in years_shown(shown)),
        Column("outcome", "认定", 8),
        Column("left", "距目标", 8, right=True),
        Column("attribute", "属性", 4),
        # Last, because these signs are two cells wide in some consoles.
        Column("trend", "走势", 6),
    ]


def years_shown(shown: Sequence[Indicators]) -> list[int]:
    """Give the years with a column of their own; a baseline's year has one only if somebody keyed it."""
    bases = {one.own.indicator.baseline.year for one in shown if one.own.indicator.baseline}
    keyed = {entered.year for one in shown for entered in one.entered}
    years = [year.year for one in shown[:1] for year in one.own.years]
    return [year for year in years if year not in bases or year in keyed]


def rows(shown: Sequence[Indicators], years: Sequence[int]) -> Iterator[Row]:
    """Give the lines: a heading for each group, an indicator, and under it those of other notices."""
    group, based = "", any(one.own.indicator.baseline for one in shown)
    grouped = any(one.own.indicator.group for one in shown)
    for one in shown:
        here = one.own.indicator.group or OTHERS
        if grouped and here != group:
            yield Row(f"group:{one.own.key}", (Cell(here, "accent"),))
            group = here
        number = f"{one.own.indicator.row} " if one.own.indicator.row else ""
        name = f"{number}{one.own.indicator.name}"
        yield Row(one.own.key, _cells(one.own, Cell(name), years, based=based))
        for other in one.beside:
            name_cell = Cell(f"  {other.programme.short}", "dim")
            yield Row(f"{one.own.key}>{other.key}", _cells(other, name_cell, years, based=based))


def _cells(followed: Followed, name: Cell, years: Sequence[int], *, based: bool) -> tuple[Cell, ...]:
    indicator, last = followed.indicator, followed.last
    base = indicator.baseline.printed if indicator.baseline else ""
    base_waits = indicator.baseline is not None and value_waits(
        followed.programme, indicator, indicator.baseline.year
    )
    aim = indicator.aims[-1] if indicator.aims else None
    aim_waits = aim is not None and value_waits(followed.programme, indicator, aim.year)
    strength = aim.strength if aim else Strength.TARGET
    outcome = followed.outcome
    return (
        name,
        Cell(indicator.unit, "dim"),
        *([Cell(waiting(base, unconfirmed=base_waits))] if based else []),
        Cell(waiting(aim.printed, unconfirmed=aim_waits) if aim else MISSING),
        *(year_cell(followed, followed.at(year)) for year in years),
        Cell(outcome.value, outcome_tone(outcome, strength)),
        Cell(MISSING, "dim") if last and last.lacks_threshold else Cell(difference(followed.left)),
        Cell(indicator.attribute.value.removesuffix("性")),
        Cell(followed.trend, "dim"),
    )


def year_cell(followed: Followed, year: YearValue | None) -> Cell:
    """Give what is known of a year: what was keyed, else printed for it or set, else the reckoned value."""
    if year is None:
        return Cell("")
    if year.entered is None:
        return _unkeyed(followed, year)
    aim, entered = followed.indicator.aim(year.year), year.entered
    tone, mark = outcome_tone(year.outcome, aim.strength) if aim else "", _MARKS.get(year.outcome, "")
    if entered.value is not None:
        return Cell(f"{_narrow(entered.value)}{mark}", tone)
    words = fit(entered.words or "已填", YEAR_WIDTH - len(mark)).rstrip()
    return Cell(f"{words}{mark}", tone)


def _unkeyed(followed: Followed, year: YearValue) -> Cell:
    """Give what a year is to bring."""
    if year.threshold is not None:
        return Cell(f"{THRESHOLD_SIGN}{_narrow(year.threshold.value)}", "accent")
    if year.printed is not None:
        number = "文字" if year.printed.number is None else _narrow(year.printed.number)
        open_ = value_waits(followed.programme, followed.indicator, year.year)
        return Cell(f"{PRINTED_SIGN}{waiting(number, unconfirmed=open_)}", "accent")
    if year.step is not None:
        return Cell(f"{STEP_SIGN}{_narrow(year.step.value)}", "dim")
    return Cell(f"{RECKONED_SIGN}{_narrow(year.reckoned.shown)}" if year.reckoned else "", "dim")


def _narrow(value: Decimal) -> str:
    """Give a number as notices print it, without thousands separated."""
    return f"{value:f}"


def _only(years: set[int]) -> str:
    return str(next(iter(years))) if len(years) == 1 else ""


def given_for(one: Indicators, year: int | None, office: Office) -> dict[str, str]:
    """Give what a new value of an indicator says: which, of which year, whose, and reported today."""
    return {
        "unit": office.unit.name,
        "indicator": office.written("indicators", one.kept_as),
        "year": "" if year is None else str(year),
        "reported_on": show_date(office.today),
    }


def words_for(followed: Followed) -> str:
    """Give how the indicator's words were read, and what is noted about it."""
    indicator = followed.indicator
    said = (("读法", indicator.reading), ("说明", indicator.note), ("数据部门", indicator.owner))
    return "\n".join(f"{label}　{words}" for label, words in said if words)
