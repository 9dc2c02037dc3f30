"""What was done to ledgers of late: a line for what one deed did to rows of one ledger."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from qtrack.domain.fields import Kind
from qtrack.domain.overview import Entry
from qtrack.services.catalog import ledger_class, schemas
from qtrack.services.office import Office
from qtrack.services.trees import in_tree
from qtrack.store.audit import Audit

SHOWN = 12

MOST_COUNTED = 10_000
"""Rows of one deed are counted up to so many; an import of a million is told of as quickly."""

DEEDS = {"add": "新增", "change": "修改", "remove": "删除"}


class _Group(NamedTuple):
    """The rows of one ledger that one operation did the same to; `last` is the number of its last entry.

    `more` says that the operation did more than was counted.
    """

    op: str
    table: str
    rows: int
    units: int
    last: int
    more: bool


def recent_entries(session: Session, office: Office) -> tuple[Entry, ...]:
    """Give the latest deeds on ledgers in the office's tree, the newest first; a few statements a deed."""
    groups = _groups(session, office)
    lasts = select(Audit).where(Audit.seq.in_([one.last for one in groups]))
    rows = {row.seq: row for row in session.scalars(lasts)}
    kept = [(one, rows[one.last], json.loads(_values(rows[one.last]))) for one in groups]
    named = _names(session, [(one.table, values) for one, _, values in kept])
    return tuple(
        Entry(
            row.at,
            DEEDS[one.op],
            schemas()[one.table].title,
            row.row_unit if one.units == 1 else "",
            _words(office, one.table, values, named),
            one.rows,
            more=one.more,
        )
        for one, row, values in kept
    )


def _values(row: Audit) -> str:
    return row.after or row.before or "{}"


def _groups(session: Session, office: Office) -> list[_Group]:
    """Give the newest groups: entries of one operation stand side by side, so each is left with one step."""
    here = Audit.table.in_(schemas()), in_tree(Audit.row_unit, office.unit)
    found: list[_Group] = []
    before: list[ColumnElement[bool]] = []
    while len(found) < SHOWN:
        newest = select(Audit.op_id, Audit.seq).where(*here, *before).order_by(Audit.seq.desc()).limit(1)
        last = session.execute(newest).one_or_none()
        if last is None:
            break
        found += _of_operation(session, last.op_id, here)
        first = select(func.min(Audit.seq)).where(Audit.op_id == last.op_id).scalar_subquery()
        before = [Audit.seq < first]
    return found[:SHOWN]


def _of_operation(session: Session, op_id: str, here: Sequence[ColumnElement[bool]]) -> list[_Group]:
    entries = (
        select(Audit.op, Audit.table, Audit.row_unit, Audit.seq)
        .where(Audit.op_id == op_id, *here)
        .order_by(Audit.seq.desc())
        .limit(MOST_COUNTED)
        .subquery()
    )
    said = entries.c
    last = func.max(said.seq)
    groups = (
        select(said.op, said.table, func.count(), func.count(said.row_unit.distinct()), last)
        .group_by(said.op, said.table)
        .order_by(last.desc())
    )
    found = session.execute(groups).all()
    more = sum(rows for _, _, rows, _, _ in found) == MOST_COUNTED
    return [_Group(op, table, rows, units, last, more) for op, table, rows, units, last in found]


def _words(office: Office, table: str, values: dict[str, str], named: dict[str, str]) -> str:
    """Give the words a row is known by."""
    key = values[ledger_class(table).named_by]
    field = ledger_class(table).schema().field(ledger_class(table).named_by)
    if field.kind is Kind.ENTRY:
        entry = office.entries(field.refers).get(key)
        return entry.words if entry else key
    return named.get(key, key)


def _names(session: Session, rows: list[tuple[str, dict[str, str]]]) -> dict[str, str]:
    """Give the names of rows that name-giving fields refer to, one statement a ledger."""
    wanted: dict[str, set[str]] = {}
    for table, values in rows:
        ledger = ledger_class(table)
        field = ledger.schema().field(ledger.named_by)
        if field.kind is Kind.REFERENCE:
            wanted.setdefault(field.refers, set()).add(values[field.key])
    names: dict[str, str] = {}
    for key, uids in wanted.items():
        ledger = ledger_class(key)
        name = getattr(ledger, ledger.named_by)
        names.update(session.execute(select(ledger.uid, name).where(ledger.uid.in_(uids))).all())
    return names
