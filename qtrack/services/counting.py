"""Counts in SQL: the only place where "what counts" of a programme becomes a statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal_column, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from qtrack.domain.fields import Field, Kind
from qtrack.domain.programme import Count
from qtrack.domain.region import Level, Unit
from qtrack.domain.terms import TOGETHER
from qtrack.ledgers import Ledger
from qtrack.services.catalog import ledger_class
from qtrack.services.office import Office
from qtrack.services.trees import in_tree, quota_unit

_TOGETHER = 100
"""So many counts are asked for in one statement; SQLite puts 500 selects together at most."""

_NO_UNIT: ColumnElement[str] = literal_column("''")

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
    """Count in the office's tree, up to its day: by unit, by city and as a whole, in one statement."""
    asked = ask(count, office)
    return tallies(session, office.unit, [asked])[asked]


def tallies(session: Session, tree: Unit, asks: Iterable[Ask]) -> dict[Ask, Tally]:
    """Count in a unit's tree: a statement for each ledger, however many units and counts there are."""
    by_ledger: defaultdict[str, list[Ask]] = defaultdict(list)
    for one in dict.fromkeys(asks):
        by_ledger[one.count.ledger].append(one)
    found: dict[Ask, Tally] = {}
    for several in by_ledger.values():
        for first in range(0, len(several), _TOGETHER):
            found |= _tallied(session, tree, several[first : first + _TOGETHER])
    return found


def _tallied(session: Session, tree: Unit, asks: Sequence[Ask]) -> dict[Ask, Tally]:
    selects = [one for at, asked in enumerate(asks) for one in _by_unit_and_above(tree, at, asked)]
    counts: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    for at, level, code, number in session.execute(union_all(*selects)):
        counts[at, level][code] = number
    return {asked: Tally(counts[at, 0], counts[at, 1], counts[at, 2][""]) for at, asked in enumerate(asks)}


def _by_unit_and_above(tree: Unit, at: int, asked: Ask) -> Iterator[Select[Any]]:
    """Give three selects: by unit, by city and as a whole; a row says of which count and which of these."""
    ledger = ledger_class(asked.count.ledger)
    unit, amount = _attribute(ledger, "unit"), _amount(ledger, asked.count)
    rows = [*_fits(ledger, asked), in_tree(unit, tree)]
    for level, code in enumerate((unit, quota_unit(unit), None)):
        which: list[Any] = [
            literal_column(str(at)),
            literal_column(str(level)),
            _NO_UNIT if code is None else code,
        ]
        query = select(*which, amount).where(*rows)
        yield _joined(ledger, asked.count, query if code is None else query.group_by(code))


def counted(ledger: type[Ledger], count: Count, office: Office, query: Select[Any]) -> Select[Any]:
    """Narrow a query over the ledger to the rows that count."""
    return _joined(ledger, count, query).where(*_fits(ledger, ask(count, office)))


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
