"""Every change of a record, before and after, written in the transaction that makes it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import BigInteger, Connection, Index, String, Text, event, insert, inspect, select
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, mapped_column

from qtrack.ledgers.base import Base, Ledger, Record
from qtrack.ledgers.columns import UID_LENGTH, UnitCode
from qtrack.ledgers.finding import find_text
from qtrack.store.words import Found, index_words

_OPERATION = "qtrack_operation"
_LAST = "qtrack_last_entry"
_PREFIX = b"qtrack-audit-v1\n"


class Audit(Base):
    """One change of one row; `hash` covers the entry and `prev`, the hash before it.

    `op_id` names the operation the entry belongs to: one save, one import, one bulk edit. `unit` is the unit
    that made the change, `row_unit` the one the row belongs to after it.
    """

    __tablename__ = "audit"
    __table_args__ = (Index(None, "table", "row_uid"),)

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    op_id: Mapped[str] = mapped_column(String(UID_LENGTH), index=True)
    at: Mapped[str] = mapped_column(String(32))
    who: Mapped[str] = mapped_column(String(60))
    unit: Mapped[str] = mapped_column(String(6))
    device: Mapped[str] = mapped_column(String(60))
    op: Mapped[str] = mapped_column(String(12))
    table: Mapped[str] = mapped_column(String(40))
    row_uid: Mapped[str] = mapped_column(String(UID_LENGTH))
    row_unit: Mapped[str] = mapped_column(UnitCode)
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)
    prev: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


@dataclass(frozen=True, slots=True)
class Operation:
    """Who does what, when and where; shared by all entries of one run of a use case."""

    op_id: str
    at: datetime
    who: str
    unit: str
    device: str


def attach(session: Session, operation: Operation) -> None:
    """Make the session write an audit entry for every record it adds, changes or removes."""
    session.info[_OPERATION] = operation
    event.listen(session, "before_flush", _record_changes)
    event.listen(session, "do_orm_execute", _refuse_unseen)


def operation_of(session: Session) -> Operation:
    """Give the operation a session works for."""
    operation: Operation = session.info[_OPERATION]
    return operation


def last_entry(session: Session) -> int:
    """Give the number of the last entry this session has written; 0 when it changed nothing."""
    last: int = session.info.get(_LAST, 0)
    return last


def digest(entry: dict[str, Any]) -> str:
    """Give the hash of an entry: sha256 over its canonical JSON, `hash` itself left out."""
    body = {key: value for key, value in entry.items() if key != "hash"}
    return hashlib.sha256(_PREFIX + _canonical(body).encode()).hexdigest()


def _refuse_unseen(state: ORMExecuteState) -> None:
    """Let no statement change rows past the flush, where their entries are written."""
    if state.is_insert or state.is_update or state.is_delete:
        raise RuntimeError("a record changes through the session alone, so that its entry is written")


def _record_changes(session: Session, _context: object, _instances: object) -> None:
    operation = operation_of(session)
    changes = [(row, "add") for row in session.new if isinstance(row, Record)]
    changes += [
        (row, "change") for row in session.dirty if isinstance(row, Record) and session.is_modified(row)
    ]
    changes += [(row, "remove") for row in session.deleted if isinstance(row, Record)]
    if not changes:
        return
    connection = session.connection()
    # Read anew each time: a savepoint that is taken back takes the head of the chain back with it.
    last = select(Audit.seq, Audit.hash).order_by(Audit.seq.desc()).limit(1)
    seq, prev = connection.execute(last).one_or_none() or (0, "")
    entries = []
    for row, op in changes:
        seq += 1
        if isinstance(row, Ledger) and op != "remove":
            _number(row, seq)
        entries.append(_entry(row, op, operation, seq, prev))
        prev = entries[-1]["hash"]
    connection.execute(insert(Audit), entries)
    _index(connection, [(row, op) for row, op in changes if isinstance(row, Ledger)])
    session.info[_LAST] = seq


def _number(row: Ledger, seq: int) -> None:
    """Give a row its number and the text it is searched by."""
    row.no = row.no or seq
    row.starred = bool(row.starred)
    row.find = find_text(row.schema(), {field.key: getattr(row, field.key) for field in row.schema().fields})


def _index(connection: Connection, changes: list[tuple[Ledger, str]]) -> None:
    """Bring the index in step with the rows about to be written."""
    gone: dict[str, list[Found]] = {}
    come: dict[str, list[Found]] = {}
    for row, op in changes:
        before = _before(row, "find")
        if op == "change" and before == row.find:
            continue
        if op != "add":
            gone.setdefault(row.__tablename__, []).append((row.no, before))
        if op != "remove":
            come.setdefault(row.__tablename__, []).append((row.no, row.find))
    for ledger in gone.keys() | come.keys():
        index_words(connection, ledger, gone.get(ledger, ()), come.get(ledger, ()))


def _entry(row: Record, op: str, operation: Operation, seq: int, prev: str) -> dict[str, Any]:
    before = None if op == "add" else _canonical(_values(row, before=True))
    if op != "remove":
        row.seq = seq
    entry: dict[str, Any] = {
        "seq": seq,
        "op_id": operation.op_id,
        "at": operation.at.astimezone(UTC).isoformat(timespec="milliseconds"),
        "who": operation.who,
        "unit": operation.unit,
        "device": operation.device,
        "op": op,
        "table": row.__tablename__,
        "row_uid": row.uid,
        "row_unit": row.unit,
        "before": before,
        "after": None if op == "remove" else _canonical(_values(row, before=False)),
        "prev": prev,
    }
    return entry | {"hash": digest(entry)}


def _values(row: Record, *, before: bool) -> dict[str, Any]:
    columns = inspect(row).mapper.column_attrs
    keys = [column.key for column in columns if not column.columns[0].info.get("derived")]
    return {key: _plain(_before(row, key) if before else getattr(row, key)) for key in keys}


def _before(row: Record, key: str) -> Any:  # noqa: ANN401 - a column's value
    value = getattr(row, key)
    history = inspect(row).attrs[key].history
    return history.deleted[0] if history.deleted else value


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


def _canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
