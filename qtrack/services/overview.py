"""Everything the first screen shows, in a constant number of statements."""

from __future__ import annotations

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.fields import Kind
from qtrack.domain.overview import Entry, Overview
from qtrack.services.catalog import ledger_class, schemas
from qtrack.services.dues import due_standings
from qtrack.services.office import Office
from qtrack.services.standings import floor_standings, target_standings
from qtrack.services.trees import in_tree
from qtrack.store.audit import Audit

SHOWN = 12

DEEDS = {"add": "新增", "change": "修改", "remove": "删除"}


def overview(session: Session, office: Office) -> Overview:
    """Gather the first screen."""
    return Overview(
        target_standings(session, office),
        floor_standings(session, office),
        due_standings(session, office, every=True),
        recent_entries(session, office),
    )


def recent_entries(session: Session, office: Office) -> tuple[Entry, ...]:
    """Give the latest changes of ledger rows in the office's tree, the newest first."""
    known = schemas()
    rows = session.scalars(
        select(Audit)
        .where(Audit.table.in_(known), in_tree(Audit.row_unit, office.unit))
        .order_by(Audit.seq.desc())
        .limit(SHOWN)
    ).all()
    kept = [(row, json.loads(row.after or row.before or "{}")) for row in rows]
    named = _names(session, [(row.table, values) for row, values in kept])
    return tuple(
        Entry(
            row.at,
            DEEDS[row.op],
            known[row.table].title,
            row.row_unit,
            _words(office, row.table, values, named),
        )
        for row, values in kept
    )


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
