"""Undo and redo: what an operation changed goes back whole, across restarts, or nothing does."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session
from stores import NOW, UNIT, entries, keep, names, opened, remove, rename
from test_audit import kept_values

from qtrack.domain.identity import new_uid
from qtrack.domain.problem import RefusedError
from qtrack.ledgers import Action, Enterprise
from qtrack.ledgers.action import ActionKind
from qtrack.store.audit import digest
from qtrack.store.deeds import Deed
from qtrack.store.store import Actor, Store, open_store
from qtrack.store.undo import ConflictError, candidates, revert

MANY = 1200
"""More rows than are taken back at a time."""


def undo(store: Store, unit: str = UNIT) -> None:
    """Take back the last operation."""
    op_id, _ = store.read(candidates, unit)
    assert op_id is not None
    store.run(revert, op_id)


def redo(store: Store, unit: str = UNIT) -> None:
    """Do again what was undone last."""
    _, op_id = store.read(candidates, unit)
    assert op_id is not None
    store.run(revert, op_id)


def other_unit(path: Path) -> Store:
    """Open the file as somebody of another unit."""
    return open_store(path, Actor("别的示例员", "420200", "别的示例机"), lambda: NOW)


def row(session: Session, uid: str) -> dict[str, object]:
    """Give a firm's columns."""
    found = session.execute(select(Enterprise.__table__).where(Enterprise.uid == uid)).mappings().one()
    return {key: value for key, value in found.items() if key != "seq"}


def found_by(session: Session, words: str) -> list[int]:
    """Give the numbers of the firms the index finds by three signs."""
    asked = text("SELECT rowid FROM enterprise_words WHERE enterprise_words MATCH :words ORDER BY rowid")
    return list(session.scalars(asked, {"words": f'"{words}"'}))


def index_is_sound(path: Path) -> bool:
    """Say whether the index holds what the rows hold; SQLite fails where it does not."""
    file = sqlite3.connect(path)
    file.execute("INSERT INTO enterprise_words (enterprise_words, rank) VALUES ('integrity-check', 1)")
    file.close()
    return True


def chain_holds(store: Store) -> bool:
    """Say whether every entry follows from the one before it."""
    chain = [kept_values(entry) for entry in store.read(entries)]
    whole = [entry["hash"] for entry in chain] == [digest(entry) for entry in chain]
    return whole and [entry["prev"] for entry in chain] == ["", *(entry["hash"] for entry in chain[:-1])]


def help_firm(session: Session, firm: str) -> str:
    """Register an act of help for a firm."""
    uid = new_uid()
    day, kind = date(2022, 3, 25), ActionKind.CLINIC
    session.add(Action(uid=uid, unit=UNIT, entered_by=UNIT, enterprise=firm, done_on=day, kind=kind))
    return uid


def test_add_change_and_remove_are_undone_and_redone_across_restarts(tmp_path: Path) -> None:
    path = tmp_path / "qtrack.db"
    store = opened(path)
    uid = store.run(keep, "示例一厂")
    store.run(rename, uid, "示例二厂")
    store.run(remove, uid)
    stood: list[list[str]] = []
    for step in (undo, undo, undo, redo, redo, redo):
        store.close()
        store = opened(path)
        step(store)
        stood.append(store.read(names))
    assert stood == [["示例二厂"], ["示例一厂"], [], ["示例一厂"], ["示例二厂"], []]
    assert store.read(candidates, UNIT)[1] is None
    assert chain_holds(store)
    store.close()


def test_a_row_that_comes_back_is_the_same_row_and_found_again(tmp_path: Path) -> None:
    path = tmp_path / "qtrack.db"
    store = opened(path)
    store.run(keep, "示例零厂")
    uid = store.run(keep, "示例机械一厂")
    before = store.read(row, uid)
    store.run(remove, uid)
    assert store.read(found_by, "ljx") == []
    undo(store)
    assert store.read(row, uid) == before
    assert store.read(found_by, "ljx") == [before["no"]] == [2]
    assert store.read(found_by, "机械一") == [2]
    redo(store)
    assert (store.read(found_by, "机械一"), index_is_sound(path)) == ([], True)
    store.close()


