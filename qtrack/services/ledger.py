"""Reading and keeping ledger rows; the same steps for every ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from qtrack.domain.fields import Kind, Values
from qtrack.domain.identity import new_uid
from qtrack.domain.problem import Problem, RefusedError, refuse
from qtrack.domain.programme import Count
from qtrack.domain.value import Draft, Reading, read_form, show_value
from qtrack.ledgers import LEDGERS, Ledger
from qtrack.ledgers.columns import like_words
from qtrack.services.caps import cap_problems
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


def texts_of(session: Session, office: Office, key: str, uid: str) -> dict[str, str]:
    """Give one row as texts a form can show and read again."""
    ledger, row = _row(session, office, key, uid)
    names = OfficeNames(session, office)
    schema = ledger.schema()
    names.read_ahead(schema, [row])
    texts = {field.key: show_value(field, getattr(row, field.key), names) for field in schema.fields}
    for field in schema.fields:
        if (
            texts[field.key]
            and field.kind is Kind.REFERENCE
            and not _is_clear(session, field.refers, texts[field.key])
        ):
            texts[field.key] = getattr(row, field.key) or ""
    return texts


def read(session: Session, office: Office, key: str, texts: dict[str, str]) -> Draft:
    """Read a form's texts with the office's names."""
    reading = Reading(office.today, OfficeNames(session, office))
    return read_form(ledger_class(key).schema(), texts, reading)


def add(session: Session, office: Office, key: str, values: Values) -> str:
    """Keep a new row and give its uid; refuse it with every problem it has."""
    ledger = ledger_class(key)
    uid = new_uid()
    _check(session, office, ledger, values, uid)
    session.add(ledger(uid=uid, entered_by=office.unit.code, **values))
    session.flush()
    return uid


def change(session: Session, office: Office, key: str, uid: str, values: Values) -> None:
    """Put new values into a row; refuse them with every problem they have."""
    ledger, row = _row(session, office, key, uid)
    _check(session, office, ledger, values, uid)
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()


def remove(session: Session, office: Office, key: str, uid: str) -> None:
    """Take a row out; refuse when other rows refer to it."""
    ledger, row = _row(session, office, key, uid)
    for other in LEDGERS:
        for field in other.schema().fields:
            if field.refers != ledger.__tablename__:
                continue
            used = session.scalar(
                select(func.count()).select_from(other).where(getattr(other, field.key) == uid)
            )
            if used:
                raise refuse(f"“{other.title}”台账有 {used} 条记录用到它，请先删除那些记录；本条未删除")
    session.delete(row)
    session.flush()


def _check(session: Session, office: Office, ledger: type[Ledger], values: Values, uid: str) -> None:
    problems = [
        *_repeats(session, ledger, values, uid),
        *cap_problems(session, office, ledger, values, uid),
    ]
    if problems:
        raise RefusedError(tuple(problems))


def _repeats(session: Session, ledger: type[Ledger], values: Values, uid: str) -> list[Problem]:
    problems = []
    for column in ledger.__table__.columns:
        value = values.get(column.name)
        if column.unique and value is not None:
            same = getattr(ledger, column.name) == value
            named = session.scalar(select(getattr(ledger, ledger.named_by)).where(same, ledger.uid != uid))
            if named is not None:
                problems.append(Problem(column.name, f"{column.info['label']}：与已登记的“{named}”相同"))
    return problems


def _row(session: Session, office: Office, key: str, uid: str) -> tuple[type[Ledger], Ledger]:
    ledger = ledger_class(key)
    row = session.scalar(select(ledger).where(ledger.uid == uid, in_tree(ledger.unit, office.unit)))
    if row is None:
        raise refuse("这条记录已不存在，可能已被删除；请按 F5 刷新")
    return ledger, row


def _is_clear(session: Session, refers: str, text: str) -> bool:
    """Say whether a name means exactly one row."""
    ledger = ledger_class(refers)
    name = getattr(ledger, ledger.named_by)
    return len(session.scalars(select(ledger.uid).where(name == text).limit(2)).all()) == 1


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
