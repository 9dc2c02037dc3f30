"""Where units stand: targets and floors, in a constant number of statements."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.overview import TargetStandings
from qtrack.domain.programme import Floor, Target
from qtrack.domain.region import Level, Unit
from qtrack.domain.standing import FloorCount, FloorStanding, Standing, pace_on, weeks_between
from qtrack.domain.unconfirmed import number_waits
from qtrack.ledgers import Share
from qtrack.services.counting import Tally, tally
from qtrack.services.office import Office, units_of
from qtrack.services.trees import in_tree


def target_standings(session: Session, office: Office) -> tuple[TargetStandings, ...]:
    """Give all targets of the programme as the office sees them."""
    shares = shares_of(session, office)
    children = office.region.children(office.unit.code)
    found = []
    for target in office.programme.targets:
        counts = tally(session, target.count, office)
        own, *below = (_standing(office, target, unit, counts, shares) for unit in (office.unit, *children))
        found.append(TargetStandings(target, own, tuple(below)))
    return tuple(found)


def number_of(target: Target, unit: Unit, shares: dict[tuple[str, str], int]) -> int | None:
    """Give the number a unit has to reach: the province's, its printed quota, or its city's share for it.

    Where the notice prints no split, a city may have set a number of its own (H-11).
    """
    if unit.level is Level.PROVINCE:
        return target.number
    if unit.takes_quota and target.quotas:
        return target.quota(unit.code)
    return shares.get((target.id, unit.code))


def shares_of(session: Session, office: Office) -> dict[tuple[str, str], int]:
    """Give what cities gave to counties, and set for themselves, by target and unit, in the office's tree."""
    rows = session.execute(
        select(Share.target, Share.unit, Share.number).where(
            Share.programme == office.programme.id, in_tree(Share.unit, office.unit)
        )
    )
    return {(target, unit): number for target, unit, number in rows}


def _standing(
    office: Office, target: Target, unit: Unit, counts: Tally, shares: dict[tuple[str, str], int]
) -> Standing:
    programme = office.programme
    ends_on = target.due_on or programme.ends_on
    number = number_of(target, unit, shares)
    printed = unit.level is Level.PROVINCE or (unit.takes_quota and bool(target.quotas))
    return Standing(
        target.id,
        unit.code,
        number,
        counts.at(unit.code, unit.level),
        pace_on(office.today, programme.starts_on, ends_on) if target.paced else None,
        weeks_between(office.today, ends_on),
        own=number is not None and unit.level is not Level.PROVINCE and not target.quotas,
        unconfirmed=printed and number_waits(programme, target, unit.code),
    )


def floor_standings(session: Session, office: Office) -> dict[str, tuple[FloorStanding, ...]]:
    """Give every floor at each unit of the office's tree that owes it, by floor id."""
    return {floor.id: _floor(session, office, floor) for floor in office.programme.floors}


def _floor(session: Session, office: Office, floor: Floor) -> tuple[FloorStanding, ...]:
    judged = [(test, tally(session, test.count, office), test.at_least) for test in floor.tests]
    shown = [(test, tally(session, test.count, office), None) for test in floor.shown]
    return tuple(
        FloorStanding(
            floor.id,
            unit.code,
            tuple(
                FloorCount(test.label, test.unit, counts.at(unit.code, unit.level), at_least)
                for test, counts, at_least in [*judged, *shown]
            ),
        )
        for unit in units_of(office.region, floor.each, office.unit.code)
    )
