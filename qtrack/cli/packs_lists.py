"""The longer lists of a programme in few lines: indicators, work, activities, words, points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qtrack.cli.say import Column, say, say_table
from qtrack.domain.assessment import Assessment
from qtrack.domain.plan import Stated
from qtrack.domain.programme import Programme
from qtrack.domain.region import Region
from qtrack.domain.terms import MISSING
from qtrack.domain.text import same_words


def show_lists(programme: Programme, region: Region) -> None:
    """Print what plans, campaigns and tables of points list, each list under its heading."""
    _show_indicators(programme)
    _show("重点工作", _tasks(programme))
    _show("活动", _activities(programme, region))
    _show("口号", (f"{slogan.number} {slogan.words}" for slogan in programme.slogans))
    _show(
        "分类", (f"{tags.name}：{'、'.join(tags.items)}（{tags.source.clause}）" for tags in programme.tags)
    )
    _show("事实", (f"{fact.name}：{fact.source.quote}（{fact.source.clause}）" for fact in programme.facts))
    _show_departments(programme)
    if programme.assessment is not None:
        _show_points(programme, programme.assessment)
    _show("附件", _annexes(programme))
    _show("读法", (f"{question}{answer}" for question, answer in programme.readings))


def _show(heading: str, lines: Iterator[str]) -> None:
    """Print a list that has entries."""
    found = list(lines)
    if found:
        say(f"\n{heading}（{len(found)}）")
        for line in found:
            say(f"  {line}")


def _show_departments(programme: Programme) -> None:
    """Print those a notice asks for an answer, and those it only names."""
    if programme.departments:
        say(f"\n部门（{len(programme.departments)}）")
    for words, asked in (("列入反馈名单", True), ("未列入", False)):
        names = [one.name for one in programme.departments if one.asked is asked]
        if names:
            say(f"  {words}（{len(names)}）：{'、'.join(names)}")


def _show_indicators(programme: Programme) -> None:
    if not programme.indicators:
        return
    say(f"\n指标（{len(programme.indicators)}）")
    columns = (Column("序号", right=True), *map(Column, ("指标", "单位", "基期", "目标", "属性", "判定")))
    rows = [
        [
            str(one.row or "-"),
            one.name,
            one.unit,
            _stated((one.baseline,) if one.baseline else ()),
            _stated(one.aims),
            one.attribute.value or "-",
            one.judged.value,
        ]
        for one in programme.indicators
    ]
    say_table(columns, rows)


def _stated(values: Sequence[Stated]) -> str:
    return " ".join(f"{one.year}：{one.printed}" for one in values) or "-"


def _tasks(programme: Programme) -> Iterator[str]:
    depths: dict[str, int] = {}
    for task in programme.tasks:
        depths[task.id] = depths.get(task.parent, -1) + 1
        days = f"（{'、'.join(task.on)}）" if task.on else ""
        inset = "  " * depths[task.id]
        yield f"{inset}{task.number} {task.name}{_bodies(task.lead, task.support)}{days}"


def _activities(programme: Programme, region: Region) -> Iterator[str]:
    for one in programme.activities:
        unit = region.by_code[one.unit].short
        place = one.number if one.number.startswith(unit) else f"{unit} {one.number}"
        count = f"（含 {len(one.parts)} 个分项）" if one.parts else ""
        parts = f"\n    分项：{'；'.join(one.parts)}" if one.parts else ""
        yield f"{place} {one.name}{count}{_bodies(one.lead, one.support)}{parts}"


def _annexes(programme: Programme) -> Iterator[str]:
    """Give each annex by its title in the list, and the one on its own page where that is another."""
    for annex in programme.annexes:
        other = same_words(annex.printed) != same_words(annex.listed)
        yield f"{annex.number} {annex.listed}{f'（附件页上：{annex.printed}）' if other else ''}"


def _bodies(lead: Sequence[str], support: Sequence[str]) -> str:
    said = [f"{word}：{'、'.join(names)}" for word, names in (("牵头", lead), ("配合", support)) if names]
    return f"（{'；'.join(said)}）" if said else ""


def _show_points(programme: Programme, assessment: Assessment) -> None:
    owners = {one.id: one.name for one in programme.departments}
    say(f"\n{assessment.title}（共 {assessment.total} 分）")
    columns = (Column("领域"), Column("内容"), Column("分值", right=True), Column("评价部门"))
    rows = [
        [
            f"{domain.name} {domain.total}",
            content.words_of(point),
            MISSING if point.points is None else str(point.points),
            owners[point.owner] + (f"（{point.joint}）" if point.joint else ""),
        ]
        for domain, content, point in assessment.points
    ]
    say_table(columns, rows)
    for extra in assessment.extras:
        amounts = "；".join(
            f"{step.words} {MISSING if step.amount is None else step.amount}" for step in extra.steps
        )
        said = amounts or extra.grade
        say(f"  {extra.effect.value} {extra.number} {extra.name}{f'：{said}' if said else ''}")
