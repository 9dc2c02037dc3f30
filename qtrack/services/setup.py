"""What a bureau finds in its ledgers when it is first set up."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.identity import new_uid
from qtrack.domain.programme import PastProject, Programme
from qtrack.ledgers import Project
from qtrack.ledgers.project import Grade, ProjectState
from qtrack.services.office import Office


def seed_past_projects(session: Session, office: Office) -> int:
    """Keep last year's projects of the office's tree as rows (E-12, E-13) and give how many were new.

    A project that already stands, by year and name, is left as it is.
    """
    programme, region = office.programme, office.region
    year = programme.starts_on.year - 1
    standing = set(session.scalars(select(Project.name).where(Project.year == year)))
    fresh = [
        past
        for past in programme.past_projects
        if past.name not in standing and region.contains(office.unit.code, past.unit)
    ]
    session.add_all(
        Project(
            uid=new_uid(),
            unit=past.unit,
            entered_by=office.unit.code,
            name=past.name,
            year=year,
            grade=Grade(past.grade) if past.grade else None,
            state=_state(programme, past),
            approved=_approved(programme, past),
        )
        for past in fresh
    )
    session.flush()
    return len(fresh)


def _approved(programme: Programme, past: PastProject) -> int | None:
    """Give the money the notice grants for going on, in 分."""
    return next((rule.amount for rule in programme.funding if past.number in rule.projects), None)


def _state(programme: Programme, past: PastProject) -> ProjectState:
    return ProjectState(past.state) if _approved(programme, past) is None else ProjectState.CONTINUED
