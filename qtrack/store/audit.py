"""Every change of a record, before and after, written in the transaction that makes it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Connection, Date, Index, String, Text, event, insert, inspect, select
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, mapped_column

from qtrack.ledgers.base import Base, Ledger, Record
from qtrack.ledgers.columns import UID_LENGTH, Choice, Exact, Ticks, UnitCode
from qtrack.ledgers.finding import find_text
from qtrack.store.words import Found, index_words

_OPERATION = "qtrack_operation"
_PREFIX = b"qtrack-audit-v1\n"

Plain = dict[str, Any]
"""A row's columns as JSON keeps them; those that follow from the others are left out."""


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


class Chain:
    """The end of the chain of entries: puts a session's changes behind it, one after the other."""

    def __init__(self, session: Session) -> None:
        self._operation = operation_of(session)
        self._connection = session.connection()
        # Read anew each time: a savepoint that is taken back takes the head of the chain back with it.
        last = select(Audit.seq, Audit.hash).order_by(Audit.seq.desc()).limit(1)
        self._seq, self._prev = self._connection.execute(last).one_or_none() or (0, "")
        self._entries: list[dict[str, Any]] = []

    @property
    def next(self) -> int:
        """The number the next entry will have."""
        return self._seq + 1

    def append(self, op: str, table: str, before: Plain | None, after: Plain | None) -> None:
        """Put one change behind the others; it is in the file after `write`."""
        row: Plain = after or before or {}
        self._seq += 1
        entry: dict[str, Any] = {
            "seq": self._seq,
            "op_id": self._operation.op_id,
            "at": self._operation.at.astimezone(UTC).isoformat(timespec="milliseconds"),
            "who": self._operation.who,
            "unit": self._operation.unit,
            "device": self._operation.device,
            "op": op,
            "table": table,
            "row_uid": row["uid"],
            "row_unit": row["unit"],
            "before": None if before is None else _canonical(before),
            "after": None if after is None else _canonical(after),
            "prev": self._prev,
        }
        self._prev = entry["hash"] = digest(entry)
        self._entries.append(entry)

    def write(self) -> None:
        """Write what was put behind the chain."""
        self._connection.execute(insert(Audit), self._entries)
        self._entries = []


def digest(entry: dict[str, Any]) -> str:
    """Give the hash of an entry: sha256 over its canonical JSON, `hash` itself left out."""
    body = {key: value for key, value in entry.items() if key != "hash"}
    return hashlib.sha256(_PREFIX + _canonical(body).encode()).hexdigest()


def _refuse_unseen(state: ORMExecuteState) -> None:
    """Let no statement change rows past the flush, where their entries are written."""
    if state.is_insert or state.is_update or state.is_delete:
        raise RuntimeError("a record changes through the session alone, so that its entry is written")


def _record_changes(session: Session, _context: object, _instances: object) -> None:
    changes = [(row, "add") for row in session.new if isinstance(row, Record)]
    changed = [row for row in session.dirty if isinstance(row, Record) and session.is_modified(row)]
    # The session keeps them in no order; their uids give one a person can follow.
    changes += [(row, "change") for row in sorted(changed, key=lambda row: (row.__tablename__, row.uid))]
    changes += [(row, "remove") for row in session.deleted if isinstance(row, Record)]
    if not changes:
        return
    chain = Chain(session)
    for row, op in changes:
        before = None if op == "add" else _values(row, before=True)
        if op != "remove":
            row.seq = chain.next
            if isinstance(row, Ledger):
                _number(row)
        chain.append(op, row.__tablename__, before, None if op == "remove" else _values(row, before=False))
    chain.write()
    _index(session.connection(), [(row, op) for row, op in changes if isinstance(row, Ledger)])


def _number(row: Ledger) -> None:
    """Give a row its number and the text it is searched by."""
    row.no = row.no or row.seq
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


def _values(row: Record, *, before: bool) -> Plain:
    values = {key: getattr(row, key) for key in kept_columns(type(row))}
    if before:
        values |= {key: _before(row, key) for key in inspect(row).committed_state if key in values}
    return plain_values(values)


def _before(row: Record, key: str) -> Any:  # noqa: ANN401 - a column's value
    value = getattr(row, key)
    history = inspect(row).attrs[key].history
    return history.deleted[0] if history.deleted else value


@cache
def kept_columns(record: type[Record]) -> tuple[str, ...]:
    """Give the columns of a record that entries hold, by name."""
    return tuple(column.name for column in record.__table__.columns if not column.info.get("derived"))


def plain_values(values: dict[str, Any]) -> Plain:
    """Give a row's values as JSON keeps them."""
    return {key: _plain(value) for key, value in values.items()}


def typed_values(record: type[Record], plain: Plain) -> dict[str, Any]:
    """Give a row's values back from what `plain_values` made of them."""
    values = dict(plain)
    for key, type_ in _written_otherwise(record):
        if values.get(key) is not None:
            values[key] = _typed(type_, values[key])
    return values


@cache
def _written_otherwise(record: type[Record]) -> tuple[tuple[str, Any], ...]:
    """Give the columns whose values JSON cannot hold, with their types."""
    columns = record.__table__.columns
    return tuple((column.name, column.type) for column in columns if isinstance(column.type, _CODED))


_CODED = (Choice, Ticks, Date, Exact)


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


def _typed(type_: Choice | Ticks | Date | Exact, value: Any) -> object:  # noqa: ANN401 - what JSON holds
    if isinstance(type_, Choice):
        return type_.members[value]
    if isinstance(type_, Ticks):
        return tuple(type_.members[name] for name in value)
    return Decimal(value) if isinstance(type_, Exact) else date.fromisoformat(value)


def _canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
