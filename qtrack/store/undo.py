"""Takes back what an operation changed, and takes that back again; each time as a deed of its own."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Connection, Executable, Row, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from qtrack.domain.problem import refuse
from qtrack.ledgers.base import Base, Ledger, Record
from qtrack.ledgers.beside import Evidence
from qtrack.ledgers.finding import find_text
from qtrack.store.audit import Audit, Chain, Plain, kept_columns, operation_of, plain_values, typed_values
from qtrack.store.deeds import Deed, DeedKind, deed_of, revert_as_deed
from qtrack.store.words import Found, index_words

_PAGE = 500
"""So many entries are taken back at a time."""

_READ_AHEAD = 100
"""So many deeds are fetched at a time."""

_Key = tuple[str, str]
"""A row's table and uid."""


class ConflictError(Exception):
    """A row cannot go back; `why` ends a Chinese sentence that begins with the row's name."""

    def __init__(self, table: str, row: Plain, why: str) -> None:
        super().__init__(f"{table} {row['uid']} {why}")
        self.table = table
        self.row = row
        self.why = why


class _Change(NamedTuple):
    """What happens to a row: its values after it, or before it where it goes."""

    table: str
    op: str
    row: Plain


def candidates(session: Session, unit: str) -> tuple[str | None, str | None]:
    """Give the operations a unit would take back by an undo and by a redo.

    What was undone can be redone, the last first, until something new is done. Deeds are read from the
    newest on, and no more of them than needed.
    """
    undo: str | None = None
    redo: str | None = None
    anew = False
    judged: set[str] = set()
    newest_first = (
        select(Deed.op_id, Deed.kind, Deed.target)
        .join(Audit, Audit.seq == Deed.seq)
        .where(Audit.unit == unit)
        .order_by(Deed.seq.desc())
        .execution_options(yield_per=_READ_AHEAD)
    )
    with session.execute(newest_first) as deeds:
        for op_id, kind, target in deeds:
            done = target or op_id
            if done not in judged and kind == DeedKind.UNDO.value:
                redo = redo or (None if anew else op_id)
            elif done not in judged:
                undo = undo or op_id
            judged.add(done)
            anew = anew or kind == DeedKind.DO.value
            if undo and (redo or anew):
                break
    return undo, redo


def revert(session: Session, op_id: str) -> int:
    """Take back every change of an operation, the last first, and give their number.

    Raise ConflictError when a row is not as the operation left it, whereupon the caller's transaction must
    end without a trace; refuse an operation that is not the next to be undone or redone.
    """
    if op_id not in candidates(session, operation_of(session).unit):
        raise refuse("在此期间又有别的操作，请重新查看后再撤销或重做；没有作任何改动")
    revert_as_deed(session, deed_of(session, op_id))
    newest_first = select(Audit.seq).where(Audit.op_id == op_id).order_by(Audit.seq.desc())
    numbers = session.scalars(newest_first).all()
    columns = Audit.__table__.c
    for start in range(0, len(numbers), _PAGE):
        page = select(Audit.__table__).where(columns.seq.in_(numbers[start : start + _PAGE]))
        _take_back(session, session.connection().execute(page.order_by(columns.seq.desc())).all())
    session.expire_all()
    return len(numbers)


def _take_back(session: Session, entries: Sequence[Row[Any]]) -> None:
    """Take back some entries, the last first."""
    connection = session.connection()
    rows, texts = _standing(connection, entries)
    stood = dict(texts)
    chain = Chain(session)
    changes: list[_Change] = []
    for entry in entries:
        key: _Key = (entry.table, entry.row_uid)
        now, left, then = rows.pop(key, None), _read(entry.after), _read(entry.before)
        if not _same(now, left):
            why = "在此之后又有改动" if now else "在此之后已被删除"
            raise ConflictError(entry.table, now or left or {}, why)
        op = "add" if now is None else "remove" if then is None else "change"
        if then is not None:
            then = rows[key] = (now or {}) | then | {"seq": chain.next}
        chain.append(op, entry.table, now, then)
        changes.append(_Change(entry.table, op, then or now or {}))
    for (table, op), run in groupby(changes, lambda change: (change.table, change.op)):
        _write(connection, table, op, [change.row for change in run], texts)
    _index(connection, stood, texts)
    _hold_evidence(connection, changes)
    chain.write()


