"""Many new rows of one ledger at once, with the same entries and the same index as rows kept one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, lru_cache
from types import TracebackType
from typing import Any, Self

from sqlalchemy import insert
from sqlalchemy.orm import Session

from qtrack.ledgers.base import Ledger
from qtrack.ledgers.finding import find_text
from qtrack.store.audit import Chain, canonical, kept_columns, plain_values
from qtrack.store.words import index_stored

_CACHE = "PRAGMA cache_size"
_CACHE_SIZE = -32_000
"""In kB below zero. Indexes in no order are written all over: SQLite keeps 2 MB of them unless told."""


class Adding:
    """Adds new rows of a ledger to a session, a part at a time; the session is its own until the block ends.

    While the caller makes the next part ready, the index takes up the one before in a thread beside.
    """

    def __init__(self, session: Session, ledger: type[Ledger]) -> None:
        self._ledger = ledger
        self._schema = ledger.schema()
        self._columns = frozenset(column.name for column in ledger.__table__.columns)
        self._text = _canonical_row(ledger)
        self._insert = insert(ledger.__table__)  # type: ignore[arg-type]
        session.flush()
        self._connection = session.connection()
        self._chain = Chain(session)
        self._beside = ThreadPoolExecutor(1, "qtrack-words")
        self._indexed: Future[None] | None = None

    def __enter__(self) -> Self:
        self._size = self._connection.exec_driver_sql(_CACHE).scalar_one()
        self._connection.exec_driver_sql(f"{_CACHE}={_CACHE_SIZE}")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._beside.shutdown()
        self._connection.exec_driver_sql(f"{_CACHE}={self._size}")
        if kind is None:
            self._settle()

    def add(self, rows: Sequence[dict[str, Any]]) -> None:
        """Add rows by their columns; what the program gives a row itself is filled in, blanks are None."""
        if not rows:
            return
        first, table = self._chain.next, self._ledger.__tablename__
        for row in rows:
            row["no"] = row["seq"] = self._chain.next
            row["starred"] = False
            row["find"] = find_text(self._schema, row)
            self._chain.append_text("add", table, (row["uid"], row["unit"]), None, self._text(row))
        self._settle()
        self._connection.execute(self._insert, rows)
        self._chain.write()
        last = self._chain.next - 1
        self._indexed = self._beside.submit(index_stored, self._connection, table, first, last)

    def _settle(self) -> None:
        """Wait for the index; the connection serves one at a time."""
        if self._indexed:
            self._indexed.result()
            self._indexed = None


@cache
def _canonical_row(ledger: type[Ledger]) -> Callable[[dict[str, Any]], str]:
    """Give the function that makes of a row what `canonical` makes of its plain values."""
    names = sorted(kept_columns(ledger))
    form = f"{{{','.join(f'{canonical(name)}:%s' for name in names)}}}"

    def text(row: dict[str, Any]) -> str:
        return form % tuple([_json(row[name]) for name in names])

    return text


def _json(value: object) -> str:
    if value.__class__ is str:
        return canonical(value)
    return "null" if value is None else _other_json(value)


@lru_cache(4096, typed=True)
def _other_json(value: object) -> str:
    return canonical(plain_values({"": value})[""])
