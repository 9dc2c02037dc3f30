"""Indicators and tasks of a notice on the command line, for people and for scripts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from qtrack.cli.say import Column, say, say_table
from qtrack.domain.followed import OWN_NUMBER, Followed, Indicators, YearValue
from qtrack.domain.path import RECKONED
from qtrack.domain.value import show_date
from qtrack.services.tasks import TaskStanding, counted_states

Json = dict[str, Any]

_UNSAID = "未填报"


def say_indicators(found: Sequence[Indicators]) -> None:
    """Print every indicator with its latest value, and what other notices print of the same."""
    if not found:
        return
    say("\n规划指标")
    columns = (
        Column("序号", right=True),
        Column("指标"),
        Column("单位"),
        Column("基期", right=True),
        Column("目标", right=True),
        Column("最近填报", right=True),
        Column("距目标", right=True),
        Column("认定"),
        Column("方案"),
    )
    say_table(columns, [_words(each) for one in found for each in (one.own, *one.beside)])


def _words(followed: Followed) -> list[str]:
    indicator, latest, last = followed.indicator, followed.latest, followed.last
    value = ""
    if latest is not None:
        value = f"{latest.year}年 {latest.words if latest.value is None else f'{latest.value:f}'}"
    return [
        str(indicator.row or "-"),
        indicator.name,
        indicator.unit,
        indicator.baseline.printed if indicator.baseline else "-",
        f"{last.year}年 {last.printed.printed}" if last and last.printed else "-",
        value or "-",
        "-" if followed.left is None else f"{followed.left:+f}",
        followed.outcome.value if last else "-",
        followed.programme.short,
    ]


def say_tasks(found: Sequence[TaskStanding]) -> None:
    """Print how many tasks stand how, and the tree with the latest report of each."""
    if not found:
        return
    counts = counted_states(found)
    said = "，".join(f"{state.value if state else _UNSAID} {count}" for state, count in counts.items())
    say(f"\n重点工作：{said}")
    columns = (Column("重点工作"), Column("状态"), Column("填报日期"), Column("进展情况"), Column("延期说明"))
    say_table(
        columns,
        [
            [
                f"{'  ' * one.depth}{one.task.number}{one.task.name}",
                _state(one),
                show_date(one.report.reported_on) if one.report else "",
                one.report.progress if one.report else "",
                one.report.delay_reason if one.report else "",
            ]
            for one in found
        ],
    )


def _state(one: TaskStanding) -> str:
    parts = f"{one.parts_done}/{one.parts}" if one.is_branch else ""
    if one.state is not None:
        return f"{one.state.value}{'（逾期）' if one.overdue else ''} {parts}".rstrip()
    return parts or ("逾期" if one.overdue else _UNSAID)


def indicator_json(found: Indicators) -> Json:
    """Give one indicator with all its years, and under `beside` those of other notices."""
    return {**_followed(found.own), "beside": [_followed(each) for each in found.beside]}


def _followed(followed: Followed) -> Json:
    indicator = followed.indicator
    return {
        "programme": followed.programme.id,
        "id": indicator.id,
        "row": indicator.row,
        "name": indicator.name,
        "measure": indicator.unit,
        "attribute": indicator.attribute.value,
        "judged": indicator.judged.value,
        "clause": indicator.source.clause,
        "quote": indicator.source.quote,
        "left": _number(followed.left),
        "years": [_year(year) for year in followed.years],
    }


def _year(year: YearValue) -> Json:
    entered = year.entered
    return {
        "year": year.year,
        "printed": year.printed.printed if year.printed else None,
        "number": _number(year.printed.number if year.printed else None),
        "own": (
            {"value": _number(year.own.value), "given_by": year.own.given_by, "note": OWN_NUMBER}
            if year.own
            else None
        ),
        "reckoned": {"value": _number(year.reckoned.shown), "note": RECKONED} if year.reckoned else None,
        "value": _number(entered.value) if entered else None,
        "words": entered.words if entered else None,
        "data_source": entered.data_source if entered else None,
        "reported_on": entered.reported_on.isoformat() if entered else None,
        "outcome": year.outcome.name.lower(),
        "reason": year.reason,
    }


def task_json(one: TaskStanding) -> Json:
    """Give one task; `depth` tells where it stands in the tree, whose order the list keeps."""
    task, report = one.task, one.report
    return {
        "id": task.id,
        "number": task.number,
        "name": task.name,
        "parent": task.parent,
        "depth": one.depth,
        "lead": list(task.lead),
        "support": list(task.support),
        "on": list(task.on),
        "state": report.state.name.lower() if report else None,
        "reported_on": report.reported_on.isoformat() if report else None,
        "progress": report.progress if report else None,
        "delay_reason": report.delay_reason if report else None,
        "overdue": one.overdue,
        "clause": task.source.clause,
        "quote": task.source.quote,
    }


def _number(value: Decimal | None) -> str | None:
    """Give an exact number as text: JSON's own numbers are not exact."""
    return None if value is None else f"{value:f}"
