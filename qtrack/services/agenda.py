"""The deadlines of all programmes a bureau works on as events for a calendar, working dates beside them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from qtrack.domain.due import DueState
from qtrack.domain.planning import Planned, Planning, Working
from qtrack.domain.programme import Deadline
from qtrack.domain.terms import UNCONFIRMED
from qtrack.domain.unconfirmed import marked
from qtrack.domain.value import show_date
from qtrack.reports.ical import Event
from qtrack.services.dues import planned
from qtrack.services.office import Office


def agenda(session: Session, office: Office, planning: Planning, *, every: bool = True) -> tuple[Event, ...]:
    """Give the events of `every` programme or of the one looked at, in order of their days."""
    found = planned(session, office, planning, every=every)
    return tuple(sorted((event for one in found for event in _events(office, one)), key=lambda one: one.on))


def _events(office: Office, one: Planned) -> Iterator[Event]:
    due, programme = one.due, office.of(one.due.programme).programme
    deadline = programme.deadline(due.deadline)
    key = f"{due.key}:{office.unit.code}"
    above = due.state is DueState.ABOVE
    alarms = tuple(before for day, before in one.remind_on if day >= office.today)
    head = f"{programme.short}\n{office.unit.name}：{due.state.value}"
    title = marked(due.title, unconfirmed=due.unconfirmed)
    yield Event(key, due.due_on, title, "\n".join((head, *_printed(deadline, one))), () if above else alarms)
    for working in one.working:
        words = f"{head}\n{working.label}：由{due.day_words}倒排，不是通知规定的日期"
        own = above and working is one.working[-1]
        yield Event(
            f"{key}:{working.level.name}",
            working.on,
            _title(working, title),
            words,
            alarms if own else (),
        )


def _title(working: Working, title: str) -> str:
    return f"【{working.label}】{working.level.value}完成：{title}"


def _printed(deadline: Deadline, one: Planned) -> Iterator[str]:
    """Say what the notice prints about a deadline, and what was put off."""
    due = one.due
    if due.unconfirmed:
        yield f"日期{UNCONFIRMED}：由上年的通知顺延，还没有人确认"
    if due.due_on != due.printed_on:
        yield f"已延期，通知规定 {show_date(due.printed_on)}，理由：{due.reason}"
    if deadline.receiver:
        yield f"报送：{deadline.receiver}"
    if deadline.deliverables:
        yield f"应报：{'、'.join(deadline.deliverables)}"
    yield f"出处：{deadline.source.clause}“{deadline.source.quote}”"
    if deadline.reading:
        yield f"读法：{deadline.reading}"
