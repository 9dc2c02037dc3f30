"""Everything the first screen shows: a number of statements that grows with no unit, target or row."""

from __future__ import annotations

from sqlalchemy.orm import Session

from qtrack.domain.overview import FloorLine, Overview, Part, TargetLine
from qtrack.services.counting import tallies
from qtrack.services.digests import digests
from qtrack.services.dues import due_standings
from qtrack.services.office import Office
from qtrack.services.recent import recent_entries
from qtrack.services.standings import all_shares, floor_asks, floors_by, target_asks, targets_by


def overview(session: Session, office: Office, *, every: bool = False) -> Overview:
    """Gather the first screen: of `every` programme the bureau works on, or of the one looked at.

    Deadlines are those of all, first those that are not settled. What programmes count of one ledger is
    counted together.
    """
    offices = [office.on(one) for one in office.programmes] if every else [office]
    return Overview(
        _parts(session, offices),
        office.names,
        tuple(sorted(due_standings(session, office, every=True), key=lambda due: due.settled)),
        recent_entries(session, office),
    )


def _parts(session: Session, offices: list[Office]) -> tuple[Part, ...]:
    asks = [one for office in offices for one in (*target_asks(office), *floor_asks(office))]
    counts = tallies(session, offices[0].unit, asks)
    shares = all_shares(session, offices[0])
    parts = []
    for office in offices:
        programme = office.programme
        targets = targets_by(office, counts, shares[programme.id])
        floors = floors_by(office, counts)
        parts.append(
            Part(
                programme.id,
                tuple(TargetLine(f"{one.target.tier} {one.target.name}", one.own) for one in targets),
                tuple(
                    FloorLine.of(floor.id, floor.name, floor.strength, floors[floor.id])
                    for floor in programme.floors
                ),
                tuple(digests(session, office)),
            )
        )
    return tuple(parts)
