"""Year-end sheets of a campaign: activities by unit with what came of them, slogans and their uses."""

from __future__ import annotations

from collections.abc import Iterator

from qtrack.domain.fields import Kind
from qtrack.domain.terms import MISSING
from qtrack.ledgers import Event
from qtrack.ledgers.event import EventState
from qtrack.ledgers.slogan_use import SloganMedium
from qtrack.reports.report import Cell, Column, Grid, Row, Shape, Sheet, Tone, Value, row
from qtrack.services.campaign import ActivityStanding, Campaign, UnitStanding
from qtrack.services.campaign_results import RESULTS, Figures
from qtrack.services.year_end.facts import Facts

_STATES = {EventState.HELD: Tone.GOOD, EventState.SUMMED_UP: Tone.GOOD}


def campaign_sheets(facts: Facts) -> Iterator[Sheet]:
    """Give how far the activities have come, unit by unit, and each one listed."""
    if facts.campaign is None:
        return
    yield Sheet("活动完成", (_units_grid(facts, facts.campaign),), "各单位活动完成情况")
    yield Sheet("活动成果", (_results_grid(facts, facts.campaign),), "各单位活动成果")
    yield Sheet("活动明细", (_activities_grid(facts, facts.campaign),), "通知所列活动进展")


def slogan_sheets(facts: Facts) -> Iterator[Sheet]:
    """Give the slogans in the notice's words and how they were used."""
    if not facts.slogans:
        return
    columns = (
        Column("序号", Shape.COUNT),
        Column("口号"),
        Column("使用次数", Shape.COUNT),
        *(Column(medium.value, Shape.COUNT) for medium in SloganMedium),
        Column("数量", Shape.COUNT),
        Column("使用单位数", Shape.COUNT),
        Column("最近使用", Shape.DATE),
        Column("出处"),
    )
    rows = [
        row(
            one.slogan.number,
            one.slogan.words,
            one.total,
            *(one.uses[medium] for medium in SloganMedium),
            one.copies,
            one.units,
            one.last_on,
            one.slogan.source.clause,
        )
        for one in facts.slogans
    ]
    unused = sum(not one.total for one in facts.slogans)
    note = f"没有登记使用的口号 {unused} 条" if unused else "每条口号都登记了使用"
    yield Sheet("口号", (Grid("", columns, rows, notes=(note,)),), "口号使用情况")


def _units_grid(facts: Facts, found: Campaign) -> Grid:
    columns = (
        Column("单位"),
        Column("所列活动", Shape.COUNT),
        Column("计划", Shape.COUNT),
        Column("已开展", Shape.COUNT),
        Column("已总结", Shape.COUNT),
        Column("完成率", Shape.RATE, bar=True),
        Column("另自办", Shape.COUNT),
        Column("自办已开展", Shape.COUNT),
        Column("登记条数", Shape.COUNT),
        Column("未勾齐免费、自愿、简朴", Shape.COUNT),
    )
    here = [one for one in found.units if not one.above]
    rows = [row(facts.unit_name(one.unit), *_figures(one.figures)) for one in here]
    if len(here) > 1:
        rows.append(row("合计", *_figures(found.whole), total=True))
    notes = ["完成率只按通知所列活动计，自办的另列"]
    if found.misplaced:
        notes.append(f"另有 {found.misplaced} 条登记在别的单位名下，没有计入，请核对所属单位")
    return Grid("", columns, rows, notes=tuple(notes))


def _figures(one: Figures) -> tuple[Value | Cell, ...]:
    lacking = Cell(one.lacking, Tone.WARN if one.lacking else Tone.PLAIN)
    return (
        *(one.listed, one.planned, one.held, one.summed_up, one.rate),
        *(one.own, one.own_held, one.rows, lacking),
    )


def _results_grid(facts: Facts, found: Campaign) -> Grid:
    fields = [Event.schema().field(key) for key in RESULTS]
    columns = (
        Column("单位"),
        *(Column(one.label, Shape.MONEY if one.kind is Kind.MONEY else Shape.COUNT) for one in fields),
    )
    here = [one for one in found.units if not one.above]
    rows = [row(facts.unit_name(one.unit), *one.figures.results) for one in here]
    if len(here) > 1:
        rows.append(row("合计", *found.whole.results, total=True))
    return Grid("", columns, rows, notes=("只加已开展、已总结的活动",))


def _activities_grid(facts: Facts, found: Campaign) -> Grid:
    columns = (
        Column("单位"),
        Column("序号"),
        Column("活动", width=44),
        Column("牵头", width=16),
        Column("配合", width=20),
        Column("状态"),
        Column("计划日期", Shape.DATE),
        Column("开展日期", Shape.DATE),
        Column("登记条数", Shape.COUNT),
        Column("参加人数", Shape.COUNT),
        Column("说明", width=36),
        Column("出处"),
    )
    rows = [
        line for unit in found.units for one in unit.activities for line in _activity_rows(facts, unit, one)
    ]
    return Grid("", columns, rows, filtered=True, empty="（通知没有为本单位列活动）")


def _activity_rows(facts: Facts, unit: UnitStanding, one: ActivityStanding) -> Iterator[Row]:
    activity, progress = one.activity, one.progress
    said = [activity.note, activity.reading, f"另有 {one.joined} 条参加记录" if one.joined else ""]
    yield row(
        f"{facts.unit_name(unit.unit)}{'（上级）' if unit.above else ''}",
        activity.number,
        activity.name,
        "、".join(activity.lead),
        "、".join(activity.support),
        _state(progress.state, progress.rows),
        progress.planned_on,
        progress.held_on,
        progress.rows,
        one.results[RESULTS.index("people")],
        "；".join(filter(None, said)),
        activity.source.clause,
    )
    for words, part in one.parts:
        yield row(
            facts.unit_name(unit.unit),
            activity.number,
            f"其中：{words}",
            "",
            "",
            _state(part.state, part.rows),
            part.planned_on,
            part.held_on,
            part.rows,
            None,
            "",
            activity.source.clause,
        )


def _state(state: EventState, rows: int) -> Cell:
    if not rows:
        return Cell(f"未登记{MISSING}", Tone.WARN)
    return Cell(state.value, _STATES.get(state, Tone.PLAIN))
