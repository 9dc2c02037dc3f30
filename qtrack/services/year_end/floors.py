"""Year-end sheets of the floors: what every unit of a kind owes, and whether it is met."""

from __future__ import annotations

from qtrack.domain.programme import Floor, FloorTest
from qtrack.domain.region import Level
from qtrack.domain.standing import FloorCount, FloorStanding
from qtrack.domain.terms import UNCONFIRMED
from qtrack.domain.unconfirmed import figures_wait
from qtrack.reports.report import Cell, Column, Grid, Row, Shape, Sheet, Tone, Value, row
from qtrack.services.year_end.facts import Facts

NOTHING = "未达（为零）"
"""How a unit reads that has not begun."""


def floor_sheet(facts: Facts, floor: Floor) -> Sheet:
    """Give the sheet of one floor by unit."""
    return Sheet(floor.name, (_grid(facts, floor),), f"{floor.name}下限")


def nothing_done(held: FloorStanding) -> bool:
    """Say whether every judged number is zero."""
    return not any(result.count for result in held.results if result.at_least is not None)


def _grid(facts: Facts, floor: Floor) -> Grid:
    held = facts.floors[floor.id]
    wide = facts.office.unit.level is Level.PROVINCE
    waiting = f"，{UNCONFIRMED}" if figures_wait(facts.programme, f"floors.{floor.id}") else ""
    columns = (
        *((Column("所属市州"),) if wide else ()),
        Column("单位"),
        *(
            Column(f"{test.label}（{test.unit}，不少于{test.at_least}{waiting}）", Shape.COUNT)
            for test in floor.tests
        ),
        *(Column(f"{test.label}（{test.unit}，不判定）", Shape.COUNT) for test in floor.shown),
        Column("判定"),
        Column("出处"),
    )
    rows = [_row(facts, floor, standing, wide=wide) for standing in held]
    if len(held) > 1:
        rows.append(_total(floor, held, wide=wide))
    empty = "（本单位不适用这项下限）"
    return Grid("", columns, rows, notes=tuple(_notes(facts, floor)), empty=empty)


def _row(facts: Facts, floor: Floor, held: FloorStanding, *, wide: bool) -> Row:
    region = facts.office.region
    unit = region.by_code[held.unit]
    return row(
        *((region.quota_unit(unit.code).name,) if wide else ()),
        unit.name,
        *(_number(result) for result in held.results),
        _verdict(held),
        floor.source.clause,
    )


def _number(result: FloorCount) -> Cell:
    return Cell(result.count, Tone.PLAIN if result.met else Tone.BAD)


def _verdict(held: FloorStanding) -> Cell:
    if held.met:
        return Cell("达标", Tone.GOOD)
    return Cell(NOTHING if nothing_done(held) else "未达", Tone.BAD)


def _total(floor: Floor, held: tuple[FloorStanding, ...], *, wide: bool) -> Row:
    met = sum(standing.met for standing in held)
    values: list[Value] = [
        total_of(test, [standing.results[place].count for standing in held])
        for place, test in enumerate((*floor.tests, *floor.shown))
    ]
    return row(*(("",) if wide else ()), "合计", *values, f"达标 {met}/{len(held)}", "", total=True)


def total_of(test: FloorTest, numbers: list[int]) -> int:
    """Give what units have together: a sum, for a greatest value the greatest."""
    return max(numbers, default=0) if test.count.largest else sum(numbers)


def _notes(facts: Facts, floor: Floor) -> list[str]:
    held = facts.floors[floor.id]
    notes = [f"下限：{floor.source.clause}“{floor.source.quote}”（{floor.strength.value}）"]
    if floor.reading:
        notes.append(f"读法：{floor.reading}")
    if len(held) > 1:
        zero = [facts.unit_name(standing.unit) for standing in held if nothing_done(standing)]
        notes.append(f"为零的单位 {len(zero)} 个：{'、'.join(zero)}" if zero else "没有为零的单位")
    for test in floor.tests:
        aside = facts.aside.get((floor.id, test.label), 0)
        if aside > 0:
            notes.append(f"另有登记在市州或省本级的{test.label} {aside:,} {test.unit}，不计入县区下限")
    ledgers = {test.count.ledger for test in floor.tests}
    for standings in facts.targets:
        target, own = standings.target, standings.own
        if target.count.ledger in ledgers:
            notes.append(
                f"总数：{facts.office.unit.name}{target.name} {own.done:,} {target.unit}；"
                f"全省目标 {target.number:,} {target.unit}（{target.source.clause}“{target.source.quote}”）"
            )
    return notes
