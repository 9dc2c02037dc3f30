"""Year-end sheets of the targets: where the office and the units below it stand."""

from __future__ import annotations

from qtrack.domain.overview import TargetStandings
from qtrack.domain.programme import Target
from qtrack.domain.region import Level
from qtrack.domain.standing import Standing, Verdict
from qtrack.domain.terms import MISSING
from qtrack.domain.unconfirmed import marked
from qtrack.reports.report import Cell, Chart, Column, Grid, Row, Shape, Sheet, Tone, Value, row
from qtrack.services.year_end.facts import Facts

TONES = {
    Verdict.MET: Tone.GOOD,
    Verdict.ON_PACE: Tone.GOOD,
    Verdict.BEHIND: Tone.WARN,
    Verdict.UNMET: Tone.BAD,
    Verdict.OPEN: Tone.PLAIN,
}
_NUMBER, _DONE, _RATE, _PACE = "任务数", "已完成", "完成率", "序时进度"
_UNSPLIT = "未分解"
_CITY_SPLIT = "市州自行分解"
_CITY_OWN = "本市自定（通知没有分解）"


def target_sheet(facts: Facts, held: TargetStandings) -> Sheet:
    """Give the sheet of one target by unit."""
    target = held.target
    return Sheet(f"{target.tier} {target.name}", (_grid(facts, held),), f"{target.tier}：{target.name}")


def own_grid(facts: Facts) -> Grid:
    """Give all targets as the office itself stands."""
    columns = (
        Column("层级"),
        Column("任务"),
        Column(_NUMBER, Shape.COUNT),
        Column(_DONE, Shape.COUNT),
        Column(_RATE, Shape.RATE, bar=True),
        Column(_PACE, Shape.RATE),
        Column("还差", Shape.COUNT),
        Column("每周需", Shape.COUNT),
        Column("判定"),
        Column("出处"),
    )
    rows = [
        row(
            held.target.tier,
            f"{held.target.name}（{held.target.unit}）",
            *_values(held.own),
            number_clause(facts, held.target, held.own),
        )
        for held in facts.targets
    ]
    return Grid(f"{facts.office.unit.name}任务指标完成情况", columns, rows, empty="（通知没有任务指标）")


def number_clause(facts: Facts, target: Target, standing: Standing) -> str:
    """Say where the number a unit has to reach comes from."""
    unit = facts.office.region.by_code[standing.unit]
    if unit.level is Level.COUNTY and (target.quotas or standing.own):
        return _CITY_SPLIT
    if standing.own:
        return _CITY_OWN
    clause = facts.programme.number_source(target, unit.code).clause
    return marked(clause, unconfirmed=standing.unconfirmed)


def _grid(facts: Facts, held: TargetStandings) -> Grid:
    target = held.target
    columns = (
        Column("单位"),
        Column(f"{_NUMBER}（{target.unit}）", Shape.COUNT),
        Column(f"{_DONE}（{target.unit}）", Shape.COUNT),
        Column(_RATE, Shape.RATE, bar=True),
        Column(_PACE, Shape.RATE),
        Column("还差", Shape.COUNT),
        Column("每周需", Shape.COUNT),
        Column("判定"),
        Column("出处"),
    )
    split = held.split
    shown = (_RATE, _PACE) if split and target.paced else (_RATE,) if split else (columns[2].label,)
    chart = Chart(f"{target.name}：各单位{'进度' if split else '完成数'}", "单位", shown)
    return Grid(
        "",
        columns,
        tuple(_rows(facts, held)),
        notes=tuple(_notes(facts, held)),
        chart=chart if any(standing.done for standing in held.children) else None,
    )


def _rows(facts: Facts, held: TargetStandings) -> list[Row]:
    target, unit = held.target, facts.office.unit
    by_code = facts.office.region.by_code
    rows = [
        row(
            by_code[standing.unit].name,
            *_values(standing),
            number_clause(facts, target, standing),
        )
        for standing in held.children
    ]
    own = facts.own_level.get(target.id, 0)
    if own and held.children:
        rows.append(row(f"{unit.name}本级", None, own, None, None, None, None, "", "", total=True))
    left = remainder(held)
    if unit.level is Level.CITY and left is not None:
        cells = (Cell(left, Tone.WARN if left else Tone.PLAIN), *(None,) * 5)
        rows.append(row(_UNSPLIT, *cells, "", _CITY_SPLIT, total=True))
    label = "合计" if held.children else unit.name
    total = bool(held.children)
    rows.append(row(label, *_values(held.own), number_clause(facts, target, held.own), total=total))
    return rows


def remainder(held: TargetStandings) -> int | None:
    """Give what a unit has not passed on to the units below it; none without a number to pass on."""
    if held.own.number is None or not (held.target.quotas or held.own.own):
        return None
    return held.own.number - sum(standing.number or 0 for standing in held.children)


def _values(standing: Standing) -> tuple[Value | Cell, ...]:
    verdict = standing.verdict
    return (
        _UNSPLIT if standing.number is None else standing.number,
        standing.done,
        standing.rate,
        standing.pace,
        standing.gap,
        standing.per_week,
        Cell(verdict.value, TONES[verdict]),
    )


def _notes(facts: Facts, held: TargetStandings) -> list[str]:
    target, unit = held.target, facts.office.unit
    notes = [f"任务：{target.source.clause}“{target.source.quote}”（{target.strength.value}）"]
    if target.quotas and unit.level is not Level.PROVINCE:
        quota = facts.office.region.quota_unit(unit.code)
        source = facts.programme.number_source(target, quota.code)
        notes.append(f"分解：{source.clause}“{source.quote}”")
    if unit.level is Level.COUNTY and target.quotas and held.own.number is None:
        notes.append(f"所在市州尚未把任务数分解到{unit.name}：{MISSING}")
    if target.note:
        notes.append(f"口径：{target.note}")
    parts = sum(standing.done for standing in held.children) + facts.own_level.get(target.id, 0)
    if held.children and parts > held.own.done:
        notes.append(
            f"各行之和 {parts:,} 大于合计 {held.own.done:,}：同一对象在几个单位都有记录的，合计只计一次"
        )
    return notes
