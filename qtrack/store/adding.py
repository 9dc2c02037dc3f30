"""Many new rows of one ledger at once, with the same entries and the same index as rows kept one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from json.encoder import encode_basestring
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Dialect
from sqlalchemy.orm import Session

from qtrack.ledgers.base import Ledger
from qtrack.ledgers.finding import finder
from qtrack.store.audit import Chain, Line, canonical, insert_lines, kept_columns, plain_value
from qtrack.store.words import index_stored

Row = dict[str, Any]

_CACHE = "PRAGMA cache_size"
_CACHE_SIZE = -16_000
"""In kB below zero. Indexes in no order are written all over: SQLite keeps 2 MB of them unless told."""

_TOGETHER = 1500
"""So many rows are written together: with fewer the index is slower, with more it is felt when one waits."""


class Adding:
    """Adds new rows of a ledger to a session, a part at a time; the session is its own until the block ends.

    SQLite needs the interpreter only between its few long statements: other threads run meanwhile.
    """

    def __init__(self, session: Session, ledger: type[Ledger]) -> None:
        self._ledger = ledger
        self._find = finder(ledger.schema())
        self._text = _canonical_row(ledger)
        session.flush()
        self._connection = session.connection()
        self._line = _line(ledger, self._connection.dialect)
        self._chain = Chain(session)
        self._lines: list[Line] = []

    def __enter__(self) -> Self:
        self._size = self._connection.exec_driver_sql(_CACHE).scalar_one()
        self._connection.exec_driver_sql(f"{_CACHE}={_CACHE_SIZE}")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._write()
        finally:
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
        """Write what has gathered, and its index."""
        last = self._chain.next - 1
        insert_lines(self._connection, self._ledger, self._lines)
        self._chain.write()
        index_stored(self._connection, self._ledger.__tablename__, last - len(self._lines) + 1, last)
        self._lines = []


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
