"""The index of every three signs in a row of what rows are searched by, kept in step with the rows.

SQLite lets no trigger touch a virtual table while `trusted_schema` is off: whoever writes rows says so here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, text

Found = tuple[int, str]
"""A row's `no` and its `find`."""


def index_table(ledger: str) -> str:
    """Give the name of a ledger's index."""
    return f"{ledger}_words"


def index_words(connection: Connection, ledger: str, gone: Iterable[Found], come: Iterable[Found]) -> None:
    """Take the texts that no longer hold out of a ledger's index, and put the new ones in."""
    table = index_table(ledger)
    drop = f"INSERT INTO {table} ({table}, rowid, find) VALUES ('delete', :no, :find)"  # noqa: S608 - a ledger's name
    put = f"INSERT INTO {table} (rowid, find) VALUES (:no, :find)"  # noqa: S608 - a ledger's name
    for statement, rows in ((drop, _named(gone)), (put, _named(come))):
        if rows:
            connection.execute(text(statement), rows)


def _named(rows: Iterable[Found]) -> Sequence[dict[str, object]]:
    return [{"no": number, "find": words} for number, words in rows]
