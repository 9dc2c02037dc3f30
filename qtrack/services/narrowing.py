"""What a query asks of every row of its ledger, as SQL, and its candidates where they are few."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, or_
from sqlalchemy.orm import Session

from qtrack.domain.fields import Field, Kind
from qtrack.ledgers import Ledger
from qtrack.services.catalog import ledger_class
from qtrack.services.counting import counted
from qtrack.services.office import Office
from qtrack.services.proof_sql import asked_and_complete
from qtrack.services.query import Mark, Query
from qtrack.services.search import FEW, among, checked, fewest, is_indexed, reached, sought
from qtrack.services.trees import span


class Narrowing:
    """A query's conditions. `few` are the numbers of all rows that may fulfil them, None where they are many.

    `whole` says that all rows will be looked at, not the first of a list: other conditions are then faster.
    """

    def __init__(self, session: Session, office: Office, query: Query, *, whole: bool = False) -> None:
        self.ledger: type[Ledger] = ledger_class(query.ledger)
        self.few: frozenset[int] | None = None
        self._query = query
        self._office = office
        self._conditions: tuple[ColumnElement[bool], ...] = ()
        if query.narrows:
            self._narrow(session, query, whole=whole)

    @property
    def covered(self) -> bool:
        """Whether the index that holds the list's order also holds all that is asked for."""
        asked = {key for key, _ in self._query.where}
        beside = self._query.words.strip() or self._query.count or self._query.only
        return not beside and asked <= {"unit", self.ledger.dated_by}

    def keep_within(self, numbers: Iterable[int]) -> None:
        """Leave out all rows whose numbers are not among these."""
        known = frozenset(numbers)
        self.few = known if self.few is None else self.few & known

    def here(self, statement: Select[Any]) -> Select[Any]:
        """Narrow a statement to the rows of the tree, without an index leading it away from its order."""
        return statement.where(checked(self.ledger.unit.between(*span(self._office.unit))))

    def ask(self, statement: Select[Any]) -> Select[Any]:
        """Narrow a statement to the rows of the query."""
        statement = self.here(statement)
        if self.few is not None:
            statement = statement.where(self.ledger.no.in_(among(self.few)))
        if self._query.count is not None:
            statement = counted(self.ledger, self._query.count, self._office, statement)
        return statement.where(*self._conditions)

    def _narrow(self, session: Session, query: Query, *, whole: bool) -> None:
        words = sought(session, self._office, self.ledger, query.words, whole=whole)
        held = [(key, _held(self.ledger, key, values)) for key, values in query.where]
        marks = [] if query.only is None else [_marked(self.ledger, query.only)]
        self._conditions = (*words.conditions, *(checked(each) for _, each in held), *marks)
        led = [] if self.covered else [each for key, each in held if is_indexed(self.ledger, key)]
        self.few = fewest([words.numbers, *(reached(session, self.ledger, each, FEW) for each in led)])


def _held(ledger: type[Ledger], key: str, values: tuple[object, ...]) -> ColumnElement[bool]:
    """Say which rows have one of the values in a field."""
    field, column = ledger.schema().field(key), getattr(ledger, key)
    known = [value for value in values if value is not None]
    months = [value for value in known if _is_month(field, value)]
    found = [false(), *(column.between(*_days(str(month))) for month in months)]
    if plain := [value for value in known if value not in months]:
        found.append(column.in_(plain))
    if None in values:
        found.append(column.is_(None))
    return or_(*found)


def _is_month(field: Field, value: object) -> bool:
    return field.kind is Kind.DATE and isinstance(value, str)


def _days(month: str) -> tuple[date, date]:
    """Give the first and the last day of a month written as 2022-03."""
    first = date.fromisoformat(f"{month}-01")
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def _marked(ledger: type[Ledger], mark: Mark) -> ColumnElement[bool]:
    if mark is Mark.STARRED:
        return ledger.starred.is_(True)
    if mark is Mark.UNPROVEN:
        asked, complete = asked_and_complete(ledger)
        return and_(asked, ~complete)
    return (ledger.remark if mark is Mark.REMARKED else ledger.doubts).is_not(None)
