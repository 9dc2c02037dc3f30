"""The index of every three signs in a row of what rows are searched by, kept in step with the rows.

SQLite lets no trigger touch a virtual table while `trusted_schema` is off: whoever writes rows says so here.
Only this file knows how SQLite is asked for words.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, text

from qtrack.ledgers.finding import END

SIGNS = len(END) + 1
"""So many signs in a row are one entry of the index."""

MOST_RUNS = 24
"""A long word is looked up by its first runs; whoever is found so is looked at whole anyway."""

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


def index_stored(connection: Connection, ledger: str, first: int, last: int) -> None:
    """Put the rows with these numbers into a ledger's index, as they stand in their table."""
    put = f"INSERT INTO {index_table(ledger)} (rowid, find) SELECT no, find FROM {ledger}"  # noqa: S608 - a ledger's name
    connection.execute(text(f"{put} WHERE no BETWEEN :first AND :last"), {"first": first, "last": last})


def numbers_with(connection: Connection, ledger: str, word: str, most: int) -> list[int] | None:
    """Give the numbers of all rows whose text holds the folded word, some others among them.

    None when the word stands in more rows than `most`, or probably so.
    """
    whole = len(word) >= SIGNS
    runs = _runs_of(word) if whole else _runs_begun_by(connection, ledger, word, most)
    if runs is None:
        return None
    if not runs:
        return []
    table = index_table(ledger)
    asked = (" AND " if whole else " OR ").join('"{}"'.format(run.replace('"', '""')) for run in runs)
    statement = text(f"SELECT rowid FROM {table} WHERE {table} MATCH :asked LIMIT :most")  # noqa: S608 - a ledger's name
    numbers = connection.scalars(statement, {"asked": asked, "most": most + 1}).all()
    return None if len(numbers) > most else list(numbers)


def _runs_of(word: str) -> list[str]:
    return list(dict.fromkeys(word[at : at + SIGNS] for at in range(len(word) - SIGNS + 1)))[:MOST_RUNS]


def _runs_begun_by(connection: Connection, ledger: str, word: str, most: int) -> list[str] | None:
    """Give the entries of the index that begin with a word shorter than they are; None for too many rows."""
    terms = f"{ledger}_terms"
    made = f"fts5vocab(main, {index_table(ledger)}, row)"
    connection.execute(text(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{terms} USING {made}"))
    statement = text(f"SELECT term, doc FROM {terms} WHERE term >= :first AND term < :last")  # noqa: S608 - a ledger's name
    runs, rows = [], 0
    with connection.execute(statement, {"first": word, "last": word + chr(sys.maxunicode)}) as found:
        for run, number in found:
            runs.append(run)
            rows += number
            if rows > most:
                return None
    return runs


def _named(rows: Iterable[Found]) -> Sequence[dict[str, object]]:
    return [{"no": number, "find": words} for number, words in rows]
