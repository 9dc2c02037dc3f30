"""Marking an activity of a campaign held or summed up without opening its form."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.campaign import Activity
from qtrack.domain.problem import refuse
from qtrack.domain.region import Level
from qtrack.ledgers import Event
from qtrack.ledgers.event import EventState
from qtrack.services import ledger
from qtrack.services.campaign_results import HELD, within
from qtrack.services.office import Office
from qtrack.services.trees import in_tree

_STEPS = tuple(EventState)


class Said(NamedTuple):
    """How far an activity has come, the day it was held where no row says so, why doubts of it are none."""

    state: EventState
    day: date
    explanation: str = ""


def mark(session: Session, office: Office, activity_id: str, part: str, said: Said) -> str:
    """Say that an activity, or a part of it, has come so far; give the row's uid.

    The one row there is becomes that; where there is none it is made, for the unit the activity is listed
    for. Refuse where several rows speak of it.
    """
    state, day, explanation = said
    activity = {one.id: one for one in office.programme.activities}[activity_id]
    row = _only_row(session, office, activity, part)
    if row is None:
        blank: dict[str, object] = {field.key: None for field in Event.schema().fields}
        own = office.region.contains(office.unit.code, activity.unit)
        given = {
            "unit": activity.unit if own else office.unit.code,
            "name": part or activity.name,
            "activity": f"{office.programme.id}/{activity.id}",
            "state": state,
            "held_on": day,
        }
        return ledger.add(session, office, Event.__tablename__, blank | given, explanation)
    if _STEPS.index(row.state) >= _STEPS.index(state):
        raise refuse(f"“{row.name}”已是“{row.state.value}”，没有改动")
    values = {field.key: getattr(row, field.key) for field in Event.schema().fields}
    held_on = row.held_on if row.state in HELD else day
    changed = values | {"state": state, "held_on": held_on}
    ledger.change(session, office, Event.__tablename__, row.uid, changed, explanation)
    return row.uid


def day_needed(session: Session, office: Office, activity_id: str, part: str) -> bool:
    """Say whether nobody has written yet when an activity was held; refuse where several rows speak of it."""
    activity = {one.id: one for one in office.programme.activities}[activity_id]
    row = _only_row(session, office, activity, part)
    return row is None or row.held_on is None


def _only_row(session: Session, office: Office, activity: Activity, part: str) -> Event | None:
    key = f"{office.programme.id}/{activity.id}"
    names = Event.name == part if part else Event.name.not_in(activity.parts)
    unit = office.region.by_code[activity.unit]
    alone = unit == office.unit and unit.level is Level.PROVINCE
    here = Event.unit == unit.code if alone else in_tree(Event.unit, unit)
    rows = session.scalars(
        select(Event)
        .where(Event.activity == key, names, here, within(office), in_tree(Event.unit, office.unit))
        .limit(2)
    ).all()
    if len(rows) > 1:
        raise refuse("这项活动登记了不止一条，请按 Enter 打开，逐条改状态")
    return rows[0] if rows else None
