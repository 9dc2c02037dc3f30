"""Year-end sheets of the deadlines, and of who sent what when."""

from __future__ import annotations

from collections.abc import Iterator

from qtrack.domain.due import DueStanding, DueState, due_state
from qtrack.domain.programme import Deadline
from qtrack.domain.region import Unit
from qtrack.domain.terms import UNCONFIRMED
from qtrack.domain.unconfirmed import day_waits, marked
from qtrack.reports.report import Cell, Column, Grid, Row, Shape, Sheet, Tone, row
from qtrack.services.office import units_of
from qtrack.services.year_end.facts import Facts

TONES = {
    DueState.DONE: Tone.GOOD,
    DueState.LATE: Tone.WARN,
    DueState.OVERDUE: Tone.BAD,
    DueState.SOON: Tone.WARN,
    DueState.OPEN: Tone.PLAIN,
    DueState.PASSED: Tone.PLAIN,
    DueState.ABOVE: Tone.PLAIN,
}
_UNSENT = "未报"
_NOT_OWED = "不适用"
_SENT = (DueState.DONE, DueState.LATE)


def due_sheets(facts: Facts) -> Iterator[Sheet]:
    """Give the sheet of the deadlines, and one of the units where several owe them."""
    yield Sheet("时限", (_grid(facts),), "时限与报送")
    owing = _owing(facts)
    if len(owing) > 1:
        yield Sheet("各单位报送", (_sent_grid(facts, owing),), "各单位报送日期")


def _grid(facts: Facts) -> Grid:
    columns = (
        Column("通知日期", Shape.DATE),
        Column("延期至", Shape.DATE),
        Column("事项"),
        Column("强度"),
        Column("报送对象"),
        Column("状态"),
        Column("剩余"),
        Column("已报/应报"),
        Column("报送日期", Shape.DATE),
        Column("文号"),
        Column("延期理由"),
        Column("出处"),
    )
    rows = [_row(facts.programme.deadline(due.deadline), due) for due in facts.dues]
    notes = [
        f"{deadline.title}：{deadline.reading}" for deadline in facts.programme.occasions if deadline.reading
    ]
    return Grid("", columns, rows, notes=tuple(notes), empty="（通知没有时限）")


def _row(deadline: Deadline, due: DueStanding) -> Row:
    return row(
        due.printed_on,
        due.due_on if due.due_on != due.printed_on else None,
        due.title,
        deadline.strength.value,
        deadline.receiver if deadline.submission else "不是报送件",
        Cell(due.state.value, TONES[due.state]),
        "" if due.state in _SENT else due.left_words,
        f"{due.submitted}/{due.owing}" if deadline.submission and due.owing else "",
        due.submitted_on,
        due.doc_no,
        due.reason,
        marked(deadline.source.clause, unconfirmed=due.unconfirmed),
    )


def _day(facts: Facts, deadline: Deadline) -> str:
    waiting = f"，{UNCONFIRMED}" if day_waits(facts.programme, deadline) else ""
    return f"{deadline.due_on.isoformat()}{waiting}"


def _owing(facts: Facts) -> list[tuple[Unit, frozenset[str]]]:
    """Give the units of the tree that owe something, each with the deadlines it owes."""
    region, tree = facts.office.region, facts.office.unit.code
    owed: dict[str, set[str]] = {}
    for deadline in _sendable(facts):
        for each in deadline.owed_by:
            for unit in units_of(region, each, tree):
                owed.setdefault(unit.code, set()).add(deadline.id)
    return [(unit, frozenset(owed[unit.code])) for unit in region.units if unit.code in owed]


def _sendable(facts: Facts) -> list[Deadline]:
    return [deadline for deadline in facts.programme.occasions if deadline.submission]


def _sent_grid(facts: Facts, owing: list[tuple[Unit, frozenset[str]]]) -> Grid:
    deadlines = _sendable(facts)
    columns = (
        Column("单位"),
        *(Column(f"{deadline.title}（{_day(facts, deadline)}）", Shape.DATE) for deadline in deadlines),
    )
    rows = [
        row(
            unit.name,
            *(
                _sent_cell(facts, unit, deadline) if deadline.id in owed else _NOT_OWED
                for deadline in deadlines
            ),
        )
        for unit, owed in owing
    ]
    counts = [
        f"{sum(_state(facts, unit, deadline) in _SENT for unit, owed in owing if deadline.id in owed)}/"
        f"{sum(deadline.id in owed for _, owed in owing)}"
        for deadline in deadlines
    ]
    rows.append(row("已报/应报", *counts, total=True))
    notes = [note for deadline in deadlines for note in _notes(facts, owing, deadline)]
    return Grid("", columns, rows, notes=tuple(notes))


def _notes(facts: Facts, owing: list[tuple[Unit, frozenset[str]]], deadline: Deadline) -> Iterator[str]:
    yield f"{deadline.title}：{deadline.source.clause}“{deadline.source.quote}”"
    units = [unit for unit, owed in owing if deadline.id in owed]
    late = [unit.name for unit in units if _state(facts, unit, deadline) is DueState.LATE]
    if late:
        yield f"{deadline.title}迟报 {len(late)} 个：{'、'.join(late)}"
    key = facts.office.deadline_key(deadline)
    longer = [
        f"{unit.name}（{facts.granted[key, unit.code].isoformat()}）"
        for unit in units
        if (key, unit.code) in facts.granted
    ]
    if longer:
        yield f"{deadline.title}经批准延期 {len(longer)} 个：{'、'.join(longer)}"


def unsent_units(facts: Facts, deadline_id: str) -> Iterator[str]:
    """Name the units of the tree that owe a deadline and have not sent theirs in time."""
    deadline = facts.programme.deadline(deadline_id)
    for unit, owed in _owing(facts):
        if deadline_id in owed and _state(facts, unit, deadline) is DueState.OVERDUE:
            yield unit.name


def _state(facts: Facts, unit: Unit, deadline: Deadline) -> DueState:
    key = facts.office.deadline_key(deadline), unit.code
    return due_state(facts.office.today, facts.granted.get(key, deadline.due_on), facts.sent.get(key))


def _sent_cell(facts: Facts, unit: Unit, deadline: Deadline) -> Cell:
    state = _state(facts, unit, deadline)
    day = facts.sent.get((facts.office.deadline_key(deadline), unit.code))
    if day is not None:
        return Cell(day, Tone.WARN if state is DueState.LATE else Tone.PLAIN)
    late = state is DueState.OVERDUE
    return Cell(f"{_UNSENT}（逾期）" if late else _UNSENT, Tone.BAD if late else Tone.PLAIN)
