"""The sheet of what was kept although doubtful: each doubt with its explanation, by whom and when."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.value import show_value
from qtrack.reports.report import Column, Grid, Row, Shape, Sheet, row
from qtrack.services.catalog import schemas
from qtrack.services.listing import stored_parts
from qtrack.services.names import OfficeNames
from qtrack.services.office import Office
from qtrack.services.query import Mark, Query
from qtrack.store.audit import Audit

TITLE = "核实说明"

_COLUMNS = (
    Column("台账"),
    Column("记录"),
    Column("所属单位"),
    Column("存疑", width=40),
    Column("核实说明", width=40),
    Column("说明人"),
    Column("说明日期", Shape.DATE),
)


def explained_sheet(session: Session, office: Office) -> Sheet:
    """List every row of the office's tree that was kept with a doubt."""
    rows = list(_rows(session, office))
    grid = Grid(f"{TITLE}（{len(rows)} 条）", _COLUMNS, rows, filtered=True, empty="（没有存疑的记录）")
    return Sheet(TITLE, (grid,), TITLE)


def _rows(session: Session, office: Office) -> Iterator[Row]:
    names = OfficeNames(session, office)
    for key, schema in schemas().items():
        named, unit = schema.fields[0], schema.field("unit")
        for part in stored_parts(session, office, Query(key, only=Mark.DOUBTED)):
            names.read_ahead(schema, part)
            explained = _explained(session, key, part)
            for held in part:
                yield row(
                    schema.title,
                    show_value(named, getattr(held, named.key), names),
                    show_value(unit, held.unit, names),
                    held.doubts.replace("\n", "；"),
                    held.explanation,
                    *explained.get(held.uid, ("", None)),
                )


def _explained(session: Session, key: str, part: list[Any]) -> dict[str, tuple[str, date]]:
    """Give who wrote each row's explanation as it stands, and on which day."""
    entries = select(Audit.row_uid, Audit.after, Audit.who, Audit.at).where(
        Audit.table == key, Audit.row_uid.in_([held.uid for held in part])
    )
    written: dict[str, str | None] = {}
    found: dict[str, tuple[str, date]] = {}
    for uid, after, who, at in session.execute(entries.order_by(Audit.seq)):
        words = json.loads(after or "{}").get("explanation")
        if words != written.get(uid):
            written[uid] = words
            found[uid] = who, datetime.fromisoformat(at).astimezone().date()
    return found
