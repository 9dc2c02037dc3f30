"""How a ledger's rows and what narrows them are put into columns, cells and words."""

from __future__ import annotations

from qtrack.domain.fields import Field, Kind, Names
from qtrack.domain.value import show_value
from qtrack.services.catalog import schemas
from qtrack.services.listing import ListedRow
from qtrack.services.query import Mark, Query
from qtrack.tui.widgets.cells import DOUBT, REMARK, STAR, Cell, Column, Row

NUMBER_KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.NUMBER})
BLANK = "（空）"
_SIGNS = {Mark.STARRED: STAR, Mark.DOUBTED: DOUBT, Mark.REMARKED: REMARK}


def columns(key: str) -> list[Column]:
    """Give the columns of a ledger as declared."""
    return [
        Column(field.key, field.label, field.width, right=field.kind in NUMBER_KINDS)
        for field in schemas()[key].fields
    ]


def painted(row: ListedRow) -> Row:
    """Give a row as a table paints it."""
    marks = "".join(sign for mark, sign in _SIGNS.items() if mark in row.marks)
    return Row(row.uid, tuple(Cell(text) for text in row.texts), marks)


def where_words(query: Query, names: Names) -> tuple[str, ...]:
    """Say which values narrow a query, field by field; names may be looked up in the file."""
    schema = schemas()[query.ledger]
    return tuple(
        f"{schema.field(key).label}={'、'.join(_said(schema.field(key), value, names) for value in values)}"
        for key, values in query.where
    )


def _said(field: Field, value: object, names: Names) -> str:
    if isinstance(value, str) and field.kind is Kind.DATE:  # a month
        return value
    return show_value(field, value, names) or BLANK
