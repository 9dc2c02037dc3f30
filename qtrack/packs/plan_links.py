"""What plans, campaigns and tables of points say of themselves: years, parents, bodies, sums that agree."""

from __future__ import annotations

import re
from decimal import Decimal

from qtrack.domain.assessment import Assessment
from qtrack.domain.counted import entries_that_count
from qtrack.domain.plan import Indicator, Judged, Stated, Task
from qtrack.domain.programme import Programme
from qtrack.domain.region import Region
from qtrack.domain.text import same_words
from qtrack.packs.fault import Place


def check_plan(programme: Programme, region: Region | None, root: Place) -> None:
    """Note every indicator, task, activity, slogan or point that does not agree with the rest."""
    for indicator, place in root.each("indicators", programme.indicators):
        _check_indicator(indicator, place)
    known = {task.id: task for task in programme.tasks}
    for task, place in root.each("tasks", programme.tasks):
        _check_parent(task, known, place)
    held = {activity.id for activity in programme.activities}
    for activity, place in root.each("activities", programme.activities):
        if region is not None and activity.unit not in region.by_code:
            place.at("unit").wrong(f"{region.province.name}没有代码为“{activity.unit}”的单位")
        for unknown in sorted({*activity.related} - held):
            place.at("related").wrong(f"没有编号为“{unknown}”的活动")
        _check_beside(activity.beside, programme, place)
    if programme.season is not None and programme.season.ends_on < programme.season.starts_on:
        root.at("season").at("ends_on").wrong("止日早于起日")
    for number, (slogan, place) in enumerate(root.each("slogans", programme.slogans), 1):
        if slogan.number != number:
            place.at("number").wrong(f"序号应为 {number}")
    if programme.assessment is not None:
        _check_points(programme.assessment, programme, root.at("assessment"))


def _check_indicator(indicator: Indicator, place: Place) -> None:
    years = [aim.year for aim in indicator.aims]
    if years != sorted(set(years)):
        place.at("aims").wrong("年度应从早到晚，每年一个")
    if indicator.baseline is not None and years and indicator.baseline.year >= years[0]:
        place.at("baseline").wrong(f"基期应早于 {years[0]} 年")
    if indicator.baseline is not None:
        _check_number(indicator.baseline, place.at("baseline"))
    for aim, here in place.each("aims", indicator.aims):
        _check_number(aim, here)
        if aim.number is None and indicator.judged in (Judged.NUMBER, Judged.FLOOR):
            here.at("number").wrong(f"按{indicator.judged.value}判定的目标须有数值")
    ends = (indicator.baseline, indicator.aims[-1] if indicator.aims else None)
    if indicator.pathed and any(end is None or end.number is None for end in ends):
        place.at("pathed").wrong("基期和目标都有数值才能推算年度路径")


def _check_number(stated: Stated, place: Place) -> None:
    """Hold a number to the words it is read from, where these have digits at all (全面实施 has none)."""
    numbers = re.findall(r"[0-9]+(?:\.[0-9]+)?", same_words(stated.printed).replace(",", ""))
    if stated.number is not None and numbers and f"{stated.number:f}" not in numbers:
        place.at("number").wrong(f"{stated.number:f} 不在“{stated.printed}”之中")


def _check_parent(task: Task, known: dict[str, Task], place: Place) -> None:
    seen = {task.id}
    while task.parent:
        if task.parent not in known:
            place.at("parent").wrong(f"没有编号为“{task.parent}”的重点工作")
            return
        if task.parent in seen:
            place.at("parent").wrong("上下级绕成了圈")
            return
        seen.add(task.parent)
        task = known[task.parent]


def _check_beside(names: tuple[str, ...], programme: Programme, place: Place) -> None:
    for unknown in sorted({*names} - entries_that_count(programme).keys()):
        place.at("beside").wrong(f"没有编号为“{unknown}”、有计数口径的任务指标或事项")


def _check_points(assessment: Assessment, programme: Programme, root: Place) -> None:
    forms = {form.id for form in programme.forms}
    for form in assessment.forms:
        if form not in forms:
            root.at("forms").wrong(f"没有编号为“{form}”的表式")
    for domain, place in root.each("domains", assessment.domains):
        points = [point for content in domain.contents for point in content.points]
        total = sum((point.points for point in points if point.points is not None), Decimal(0))
        if total != domain.total:
            place.at("total").wrong(f"各要点之和 {total} 不等于 {domain.total}")
    whole = sum((domain.total for domain in assessment.domains), Decimal(0))
    if whole != assessment.total:
        root.at("total").wrong(f"各领域之和 {whole} 不等于 {assessment.total}")
    points_at = [
        (point, place)
        for domain, here in root.each("domains", assessment.domains)
        for content, within in here.each("contents", domain.contents)
        for point, place in within.each("points", content.points)
    ]
    for point, place in points_at:
        _check_beside(point.beside, programme, place)
    owners = [(point.owner, place) for point, place in points_at]
    owners += [(extra.owner, place) for extra, place in root.each("extras", assessment.extras)]
    departments = {one.id for one in programme.departments}
    owners += [(name, root.at("own")) for name in assessment.own]
    for owner, place in owners:
        if owner not in departments:
            place.at("owner").wrong(f"没有编号为“{owner}”的部门")
    if assessment.answers and assessment.answers not in {deadline.id for deadline in programme.deadlines}:
        root.at("answers").wrong(f"没有编号为“{assessment.answers}”的时限")