def test_an_undo_is_audited_as_what_it_does_and_is_a_deed_of_its_own(tmp_path: Path) -> None:
    store = opened(tmp_path / "qtrack.db")
    uid = store.run(keep, "示例一厂")
    undo(store)
    redo(store)
    found = store.read(entries)
    assert [(entry.op, entry.row_uid) for entry in found] == [("add", uid), ("remove", uid), ("add", uid)]
    first = found[0].op_id
    deeds = store.read(lambda session: list(session.scalars(select(Deed).order_by(Deed.seq))))
    assert [(deed.seq, deed.op_id, deed.kind, deed.target) for deed in deeds] == [
        (1, first, "do", None),
        (2, found[1].op_id, "undo", first),
        (3, found[2].op_id, "redo", first),
    ]
    assert store.read(lambda session: session.get_one(Enterprise, uid).seq) == 3
    assert chain_holds(store)
    store.close()


def test_many_rows_and_several_tables_are_one_step(tmp_path: Path) -> None:
    path = tmp_path / "qtrack.db"
    store = opened(path)

    def keep_many(session: Session) -> None:
        for number in range(MANY):
            firm = keep(session, f"示例{number:04}厂")
            if number < 3:
                help_firm(session, firm)

    def rename_many(session: Session) -> None:
        for firm in session.scalars(select(Enterprise)):
            firm.name = f"{firm.name}改"

    store.run(keep_many)
    store.run(rename_many)
    stood = store.read(names)
    undo(store)
    assert store.read(names) == [f"示例{number:04}厂" for number in range(MANY)]
    assert index_is_sound(path)
    undo(store)
    assert (store.read(names), index_is_sound(path)) == ([], True)
    redo(store)
    redo(store)
    assert store.read(names) == stood
    assert len(stood) == MANY
    assert store.read(lambda session: len(session.scalars(select(Action)).all())) == 3
    assert (chain_holds(store), index_is_sound(path)) == (True, True)
    store.close()


def test_a_row_changed_several_times_in_one_operation_goes_back_to_the_start(tmp_path: Path) -> None:
    path = tmp_path / "qtrack.db"
    store = opened(path)
    first = store.run(keep, "示例一厂")

    def live(session: Session) -> None:
        uid = keep(session, "示例甲厂")
        for name in ("示例乙厂", "示例丙厂"):
            rename(session, uid, name)
            rename(session, first, f"{name}一")
            session.flush()
        remove(session, uid)

    store.run(live)
    undo(store)
    assert (store.read(names), index_is_sound(path)) == (["示例一厂"], True)
    redo(store)
    assert store.read(names) == ["示例丙厂一"]
    assert (chain_holds(store), index_is_sound(path)) == (True, True)
    store.close()


def test_what_another_unit_changed_since_is_kept_and_the_undo_refused_whole(tmp_path: Path) -> None:
    path = tmp_path / "qtrack.db"
    store, other = opened(path), other_unit(path)

    def keep_two(session: Session) -> str:
        keep(session, "示例一厂")
        return keep(session, "示例二厂")

    uid = store.run(keep_two)
    other.run(rename, uid, "示例三厂")
    before = path.read_bytes()
    with pytest.raises(ConflictError, match="又有改动"):
        undo(store)
    assert path.read_bytes() == before
    undo(other, "420200")
    undo(store)
    assert store.read(names) == []
    other.run(keep, "示例四厂")
    assert store.read(candidates, UNIT)[0] is None
    store.close()
    other.close()


