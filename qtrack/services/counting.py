"""Counts in SQL: the only place where "what counts" of a programme becomes a statement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from qtrack.domain.fields import Field, Kind
from qtrack.domain.programme import Count
from qtrack.domain.region import Level
from qtrack.domain.terms import TOGETHER
from qtrack.ledgers import Ledger
from qtrack.services.catalog import ledger_class
from qtrack.services.office import Office
from qtrack.services.trees import in_tree, quota_unit

FLAGS = {"是": True, "否": False}


@dataclass(frozen=True, slots=True)
class Tally:
    """A count by unit: rows keyed at a unit, by city-level unit, and over the whole tree.

    Where rows are made distinct the parts may add up to more than the whole: a firm helped in two counties
    counts in both and once above.
    """

    units: dict[str, int]
    cities: dict[str, int]
    whole: int

    def at(self, code: str, level: Level) -> int:
        """Give the count of one unit of the tree."""
        if level is Level.PROVINCE:
            return self.whole
        return (self.units if level is Level.COUNTY else self.cities).get(code, 0)


def tally(session: Session, count: Count, office: Office) -> Tally:
    """Count in the office's tree, up to its day: by unit, by city and as a whole, in three statements."""
    ledger = ledger_class(count.ledger)
    amount = _amount(ledger, count)
    rows = [*conditions(count, office), in_tree(_attribute(ledger, "unit"), office.unit)]
    unit = _attribute(ledger, "unit")
    city = quota_unit(unit)
    return Tally(
        dict(session.execute(_joined(ledger, count, select(unit, amount)).where(*rows).group_by(unit)).all()),
        dict(session.execute(_joined(ledger, count, select(city, amount)).where(*rows).group_by(city)).all()),
        session.scalar(_joined(ledger, count, select(amount)).where(*rows)) or 0,
    )


def counted(ledger: type[Ledger], count: Count, office: Office, query: Select[Any]) -> Select[Any]:
    """Narrow a query over the ledger to the rows that count."""
    return _joined(ledger, count, query).where(*conditions(count, office))


def conditions(count: Count, office: Office) -> list[ColumnElement[bool]]:
    """Give what a row must fulfil: dated within the period (a stock: by now), in the states that count."""
    ledger = ledger_class(count.ledger)
    day = _attribute(ledger, count.on)
    found: list[ColumnElement[bool]] = [day <= office.until]
    if not count.stock:
        found.append(day >= office.programme.starts_on)
    found += where_all(ledger, count.where)
    return found


def where_all(
    ledger: type[Ledger], where: Iterable[tuple[str, tuple[str, ...]]]
) -> list[ColumnElement[bool]]:
    """Turn a programme's `where` into conditions; "enterprise.above_scale" looks at the row referred to."""
    found: list[ColumnElement[bool]] = []
    for key, words in where:
        owner, _, name = key.rpartition(".")
        target = ledger_class(ledger.schema().field(owner).refers) if owner else ledger
        field = target.schema().field(name)
        found.append(_attribute(target, name).in_([meant(field, word) for word in words]))
    return found


def _joined(ledger: type[Ledger], count: Count, query: Select[Any]) -> Select[Any]:
    for owner in dict.fromkeys(key.rpartition(".")[0] for key, _ in count.where):
        if owner:
            other = ledger_class(ledger.schema().field(owner).refers)
            query = query.join(other, _attribute(ledger, owner) == other.uid)
    return query


def _amount(ledger: type[Ledger], count: Count) -> ColumnElement[int]:
    if count.total:
        return func.coalesce(func.sum(_attribute(ledger, count.total)), 0)
    if count.largest:
        return func.coalesce(func.max(_attribute(ledger, count.largest)), 0)
    if count.distinct:
        return func.count(_apart(ledger, count.distinct).distinct())
    return func.count()


def _apart(ledger: type[Ledger], distinct: str) -> ColumnElement[Any] | InstrumentedAttribute[Any]:
    """Give what tells rows apart: a field, or several as one text with a line break between."""
    first, *others = (_attribute(ledger, key) for key in distinct.split(TOGETHER))
    if not others:
        return first
    joined: ColumnElement[Any] = func.coalesce(first, "")
    for other in others:
        joined = joined.concat("\n").concat(func.coalesce(other, ""))
    return joined


def meant(field: Field, word: str) -> object:
    """Give the value of a field that a programme means by a word."""
    if field.kind is Kind.FLAG:
        return FLAGS[word]
    if field.kind is Kind.CHOICE:
        return _member(field.choices, word)
    return int(word) if field.kind in (Kind.COUNT, Kind.YEAR) else word


def _member(choices: tuple[Enum, ...], word: str) -> Enum:
    return next(member for member in choices if member.value == word)


def _attribute(ledger: type[Ledger], key: str) -> InstrumentedAttribute[Any]:
    attribute: InstrumentedAttribute[Any] = getattr(ledger, key)
    return attribute
