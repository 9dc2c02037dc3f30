"""Undo of every kind of record and value, and of a program that dies on the way."""

import signal
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import BigInteger, Boolean, Date, Integer, select
from sqlalchemy.orm import Session
from stores import UNIT, entries, names, opened

from qtrack.domain.identity import new_uid
from qtrack.ledgers import Base, Record
from qtrack.ledgers.columns import Choice, Exact, Money, Ticks, Year
from qtrack.store.audit import plain_values, typed_values
from qtrack.store.undo import candidates, revert

RECORDS = {
    mapper.class_.__tablename__: mapper.class_
    for mapper in Base.registry.mappers
    if issubclass(mapper.class_, Record)
}
WRITTEN_BY_THE_STORE = {"uid", "unit", "entered_by", "seq", "no", "find"}
FIRMS = 1200

DYING = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import Engine, event
sys.path.insert(0, sys.argv[1])
from stores import UNIT, opened
from qtrack.store.undo import candidates, revert
store = opened(Path(sys.argv[2]))
left = int(sys.argv[3])

def die(_connection, _cursor, statement, *_rest):
    global left
    if statement.startswith(("DELETE FROM enterprise", "INSERT INTO audit")):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

event.listen(Engine, "after_cursor_execute", die)
store.run(revert, store.read(candidates, UNIT)[0])
"""


def value(type_: object) -> object:
    """Give some value of a column's type."""
    if isinstance(type_, Choice):
        return list(type_.members)[-1]
    if isinstance(type_, Ticks):
        return tuple(type_.members)[:2]
    if isinstance(type_, Date):
        return date(2022, 3, 25)
    if isinstance(type_, Boolean):
        return True
    if isinstance(type_, Exact):
        return Decimal("94.60")
    return 2022 if isinstance(type_, Integer | BigInteger | Money | Year) else "{}"


def row_of(session: Session, record: type[Record], *, filled: bool) -> str:
    """Keep a row with all its fields filled, or only those that must be, and the rows it refers to."""
    given: dict[str, Any] = {}
    for column in record.__table__.columns:
        if column.name in WRITTEN_BY_THE_STORE or (column.nullable and not filled):
            continue
        for key in column.foreign_keys:
            other = RECORDS[key.target_fullname.partition(".")[0]]
            given[column.name] = row_of(session, other, filled=False)
        given.setdefault(column.name, value(column.type))
    uid = new_uid()
    session.add(record(uid=uid, unit=UNIT, entered_by=UNIT, **given))
    session.flush()
    return uid


@pytest.mark.parametrize("filled", [True, False], ids=["filled", "bare"])
@pytest.mark.parametrize("name", sorted(RECORDS))
def test_a_row_of_every_kind_comes_back_as_it_was(tmp_path: Path, name: str, *, filled: bool) -> None:
    record = RECORDS[name]
    store = opened(tmp_path / "qtrack.db")
    uid = store.run(lambda session: row_of(session, record, filled=filled))

    def values(session: Session) -> dict[str, Any]:
        row = session.execute(select(record.__table__).where(record.uid == uid)).mappings().one()
        return {key: row[key] for key in row if key != "seq"}

    before = store.read(values)
    assert typed_values(record, plain_values(before)) == before
    store.run(lambda session: session.delete(session.get_one(record, uid)))
    undo, _ = store.read(candidates, UNIT)
    assert undo is not None
    store.run(revert, undo)
    assert store.read(values) == before
    store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.parametrize("statement", [1, 2, 5])
def test_a_program_killed_amid_an_undo_leaves_all_as_it_was(tmp_path: Path, statement: int) -> None:
    path = tmp_path / "qtrack.db"
    store = opened(path)

    def keep_many(session: Session) -> None:
        enterprise = RECORDS["enterprise"]
        for number in range(FIRMS):
            firm = {"name": f"示例{number:04}厂", "above_scale": False}
            session.add(enterprise(uid=new_uid(), unit=UNIT, entered_by=UNIT, **firm))

    store.run(keep_many)
    store.close()
    here = str(Path(__file__).parent)
    told = subprocess.run(
        [sys.executable, "-c", DYING, here, str(path), str(statement)],
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (told.returncode, told.stderr) == (-signal.SIGKILL, b"")
    store = opened(path)
    assert (len(store.read(names)), len(store.read(entries))) == (FIRMS, FIRMS)
    undo, _ = store.read(candidates, UNIT)
    assert undo is not None
    assert store.run(revert, undo) == FIRMS
    assert store.read(names) == []
    store.close()