def test_a_row_newer_rows_refer_to_stays(tmp_path: Path) -> None:
    path = tmp_path / "qtrack.db"
    store, other = opened(path), other_unit(path)
    firm = store.run(keep, "示例一厂")
    other.run(help_firm, firm)
    before = path.read_bytes()
    with pytest.raises(ConflictError, match="已被后来的记录用到") as refused:
        undo(store)
    assert refused.value.row["name"] == "示例一厂"
    assert path.read_bytes() == before
    store.close()
    other.close()


def test_a_row_does_not_come_back_without_the_row_it_refers_to(tmp_path: Path) -> None:
    path = tmp_path / "qtrack.db"
    store, other = opened(path), other_unit(path)
    firm = store.run(keep, "示例一厂")
    act = store.run(help_firm, firm)
    store.run(lambda session: session.delete(session.get_one(Action, act)))
    other.run(remove, firm)
    with pytest.raises(ConflictError, match="引用的记录已被删除"):
        undo(store)
    undo(other, "420200")
    undo(store)
    assert store.read(lambda session: session.get_one(Action, act).enterprise) == firm
    store.close()
    other.close()


def test_a_row_does_not_come_back_beside_one_that_took_its_place(tmp_path: Path) -> None:
    path = tmp_path / "qtrack.db"
    store, other = opened(path), other_unit(path)

    def keep_coded(session: Session, name: str) -> str:
        uid = keep(session, name)
        session.get_one(Enterprise, uid).code = "91350100M000100Y43"
        return uid

    def remove_two(session: Session) -> None:
        remove(session, plain)
        remove(session, coded)

    plain, coded = store.run(keep, "示例零厂"), store.run(keep_coded, "示例一厂")
    store.run(remove_two)
    other.run(keep_coded, "示例二厂")
    before = path.read_bytes()
    with pytest.raises(ConflictError, match="与后来的记录重复") as refused:
        undo(store)
    assert refused.value.row["name"] == "示例一厂"
    assert path.read_bytes() == before
    store.close()
    other.close()


def test_only_what_is_next_is_taken_back(tmp_path: Path) -> None:
    store = opened(tmp_path / "qtrack.db")
    store.run(keep, "示例一厂")
    shown, _ = store.read(candidates, UNIT)
    assert shown is not None
    store.run(keep, "示例二厂")
    for op_id in (shown, "没有"):
        with pytest.raises(RefusedError, match="又有别的操作"):
            store.run(revert, op_id)
    assert store.read(names) == ["示例一厂", "示例二厂"]
    store.close()


def test_what_a_bureau_began_with_is_not_undone(tmp_path: Path) -> None:
    store = opened(tmp_path / "qtrack.db")
    store.lay_ground(keep, "示例一厂")
    assert store.read(candidates, UNIT) == (None, None)
    store.close()


def test_a_trial_that_was_taken_back_is_no_deed_and_disturbs_none(tmp_path: Path) -> None:
    store = opened(tmp_path / "qtrack.db")

    def only_try(session: Session) -> None:
        with session.begin_nested() as attempt:
            keep(session, "示例一厂")
            attempt.rollback()

    store.run(only_try)
    assert store.read(candidates, UNIT) == (None, None)
    store.run(keep, "示例二厂")
    undo(store)
    assert store.read(names) == []
    store.close()


@pytest.mark.parametrize("table", ["audit", "deed"])
@pytest.mark.parametrize("change", ["UPDATE {} SET op_id = 'x'", "DELETE FROM {}"])
def test_history_can_only_grow(tmp_path: Path, table: str, change: str) -> None:
    path = tmp_path / "qtrack.db"
    store = opened(path)
    store.run(keep, "示例一厂")
    store.close()
    before = path.read_bytes()
    file = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(sqlite3.IntegrityError, match="只能增加，不能改动或删除"):
        file.execute(change.format(table))
    assert path.read_bytes() == before
    file.execute(f"DROP TRIGGER {table}_keep_update")
    file.execute(f"DROP TRIGGER {table}_keep_delete")
    assert file.execute(change.format(table)).rowcount == 1
    file.close()
