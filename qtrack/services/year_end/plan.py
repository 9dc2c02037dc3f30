"""Year-end sheets of a plan: indicators by year with what is found of them, tasks with the latest report."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from qtrack.domain.followed import OWN_NUMBER, Followed, YearValue
from qtrack.domain.path import RECKONED
from qtrack.domain.plan import Stated
from qtrack.domain.terms import MISSING, UNCONFIRMED
from qtrack.domain.unconfirmed import marked, value_waits
from qtrack.domain.verdict import Outcome
from qtrack.ledgers.task_progress import TaskState
from qtrack.reports.report import Cell, Column, Grid, Row, Shape, Sheet, Tone, Value, row, without_empty
from qtrack.services.tasks import TaskStanding
from qtrack.services.year_end.facts import Facts

OUTCOMES = {
    Outcome.REACHED: Tone.GOOD,
    Outcome.KEPT: Tone.GOOD,
    Outcome.SHORT: Tone.BAD,
    Outcome.BROKEN: Tone.BAD,
    Outcome.WAITING: Tone.WARN,
    Outcome.OPEN: Tone.PLAIN,
    Outcome.MISSING: Tone.PLAIN,
}
_STATES = {TaskState.DONE: Tone.GOOD, TaskState.DELAYED: Tone.WARN}
_INDENT = "· "
_WHERE_FILLED = (
    *("属性", "基期", "最近填报年度", "离目标"),
    *(RECKONED, OWN_NUMBER, "设定的出处", "填报", "与文件差", "数据来源"),
    *("完成日期", "延期说明", "下级已完成/已报"),
)
"""Columns that are left out where a unit has nothing to put into them, so that the others are wide enough."""


def indicator_sheets(facts: Facts) -> Iterator[Sheet]:
    """Give the indicators as they stand, and year by year with what is printed, reckoned and keyed."""
    if not facts.indicators:
        return
    yield Sheet("指标", (_standing_grid(facts),), "指标完成情况")
    yield Sheet("指标年度", (_yearly_grid(facts),), "指标分年度：文件数、推算、填报与认定")


def task_sheets(facts: Facts) -> Iterator[Sheet]:
    """Give the tasks in printed order with the latest the office said of each."""
    if facts.tasks:
        yield Sheet("重点工作", (_task_grid(facts),), "重点工作进展")


def _standing_grid(facts: Facts) -> Grid:
    columns = (
        Column("序号", Shape.COUNT),
        Column("分组"),
        Column("指标"),
        Column("单位"),
        Column("属性"),
        Column("基期"),
        Column("目标"),
        Column("最近填报年度"),
        Column("最近填报"),
        Column("离目标"),
        Column("认定"),
        Column("出处"),
    )
    rows = [_standing_row(held.own) for held in facts.indicators]
    grid = Grid("", columns, rows, notes=tuple(_notes(facts)), filtered=True)
    return without_empty(grid, _WHERE_FILLED)


def _standing_row(own: Followed) -> Row:
    indicator, latest = own.indicator, own.latest
    base, aim = indicator.baseline, indicator.aims[-1] if indicator.aims else None
    found = own.outcome
    return row(
        indicator.row or None,
        indicator.group,
        indicator.name,
        indicator.unit,
        indicator.attribute.value,
        _stated(own, base) if base else "",
        _stated(own, aim) if aim else MISSING,
        str(latest.year) if latest else "",
        _entered(latest.value, latest.words) if latest else MISSING,
        None if own.left is None else float(own.left),
        Cell(found.value, OUTCOMES[found]),
        indicator.source.clause,
    )


def _stated(own: Followed, stated: Stated) -> str:
    waiting = f"，{UNCONFIRMED}" if value_waits(own.programme, own.indicator, stated.year) else ""
    return f"{stated.printed}（{stated.year}{waiting}）"


def _notes(facts: Facts) -> Iterator[str]:
    yield f"“认定”按目标年度；各年度见《指标年度》。没有填报的写{MISSING}，不推测。"
    for held in facts.indicators:
        if held.own.indicator.reading:
            yield f"{held.own.indicator.name}：{held.own.indicator.reading}"


def _yearly_grid(facts: Facts) -> Grid:
    columns = (
        Column("指标", width=30),
        Column("单位"),
        Column("年度"),
        Column("文件印的", width=16),
        Column(RECKONED),
        Column(OWN_NUMBER),
        Column("设定的出处"),
        Column("填报"),
        Column("认定"),
        Column("与文件差"),
        Column("数据来源"),
        Column("说明", width=40),
        Column("所据文件", width=28),
        Column("出处", width=16),
    )
    rows = [
        _year_row(followed, year)
        for held in facts.indicators
        for followed in (held.own, *held.beside)
        for year in followed.years
        if year.printed or year.reckoned or year.entered or year.own
    ]
    note = f"“{RECKONED}”是基期到目标的直线，只供对照，不作认定"
    return without_empty(Grid("", columns, rows, notes=(note,), filtered=True), _WHERE_FILLED)


def _year_row(followed: Followed, year: YearValue) -> Row:
    source = year.printed.source if year.printed else followed.indicator.source
    entered = year.entered
    waiting = value_waits(followed.programme, followed.indicator, year.year)
    printed = marked(year.printed.printed, unconfirmed=waiting) if year.printed else ""
    return row(
        followed.indicator.name,
        followed.indicator.unit,
        str(year.year),
        printed,
        float(year.reckoned.shown) if year.reckoned else None,
        float(year.own.value) if year.own else None,
        year.own.given_by if year.own else "",
        _entered(entered.value, entered.words) if entered else "",
        Cell(year.outcome.value, OUTCOMES[year.outcome]),
        None if year.gap is None else float(year.gap),
        entered.data_source if entered else "",
        year.reason,
        followed.programme.short,
        source.clause,
    )


def _entered(value: Decimal | None, words: str) -> Value:
    return words or MISSING if value is None else float(value)


def _task_grid(facts: Facts) -> Grid:
    columns = (
        Column("序号"),
        Column("任务", width=44),
        Column("牵头", width=20),
        Column("配合", width=20),
        Column("状态", width=24),
        Column("填报日期", Shape.DATE),
        Column("最近进展", width=36),
        Column("完成日期", Shape.DATE),
        Column("延期说明"),
        Column("下级已完成/已报"),
        Column("出处"),
    )
    rows = [_task_row(one) for one in facts.tasks]
    notes = tuple(
        f"{one.task.number} {one.task.name}：{one.task.reading}" for one in facts.tasks if one.task.reading
    )
    return without_empty(Grid("", columns, rows, notes=notes, filtered=True), _WHERE_FILLED)


def _task_row(one: TaskStanding) -> Row:
    task, report = one.task, one.report
    below = f"{one.units_done}/{one.units}" if one.units else ""
    return row(
        task.number,
        f"{_INDENT * one.depth}{task.name}",
        "、".join(task.lead) or (report.lead if report else ""),
        "、".join(task.support) or (report.support if report else ""),
        _state(one),
        report.reported_on if report else None,
        report.progress if report else "",
        report.done_on if report else None,
        report.delay_reason if report else "",
        below,
        task.source.clause,
    )


def _state(one: TaskStanding) -> Cell:
    if one.is_branch and one.report is None:
        return Cell(f"下列 {one.parts} 项，已完成 {one.parts_done} 项")
    if one.state is None:
        return Cell(f"{MISSING}（已过期）" if one.overdue else MISSING, Tone.WARN)
    words = f"{one.state.value}（已过期）" if one.overdue else one.state.value
    return Cell(words, Tone.WARN if one.overdue else _STATES.get(one.state, Tone.PLAIN))
