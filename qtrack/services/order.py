"""In what order the rows of a ledger stand: newest first, or by fields of their own, as SQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Numeric, Select, case, cast, null, select
from sqlalchemy.orm import aliased

from qtrack.domain.fields import Field, Kind
from qtrack.ledgers import Ledger
from qtrack.services.catalog import ledger_class
from qtrack.services.office import Office
from qtrack.services.query import Query


class Order:
    """The order a query asks for. Blanks stand last, downwards first; equal rows stand newest first.

    Units stand by code, choices and entries of notices as they are printed, references by the name they are
    read as.
    """

    def __init__(self, office: Office, query: Query) -> None:
        self._office = office
        self._ledger = ledger_class(query.ledger)
        alone = query.order[:1] if len(query.order) == 1 else ()
        self._upwards = alone == ((self._ledger.dated_by, False),)
        self._fields = () if alone and alone[0][0] == self._ledger.dated_by else query.order

    @property
    def natural(self) -> bool:
        """Whether it is the ledger's own order or that backwards, which its index holds."""
        return not self._fields

    def put(
        self, statement: Select[Any], *, backwards: bool = False, led: bool = True, few: bool = False
    ) -> Select[Any]:
        """Put a statement's rows into the order.

        `led` lets an index lead from the first row on, which is good for the first of many; without it all
        rows are met as they lie in the file. `few` says that the statement finds few rows by itself.
        """
        for key, down in self._fields:
            field = self._ledger.schema().field(key)
            if field.kind is Kind.REFERENCE and field.required and led and not few:
                statement, place = self._by_names(statement, field)
            else:
                place = self._place(field)
            statement = statement.order_by(_run(place, down=down != backwards))
        down = self._upwards == backwards
        return statement.order_by(*(_newest(self._ledger, down=down) if led else self._unled(down=down)))

    def _unled(self, *, down: bool) -> list[ColumnElement[Any]]:
        """Give the ledger's own order in words no index is found for."""
        ledger = self._ledger
        dated, number = getattr(ledger, ledger.dated_by), ledger.no + 0
        blank = case((dated.is_(None), 1), else_=0)
        terms = [number] if ledger.dated_by == "no" else [blank, dated, number]
        return [term.desc() if down else term.asc() for term in terms]

    def _by_names(self, statement: Select[Any], field: Field) -> tuple[Select[Any], ColumnElement[Any]]:
        """Come from the rows referred to, whose names have an index."""
        other = aliased(ledger_class(field.refers))
        # As an expression the uid has no index: the way cannot lead from the ledger's rows to the names.
        joined = statement.join(other, getattr(self._ledger, field.key) == other.uid.concat(""))
        return joined, getattr(other, ledger_class(field.refers).named_by)

    def _place(self, field: Field) -> ColumnElement[Any]:
        column = getattr(self._ledger, field.key)
        if field.kind is Kind.REFERENCE:
            other = aliased(ledger_class(field.refers))
            name = getattr(other, ledger_class(field.refers).named_by)
            return select(name).where(other.uid == column).scalar_subquery()
        if field.kind is Kind.CHOICE:
            return _printed(column, list(field.choices))
        if field.kind is Kind.ENTRY:
            return _printed(column, list(self._office.entries(field.refers)))
        if field.kind is Kind.NUMBER:
            return cast(column, Numeric)
        place: ColumnElement[Any] = column
        return place


def _newest(ledger: type[Ledger], *, down: bool) -> list[ColumnElement[Any]]:
    number = ledger.no.desc() if down else ledger.no.asc()
    return (
        [number] if ledger.dated_by == "no" else [_run(getattr(ledger, ledger.dated_by), down=down), number]
    )


def _run(place: ColumnElement[Any], *, down: bool) -> ColumnElement[Any]:
    return place.desc().nulls_first() if down else place.asc().nulls_last()


def _printed(column: ColumnElement[Any], values: list[Any]) -> ColumnElement[Any]:
    """Give the place of a value among those printed; others stand behind them."""
    places = [(column == value, at) for at, value in enumerate(values)]
    return case((column.is_(None), null()), *places, else_=len(values))
