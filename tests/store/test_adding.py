"""Rows added at once leave what rows kept one by one leave: the same rows, entries and index."""

import json
from collections.abc import Callable
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from sqlite3 import connect
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from stores import UNIT, entries, keep, names, opened

from qtrack.domain.fields import Kind
from qtrack.ledgers import LEDGERS, Enterprise, Ledger
from qtrack.store.adding import Adding
from qtrack.store.audit import Audit, digest

Row = dict[str, Any]

FIRM = "00000000-0000-7000-8000-000000000000"
HOSTILE = '示例"一厂\\[/]%s{}\n重庆\x7f\u2028😀'
VALUES: dict[Kind, Callable[[int], Any]] = {
    Kind.TEXT: lambda at: f"{HOSTILE}{at}",
    Kind.NOTE: lambda at: f"第一行\n{HOSTILE}{at}",
    Kind.DATE: lambda at: date(2022, 3, 1 + at),
    Kind.YEAR: lambda at: 2020 + at,
    Kind.COUNT: lambda at: at,
    Kind.MONEY: lambda at: 10**12 + at,
    Kind.FLAG: lambda at: at % 2 == 0,
    Kind.CODE: lambda at: f"{at:018}",
    Kind.UNIT: lambda at: f"42010{at}",
    Kind.NUMBER: lambda at: Decimal(at) / 4,
    Kind.ENTRY: lambda at: f"e22/{at}",
}
AT_ONCE = 7


def row(ledger: type[Ledger], at: int) -> Row:
    """Give a row with a value of its kind in every field, and none where one may be blank in some rows."""
    values: Row = {}
    for field in ledger.schema().fields:
        blank = at % 3 == 2 and not field.required
        value: Any
        if field.kind is Kind.CHOICE:
            value = field.choices[at % len(field.choices)]
        elif field.kind is Kind.TICKS:
            value = field.choices[: at + 1]
        elif field.kind is Kind.REFERENCE:
            value = FIRM if field.refers == "enterprise" else None
        else:
            value = VALUES[field.kind](at)
        values[field.key] = None if blank else value
    marks = {"remark": HOSTILE, "doubts": "一\n二", "explanation": "示例说明"} if at % 2 else {}
    beside = {"remark": None, "doubts": None, "explanation": None} | marks
    return {**values, **beside, "uid": f"{FIRM[:-1]}{at + 1}", "entered_by": UNIT}


def rows_of(ledger: type[Ledger]) -> list[Row]:
    """Give some rows of a ledger."""
    return [row(ledger, at) for at in range(AT_ONCE)]


def one_by_one(session: Session, ledger: type[Ledger]) -> None:
    """Keep the rows as a form does."""
    for values in rows_of(ledger):
        session.add(ledger(**values))
        session.flush()


def at_once(session: Session, ledger: type[Ledger]) -> None:
    """Keep the rows as an import does, in parts."""
    rows = rows_of(ledger)
    with Adding(session, ledger) as adding:
        adding.add(rows[:3])
        adding.add([])
        adding.add(rows[3:])


def firm(session: Session) -> None:
    """Keep the firm that rows refer to."""
    session.add(Enterprise(uid=FIRM, unit=UNIT, entered_by=UNIT, name="示例一厂", above_scale=True))


def left(path: Path, ledger: type[Ledger], use_case: Callable[[Session, type[Ledger]], None]) -> list[Any]:
    """Give all that a use case leaves in a file: entries but for what is chance, rows, deeds, the index."""
    store = opened(path)
    store.lay_ground(firm)
    store.run(use_case, ledger)
    found = [
        [getattr(entry, column.key) for column in Audit.__table__.columns if column.key not in CHANCE]
        for entry in store.read(entries)
    ]
    chain = store.read(entries)
    whole = [{column.key: getattr(one, column.key) for column in Audit.__table__.columns} for one in chain]
    assert [one["hash"] for one in whole] == [digest(one) for one in whole]
    assert [one["prev"] for one in whole] == ["", *(one["hash"] for one in whole[:-1])]
    store.close()
    with closing(connect(path)) as file:
        name = ledger.__tablename__
        file.execute(f"INSERT INTO {name}_words({name}_words, rank) VALUES('integrity-check', 1)")
        file.execute(f"CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, {name}_words, row)")
        stored = file.execute(f"SELECT * FROM {name} ORDER BY no").fetchall()  # noqa: S608 - a ledger's name
        assert len(stored) >= AT_ONCE
        deeds = file.execute("SELECT seq, kind, target FROM deed").fetchall()
        terms = file.execute("SELECT term, doc FROM temp.terms ORDER BY term").fetchall()
    return [found, stored, deeds, terms]


CHANCE = ("op_id", "prev", "hash")


@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.__tablename__)
def test_rows_added_at_once_are_as_rows_kept_one_by_one(tmp_path: Path, ledger: type[Ledger]) -> None:
    alone, together = (
        left(tmp_path / f"{use_case.__name__}.db", ledger, use_case) for use_case in (one_by_one, at_once)
    )
    assert alone == together


def test_an_index_that_lacks_rows_is_another(tmp_path: Path) -> None:
    def forgetful(session: Session, ledger: type[Ledger]) -> None:
        at_once(session, ledger)
        name = ledger.__tablename__
        drop = f"INSERT INTO {name}_words({name}_words, rowid, find) SELECT 'delete', no, find"
        session.connection().exec_driver_sql(f"{drop} FROM {name} ORDER BY no DESC LIMIT 1")

    with pytest.raises(Exception, match="malformed"):
        left(tmp_path / "forgetful.db", Enterprise, forgetful)


def test_what_was_pending_before_goes_before(tmp_path: Path) -> None:
    store = opened(tmp_path / "qtrack.db")

    def both(session: Session) -> None:
        session.add(
            Enterprise(uid=f"{FIRM[:-1]}9", unit=UNIT, entered_by=UNIT, name="示例零厂", above_scale=True)
        )
        at_once(session, Enterprise)
        keep(session, "示例末厂")

    store.run(both)
    told = [json.loads(entry.after or "")["name"] for entry in store.read(entries)]
    assert (told[0], told[-1], len(told)) == ("示例零厂", "示例末厂", AT_ONCE + 2)
    assert [entry.seq for entry in store.read(entries)] == list(range(1, AT_ONCE + 3))
    store.close()


def test_an_error_amid_the_rows_keeps_none_of_them(tmp_path: Path) -> None:
    store = opened(tmp_path / "qtrack.db")

    def half(session: Session) -> None:
        with Adding(session, Enterprise) as adding:
            adding.add(rows_of(Enterprise))
            raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        store.run(half)
    assert (store.read(names), store.read(entries)) == ([], [])
    store.run(keep, "示例一厂")
    assert store.read(lambda session: session.scalars(select(Enterprise.no)).all()) == [1]
    store.close()
