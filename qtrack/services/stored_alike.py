"""Rows of the file that say what rows of a ledger say already: found by code, or by what makes rows alike."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from qtrack.domain.fields import Kind, Values
from qtrack.domain.text import name_key, name_spellings
from qtrack.ledgers import Ledger
from qtrack.services.office import Office
from qtrack.services.search import among, checked
from qtrack.services.trees import in_tree
from qtrack.store.audit import plain_value

_Key = tuple[object, ...]
Mark = tuple[tuple[str, ...], _Key]
"""Fields that identify a row, and its values in them as `alike_key` gives them."""


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
        return [
            (fields, alike_key(self._ledger, fields, values))
            for fields in (*self._unique, *self._ledger.alike)
            if all(values[name] is not None for name in fields)
        ]

    def of(self, part: Sequence[tuple[Values, list[Mark]]]) -> list[list[Ledger]]:
        """Give for each row, its marks beside it, those of the ledger it may be about, as entered."""
        wanted: dict[tuple[str, ...], set[_Key]] = {}
        for values, marks in part:
            for fields, _ in marks:
                wanted.setdefault(fields, set()).add(tuple([values[name] for name in fields]))
        held: dict[Mark, list[Ledger]] = {}
        for fields, keys in wanted.items():
            for stored in self._stored(fields, keys):
                key = alike_key(self._ledger, fields, _held(stored, fields))
                held.setdefault((fields, key), []).append(stored)
        if not held:
            return [[] for _ in part]
        return [self._about(values, marks, held) for values, marks in part]

    def _about(self, values: Values, marks: list[Mark], held: dict[Mark, list[Ledger]]) -> list[Ledger]:
        for mark in marks:
            found = held.get(mark, [])
            if found and mark[0] in self._unique:
                return found
            # Two firms of one name with different codes are two firms.
            fitting = [stored for stored in found if self._may_be(values, stored)]
            exact = [one for one in fitting if all(getattr(one, name) == values[name] for name in mark[0])]
            if fitting:
                return exact or fitting
        return []

    def _may_be(self, values: Values, stored: Ledger) -> bool:
        return all(
            values[name] is None or getattr(stored, name) in (None, values[name]) for (name,) in self._unique
        )

    def _stored(self, fields: tuple[str, ...], keys: set[_Key]) -> Iterator[Ledger]:
        query = select(self._ledger).where(in_tree(self._ledger.unit, self._office.unit))
        query = query.where(*with_any_of(self._ledger, fields, keys)).order_by(self._ledger.no)
        asked = {alike_key(self._ledger, fields, dict(zip(fields, key, strict=True))) for key in keys}
        for stored in self._session.scalars(query):
            if alike_key(self._ledger, fields, _held(stored, fields)) in asked:
                yield stored


def alike_key(ledger: type[Ledger], fields: Iterable[str], values: Mapping[str, object]) -> _Key:
    """Give a row's values in some fields as they are compared: of texts, `name_key`; a blank stays None."""
    worded = _worded(ledger)
    return tuple(
        [
            name_key(value) if isinstance(value := values[key], str) and key in worded else value
            for key in fields
        ]
    )


@cache
def _worded(ledger: type[Ledger]) -> frozenset[str]:
    return frozenset(field.key for field in ledger.schema().fields if field.kind is Kind.TEXT)


def _held(stored: Ledger, fields: Iterable[str]) -> dict[str, object]:
    return {name: getattr(stored, name) for name in fields}


def with_any_of(
    ledger: type[Ledger], fields: Sequence[str], keys: Collection[_Key]
) -> Iterator[ColumnElement[bool]]:
    """Give conditions for the rows that have one of these values in each field, some others among them.

    A text is also asked for as `name_spellings` writes it.
    """
    kinds = {name: ledger.schema().field(name).kind for name in fields}
    refers = Kind.REFERENCE in kinds.values()
    for place, name in enumerate(fields):
        values = {plain_value(key[place]) for key in keys}
        if kinds[name] is Kind.TEXT:
            values = {form for value in values for form in name_spellings(str(value))}
        same = getattr(ledger, name).in_(among(values))
        # A firm has few rows, a day or a form of help has many: the index of the firm must lead.
        leads = not refers or kinds[name] is Kind.REFERENCE
        yield same if leads else checked(same)
