"""A whole ledger as typed values, for scripts and for a workbook of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from qtrack.domain.fields import Field, Kind, Names
from qtrack.domain.value import show_value
from qtrack.reports.report import Column, Grid, Report, Row, Shape, Sheet, Value
from qtrack.services.catalog import ledger_class
from qtrack.services.listing import stored_parts
from qtrack.services.names import OfficeNames
from qtrack.services.office import Office
from qtrack.services.query import Mark, Query

_SHAPES = {
    Kind.COUNT: Shape.COUNT,
    Kind.YEAR: Shape.TEXT,  # a number, and written without thousands
    Kind.MONEY: Shape.MONEY,
    Kind.DATE: Shape.DATE,
}

_BESIDE = (Mark.DOUBTED.value, "核实说明", Mark.REMARKED.value, Mark.STARRED.value)
"""What may stand beside a row's fields, in the order of its columns."""


@dataclass(frozen=True, slots=True)
class ValuedRow:
    """One row: its uid, a value for every field in the schema's order, and what stands beside the fields."""

    uid: str
    values: tuple[Value, ...]
    beside: tuple[Value, ...] = ()


def valued_rows(session: Session, office: Office, query: Query) -> tuple[ValuedRow, ...]:
    """Give all rows a query finds: counts as numbers, money in 分, dates as dates, the rest as words."""
    return tuple(_valued(session, office, query))


def ledger_grid(session: Session, office: Office, query: Query, *, beside: bool = False) -> Grid:
    """Give the rows a query finds as a table of a report; `beside` adds what any of them has beside it."""
    schema = ledger_class(query.ledger).schema()
    columns = [Column(field.label, _SHAPES.get(field.kind, Shape.TEXT)) for field in schema.fields]
    valued = valued_rows(session, office, query)
    added = [place for place in range(len(_BESIDE)) if beside and any(row.beside[place] for row in valued)]
    labels = {column.label for column in columns}
    for place in added:
        label = _BESIDE[place]
        columns.append(Column(f"{label}（另加）" if label in labels else label))
    rows = [Row((*row.values, *(row.beside[place] for place in added))) for row in valued]
    return Grid(f"{schema.title}（{len(rows)} 条）", tuple(columns), rows, filtered=True)


def ledger_report(session: Session, office: Office, query: Query) -> Report:
    """Give a workbook with the one ledger as the office sees it."""
    title = f"{ledger_class(query.ledger).title}台账"
    sheet = Sheet(title, (ledger_grid(session, office, query, beside=True),), title)
    return Report(title, office.today, office.unit.name, (sheet,))


def _valued(session: Session, office: Office, query: Query) -> Iterator[ValuedRow]:
    schema = ledger_class(query.ledger).schema()
    names = OfficeNames(session, office)
    for part in stored_parts(session, office, query):
        names.read_ahead(schema, part)
        for row in part:
            yield ValuedRow(
                row.uid,
                tuple(_value(field, getattr(row, field.key), names) for field in schema.fields),
                (
                    (row.doubts or "").replace("\n", "；") or None,
                    row.explanation,
                    row.remark,
                    "★" if row.starred else None,
                ),
            )


def _value(field: Field, value: object, names: Names) -> Value:
    if value is None or field.kind in _SHAPES:
        return value if isinstance(value, int | date) else None
    return show_value(field, value, names)
