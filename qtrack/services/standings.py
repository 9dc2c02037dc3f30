"""Where units stand: targets and floors, in a constant number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.overview import TargetStandings
from qtrack.domain.programme import Floor, Target
from qtrack.domain.region import Level, Unit
from qtrack.domain.standing import FloorCount, FloorStanding, Standing, pace_on, weeks_between
from qtrack.domain.unconfirmed import number_waits
from qtrack.ledgers import Share
from qtrack.services.counting import Ask, Tally, ask, tallies
from qtrack.services.office import Office, units_of
from qtrack.services.trees import in_tree

Shares = dict[tuple[str, str], int]
"""Numbers bureaus set themselves, by target and unit."""


def target_standings(session: Session, office: Office) -> tuple[TargetStandings, ...]:
    """Give all targets of the programme as the office sees them."""
    counts = tallies(session, office.unit, target_asks(office))
    return targets_by(office, counts, shares_of(session, office))


def floor_standings(session: Session, office: Office) -> dict[str, tuple[FloorStanding, ...]]:
    """Give every floor at each unit of the office's tree that owes it, by floor id."""
    return floors_by(office, tallies(session, office.unit, floor_asks(office)))


def target_asks(office: Office) -> list[Ask]:
    """Give what must be counted for the targets of the programme."""
    return [ask(target.count, office) for target in office.programme.targets]


def floor_asks(office: Office) -> list[Ask]:
    """Give what must be counted for the floors of the programme."""
    return [
        ask(test.count, office) for floor in office.programme.floors for test in (*floor.tests, *floor.shown)
    ]


def targets_by(office: Office, counts: Mapping[Ask, Tally], shares: Shares) -> tuple[TargetStandings, ...]:
    """Give all targets of the programme from what was counted for them."""
    children = office.region.children(office.unit.code)
    found = []
    for target in office.programme.targets:
        count = counts[ask(target.count, office)]
        own, *below = (_standing(office, target, unit, count, shares) for unit in (office.unit, *children))
        found.append(TargetStandings(target, own, tuple(below)))
    return tuple(found)


def floors_by(office: Office, counts: Mapping[Ask, Tally]) -> dict[str, tuple[FloorStanding, ...]]:
    """Give all floors of the programme from what was counted for them."""
    return {floor.id: _floor(office, floor, counts) for floor in office.programme.floors}


def number_of(target: Target, unit: Unit, shares: Shares) -> int | None:
    """Give the number a unit has to reach: the province's, its printed quota, or its city's share for it.

    Where the notice prints no split, a city may have set a number of its own (H-11).
    """
    if unit.level is Level.PROVINCE:
        return target.number
    if unit.takes_quota and target.quotas:
        return target.quota(unit.code)
    return shares.get((target.id, unit.code))


def shares_of(session: Session, office: Office) -> Shares:
    """Give what cities gave to counties, and set for themselves, in the office's tree."""
    return all_shares(session, office)[office.programme.id]


def all_shares(session: Session, office: Office) -> defaultdict[str, Shares]:
    """Give the same for every programme by its id, in one statement."""
    found: defaultdict[str, Shares] = defaultdict(dict)
    rows = select(Share.programme, Share.target, Share.unit, Share.number)
    for programme, target, unit, number in session.execute(rows.where(in_tree(Share.unit, office.unit))):
        found[programme][target, unit] = number
    return found


def _standing(office: Office, target: Target, unit: Unit, counts: Tally, shares: Shares) -> Standing:
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


def _floor(office: Office, floor: Floor, counts: Mapping[Ask, Tally]) -> tuple[FloorStanding, ...]:
    judged = [(test, counts[ask(test.count, office)], test.at_least) for test in floor.tests]
    shown = [(test, counts[ask(test.count, office)], None) for test in floor.shown]
    return tuple(
        FloorStanding(
            floor.id,
            unit.code,
            tuple(
                FloorCount(test.label, test.unit, count.at(unit.code, unit.level), at_least)
                for test, count, at_least in [*judged, *shown]
            ),
        )
        for unit in units_of(office.region, floor.each, office.unit.code)
    )
