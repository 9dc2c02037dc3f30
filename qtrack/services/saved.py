"""A query under a name, as it is kept on this machine, and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum

from qtrack.domain.fields import Field, Kind
from qtrack.layouts import NamedFilter
from qtrack.services.catalog import ledger_class
from qtrack.services.query import Mark, Query

_BLANK = ""
"""Stands for a blank; no value is kept as an empty text."""

_AND = "+"

_MONTH = len("2022-03")


def named(query: Query, name: str) -> NamedFilter:
    """Give what narrows and sorts a query, under a name."""
    where = tuple((key, _kept(value)) for key, values in query.where for value in values)
    only = query.only.name if query.only else ""
    return NamedFilter(name, query.words, where, query.order, only)


def query_of(ledger: str, kept: NamedFilter) -> Query:
    """Give the query that was kept; what no longer fits the ledger is left out."""
    schema = ledger_class(ledger).schema()
    fields = {field.key: field for field in schema.fields}
    where: dict[str, tuple[object, ...]] = {}
    for key, word in kept.where:
        if key in fields:
            value = None if word == _BLANK else _meant(fields[key], word)
            if word == _BLANK or value is not None:
                where[key] = (*where.get(key, ()), value)
    order = tuple(pair for pair in kept.order if pair[0] in fields)
    only = Mark.__members__.get(kept.only)
    return Query(ledger, kept.words, None, order, tuple(where.items()), only)


def _kept(value: object) -> str:
    if value is None:
        return _BLANK
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, tuple):  # what is ticked
        return _AND.join(member.name for member in value)
    if isinstance(value, bool):
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def _meant(field: Field, word: str) -> object:
    """Give the value a kept word stands for; None when it stands for none."""
    try:
        meaning = _MEANINGS.get(field.kind)
        return meaning(field, word) if meaning else word
    except (ValueError, ArithmeticError, KeyError):
        return None


def _member(field: Field, word: str) -> Enum:
    return {member.name: member for member in field.choices}[word]


def _members(field: Field, word: str) -> tuple[Enum, ...]:
    return tuple(_member(field, name) for name in word.split(_AND))


_MEANINGS: dict[Kind, Callable[[Field, str], object]] = {
    Kind.CHOICE: _member,
    Kind.TICKS: _members,
    Kind.FLAG: lambda _field, word: {"1": True, "0": False}[word],
    Kind.COUNT: lambda _field, word: int(word),
    Kind.MONEY: lambda _field, word: int(word),
    Kind.NUMBER: lambda _field, word: Decimal(word),
    Kind.YEAR: lambda _field, word: int(word),
    Kind.DATE: lambda _field, word: word if len(word) == _MONTH else date.fromisoformat(word),
}
