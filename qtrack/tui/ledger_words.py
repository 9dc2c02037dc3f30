"""How a ledger's rows and what narrows them are put into columns, cells and words."""

from __future__ import annotations

from collections.abc import Sequence

from qtrack.domain.fields import Field, Kind, Names
from qtrack.domain.value import show_value
from qtrack.services.catalog import schemas
from qtrack.services.listing import ListedRow
from qtrack.services.office import Office
from qtrack.services.proofs import RowProofs, asks_for_proofs, proofs_of
from qtrack.services.query import Mark, Query
from qtrack.store.store import Store
from qtrack.tui.widgets.cells import DOUBT, REMARK, STAR, Cell, Column, Row

NUMBER_KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.NUMBER})
BLANK = "（空）"
PROOFS = "proofs"
"""The key of the column that says what evidence a row has; no field is called so."""

_SIGNS = {Mark.STARRED: STAR, Mark.DOUBTED: DOUBT, Mark.REMARKED: REMARK}


def columns(key: str) -> list[Column]:
    """Give the columns of a ledger as declared, and one for evidence where rows are asked for it."""
    fields = [
        Column(field.key, field.label, field.width, right=field.kind in NUMBER_KINDS)
        for field in schemas()[key].fields
    ]
    return [*fields, Column(PROOFS, "佐证", 16)] if asks_for_proofs(key) else fields


def painted_rows(store: Store, office: Office, query: Query, found: Sequence[ListedRow]) -> list[Row]:
    """Give rows as a table paints them, with what evidence they have where they are asked for it."""
    held: dict[str, RowProofs] = {}
    if found and asks_for_proofs(query.ledger):
        known = store.read(proofs_of, office, query.ledger, [row.uid for row in found])
        held = {one.uid: one for one in known}
    return [_painted(row, held.get(row.uid)) for row in found]


def _painted(row: ListedRow, proofs: RowProofs | None) -> Row:
    marks = "".join(sign for mark, sign in _SIGNS.items() if mark in row.marks)
    cells = tuple(Cell(text) for text in row.texts)
    return Row(row.uid, cells if proofs is None else (*cells, _proofs_cell(proofs)), marks)


def _proofs_cell(proofs: RowProofs) -> Cell:
    return Cell(proofs.words, "warn" if proofs.missing else "dim")


def proofs_words(key: str, row: Row | None) -> list[str]:
    """Say which evidence a row lacks or has, as its column may be out of view; nothing without a row."""
    said = row.cells[-1].text if row is not None and asks_for_proofs(key) else ""
    return [f"佐证{said}"] if said else []


def query_words(query: Query, where: Sequence[str]) -> list[str]:
    """Say what rows are looked for and in what order; `where` says by which values they are narrowed."""
    schema = schemas()[query.ledger]
    words = [f"查找“{query.words}”"] if query.words else []
    words += where
    if query.only:
        words.append(f"只看{query.only.value}")
    return words + [f"按{schema.field(key).label}{'降序' if down else '升序'}" for key, down in query.order]


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
