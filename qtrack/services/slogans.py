"""The slogans of a campaign, how often each was used and on what; in one statement."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrack.domain.campaign import Slogan
from qtrack.ledgers import SloganUse
from qtrack.ledgers.slogan_use import SloganMedium
from qtrack.services.office import Office
from qtrack.services.trees import in_tree


@dataclass(frozen=True, slots=True)
class SloganStanding:
    """One slogan with its uses by medium, the copies written down, the units that used it, the last day."""

    key: str
    slogan: Slogan
    uses: dict[SloganMedium, int]
    copies: int
    units: int
    last_on: date | None

    @property
    def total(self) -> int:
        """All its uses."""
        return sum(self.uses.values())


def slogans(session: Session, office: Office) -> tuple[SloganStanding, ...]:
    """Give the notice's slogans by their numbers, with what the office's tree used in its period so far."""
    keys = {f"{office.programme.id}/{one.id}": one for one in office.programme.slogans}
    row = SloganUse
    numbers = func.count(), func.sum(row.copies), func.max(row.used_on)
    period = row.used_on.between(office.programme.starts_on, min(office.programme.ends_on, office.today))
    statement = (
        select(row.slogan, row.medium, row.unit, *numbers)
        .where(row.slogan.in_(keys), in_tree(row.unit, office.unit), period)
        .group_by(row.slogan, row.medium, row.unit)
    )
    uses: defaultdict[str, Counter[SloganMedium]] = defaultdict(Counter)
    copies: Counter[str] = Counter()
    units: defaultdict[str, set[str]] = defaultdict(set)
    last: dict[str, date] = {}
    for key, medium, unit, number, printed, day in session.execute(statement):
        uses[key][medium] += number
        copies[key] += printed or 0
        units[key].add(unit)
        last[key] = max(day, last.get(key, day))
    return tuple(
        SloganStanding(
            key,
            slogan,
            {medium: uses[key][medium] for medium in SloganMedium},
            copies[key],
            len(units[key]),
            last.get(key),
        )
        for key, slogan in keys.items()
    )
