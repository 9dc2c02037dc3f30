"""What one entry of a programme says about another: ids, units, days and sums that must agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from qtrack.domain.assessment import Assessment
from qtrack.domain.planning import LONGEST_REMINDER
from qtrack.domain.programme import Programme, QuotaRow
from qtrack.domain.region import Region
from qtrack.packs.fault import Place

ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
LONGEST_ID = 39
"""A deadline's key, "programme/deadline", must fit into its column."""

LISTS = (
    *("targets", "floors", "caps", "limits", "deadlines", "funding", "forms", "matters"),
    *("indicators", "tasks", "tags", "facts", "activities", "slogans", "departments"),
)
"""Lists of entries that have an id and stand under a heading of the notice."""


def check_links(programme: Programme, region: Region | None, root: Place) -> None:
    """Note every entry that does not agree with the rest of the programme or with its region."""
    _check_ids(programme, root)
    _check_sections(programme, root)
    _check_beside(programme, root)
    _check_days(programme, root)
    _check_yearly(programme, root)
    _check_sums(programme, root)
    _check_past(programme, root)
    if region is not None:
        _check_units(programme, region, root)
        _check_only(programme, region, root)


def entries(programme: Programme, root: Place) -> Iterator[tuple[str, Place]]:
    """Give every id with its place."""
    for step in LISTS:
        for entry, place in root.each(step, getattr(programme, step)):
            yield entry.id, place
    if programme.assessment is not None:
        yield from _marked(programme.assessment, root.at("assessment"))


def _marked(assessment: Assessment, root: Place) -> Iterator[tuple[str, Place]]:
    """Give the ids in a table of points."""
    for domain, here in root.each("domains", assessment.domains):
        yield domain.id, here
        for content, within in here.each("contents", domain.contents):
            yield content.id, within
            for point, place in within.each("points", content.points):
                yield point.id, place
    for extra, here in root.each("extras", assessment.extras):
        yield extra.id, here


def _check_ids(programme: Programme, root: Place) -> None:
    found = [(programme.id, root), *entries(programme, root)]
    for name, place in found:
        if not ID.fullmatch(name) or len(name) > LONGEST_ID:
            place.at("id").wrong(
                f"“{name}”应由小写字母、数字和连字符组成，字母开头，最多 {LONGEST_ID} 个字符"
            )
    for name, place in _repeated(found):
        place.at("id").wrong(f"编号“{name}”重复")


def _repeated(found: list[tuple[str, Place]]) -> Iterator[tuple[str, Place]]:
    """Give those, after the first, whose name was there before."""
    seen: set[str] = set()
    for name, place in found:
        if name in seen:
            yield name, place
        seen.add(name)


def _check_sections(programme: Programme, root: Place) -> None:
    known = {name for name, _ in entries(programme, root)}
    listed: set[str] = set()
    for section, place in root.each("sections", programme.sections):
        for name in section.items:
            if name not in known:
                place.at("items").wrong(f"没有编号为“{name}”的条目")
            elif name in listed:
                place.at("items").wrong(f"“{name}”已列在别的标题下")
            listed.add(name)


def _check_days(programme: Programme, root: Place) -> None:
    if programme.ends_on < programme.starts_on:
        root.at("ends_on").wrong(f"早于开始日期 {programme.starts_on}")
    first = max(programme.starts_on, programme.issued_on or programme.starts_on)
    for step in ("targets", "floors", "deadlines"):
        for entry, place in root.each(step, getattr(programme, step)):
            if entry.due_on is not None and entry.due_on < first:
                place.at("due_on").wrong(f"{entry.due_on} 早于 {first}（印发或开始之日）")
    for deadline, place in root.each("deadlines", programme.deadlines):
        for name in deadline.advisory:
            if name not in deadline.deliverables:
                place.at("advisory").wrong(f"“{name}”不在应报件之内")


