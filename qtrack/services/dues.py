"""Deadlines as an office sees them, and what it does about them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.due import Due, DueStanding, DueState, due_state
from qtrack.domain.identity import new_uid
from qtrack.domain.planning import Planned, Planning, plan
from qtrack.domain.problem import Problem, RefusedError, refuse
from qtrack.domain.programme import Deadline, Each
from qtrack.domain.text import plain
from qtrack.domain.unconfirmed import day_waits
from qtrack.ledgers import Extension
from qtrack.services.office import Office, units_of
from qtrack.services.submissions import Sent, sent
from qtrack.services.trees import in_tree

REASON_LENGTH = 200

_CHAIN = frozenset({Each.CITY, Each.DIRECT, Each.COUNTY})
"""Who sends upward: only what these owe is worked towards level by level."""


def due_standings(session: Session, office: Office, *, every: bool = False) -> tuple[DueStanding, ...]:
    """Give all deadlines in order of their dates, in two statements; of `every` programme or the one."""
    arrived = sent(session, office, every=every)
    later = {
        (row.deadline, row.unit): row
        for row in session.scalars(select(Extension).where(in_tree(Extension.unit, office.unit)))
    }
    offices = [office.on(one) for one in office.programmes] if every else [office]
    standings = [
        _standing(at, deadline, arrived, later) for at in offices for deadline in at.programme.occasions
    ]
    return tuple(sorted(standings, key=lambda due: due.due_on))


def planned(
    session: Session, office: Office, planning: Planning, *, every: bool = False
) -> tuple[Planned, ...]:
    """Give all deadlines as `due_standings` does, each as the bureau works towards it."""
    found = []
    for due in due_standings(session, office, every=every):
        programme = office.of(due.programme).programme
        sends = programme.deadline(due.deadline)
        chained = sends.submission and not _CHAIN.isdisjoint(sends.owed_by)
        level = office.unit.level if chained else None
        found.append(plan(due, office.today, planning, printed=programme.reminders, level=level))
    return tuple(found)


def _standing(
    office: Office,
    deadline: Deadline,
    arrived: dict[tuple[str, str], Sent],
    later: dict[tuple[str, str], Extension],
) -> DueStanding:
    key = office.deadline_key(deadline)
    concerned = [
        unit.code for each in deadline.owed_by for unit in units_of(office.region, each, office.unit.code)
    ]
    owing = concerned if deadline.submission else []
    extension = later.get((key, office.unit.code))
    own = arrived.get((key, office.unit.code))
    due_on = extension.due_on if extension else deadline.due_on
    days = {code: later[key, code].due_on if (key, code) in later else deadline.due_on for code in owing}
    came = {code: arrived[key, code] for code in owing if (key, code) in arrived}
    done = {code: one.on for code, one in came.items() if one.on is not None}
    if deadline.submission or (deadline.owed_by and not concerned):
        state = _state(office.today, days, done)
    else:
        state = DueState.PASSED if office.today > due_on else due_state(office.today, due_on, None)
    return DueStanding(
        deadline.id,
        deadline.title,
        deadline.due_on,
        due_on,
        (due_on - office.today).days,
        state,
        own.on if own else max(done.values()) if done and len(done) == len(owing) else None,
        own.doc_no if own else "",
        extension.reason if extension else "",
        len(done),
        len(owing),
        office.programme.id,
        tuple(
            Due(words, sum(words in one.things for one in came.values()), words in deadline.advisory)
            for words in deadline.deliverables
        ),
        extension is None and day_waits(office.programme, deadline),
    )


def _state(today: date, days: dict[str, date], done: dict[str, date]) -> DueState:
    """Judge all units that owe a submission as one, by the unit that is furthest behind its own day."""
    if not days:
        return DueState.ABOVE
    missing = [day for code, day in days.items() if code not in done]
    if missing:
        return due_state(today, min(missing), None)
    last = max(days, key=lambda code: done[code] - days[code])
    return due_state(today, days[last], done[last])


def extend(session: Session, office: Office, deadline_id: str, due_on: date, reason: str) -> None:
    """Put a later date for this office's unit, with the reason; the printed date stays in the programme.

    Refuse a unit that does not owe the deadline: a later date moves no other unit's.
    """
    deadline = office.programme.deadline(deadline_id)
    if deadline.owed_by and not any(
        office.unit in units_of(office.region, each, office.unit.code) for each in deadline.owed_by
    ):
        raise refuse(f"“{deadline.title}”不由{office.unit.name}承担，请到承担它的单位办理延期")
    reason = plain(reason)
    problems = []
    if due_on <= deadline.due_on:
        problems.append(Problem("due_on", f"延期日期：应晚于通知规定的 {deadline.due_on.isoformat()}"))
    if not reason:
        problems.append(Problem("reason", "延期理由：必须填写"))
    if len(reason) > REASON_LENGTH:
        problems.append(Problem("reason", f"延期理由：最多 {REASON_LENGTH} 个字"))
    if problems:
        raise RefusedError(tuple(problems))
    key = office.deadline_key(deadline)
    row = session.scalar(
        select(Extension).where(Extension.deadline == key, Extension.unit == office.unit.code)
    )
    if row is None:
        row = Extension(uid=new_uid(), unit=office.unit.code, entered_by=office.unit.code, deadline=key)
        session.add(row)
    row.due_on, row.reason = due_on, reason
