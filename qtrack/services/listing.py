"""The rows of a ledger as people read them: counted, and listed a page at a time at any size."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrack.domain.value import show_value
from qtrack.ledgers import LEDGERS
from qtrack.services.catalog import ledger_class
from qtrack.services.ledger import texts_of
from qtrack.services.names import OfficeNames
from qtrack.services.narrowing import Narrowing
from qtrack.services.office import Office
from qtrack.services.order import Order
from qtrack.services.query import Mark, Query
from qtrack.services.search import among
from qtrack.services.trees import in_tree, span

__all__ = [
    "ListedRow",
    "Mark",
    "Query",
    "latest",
    "numbers",
    "page",
    "rows",
    "stored",
    "stored_parts",
    "total",
    "totals",
]

STEPS = (1_000, 3_000, 8_000, 16_000)
"""So many rows are looked at on the way down the list, step by step, before all rows are."""

GLIMPSE = STEPS[:2]

BATCH = 10_000
PART = 500


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One row as people read it: its uid, a text for every field in the schema's order, and its marks."""

    uid: str
    texts: tuple[str, ...]
    marks: frozenset[Mark] = frozenset()


def total(session: Session, office: Office, query: Query) -> int:
    """Give the number of rows a query finds."""
    ledger = ledger_class(query.ledger)
    statement = select(func.count()).select_from(ledger)
    if query.narrows:
        statement = Narrowing(session, office, query, whole=True).ask(statement)
    else:  # counted in the index of units, without the rows
        statement = statement.where(ledger.unit.between(*span(office.unit)))
    return session.scalar(statement) or 0


def totals(session: Session, office: Office) -> dict[str, int]:
    """Give the number of rows of every ledger, in the order people see them."""
    return {ledger.__tablename__: total(session, office, Query(ledger.__tablename__)) for ledger in LEDGERS}


def page(
    session: Session, office: Office, query: Query, offset: int, limit: int, total: int | None = None
) -> tuple[ListedRow, ...]:
    """Give so many rows from the place on, as texts; a constant number of statements.

    Whoever knows the total says it: places in the list's second half are then reached from its end.
    """
    backwards = total is not None and offset > total // 2
    if total is not None and backwards:
        limit = max(min(limit, total - offset), 0)
        offset = total - offset - limit
    found = _part(session, office, query, offset, limit, backwards=backwards)
    return rows(session, office, query.ledger, found[::-1] if backwards else found)


def glimpse(session: Session, office: Office, query: Query, limit: int) -> tuple[ListedRow, ...]:
    """Give the beginning of the list as far as it is found among the ledger's first few thousand rows.

    `page` gives the same rows and all that are missing; where few rows fit it may need seconds at a million.
    """
    narrowing, order = Narrowing(session, office, query), Order(office, query)
    if narrowing.few is not None or narrowing.covered or not order.natural:
        return page(session, office, query, 0, limit)
    found, _ = _walked(session, narrowing, order, limit, GLIMPSE)
    return rows(session, office, query.ledger, found[:limit])


def numbers(
    session: Session, office: Office, query: Query, within: Iterable[int] | None = None
) -> array[int]:
    """Give the numbers of all rows a query finds, or of those within a set, in its order; eight bytes each.

    At a million rows of a query that narrows or sorts this takes seconds, and `rows` any page of it no time.
    """
    narrowing, order = Narrowing(session, office, query, whole=True), Order(office, query)
    if within is not None:
        narrowing.keep_within(within)
    led = order.natural and narrowing.covered and narrowing.few is None
    statement = order.put(narrowing.ask(select(narrowing.ledger.no)), led=led)
    found: array[int] = array("q")
    for part in session.connection().execute(statement).scalars().partitions(BATCH):
        found.extend(part)
    return found


def rows(session: Session, office: Office, key: str, numbers: Sequence[int]) -> tuple[ListedRow, ...]:
    """Give the rows with these numbers in their order, as texts; those that are gone are left out."""
    found = stored(session, key, numbers)
    schema = ledger_class(key).schema()
    names = OfficeNames(session, office)
    names.read_ahead(schema, found)
    return tuple(
        ListedRow(
            row.uid,
            tuple(show_value(field, getattr(row, field.key), names) for field in schema.fields),
            _marks(row),
        )
        for row in found
    )


def stored(session: Session, key: str, numbers: Sequence[int]) -> list[Any]:
    """Give the rows with these numbers in their order, as values by the names of their columns."""
    ledger = ledger_class(key)
    columns = [column for column in ledger.__table__.columns if not column.info.get("derived")]
    found = session.execute(select(*columns).where(ledger.no.in_(among(numbers)))).all()
    by_number = {row.no: row for row in found}
    return [by_number[number] for number in numbers if number in by_number]


def stored_parts(session: Session, office: Office, query: Query) -> Iterator[list[Any]]:
    """Give all rows a query finds, in its order, some hundred at a time."""
    found = numbers(session, office, query)
    for at in range(0, len(found), PART):
        yield stored(session, query.ledger, found[at : at + PART])


def latest(session: Session, office: Office, key: str) -> dict[str, str] | None:
    """Give the texts of the row entered last, as a form can read them again; None when there is none."""
    ledger = ledger_class(key)
    here = select(ledger.uid).where(in_tree(ledger.unit, office.unit))
    uid = session.scalar(here.order_by(ledger.no.desc()).limit(1))
    return None if uid is None else texts_of(session, office, key, uid)


def _part(
    session: Session, office: Office, query: Query, offset: int, limit: int, *, backwards: bool
) -> Sequence[int]:
    """Give the numbers of so many rows from the place on; from the last row upwards when backwards."""
    narrowing, order = Narrowing(session, office, query), Order(office, query)
    many = narrowing.few is None
    walks = many and order.natural and not narrowing.covered
    if walks:
        found, enough = _walked(session, narrowing, order, offset + limit, STEPS, backwards=backwards)
        if enough:
            return found[offset : offset + limit]
        narrowing = Narrowing(session, office, query, whole=True)
    statement = narrowing.ask(select(narrowing.ledger.no))
    statement = order.put(statement, backwards=backwards, led=many and not walks, few=not many)
    return session.scalars(statement.offset(offset).limit(limit)).all()


def _walked(
    session: Session,
    narrowing: Narrowing,
    order: Order,
    wanted: int,
    steps: Sequence[int],
    *,
    backwards: bool = False,
) -> tuple[list[int], bool]:
    """Look at the list's first rows; give those found, and whether they are enough or all there are."""
    number = narrowing.ledger.no
    listed = order.put(narrowing.here(select(number)), backwards=backwards)
    found: list[int] = []
    at = 0
    for step in steps:
        looked_at = session.scalars(listed.offset(at).limit(step)).all()
        fitting = set(session.scalars(narrowing.ask(select(number)).where(number.in_(among(looked_at)))))
        found += [one for one in looked_at if one in fitting]
        if len(found) >= wanted or len(looked_at) < step:
            return found, True
        at += step
    return found, False


def _marks(row: Any) -> frozenset[Mark]:  # noqa: ANN401 - a row of any ledger
    held = {Mark.STARRED: row.starred, Mark.REMARKED: row.remark, Mark.DOUBTED: row.doubts}
    return frozenset(mark for mark, said in held.items() if said)
