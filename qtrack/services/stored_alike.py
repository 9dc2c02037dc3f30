"""Rows of the file that say what rows of a ledger say already: found by code, or by what makes rows alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.fields import Kind, Values
from qtrack.ledgers import Ledger
from qtrack.services.office import Office
from qtrack.services.search import checked
from qtrack.services.trees import in_tree

Mark = tuple[tuple[str, ...], tuple[object, ...]]
"""Fields that identify a row, and its values in them."""


class StoredAlike:
    """Finds for rows read from a file the rows of the office's tree they are about, a part at a time."""

    def __init__(self, session: Session, office: Office, ledger: type[Ledger]) -> None:
        self._session = session
        self._office = office
        self._ledger = ledger
        self._unique = tuple(
            (column.name,) for column in ledger.__table__.columns if column.unique and column.name != "no"
        )

    def marks(self, values: Values) -> list[Mark]:
        """Give by what a row may be known, the surest first; groups with a blank tell nothing."""
        marks = [
            (fields, tuple(values[name] for name in fields))
            for fields in (*self._unique, *self._ledger.alike)
        ]
        return [(fields, key) for fields, key in marks if None not in key]

    def of(self, part: Sequence[Values]) -> list[list[Ledger]]:
        """Give for each row those of the ledger it may be about, in the order they were entered."""
        marks = [self.marks(values) for values in part]
        held: dict[Mark, list[Ledger]] = {}
        for fields in {fields for row in marks for fields, _ in row}:
            keys = {key for row in marks for names, key in row if names == fields}
            for stored in self._stored(fields, keys):
                key = tuple(getattr(stored, name) for name in fields)
                held.setdefault((fields, key), []).append(stored)
        return [self._about(values, row, held) for values, row in zip(part, marks, strict=True)]

    def _about(self, values: Values, marks: list[Mark], held: dict[Mark, list[Ledger]]) -> list[Ledger]:
        for mark in marks:
            found = held.get(mark, [])
            if found and mark[0] in self._unique:
                return found
            # Two firms of one name with different codes are two firms.
            fitting = [stored for stored in found if self._may_be(values, stored)]
            if fitting:
                return fitting
        return []

    def _may_be(self, values: Values, stored: Ledger) -> bool:
        return all(
            values[name] is None or getattr(stored, name) in (None, values[name]) for (name,) in self._unique
        )

    def _stored(self, fields: tuple[str, ...], keys: set[tuple[object, ...]]) -> Iterator[Ledger]:
        schema = self._ledger.schema()
        refers = any(schema.field(name).kind is Kind.REFERENCE for name in fields)
        query = select(self._ledger).where(in_tree(self._ledger.unit, self._office.unit))
        for place, name in enumerate(fields):
            same = getattr(self._ledger, name).in_({key[place] for key in keys})
            # A firm has few rows, a day or a form of help has many: the index of the firm must lead.
            leads = not refers or schema.field(name).kind is Kind.REFERENCE
            query = query.where(same if leads else checked(same))
        for stored in self._session.scalars(query.order_by(self._ledger.no)):
            if tuple(getattr(stored, name) for name in fields) in keys:
                yield stored
