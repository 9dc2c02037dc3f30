"""How often each value stands in a field: what the rows of a query are grouped, counted and narrowed by."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, String, cast, func, select
from sqlalchemy.orm import Session

from qtrack.domain.fields import Field, Kind
from qtrack.domain.value import show_value
from qtrack.services.catalog import ledger_class
from qtrack.services.names import OfficeNames
from qtrack.services.narrowing import Narrowing
from qtrack.services.office import Office
from qtrack.services.query import Query

MOST_VALUES = 1000
"""So many values are listed unless more are asked for."""

_MONTH = len("2022-03")


class Frequency(NamedTuple):
    """A value as `Query.where` takes it (None for a blank), its words, and how many rows have it.

    `count` hides the method all tuples have, which nobody asks a value for.
    """

    value: Any
    text: str
    count: int  # type: ignore[assignment]


def frequency(
    session: Session,
    office: Office,
    query: Query,
    key: str,
    limit: int = MOST_VALUES,
    *,
    months: bool = False,
) -> tuple[Frequency, ...]:
    """Give the values of a field among a query's rows, the most frequent first, those of one count in order.

    `months` takes the days of a month together, as "2022-03".
    """
    schema = ledger_class(query.ledger).schema()
    field = schema.field(key)
    group = _group(query, field, months=months)
    times = func.count()
    statement = (
        Narrowing(session, office, query, whole=True).ask(select(group.label(key), times)).group_by(group)
    )
    counted: list[Any] = list(session.execute(statement.order_by(times.desc(), group).limit(limit)))
    names = OfficeNames(session, office)
    names.read_ahead(replace(schema, fields=(field,)), counted)

    def words(value: Any) -> str:  # noqa: ANN401 - a value of any field
        return (
            value if isinstance(value, str) and field.kind is Kind.DATE else show_value(field, value, names)
        )

    return tuple(Frequency(value, words(value), number) for value, number in counted)


def distinct(session: Session, office: Office, query: Query, key: str, *, months: bool = False) -> int:
    """Give how many values a field has among a query's rows; blank is one."""
    field = ledger_class(query.ledger).schema().field(key)
    group = _group(query, field, months=months)
    values = Narrowing(session, office, query, whole=True).ask(select(group)).distinct().subquery()
    return session.scalar(select(func.count()).select_from(values)) or 0


def _group(query: Query, field: Field, *, months: bool) -> ColumnElement[Any]:
    column: ColumnElement[Any] = getattr(ledger_class(query.ledger), field.key)
    return func.substr(cast(column, String), 1, _MONTH) if months and field.kind is Kind.DATE else column
