"""Which rows of a ledger: found, counted and listed, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from qtrack.domain.fields import Kind
from qtrack.domain.programme import Count
from qtrack.domain.value import show_value
from qtrack.ledgers import LEDGERS, Ledger
from qtrack.ledgers.columns import like_words
from qtrack.services.catalog import ledger_class
from qtrack.services.counting import counted
from qtrack.services.names import OfficeNames
from qtrack.services.office import Office
from qtrack.services.trees import in_tree


@dataclass(frozen=True, slots=True)
class Query:
    """Which rows of a ledger: those of the office's tree that hold the words, or only those that count."""

    ledger: str
    words: str = ""
    count: Count | None = None


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One row as people read it: its uid and a text for every field of its schema, in the schema's order."""

    uid: str
    texts: tuple[str, ...]


def total(session: Session, office: Office, query: Query) -> int:
    """Give the number of rows a query finds."""
    ledger = ledger_class(query.ledger)
    return session.scalar(_narrowed(office, query, select(func.count()).select_from(ledger))) or 0


def totals(session: Session, office: Office) -> dict[str, int]:
    """Give the number of rows of every ledger, in the order people see them."""
    return {ledger.__tablename__: total(session, office, Query(ledger.__tablename__)) for ledger in LEDGERS}


def page(session: Session, office: Office, query: Query, offset: int, limit: int) -> tuple[ListedRow, ...]:
    """Give so many rows from the place on, newest first, as texts; a constant number of statements."""
    ledger = ledger_class(query.ledger)
    rows = session.scalars(found(office, query).offset(offset).limit(limit)).all()
    names = OfficeNames(session, office)
    schema = ledger.schema()
    names.read_ahead(schema, rows)
    return tuple(
        ListedRow(
            row.uid, tuple(show_value(field, getattr(row, field.key), names) for field in schema.fields)
        )
        for row in rows
    )


def found(office: Office, query: Query) -> Select[Ledger]:
    """Give the statement for the rows a query finds, newest first, those without a day before them."""
    ledger = ledger_class(query.ledger)
    dated = getattr(ledger, ledger.dated_by)
    statement: Select[Ledger] = _narrowed(office, query, select(ledger))
    return statement.order_by(dated.is_(None).desc(), dated.desc(), ledger.uid.desc())


def _narrowed(office: Office, query: Query, statement: Select[Any]) -> Select[Any]:
    ledger = ledger_class(query.ledger)
    statement = statement.where(in_tree(ledger.unit, office.unit))
    if query.count is not None:
        statement = counted(ledger, query.count, office, statement)
    if query.words:
        statement = statement.where(or_(*_holding(ledger, office, query.words)))
    return statement


def _holding(ledger: type[Ledger], office: Office, words: str) -> list[ColumnElement[bool]]:
    """Give where words may stand: any text of the row, the name of a row it refers to, its unit's name."""
    pattern = like_words(words)
    places: list[ColumnElement[bool]] = []
    for field in ledger.schema().fields:
        column = getattr(ledger, field.key)
        if field.kind in (Kind.TEXT, Kind.NOTE, Kind.CODE):
            places.append(column.ilike(pattern, escape="\\"))
        elif field.kind is Kind.REFERENCE:
            other = ledger_class(field.refers)
            name = getattr(other, other.named_by)
            places.append(column.in_(select(other.uid).where(name.ilike(pattern, escape="\\"))))
        elif field.kind is Kind.CHOICE:
            places.append(column.in_([member for member in field.choices if words in str(member.value)]))
    units = [unit.code for unit in office.region.units if words in unit.name]
    places.append(ledger.unit.in_(units))
    return places