def _check_yearly(programme: Programme, root: Place) -> None:
    """Hold what a yearly deadline is called in later years to what ids may be."""
    taken = {name for name, _ in entries(programme, root)}
    for deadline, place in root.each("deadlines", programme.deadlines):
        for one in deadline.until(programme.ends_on):
            if one.id != deadline.id and (one.id in taken or len(one.id) > LONGEST_ID):
                place.at("id").wrong(f"每年一次，{one.due_on.year} 年的编号“{one.id}”太长或已被占用")
    if any(before > LONGEST_REMINDER for before in programme.reminders):
        root.at("reminders").wrong(f"每个最多 {LONGEST_REMINDER} 天")


def _check_sums(programme: Programme, root: Place) -> None:
    table = programme.quota_table
    if table is None:
        return
    numbers = {target.id: target.number for target in programme.targets}
    place = root.at("quota_table")
    for row, here in place.each("rows", table.rows):
        if len(row.numbers) != len(table.targets):
            here.at("numbers").wrong(f"有 {len(row.numbers)} 个数，应为 {len(table.targets)} 个")
    for at, name in enumerate(table.targets):
        if name not in numbers:
            place.at("targets").wrong(f"没有编号为“{name}”的任务指标")
            continue
        total = sum(row.numbers[at] for row in table.rows if at < len(row.numbers))
        if total != numbers[name]:
            place.at("rows").wrong(f"“{name}”各单位之和 {total:,} 不等于任务数 {numbers[name]:,}")


def _check_past(programme: Programme, root: Place) -> None:
    numbers = [
        (str(project.number), place) for project, place in root.each("past_projects", programme.past_projects)
    ]
    for number, place in _repeated(numbers):
        place.at("number").wrong(f"序号 {number} 重复")
    known = {project.number for project in programme.past_projects}
    for rule, place in root.each("funding", programme.funding):
        for unknown in sorted({*rule.projects} - known):
            place.at("projects").wrong(f"没有序号为 {unknown} 的项目")
        total = rule.amount * len(rule.projects)
        if rule.expected_total is not None and rule.expected_total != total:
            place.at("expected_total").wrong(f"不等于每项金额乘以项目数（{len(rule.projects)} 项）")
    if programme.past_projects and not programme.past_clause:
        root.at("past_clause").wrong("有上年度项目，须写明出自哪一条")


def _check_beside(programme: Programme, root: Place) -> None:
    known = {one.id for one in programme.targets} | {one.id for one in programme.floors}
    for deadline, place in root.each("deadlines", programme.deadlines):
        for unknown in sorted({*deadline.beside} - known):
            place.at("beside").wrong(f"没有编号为“{unknown}”的任务指标或下限")


def _check_units(programme: Programme, region: Region, root: Place) -> None:
    for project, place in root.each("past_projects", programme.past_projects):
        if project.unit not in region.by_code:
            place.at("unit").wrong(f"{region.province.name}没有代码为“{project.unit}”的单位")
    table = programme.quota_table
    if table is None:
        return
    for row, place in root.at("quota_table").each("rows", table.rows):
        reason = _row_fault(row, region)
        if reason:
            place.at("unit").wrong(reason)
    times = Counter(row.unit for row in table.rows)
    for unit in region.units:
        if unit.takes_quota and times[unit.code] != 1:
            root.at("quota_table").at("rows").wrong(f"{unit.name}应有一行，现有 {times[unit.code]} 行")


def _check_only(programme: Programme, region: Region, root: Place) -> None:
    for matter, place in root.each("matters", programme.matters):
        for code in sorted({*matter.only} - region.by_code.keys()):
            place.at("only").wrong(f"{region.province.name}没有代码为“{code}”的单位")


def _row_fault(row: QuotaRow, region: Region) -> str:
    unit = region.by_code.get(row.unit)
    if unit is None:
        return f"{region.province.name}没有代码为“{row.unit}”的单位"
    if not unit.takes_quota:
        return f"{unit.name}不是分解单位"
    if row.printed not in (unit.name, unit.short):
        return f"代码 {row.unit} 是{unit.name}，不是“{row.printed}”"
    return ""
