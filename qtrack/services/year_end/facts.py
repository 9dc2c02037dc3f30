"""Everything the year-end workbook says, counted once, in statements that do not grow with the units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrack.domain.due import DueStanding
from qtrack.domain.followed import Indicators
from qtrack.domain.overview import TargetStandings
from qtrack.domain.programme import (
    Cap,
    Deadline,
    Floor,
    Form,
    Funding,
    Limit,
    Matter,
    Programme,
    Target,
)
from qtrack.domain.region import Unit
from qtrack.domain.scoring import AssessmentStanding
from qtrack.domain.standing import FloorStanding
from qtrack.ledgers import Extension, Project
from qtrack.services.assessment import assessment, assessments_below
from qtrack.services.campaign import Campaign, campaign
from qtrack.services.catalog import ledger_class
from qtrack.services.collection import Collection, collection
from qtrack.services.counting import tally, where_all
from qtrack.services.dues import due_standings
from qtrack.services.indicators import indicators
from qtrack.services.listing import totals
from qtrack.services.office import Office, units_of
from qtrack.services.slogans import SloganStanding, slogans
from qtrack.services.standings import floor_standings, target_standings
from qtrack.services.submissions import sent
from qtrack.services.tasks import TaskStanding, tasks
from qtrack.services.trees import in_tree, quota_unit

Entry = Target | Floor | Cap | Limit | Deadline | Funding | Form | Matter


@dataclass(frozen=True, slots=True)
class CapUse:
    """A cap with the rows each unit it binds has, in the region's order."""

    cap: Cap
    used: tuple[tuple[Unit, int], ...]


@dataclass(frozen=True, slots=True)
class LimitUse:
    """A limit with the number of rows that have the value, and the greatest of them."""

    limit: Limit
    rows: int
    highest: int | None


@dataclass(frozen=True)
class Facts:
    """The workbook's facts as one office sees them.

    `own_level` is what counts at the office's own unit by target; `aside` what counts in its tree at units
    that do not owe the floor, by floor and test; `sent` and `granted` are days by deadline key and unit;
    `witnessed` is what counts for a matter, by its id, where the programme says what does; `assessed` are the
    units directly below. What a notice does not have is empty or None.
    """

    office: Office
    targets: tuple[TargetStandings, ...]
    own_level: dict[str, int]
    floors: dict[str, tuple[FloorStanding, ...]]
    aside: dict[tuple[str, str], int]
    dues: tuple[DueStanding, ...]
    sent: dict[tuple[str, str], date]
    granted: dict[tuple[str, str], date]
    caps: tuple[CapUse, ...]
    limits: tuple[LimitUse, ...]
    witnessed: dict[str, int]
    totals: dict[str, int]
    projects: tuple[Project, ...]
    indicators: tuple[Indicators, ...]
    tasks: tuple[TaskStanding, ...]
    campaign: Campaign | None
    slogans: tuple[SloganStanding, ...]
    assessment: AssessmentStanding | None
    assessed: tuple[AssessmentStanding, ...]
    collection: Collection | None

    @property
    def programme(self) -> Programme:
        """The programme the office works under."""
        return self.office.programme

    @property
    def matters(self) -> tuple[Matter, ...]:
        """The matters that are about the office's tree."""
        region, tree = self.office.region, self.office.unit.code
        return tuple(
            one
            for one in self.programme.matters
            if not one.only or any(region.contains(tree, code) for code in one.only)
        )

    def target(self, target_id: str) -> TargetStandings:
        """Give the standings of one target."""
        return next(held for held in self.targets if held.target.id == target_id)

    def unit_name(self, code: str) -> str:
        """Give a unit's name; its code where the region does not know it."""
        unit = self.office.region.by_code.get(code)
        return unit.name if unit else code


def facts_of(session: Session, office: Office) -> Facts:
    """Count everything once."""
    programme = office.programme
    floors = floor_standings(session, office)
    return Facts(
        office=office,
        targets=target_standings(session, office),
        own_level={
            target.id: tally(session, target.count, office).units.get(office.unit.code, 0)
            for target in programme.targets
            if office.region.children(office.unit.code)
        },
        floors=floors,
        aside={
            (floor.id, test.label): tally(session, test.count, office).whole
            - sum(
                result.count
                for held in floors[floor.id]
                for result in held.results
                if result.label == test.label
            )
            for floor in programme.floors
            for test in floor.tests
            if test.count.adds_up
        },
        dues=due_standings(session, office),
        sent={which: one.on for which, one in sent(session, office).items() if one.on is not None},
        granted=_granted(session, office),
        caps=tuple(_cap_use(session, office, cap) for cap in programme.caps),
        limits=tuple(_limit_use(session, office, limit) for limit in programme.limits),
        witnessed={
            matter.id: tally(session, matter.count, office).whole
            for matter in programme.matters
            if matter.count is not None
        },
        totals=totals(session, office),
        projects=_projects(session, office),
        indicators=indicators(session, office),
        tasks=tasks(session, office),
        campaign=campaign(session, office) if programme.activities else None,
        slogans=slogans(session, office),
        assessment=assessment(session, office) if programme.assessment else None,
        assessed=assessments_below(session, office) if programme.assessment else (),
        collection=collection(session, office)
        if programme.assessment and programme.assessment.answers
        else None,
    )


def entries(programme: Programme) -> dict[str, Entry]:
    """Give everything a section of the notice may list, by id."""
    lists: tuple[tuple[Entry, ...], ...] = (
        programme.targets,
        programme.floors,
        programme.caps,
        programme.limits,
        programme.deadlines,
        programme.funding,
        programme.forms,
        programme.matters,
    )
    return {entry.id: entry for part in lists for entry in part}


def _granted(session: Session, office: Office) -> dict[tuple[str, str], date]:
    rows = session.execute(
        select(Extension.deadline, Extension.unit, Extension.due_on).where(
            in_tree(Extension.unit, office.unit)
        )
    )
    return {(key, unit): day for key, unit, day in rows}


def _cap_use(session: Session, office: Office, cap: Cap) -> CapUse:
    """Count what each unit has; a cap looks at states alone, never at days."""
    ledger = ledger_class(cap.count.ledger)
    top = quota_unit(ledger.unit)
    rows = session.execute(
        select(top, func.count())
        .select_from(ledger)
        .where(*where_all(ledger, cap.count.where), in_tree(ledger.unit, office.unit))
        .group_by(top)
    )
    used: dict[str, int] = dict(rows.all())
    units = units_of(office.region, cap.each, office.unit.code)
    return CapUse(cap, tuple((unit, used.get(unit.code, 0)) for unit in units))


def _limit_use(session: Session, office: Office, limit: Limit) -> LimitUse:
    ledger = ledger_class(limit.ledger)
    value = getattr(ledger, limit.field)
    rows, highest = session.execute(
        select(func.count(value), func.max(value)).where(
            *where_all(ledger, limit.where), in_tree(ledger.unit, office.unit)
        )
    ).one()
    return LimitUse(limit, rows, highest)


def _projects(session: Session, office: Office) -> tuple[Project, ...]:
    """Give the projects of the programme's year and the year before, in the region's order."""
    year = office.programme.starts_on.year
    rows = session.scalars(
        select(Project)
        .where(in_tree(Project.unit, office.unit), Project.year.in_((year, year - 1)))
        .order_by(Project.year.desc(), Project.name, Project.uid)
    ).all()
    order = {unit.code: place for place, unit in enumerate(office.region.units)}
    return tuple(sorted(rows, key=lambda row: (-row.year, order.get(row.unit, len(order)))))
