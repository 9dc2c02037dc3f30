"""How often each value stands in a field: what the rows of a query are grouped, counted and narrowed by."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, String, cast, desc, func, select
from sqlalchemy.orm import Session

from qtrack.domain.fields import Field, Kind
from qtrack.domain.pinyin import fits
from qtrack.domain.text import plain
from qtrack.domain.value import show_value
from qtrack.ledgers.columns import like_words
from qtrack.services.catalog import ledger_class
from qtrack.services.names import OfficeNames, holding
from qtrack.services.narrowing import Narrowing
from qtrack.services.office import Office
from qtrack.services.query import Query

MOST_VALUES = 1000
"""So many values are listed unless more are asked for."""

_MONTH = len("2022-03")

_TEXT_KINDS = frozenset({Kind.TEXT, Kind.NOTE, Kind.CODE, Kind.REFERENCE})
"""Kinds with so many values that the file looks for words in them."""


class Frequency(NamedTuple):
    """A value as `Query.where` takes it (None for a blank), its words, and how many rows have it.

    `count` hides the method all tuples have, which nobody asks a value for.
    """

    value: Any
    text: str
    count: int  # type: ignore[assignment]


class Frequencies(NamedTuple):
    """The most frequent values of a field, how many values there are in all, and in how many rows."""

    values: tuple[Frequency, ...]
    kinds: int
    rows: int


def frequencies(  # noqa: PLR0913 - which rows, which field, which values, and how many of them
    session: Session,
    office: Office,
    query: Query,
    key: str,
    typed: str = "",
    limit: int = MOST_VALUES,
    *,
    months: bool = False,
) -> Frequencies:
    """Give the values of a field that fit what is typed, with the sums over all of them, listed or not.

    `months` takes the days of a month together, as "2022-03".
    """
    field = ledger_class(query.ledger).schema().field(key)
    words = plain(typed)
    if words and field.kind not in _TEXT_KINDS:  # values with words of their own, of which there are few
        held = [
            each
            for each in frequency(session, office, query, key, MOST_VALUES, months=months)
            if fits(words, each.text, *_spelled(office, field, each.value)) is not None
        ]
        return Frequencies(tuple(held[:limit]), len(held), sum(each.count for each in held))
    grouped = _grouped(session, office, query, field, words, months=months).subquery()
    kinds, rows = session.execute(select(func.count(), func.sum(grouped.c.times)).select_from(grouped)).one()
    values = frequency(session, office, query, key, limit, words=words, months=months)
    return Frequencies(values, kinds, rows or 0)


def _spelled(office: Office, field: Field, value: object) -> tuple[str, tuple[str, ...]]:
    """Give code and pinyin of a unit; nothing for other values."""
    unit = office.region.by_code.get(str(value)) if field.kind is Kind.UNIT else None
    return ("", ()) if unit is None else (unit.code, unit.pinyin)


def frequency(  # noqa: PLR0913 - which rows, which field, which values, and how many of them
    session: Session,
    office: Office,
    query: Query,
    key: str,
    limit: int = MOST_VALUES,
    *,
    words: str = "",
    months: bool = False,
) -> tuple[Frequency, ...]:
    """Give the values of a field among a query's rows, the most frequent first, those of one count in order.

    `words` leaves only texts that hold them, and rows referred to that are found by them.
    """
    schema = ledger_class(query.ledger).schema()
    field = schema.field(key)
    statement = _grouped(session, office, query, field, words, months=months)
    counted: list[Any] = list(session.execute(statement.order_by(desc("times"), key).limit(limit)))
    names = OfficeNames(session, office)
    names.read_ahead(replace(schema, fields=(field,)), counted)

    def said(value: Any) -> str:  # noqa: ANN401 - a value of any field
        return (
            value if isinstance(value, str) and field.kind is Kind.DATE else show_value(field, value, names)
        )

    return tuple(Frequency(value, said(value), number) for value, number in counted)


def _grouped(
    session: Session, office: Office, query: Query, field: Field, words: str, *, months: bool
) -> Select[Any]:
    group = _group(query, field, months=months)
    counted = select(group.label(field.key), func.count().label("times"))
    statement = Narrowing(session, office, query, whole=True).ask(counted).group_by(group)
    if not words:
        return statement
    if field.kind is Kind.REFERENCE:
        other = ledger_class(field.refers)
        return statement.where(group.in_(select(other.uid).where(*holding(other, words))))
    return statement.where(group.ilike(like_words(words), escape="\\"))


def distinct(session: Session, office: Office, query: Query, key: str, *, months: bool = False) -> int:
    """Give how many values a field has among a query's rows; blank is one."""
    field = ledger_class(query.ledger).schema().field(key)
    group = _group(query, field, months=months)
    values = Narrowing(session, office, query, whole=True).ask(select(group)).distinct().subquery()
    return session.scalar(select(func.count()).select_from(values)) or 0


def _group(query: Query, field: Field, *, months: bool) -> ColumnElement[Any]:
    column: ColumnElement[Any] = getattr(ledger_class(query.ledger), field.key)
    return func.substr(cast(column, String), 1, _MONTH) if months and field.kind is Kind.DATE else column
