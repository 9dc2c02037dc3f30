"""The year-end sheet of how doubtful words were read, and of what a notice does not say or says twice."""

from __future__ import annotations

from collections.abc import Iterator

from qtrack.domain.campaign import Activity
from qtrack.domain.plan import Indicator, Task
from qtrack.domain.programme import Programme
from qtrack.domain.terms import MISSING
from qtrack.reports.report import Column, Grid, Row, Sheet, row
from qtrack.services.year_end.facts import Facts, entries


def readings_sheet(facts: Facts) -> Sheet:
    """Give the readings applied, what is missing, and days no notice prints."""
    programme = facts.programme
    columns = (Column("类别"), Column("事项", width=44), Column("说明", width=66), Column("出处"))
    rows = (*_readings(programme), *_reckoned(programme), *_missing(facts))
    grid = Grid("", columns, rows, empty="（没有需要说明的读法）")
    return Sheet("读法与待补", (grid,), "采用的读法与待补事项")


def _readings(programme: Programme) -> Iterator[Row]:
    if programme.period_note:
        yield row("读法", "统计期", programme.period_note, "")
    others = {one.question: one for one in programme.alternatives if one.chosen}
    for question, answer in programme.readings:
        other = others.get(question)
        said = f"{answer}（本单位选定；方案的读法：{other.own}）" if other else answer
        yield row("读法", question, said, "")
    for entry in entries(programme).values():
        reading = getattr(entry, "reading", "")
        if reading:
            title = getattr(entry, "name", "") or getattr(entry, "title", "")
            yield row("读法", title, reading, entry.source.clause)
    listed: tuple[Indicator | Task | Activity, ...] = (
        *programme.indicators,
        *programme.tasks,
        *programme.activities,
    )
    for one in listed:
        if one.reading:
            yield row("读法", one.name, one.reading, one.source.clause)
    if programme.assessment and programme.assessment.reading:
        yield row("读法", programme.assessment.title, programme.assessment.reading, "")


def _reckoned(programme: Programme) -> Iterator[Row]:
    if programme.season and programme.season.note:
        yield row("非文内日期", f"{programme.season.name}活动期", programme.season.note, "")
    for one in programme.occasions:
        if one not in programme.deadlines:
            yield row("推算", one.title, one.reading, one.source.clause)


def _missing(facts: Facts) -> Iterator[Row]:
    programme = facts.programme
    for title, known in (("文号", programme.doc_no), ("印发日期", programme.issued_on)):
        if not known:
            yield row("待补", title, f"所据通知文本没有{title}{MISSING}", "")
    for matter in facts.matters:
        if matter.missing:
            yield row("待补", matter.name, f"{matter.note}{MISSING}", matter.source.clause)
    for annex in programme.annexes:
        if annex.listed != annex.printed:
            words = f"目录写作“{annex.listed}”，附件页写作“{annex.printed}”，两者都保留"
            yield row("前后不一", f"附件{annex.number}题名", words, f"附件{annex.number}")
