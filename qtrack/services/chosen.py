"""The rows a person has selected in a list, however many: counted, and gone through a part at a time."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.services.catalog import ledger_class
from qtrack.services.listing import ListedRow, numbers, rows
from qtrack.services.office import Office
from qtrack.services.query import Query
from qtrack.services.search import among

PART = 500


@dataclass(frozen=True, slots=True)
class Chosen:
    """Rows of a query: those with these uids, or with `all` every one but those."""

    all: bool = False
    uids: frozenset[str] = frozenset()


def chosen_numbers(session: Session, office: Office, query: Query, chosen: Chosen) -> array[int]:
    """Give the numbers of the chosen rows in the list's order."""
    ledger = ledger_class(query.ledger)
    said = set(session.scalars(select(ledger.no).where(ledger.uid.in_(among(chosen.uids)))))
    if not chosen.all:
        return numbers(session, office, query, within=said)
    return array("q", (one for one in numbers(session, office, query) if one not in said))


def chosen_rows(session: Session, office: Office, query: Query, chosen: Chosen) -> list[ListedRow]:
    """Give all chosen rows at once, in the list's order."""
    return [row for part in chosen_pages(session, office, query, chosen) for row in part]


def chosen_pages(
    session: Session, office: Office, query: Query, chosen: Chosen
) -> Iterator[tuple[ListedRow, ...]]:
    """Give the chosen rows in the list's order, some hundred at a time."""
    found = chosen_numbers(session, office, query, chosen)
    for at in range(0, len(found), PART):
        yield rows(session, office, query.ledger, found[at : at + PART])
