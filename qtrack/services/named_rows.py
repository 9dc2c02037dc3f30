"""Rows by what people call them: unit, day and name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.fields import Kind
from qtrack.domain.value import show_value
from qtrack.services.catalog import ledger_class
from qtrack.services.names import OfficeNames
from qtrack.services.office import Office
from qtrack.services.search import among
from qtrack.services.trees import in_tree

_PART = 10_000
"""So many names of other ledgers' rows are fetched at a time."""


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row of a ledger: `day` is the one it is dated by, None where it has none."""

    uid: str
    unit: str
    day: date | None
    name: str


def named_rows(session: Session, office: Office, key: str, uids: Collection[str]) -> list[NamedRow]:
    """Give rows of the office's tree that stand, the earliest first, those without a day last."""
    ledger = ledger_class(key)
    schema = ledger.schema()
    fields = tuple(field for field in schema.fields if field.key in (ledger.named_by, "unit"))
    dated = next((field.key for field in schema.fields if field.key == ledger.dated_by), None)
    day = None if dated is None else getattr(ledger, dated)
    here = select(ledger).where(ledger.uid.in_(among(uids)), in_tree(ledger.unit, office.unit))
    rows = session.scalars(here.order_by(*(() if day is None else (day.is_(None), day)), ledger.no)).all()
    names = OfficeNames(session, office)
    for at in range(0, len(rows), _PART):
        names.read_ahead(replace(schema, fields=fields), rows[at : at + _PART])
    named = schema.field(ledger.named_by)
    unit = next(field for field in fields if field.kind is Kind.UNIT)
    return [
        NamedRow(
            row.uid,
            names.name(unit, row.unit),
            None if dated is None else getattr(row, dated),
            show_value(named, getattr(row, ledger.named_by), names),
        )
        for row in rows
    ]
