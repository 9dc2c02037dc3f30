"""Indicators of the notice looked at, by year: printed, reckoned, set, keyed, judged; in two statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.followed import Entered, Indicators, Own, follow, years_of
from qtrack.domain.plan import Indicator
from qtrack.domain.programme import Programme
from qtrack.ledgers import IndicatorValue
from qtrack.ledgers.indicator_value import HandVerdict
from qtrack.services.office import Office
from qtrack.services.own_values import own_values
from qtrack.store.audit import Audit

_DECIDED: dict[HandVerdict | None, bool] = {HandVerdict.MET: True, HandVerdict.UNMET: False}

_Named = tuple[Programme, Indicator]


def indicators(session: Session, office: Office) -> tuple[Indicators, ...]:
    """Give all indicators of the notice with the unit's own values, those reported by today.

    A value serves every notice that speaks of the same thing, whichever of them it was keyed for. All have
    the same years.
    """
    families = _families(office)
    kept, own = _entered(session, office), own_values(session, office)
    mine = [families[_root(office.programme, one)] for one in office.programme.indicators]
    printed = [indicator for family in mine for _, indicator in family]
    years = years_of(printed, [one for family in mine for key in _keys(family) for one in kept[key]])
    return tuple(
        _standing(office, one, family, years, (kept, own))
        for one, family in zip(office.programme.indicators, mine, strict=True)
    )


def _standing(
    office: Office,
    indicator: Indicator,
    family: tuple[_Named, ...],
    years: tuple[int, ...],
    told: tuple[dict[str, list[Entered]], dict[str, dict[int, Own]]],
) -> Indicators:
    keys, (kept, own_numbers) = _keys(family), told
    entered = tuple(sorted((one for key in keys for one in kept[key]), key=_age, reverse=True))
    # A notice of the province prints the province's numbers: they judge no city.
    printed_for = office.unit == office.region.province
    own, *beside = (
        follow(
            programme,
            one,
            years,
            entered,
            own_numbers.get(f"{programme.id}/{one.id}", {}),
            printed_for=printed_for,
        )
        for programme, one in sorted(family, key=lambda named: named != (office.programme, indicator))
    )
    shared = keys[-1]
    known = {one.key for one in (own, *beside)}
    return Indicators(own, tuple(beside), entered, keys, shared if shared in known else own.key)


def _age(entered: Entered) -> tuple[int, object, str]:
    """Order by year, and within a year by when it was reported; a uid tells which came later."""
    return entered.year, entered.reported_on, entered.uid


def _families(office: Office) -> dict[str, tuple[_Named, ...]]:
    """Gather the indicators of all the bureau's notices that speak of the same, by the key they share."""
    found: defaultdict[str, list[_Named]] = defaultdict(list)
    for programme in office.programmes:
        for indicator in programme.indicators:
            found[_root(programme, indicator)].append((programme, indicator))
    return {root: tuple(family) for root, family in found.items()}


def _root(programme: Programme, indicator: Indicator) -> str:
    return indicator.same_as or f"{programme.id}/{indicator.id}"


def _keys(family: tuple[_Named, ...]) -> tuple[str, ...]:
    """Give the keys a row of the family may carry, last the shared one, maybe of a notice not worked on."""
    shared = _root(*family[0])
    named = [f"{programme.id}/{indicator.id}" for programme, indicator in family]
    return (*(key for key in named if key != shared), shared)


def _entered(session: Session, office: Office) -> dict[str, list[Entered]]:
    """Give the unit's own values by indicator."""
    found: defaultdict[str, list[Entered]] = defaultdict(list)
    for key, one in _rows(session, office):
        found[key].append(one)
    return found


def _rows(session: Session, office: Office) -> Iterator[tuple[str, Entered]]:
    row = IndicatorValue
    statement = (
        select(
            row.indicator,
            row.uid,
            row.year,
            row.value,
            row.words,
            row.verdict,
            row.data_source,
            row.reported_on,
            Audit.who,
        )
        .join(Audit, Audit.seq == row.seq)
        .where(row.unit == office.unit.code, row.reported_on <= office.today)
    )
    for key, uid, year, value, words, verdict, source, day, who in session.execute(statement):
        decided = _DECIDED.get(verdict)
        yield key, Entered(uid, year, value, words or "", decided, source, day, who)
