"""Many new rows of one ledger at once, with the same entries and the same index as rows kept one by one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, lru_cache
from json.encoder import encode_basestring
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Dialect
from sqlalchemy.orm import Session

from qtrack.ledgers.base import Ledger
from qtrack.ledgers.finding import finder
from qtrack.store.audit import Audit, Chain, Line, canonical, insert_lines, kept_columns, plain_value
from qtrack.store.words import index_stored

Row = dict[str, Any]

_CACHE = "PRAGMA cache_size"
_CACHE_SIZE = -16_000
"""In kB below zero. Indexes in no order are written all over: SQLite keeps 2 MB of them unless told."""

_TOGETHER = 1500
"""So many rows are written together: with fewer the index is slower, with more it is felt when one waits."""

_TURN_S = 0.001
"""How long one thread may keep the interpreter from the one that writes; 5 ms otherwise."""


class Adding:
    """Adds new rows of a ledger to a session, a part at a time; the session is its own until the block ends.

    While the caller makes the next part ready, a thread beside writes the one before and its index: SQLite
    needs the interpreter only between its few long statements.
    """

    def __init__(self, session: Session, ledger: type[Ledger]) -> None:
        self._ledger = ledger
        self._find = finder(ledger.schema())
        self._text = _canonical_row(ledger)
        session.flush()
        self._connection = session.connection()
        self._line = _line(ledger, self._connection.dialect)
        self._chain = Chain(session)
        self._beside = ThreadPoolExecutor(1, "qtrack-words")
        self._written: Future[None] | None = None
        self._lines: list[Line] = []

    def __enter__(self) -> Self:
        self._size = self._connection.exec_driver_sql(_CACHE).scalar_one()
        self._connection.exec_driver_sql(f"{_CACHE}={_CACHE_SIZE}")
        self._turn = sys.getswitchinterval()
        sys.setswitchinterval(_TURN_S)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._write()
                self._settle()
        finally:
            self._beside.shutdown()
            sys.setswitchinterval(self._turn)
            self._connection.exec_driver_sql(f"{_CACHE}={self._size}")

    def add(self, rows: Sequence[Row]) -> None:
        """Add rows by their columns; what the program gives a row itself is filled in, blanks are None."""
        table = self._ledger.__tablename__
        for row in rows:
            row["no"] = row["seq"] = self._chain.next
            row["starred"] = False
            row["find"] = self._find(row)
            self._chain.append_text("add", table, (row["uid"], row["unit"]), None, self._text(row))
            self._lines.append(self._line(row))
        if len(self._lines) >= _TOGETHER:
            self._write()

    def _write(self) -> None:
        """Have written what has gathered, once what gathered before is written."""
        self._settle()
        lines, self._lines = self._lines, []
        if lines:
            first = self._chain.next - len(lines)
            self._written = self._beside.submit(self._put, first, lines, self._chain.taken())

    def _put(self, first: int, lines: list[Line], entries: list[Line]) -> None:
        insert_lines(self._connection, self._ledger, lines)
        insert_lines(self._connection, Audit, entries)
        index_stored(self._connection, self._ledger.__tablename__, first, first + len(lines) - 1)

    def _settle(self) -> None:
        """Wait for what is being written; the connection serves one at a time."""
        if self._written:
            self._written.result()
            self._written = None


@cache
def _canonical_row(ledger: type[Ledger]) -> Callable[[Row], str]:
    """Give the function that makes of a row what `canonical` makes of its plain values."""
    names = sorted(kept_columns(ledger))
    form = f"{{{','.join(f'{canonical(name)}:%s' for name in names)}}}"

    def text(row: Row) -> str:
        values = [row[name] for name in names]
        return form % tuple(
            [
                encode_basestring(value)
                if value.__class__ is str
                else "null"
                if value is None
                else value
                if value.__class__ is int
                else _other_json(value)
                for value in values
            ]
        )

    return text


@lru_cache(4096, typed=True)
def _other_json(value: object) -> str:
    return canonical(plain_value(value))


def _line(ledger: type[Ledger], dialect: Dialect) -> Callable[[Row], Line]:
    """Give the function that makes of a row what the driver takes, column by column."""
    columns = ledger.__table__.columns
    names = [column.name for column in columns]
    written = [(at, column.type.dialect_impl(dialect)) for at, column in enumerate(columns)]
    binders = [(at, bind) for at, kind in written if (bind := kind.bind_processor(dialect))]

    def line(row: Row) -> Line:
        values = [row[name] for name in names]
        for at, bind in binders:
            values[at] = bind(values[at])
        return tuple(values)

    return line
