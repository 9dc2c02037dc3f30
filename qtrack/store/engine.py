"""A SQLite engine whose every connection is set for power cuts and checked to be so."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

from qtrack.store.errors import StoreError

READ_ONLY = "qtrack_reads"
"""Execution option of connections that only read."""

BUSY_SECONDS = 10

# TRUNCATE with EXTRA is the pair that lost no acknowledged save in a power cut; docs/decisions/0003-store.md.
PRAGMAS: tuple[tuple[str, str, object], ...] = (
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "EXTRA", 3),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("mmap_size", "0", 0),
    ("fullfsync", "ON", 1),
)


def open_engine(path: Path) -> Engine:
    """Give an engine on the file, which is made readable by its owner only if it is new."""
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    engine = create_engine(
        f"sqlite:///{path}",
        connect_args={"timeout": BUSY_SECONDS, "isolation_level": None},
    )
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _set_pragmas(connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own
    """Set each pragma and read it back: SQLite says nothing when it refuses one."""
    for name, wanted, expected in PRAGMAS:
        connection.execute(f"PRAGMA {name}={wanted}")
        row = connection.execute(f"PRAGMA {name}").fetchone()
        # An in-process build without mmap support answers with no row at all.
        if row is not None and row[0] != expected:
            raise StoreError(
                f"数据库设置 {name} 未能生效（应为 {wanted}，实为 {row[0]}），为防丢失数据，不再继续"
            )


def _begin(connection: Connection) -> None:
    """Take the write lock at once, so that no transaction fails half way for want of it."""
    reads = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
