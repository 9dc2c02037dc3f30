"""Sentences about what a notice lists under one of its headings: how many there are and how they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from enum import Enum

from qtrack.domain.programme import Section
from qtrack.domain.scoring import added, show_points
from qtrack.domain.verdict import Outcome
from qtrack.ledgers.answer import AnswerForm
from qtrack.ledgers.event import EventState
from qtrack.services.campaign import ActivityStanding
from qtrack.services.collection import AnswerState
from qtrack.services.tasks import counted_states
from qtrack.services.year_end.facts import Facts

_UNREPORTED = "未填报"


def list_sentences(facts: Facts, section: Section) -> Iterator[str]:
    """Say where the indicators, tasks, activities, slogans, departments and points of a section stand."""
    names = frozenset(section.items)
    for say in _SAID:
        text = say(facts, names)
        if text:
            yield text


def _indicators(facts: Facts, names: frozenset[str]) -> str:
    held = [one.own for one in facts.indicators if one.own.indicator.id in names]
    found = [one.outcome for one in held]
    return _counted("指标", "项", found, Outcome, "指标")


def _tasks(facts: Facts, names: frozenset[str]) -> str:
    held = [one for one in facts.tasks if one.task.id in names and not one.is_branch]
    if not held:
        return ""
    states = counted_states(held)
    words = [
        f"{state.value if state else _UNREPORTED} {number} 项" for state, number in states.items() if number
    ]
    return f"重点工作 {len(held)} 项：{'，'.join(words)}（见《重点工作》）。"


def _activities(facts: Facts, names: frozenset[str]) -> str:
    if facts.campaign is None:
        return ""
    held = [
        one
        for unit in facts.campaign.units
        if not unit.above
        for one in unit.activities
        if one.activity.id in names
    ]
    if not held:
        return ""
    states = [one.progress.state for one in held]
    return f"{_counted('活动', '项', states, EventState, '活动明细')}{_unregistered(held)}"


def _unregistered(held: Sequence[ActivityStanding]) -> str:
    number = sum(not one.progress.rows for one in held)
    return f"其中没有登记的 {number} 项。" if number else ""


def _slogans(facts: Facts, names: frozenset[str]) -> str:
    held = [one for one in facts.slogans if one.slogan.id in names]
    used = sum(one.total > 0 for one in held)
    total = sum(one.total for one in held)
    return f"口号 {len(held)} 条：登记使用的 {used} 条，共 {total:,} 次（见《口号》）。" if held else ""


def _departments(facts: Facts, names: frozenset[str]) -> str:
    found = facts.collection
    if found is None or not any(one.department.id in names for one in found.departments):
        return ""
    if not found.collects:
        return f"部门反馈：{AnswerState.ABOVE.value}。"
    asked = len(found.asked)
    forms = "，".join(f"{form.value} {found.answered(form)}/{asked}" for form in AnswerForm)
    return f"应反馈 {asked} 个部门，已反馈：{forms}（见《部门反馈》）。"


def _points(facts: Facts, names: frozenset[str]) -> str:
    found = facts.assessment
    held = [one for one in found.points if one.domain.id in names] if found else []
    if found is None or not held:
        return ""
    sums = added(held)
    return (
        f"考核要点 {sums.count} 个、{show_points(sums.points)} 分：已自评 {sums.scored} 个，"
        f"自评 {show_points(sums.own)} 分、失分 {show_points(sums.lost)} 分，"
        f"未自评的 {show_points(sums.open)} 分；加分 {show_points(found.bonus)}，"
        f"减分 {show_points(found.deduction)}（见《考核自评》）。"
    )


def _counted(what: str, unit: str, found: Sequence[Enum], order: type[Enum], sheet: str) -> str:
    if not found:
        return ""
    times = Counter(found)
    words = "，".join(f"{one.value} {times[one]} {unit}" for one in order if times[one])
    return f"{what} {len(found)} {unit}：{words}（见《{sheet}》）。"


_SAID: tuple[Callable[[Facts, frozenset[str]], str], ...] = (
    _indicators,
    _tasks,
    _activities,
    _slogans,
    _departments,
    _points,
)