def _standing(
    connection: Connection, entries: Sequence[Row[Any]]
) -> tuple[dict[_Key, Plain], dict[_Key, Found]]:
    """Give the rows the entries speak of as they stand now, and what the index holds of them."""
    rows: dict[_Key, Plain] = {}
    texts: dict[_Key, Found] = {}
    for name in {entry.table for entry in entries}:
        record = _records()[name]
        kept, table = kept_columns(record), record.__table__
        uids = {entry.row_uid for entry in entries if entry.table == name}
        for row in connection.execute(select(table).where(table.c.uid.in_(uids))).mappings():
            rows[name, row["uid"]] = plain_values({key: row[key] for key in kept})
            if issubclass(record, Ledger):
                texts[name, row["uid"]] = (row["no"], row["find"])
    return rows, texts


def _same(now: Plain | None, left: Plain | None) -> bool:
    """Say whether a row is as an entry left it; an undo and a redo in between change its `seq` alone."""
    if now is None or left is None:
        return now is left
    return all(now.get(key) == value for key, value in left.items() if key != "seq")


def _write(connection: Connection, name: str, op: str, rows: list[Plain], texts: dict[_Key, Found]) -> None:
    """Write rows of one table to which the same happens, and note what they are to be found by."""
    table = Base.metadata.tables[name]
    this = table.c.uid == bindparam("this")
    statements: dict[str, Executable] = {
        "add": insert(table),
        "change": update(table).where(this),
        "remove": delete(table).where(this),
    }
    _execute(connection, name, statements[op], rows, [_line(name, op, row, texts) for row in rows])


def _line(name: str, op: str, row: Plain, texts: dict[_Key, Found]) -> dict[str, Any]:
    """Give what a statement needs to know of a row; `this` says which row it is."""
    if op == "remove":
        texts.pop((name, row["uid"]), None)
        return {"this": row["uid"]}
    record = _records()[name]
    line = typed_values(record, row)
    if issubclass(record, Ledger):
        line["find"] = find_text(record.schema(), line)
        texts[name, row["uid"]] = (line["no"], line["find"])
    if op == "change":
        line["this"] = line.pop("uid")
    return line


def _execute(
    connection: Connection, name: str, statement: Executable, rows: list[Plain], lines: list[dict[str, Any]]
) -> None:
    """Write all lines; where one does not go, say which row it was and why."""
    try:
        with connection.begin_nested():
            connection.execute(statement, lines)
    except IntegrityError:
        for row, line in zip(rows, lines, strict=True):
            try:
                connection.execute(statement, line)
            except IntegrityError as error:
                raise ConflictError(name, row, _why(error, gone=statement.is_delete)) from error
        raise


def _hold_evidence(connection: Connection, changes: Sequence[_Change]) -> None:
    """Let no row go while a file is attached to it, and no file come back to a row that is gone."""
    gone = {(change.table, change.row["uid"]): change for change in changes if change.op == "remove"}
    attached = select(Evidence.ledger, Evidence.row_uid).where(Evidence.row_uid.in_([uid for _, uid in gone]))
    for held in connection.execute(attached) if gone else ():
        if (held.ledger, held.row_uid) in gone:
            raise ConflictError(held.ledger, gone[held.ledger, held.row_uid].row, "后来附有佐证")
    back = [change.row for change in changes if (change.op, change.table) == ("add", Evidence.__tablename__)]
    for name in {row["ledger"] for row in back} & _records().keys():
        table, wanted = _records()[name].__table__, {row["row_uid"] for row in back if row["ledger"] == name}
        lost = wanted - set(connection.scalars(select(table.c.uid).where(table.c.uid.in_(wanted))))
        if lost:
            row = next(row for row in back if row["row_uid"] in lost)
            raise ConflictError(Evidence.__tablename__, row, "所附的记录已被删除")


def _why(error: IntegrityError, *, gone: bool) -> str:
    if getattr(error.orig, "sqlite_errorcode", 0) == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return "已被后来的记录用到" if gone else "引用的记录已被删除"
    return "与后来的记录重复"


def _index(connection: Connection, stood: dict[_Key, Found], stands: dict[_Key, Found]) -> None:
    """Bring the index in step with the rows written."""
    gone = {key: found for key, found in stood.items() if stands.get(key) != found}
    come = {key: found for key, found in stands.items() if stood.get(key) != found}
    for table in {table for table, _ in gone.keys() | come.keys()}:
        index_words(
            connection,
            table,
            [found for (name, _), found in gone.items() if name == table],
            [found for (name, _), found in come.items() if name == table],
        )


def _read(values: str | None) -> Plain | None:
    plain: Plain | None = None if values is None else json.loads(values)
    return plain


@cache
def _records() -> dict[str, type[Record]]:
    """Give every kind of record by its table."""
    classes = [mapper.class_ for mapper in Base.registry.mappers]
    return {record.__tablename__: record for record in classes if issubclass(record, Record)}
