"""Standings as JSON; scripts rely on these names."""

from __future__ import annotations

from typing import Any

from qtrack.domain.due import DueStanding
from qtrack.domain.fields import Kind
from qtrack.domain.overview import Standings, TargetStandings
from qtrack.domain.planning import Planned
from qtrack.domain.programme import Cap, Floor, Limit, Source
from qtrack.domain.standing import FloorStanding
from qtrack.services.catalog import schemas
from qtrack.services.office import Office

Json = dict[str, Any]


def status_json(office: Office, seen: Standings) -> Json:
    """Give the whole standing of an office; every fact of the notice with its clause and quote."""
    programme = office.programme
    return {
        "programme": programme.id,
        "unit": office.unit.code,
        "unit_name": office.unit.name,
        "today": office.today.isoformat(),
        "starts_on": programme.starts_on.isoformat(),
        "ends_on": programme.ends_on.isoformat(),
        "targets": [_target(office, held) for held in seen.targets],
        "floors": [
            _floor(office, floor, standing)
            for floor in programme.floors
            for standing in seen.floors[floor.id]
        ],
        "caps": [_cap(cap) for cap in programme.caps],
        "limits": [_limit(limit) for limit in programme.limits],
        "deadlines": [deadline_json(office, due) for due in seen.dues],
    }


def deadline_json(office: Office, due: DueStanding) -> Json:
    """Give one deadline; `due_on` is the extended day where there is one, `printed_on` the notice's."""
    deadline = office.listed_deadline(due.key)
    return {
        "programme": due.programme,
        "id": due.deadline,
        "title": due.title,
        "due_on": due.due_on.isoformat(),
        "printed_on": due.printed_on.isoformat(),
        "unconfirmed": due.unconfirmed,
        "days_left": due.days_left,
        "state": due.state.name.lower(),
        "submitted_on": due.submitted_on and due.submitted_on.isoformat(),
        "doc_no": due.doc_no,
        "reason": due.reason,
        "submitted": due.submitted,
        "owing": due.owing,
        "deliverables": [
            {"words": one.words, "sent": one.sent, "advisory": one.advisory} for one in due.deliverables
        ],
        "strength": deadline.strength.value,
        **_place(deadline.source),
    }


def planned_json(office: Office, one: Planned) -> Json:
    """Give one deadline with what the bureau plans by: workdays, working dates, reminders."""
    return {
        **deadline_json(office, one.due),
        "workdays_left": one.workdays_left,
        "workdays_reckoned": one.reckoned,
        "working": [
            {"level": day.level.name.lower(), "on": day.on.isoformat(), "label": day.label}
            for day in one.working
        ],
        "remind_on": [day.isoformat() for day, _ in one.remind_on],
    }


def _target(office: Office, held: TargetStandings) -> Json:
    target, own = held.target, held.own
    return {
        "id": target.id,
        "tier": target.tier,
        "name": target.name,
        "measure": target.unit,
        "number": own.number,
        "own_number": own.own,
        "unconfirmed": own.unconfirmed,
        "done": own.done,
        "pace": own.pace,
        "gap": own.gap,
        "rate": own.rate,
        "per_week": own.per_week,
        "verdict": own.verdict.name.lower(),
        "strength": target.strength.value,
        **_place(target.source),
        "units": [
            {
                "unit": below.unit,
                "name": office.region.by_code[below.unit].name,
                "quota": below.number,
                "unconfirmed": below.unconfirmed,
                "done": below.done,
            }
            for below in held.children
        ],
    }


def _floor(office: Office, floor: Floor, standing: FloorStanding) -> Json:
    return {
        "id": floor.id,
        "unit": standing.unit,
        "name": office.region.by_code[standing.unit].name,
        "title": floor.name,
        "met": standing.met,
        "results": [
            {
                "label": result.label,
                "measure": result.unit,
                "count": result.count,
                "at_least": result.at_least,
                "met": result.met,
            }
            for result in standing.results
        ],
        "strength": floor.strength.value,
        **_place(floor.source),
    }


def _cap(cap: Cap) -> Json:
    return {
        "id": cap.id,
        "name": cap.name,
        "each": cap.each.value,
        "at_most": cap.at_most,
        "measure": cap.unit,
        "strength": cap.strength.value,
        **_place(cap.source),
    }


def _limit(limit: Limit) -> Json:
    money = schemas()[limit.ledger].field(limit.field).kind is Kind.MONEY
    return {
        "id": limit.id,
        "name": limit.name,
        "ledger": limit.ledger,
        "field": limit.field,
        "at_most": limit.at_most,
        "measure": "分" if money else "",
        "strength": limit.strength.value,
        **_place(limit.source),
    }


def _place(source: Source) -> Json:
    return {"clause": source.clause, "quote": source.quote}
