"""Every change of a record, before and after, written in the transaction that makes it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache
from itertools import chain
from json.encoder import encode_basestring
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    Date,
    Index,
    String,
    Text,
    event,
    inspect,
    select,
)
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, mapped_column

from qtrack.ledgers.base import Base, Ledger, Record
from qtrack.ledgers.columns import UID_LENGTH, Choice, Exact, Ticks, UnitCode
from qtrack.ledgers.finding import find_text
from qtrack.store.words import Found, index_words

_OPERATION = "qtrack_operation"
_PREFIX = b"qtrack-audit-v1\n"

_MOST_VALUES = 32_000
"""SQLite binds 32,766 values to a statement."""

Line = tuple[object, ...]
"""A row as the driver takes it, a value for each column in order."""

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
        operation = operation_of(session)
        self._connection = session.connection()
        # Read anew each time: a savepoint that is taken back takes the head of the chain back with it.
        last = select(Audit.seq, Audit.hash).order_by(Audit.seq.desc()).limit(1)
        self._seq, self._prev = self._connection.execute(last).one_or_none() or (0, "")
        at = operation.at.astimezone(UTC).isoformat(timespec="milliseconds")
        self._said = (operation.op_id, at, operation.who, operation.unit, operation.device)
        self._quoted = tuple(map(canonical, self._said))
        self._entries: list[Line] = []

    @property
    def next(self) -> int:
        """The number the next entry will have."""
        return self._seq + 1

    def append(self, op: str, table: str, before: Plain | None, after: Plain | None) -> None:
        """Put one change behind the others; it is in the file after `write`."""
        row: Plain = after or before or {}
        texts = [None if values is None else canonical(values) for values in (before, after)]
        self.append_text(op, table, (row["uid"], row["unit"]), texts[0], texts[1])

    def append_text(
        self, op: str, table: str, row: tuple[str, str], before: str | None, after: str | None
    ) -> None:
        """Put one change behind the others whose values are canonical JSON already; `row` is uid and unit."""
        self._seq += 1
        uid, unit = row
        by, at, who, their, device = self._quoted
        # What `digest` makes of the entry, put together instead of encoded: there may be very many.
        body = (
            f'{{"after":{_quoted(after)},"at":{at},"before":{_quoted(before)},"device":{device},'
            f'"op":"{op}","op_id":{by},"prev":"{self._prev}","row_uid":{_quoted(uid)},'
            f'"row_unit":{_quoted(unit)},"seq":{self._seq},"table":"{table}","unit":{their},"who":{who}}}'
        )
        prev, self._prev = self._prev, hashlib.sha256(_PREFIX + body.encode()).hexdigest()
        self._entries.append((self._seq, *self._said, op, table, uid, unit, before, after, prev, self._prev))

    def write(self) -> None:
        """Write what was put behind the chain."""
        insert_lines(self._connection, Audit, self._entries)
        self._entries = []


def insert_lines(connection: Connection, table: type[Base], lines: Sequence[Line]) -> None:
    """Insert lines with a value for each column in order, each as the driver takes it.

    A statement takes as many as it can: while it runs, other threads run as well.
    """
    most = _MOST_VALUES // len(table.__table__.columns)
    for at in range(0, len(lines), most):
        part = lines[at : at + most]
        connection.exec_driver_sql(_insert(table, len(part)), tuple(chain.from_iterable(part)))


@lru_cache(32)
def _insert(table: type[Base], lines: int) -> str:
    columns = table.__table__.columns
    names = ", ".join(f'"{column.name}"' for column in columns)
    line = f"({', '.join('?' * len(columns))})"
    return f"INSERT INTO {table.__tablename__} ({names}) VALUES {', '.join([line] * lines)}"  # noqa: S608 - our own names


def digest(entry: dict[str, Any]) -> str:
    """Give the hash of an entry: sha256 over its canonical JSON, `hash` itself left out."""
    body = {key: value for key, value in entry.items() if key != "hash"}
    return hashlib.sha256(_PREFIX + canonical(body).encode()).hexdigest()


def _quoted(text: str | None) -> str:
    return "null" if text is None else encode_basestring(text)


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
    entries = Chain(session)
    for row, op in changes:
        before = None if op == "add" else _values(row, before=True)
        if op != "remove":
            row.seq = entries.next
            if isinstance(row, Ledger):
                _number(row)
        entries.append(op, row.__tablename__, before, None if op == "remove" else _values(row, before=False))
    entries.write()
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
    return {key: plain_value(value) for key, value in values.items()}


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


def plain_value(value: object) -> object:
    """Give a value of a row as JSON keeps it."""
    if value.__class__ is str:
        return value
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, tuple):
        return [plain_value(part) for part in value]
    return value


def _typed(type_: Choice | Ticks | Date | Exact, value: Any) -> object:  # noqa: ANN401 - what JSON holds
    if isinstance(type_, Choice):
        return type_.members[value]
    if isinstance(type_, Ticks):
        return tuple(type_.members[name] for name in value)
    return Decimal(value) if isinstance(type_, Exact) else date.fromisoformat(value)


canonical: Callable[[object], str] = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":")
).encode
"""Give the one text a value has as JSON: keys in order, no spaces."""
