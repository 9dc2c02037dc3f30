"""Counts in SQL: the only place where "what counts" of a programme becomes a statement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from qtrack.domain.fields import Field, Kind
from qtrack.domain.programme import Count
from qtrack.domain.region import Level, Unit
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


@dataclass(frozen=True, slots=True)
class Ask:
    """What is counted, and over which days; `since` is none where all that exists counts."""

    count: Count
    since: date | None
    until: date


def ask(count: Count, office: Office) -> Ask:
    """Give the question for a count of the programme looked at, up to the office's day."""
    return Ask(count, None if count.stock else office.programme.starts_on, office.until)


def tally(session: Session, count: Count, office: Office) -> Tally:
    """Count in the office's tree, up to its day: by unit, by city and as a whole, in three statements."""
    asked = ask(count, office)
    return tallies(session, office.unit, [asked])[asked]


def tallies(session: Session, tree: Unit, asks: Iterable[Ask]) -> dict[Ask, Tally]:
    """Count in a unit's tree: three statements a ledger, however many units and counts there are."""
    by_ledger: dict[str, list[Ask]] = {}
    for one in dict.fromkeys(asks):
        by_ledger.setdefault(one.count.ledger, []).append(one)
    found: dict[Ask, Tally] = {}
    for key, several in by_ledger.items():
        found |= _tallied(session, tree, ledger_class(key), several)
    return found


def _tallied(session: Session, tree: Unit, ledger: type[Ledger], asks: list[Ask]) -> dict[Ask, Tally]:
    unit = _attribute(ledger, "unit")
    amounts = [_amount(ledger, one) for one in asks]
    rows = or_(*(and_(*_fits(ledger, one)) for one in asks))

    def by(*groups: ColumnElement[Any] | InstrumentedAttribute[Any]) -> list[Any]:
        query = _joined(ledger, asks, select(*groups, *amounts)).where(rows, in_tree(unit, tree))
        return list(session.execute(query.group_by(*groups)))

    units, cities, (whole,) = by(unit), by(quota_unit(unit)), by()
    return {
        one: Tally({row[0]: row[at] for row in units}, {row[0]: row[at] for row in cities}, whole[at - 1])
        for at, one in enumerate(asks, 1)
    }


def counted(ledger: type[Ledger], count: Count, office: Office, query: Select[Any]) -> Select[Any]:
    """Narrow a query over the ledger to the rows that count."""
    asked = ask(count, office)
    return _joined(ledger, [asked], query).where(*_fits(ledger, asked))


def _fits(ledger: type[Ledger], asked: Ask) -> list[ColumnElement[bool]]:
    """Give what a row must fulfil: dated within the period (a stock: by now), in the states that count."""
    day = _attribute(ledger, asked.count.on)
    found: list[ColumnElement[bool]] = [day <= asked.until]
    if asked.since is not None:
        found.append(day >= asked.since)
    return found + where_all(ledger, asked.count.where)


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


def _joined(ledger: type[Ledger], asks: Iterable[Ask], query: Select[Any]) -> Select[Any]:
    """Bring in the rows referred to; a row without one stays, for another of the counts."""
    owners = (key.rpartition(".")[0] for one in asks for key, _ in one.count.where)
    for owner in dict.fromkeys(filter(None, owners)):
        other = ledger_class(ledger.schema().field(owner).refers)
        query = query.join(other, _attribute(ledger, owner) == other.uid, isouter=True)
    return query


def _amount(ledger: type[Ledger], asked: Ask) -> ColumnElement[int]:
    count, fits = asked.count, and_(*_fits(ledger, asked))
    if count.total:
        return func.coalesce(func.sum(_attribute(ledger, count.total)).filter(fits), 0)
    if count.largest:
        return func.coalesce(func.max(_attribute(ledger, count.largest)).filter(fits), 0)
    if count.distinct:
        return func.count(_apart(ledger, count.distinct).distinct()).filter(fits)
    return func.count().filter(fits)


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
