"""What is counted elsewhere and shown beside an activity or a point, never counted together with it (X5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from qtrack.domain.assessment import Point
from qtrack.domain.campaign import Activity
from qtrack.domain.counted import entries_that_count
from qtrack.ledgers import Event
from qtrack.services.counting import ask, tallies
from qtrack.services.office import Office


@dataclass(frozen=True, slots=True)
class Beside:
    """Something counted by rows of its own; what the count is in."""

    id: str
    name: str
    done: int
    unit: str


def beside_activity(session: Session, office: Office, activity: Activity) -> tuple[Beside, ...]:
    """Give what is counted under the heading an activity, or one it is related to, stands under."""
    ids = {activity.id, *activity.related}
    headed = [
        item
        for section in office.programme.sections
        if not ids.isdisjoint(section.items)
        for item in section.items
    ]
    return _counted(session, office, (*headed, *activity.beside), leave_out=Event.__tablename__)


def beside_point(session: Session, office: Office, point: Point) -> tuple[Beside, ...]:
    """Give what is counted of all that a point of the table asks about."""
    return _counted(session, office, point.beside)


def _counted(session: Session, office: Office, ids: Iterable[str], leave_out: str = "") -> tuple[Beside, ...]:
    named = entries_that_count(office.programme)
    shown = [
        (one, ask(one.count, office))
        for one in (named[key] for key in dict.fromkeys(ids) if key in named)
        if one.count is not None and one.count.ledger != leave_out
    ]
    found = tallies(session, office.unit, (asked for _, asked in shown))
    return tuple(Beside(one.id, one.name, found[asked].whole, one.unit) for one, asked in shown)
