"""What counts for more than one target of the bureau's notices, in one statement each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Subquery, case, func, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from qtrack.domain.fields import Kind
from qtrack.domain.overlaps import Claim, Overlaps, Shared
from qtrack.domain.value import show_value
from qtrack.ledgers import Ledger
from qtrack.services.catalog import ledger_class
from qtrack.services.counting import counted
from qtrack.services.names import OfficeNames
from qtrack.services.office import Office
from qtrack.services.trees import in_tree


def overlaps(session: Session, office: Office) -> Overlaps:
    """Give what the targets of all the bureau's notices share in the office's tree, its own notice first."""
    claims = tuple(
        Claim(programme, target, _thing(ledger_class(target.count.ledger))[0])
        for programme in office.programmes
        for target in programme.targets
    )
    if not claims:
        return Overlaps(office.programme.id, (), ())
    hits = _hits(office, claims)
    held = [func.max(case((hits.c.at == at, 1), else_=0)).label(f"at{at}") for at in range(len(claims))]
    things = select(*held).group_by(hits.c.thing).subquery()
    found = session.execute(select(*things.c, func.count()).group_by(*things.c)).all()
    return Overlaps(
        office.programme.id,
        claims,
        tuple((frozenset(at for at, there in enumerate(marks) if there), number) for *marks, number in found),
    )


def shared(
    session: Session, office: Office, claims: Sequence[Claim], most: int | None = None
) -> tuple[Shared, ...]:
    """Give the things that count for two or more of these targets, which are all about the same kind."""
    thing = ledger_class(claims[0].thing)
    hits = _hits(office, claims)
    days = [func.min(case((hits.c.at == at, hits.c.day))) for at in range(len(claims))]
    several = func.count(hits.c.at.distinct()) > 1
    query = select(thing, *days).join(hits, hits.c.thing == thing.uid).group_by(thing.uid).having(several)
    found = session.execute(query.order_by(thing.unit, thing.no).limit(most)).all()
    field, names = thing.schema().field(thing.named_by), OfficeNames(session, office)
    return tuple(
        Shared(show_value(field, getattr(row, field.key), names), row.unit, tuple(first))
        for row, *first in found
    )


def _hits(office: Office, claims: Sequence[Claim]) -> Subquery:
    """Give for each target, by its place, the things its rows are about and the first day of each."""
    queries = []
    for at, claim in enumerate(claims):
        there, count = office.on(claim.programme), claim.target.count
        ledger = ledger_class(count.ledger)
        _, thing = _thing(ledger)
        day = func.min(getattr(ledger, count.on)).label("day")
        query = counted(ledger, count, there, select(literal(at).label("at"), thing.label("thing"), day))
        # Each thing once: what is counted again and again is grouped before it is held against the others.
        queries.append(query.where(in_tree(ledger.unit, office.unit)).group_by(thing))
    return union_all(*queries).subquery()


def _thing(ledger: type[Ledger]) -> tuple[str, InstrumentedAttribute[Any]]:
    """Give the ledger that rows of this one are about, and by which column: it may be the rows themselves."""
    for field in ledger.schema().fields:
        if field.kind is Kind.REFERENCE and field.required:
            return field.refers, getattr(ledger, field.key)
    return ledger.__tablename__, ledger.uid
