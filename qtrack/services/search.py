"""What a person types to find rows, as SQL: which rows hold every word, found fast at any size.

A row holds a word when its own `find` does, or that of a row it refers to, or when a name stands for it that
no row carries: its unit's, a choice's, a deadline's. This is the whole meaning; all else here makes it fast.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, exists, func, or_, select
from sqlalchemy.orm import Session

from qtrack.domain.fields import Field, Kind
from qtrack.domain.pinyin import fits
from qtrack.domain.region import Unit
from qtrack.domain.text import folded
from qtrack.ledgers import Ledger
from qtrack.services.catalog import ledger_class
from qtrack.services.office import Office
from qtrack.store.words import numbers_with

FEW = 5000
"""Up to so many candidates are looked at one by one; more are met soon enough on the way down the list."""

MANY = 10_000
"""Up to so many where several words meet, because reading all rows instead is likelier then."""

_LEAST_CODE = 4
"""Fewer digits than this are no beginning of a unit's code: they stand in too many."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What rows must fulfil, and the numbers of all rows that may; None where those are many."""

    conditions: tuple[ColumnElement[bool], ...]
    numbers: frozenset[int] | None


def sought(session: Session, office: Office, ledger: type[Ledger], typed: str, *, whole: bool) -> Sought:
    """Give the rows of a ledger that hold all the words, which stand apart by spaces.

    `whole` says that all rows will be looked at, which makes it worth gathering those they refer to first.
    """
    words = [_Word(session, office, word, whole=whole) for word in dict.fromkeys(folded(typed).split())]
    most = FEW if len(words) == 1 else MANY
    return Sought(
        tuple(checked(word.held_by(ledger)) for word in words),
        fewest(word.candidates(ledger, most) for word in words),
    )


def fewest(candidates: Iterable[Collection[int] | None]) -> frozenset[int] | None:
    """Give the numbers that are in all the sets that are known; None when none is."""
    known = [frozenset(numbers) for numbers in candidates if numbers is not None]
    return frozenset.intersection(*known) if known else None


def among(values: Iterable[object]) -> Select[Any]:
    """Give values as rows of a statement: one parameter, however many they are."""
    return select(func.json_each(json.dumps(list(values))).table_valued("value").c.value)


def checked(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Give the condition so that rows are checked by it and never reached by an index of its own."""
    return case((condition, 1), else_=0) == 1


def reached(
    session: Session, ledger: type[Ledger], condition: ColumnElement[bool], most: int
) -> list[int] | None:
    """Give the numbers of the rows with a condition that an index leads to; None for more than `most`."""
    found = session.scalars(select(ledger.no).where(condition).limit(most + 1)).all()
    return None if len(found) > most else list(found)


def is_indexed(ledger: type[Ledger], key: str) -> bool:
    """Say whether the rows with one value of a field are reached without looking at all rows."""
    column = ledger.__table__.columns[key]
    return bool(column.index or column.unique)


class _Word:
    """One folded word, and what is already known about where it stands."""

    def __init__(self, session: Session, office: Office, word: str, *, whole: bool) -> None:
        self._session = session
        self._whole = whole
        self._office = office
        self._word = word
        self._named: dict[str, list[str] | None] = {}

    def held_by(self, ledger: type[Ledger]) -> ColumnElement[bool]:
        """Say whether a row holds the word."""
        return or_(self._in_text(ledger), *(condition for _, condition in self._elsewhere(ledger)))

    def candidates(self, ledger: type[Ledger], most: int) -> set[int] | None:
        """Give the numbers of all rows that may hold the word; None for more than `most`."""
        own = self._numbers(ledger, most)
        if own is None:
            return None
        found = set(own)
        for field, condition in self._elsewhere(ledger):
            if not is_indexed(ledger, field.key) or self._named.get(field.refers, ()) is None:
                return None
            others = reached(self._session, ledger, condition, most)
            if others is None:
                return None
            found.update(others)
        return found

    def _elsewhere(self, ledger: type[Ledger]) -> Iterator[tuple[Field, ColumnElement[bool]]]:
        """Give the fields by which a row may hold the word without carrying it."""
        for field in ledger.schema().fields:
            column = getattr(ledger, field.key)
            if field.kind is Kind.REFERENCE:
                other = ledger_class(field.refers)
                uids = self._uids(other)
                if uids is None and self._whole:
                    yield field, column.in_(select(other.uid).where(self._in_text(other)))
                elif uids is None:
                    yield field, exists().where(other.uid == column, self._in_text(other))
                elif uids:
                    yield field, column.in_(among(uids))
            elif field.kind is Kind.TICKS:
                ticked = [column.contains(f",{member.name},") for member in self._members(field)]
                if ticked:
                    yield field, or_(*ticked)
            elif values := self._values(field):
                yield field, column.in_(values)

    def _in_text(self, ledger: type[Ledger]) -> ColumnElement[bool]:
        return func.instr(ledger.find, self._word) > 0

    def _numbers(self, ledger: type[Ledger], most: int) -> list[int] | None:
        """Give the numbers of the rows whose own text may hold the word; None for more than `most`."""
        return numbers_with(self._session.connection(), ledger.__tablename__, self._word, most)

    def _uids(self, ledger: type[Ledger]) -> list[str] | None:
        """Give the uids of the rows whose own text holds the word; None when they are many."""
        key = ledger.__tablename__
        if key not in self._named:
            numbers = self._numbers(ledger, FEW)
            rows = select(ledger.uid).where(ledger.no.in_(among(numbers or ())), self._in_text(ledger))
            self._named[key] = None if numbers is None else list(self._session.scalars(rows))
        return self._named[key]

    def _values(self, field: Field) -> list[Any]:
        """Give the values of a field whose names hold the word."""
        if field.kind is Kind.CHOICE:
            return self._members(field)
        if field.kind is Kind.ENTRY:
            entries = self._office.entries(field.refers).items()
            return [key for key, entry in entries if self._word in folded(entry.words)]
        if field.kind is Kind.UNIT:
            return [unit.code for unit in self._office.region.units if unit_fits(unit, self._word)]
        return []

    def _members(self, field: Field) -> list[Any]:
        return [member for member in field.choices if self._word in folded(str(member.value))]


def unit_fits(unit: Unit, word: str) -> bool:
    """Say whether a word means a unit: by its name, its pinyin, or the beginning of its code."""
    begun = len(word) >= _LEAST_CODE and unit.code.startswith(word)
    return begun or fits(word, unit.name, "", unit.pinyin) is not None
