"""Every change leaves its entry: before, after, who, and a chain nobody can mend unseen."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Executable, delete, inspect, update
from sqlalchemy.orm import Session
from stores import UNIT, entries, keep, names, opened, remove, rename

from qtrack.ledgers import Enterprise
from qtrack.store.audit import Audit, digest
from qtrack.store.store import Store


@dataclass(frozen=True)
class Lived:
    """A store in which one firm was added, renamed and removed."""

    store: Store
    uid: str


@pytest.fixture
def lived(tmp_path: Path) -> Lived:
    """Give a store with a history."""
    store = opened(tmp_path / "qtrack.db")
    uid = store.run(keep, "示例一厂")
    store.run(rename, uid, "示例二厂")
    store.run(remove, uid)
    return Lived(store, uid)


def kept_values(entry: Audit) -> dict[str, object]:
    """Give an entry as the values its hash covers."""
    return {column.key: getattr(entry, column.key) for column in inspect(Audit).column_attrs}


def test_every_change_has_one_entry_with_what_was_and_what_is(lived: Lived) -> None:
    found = lived.store.read(entries)
    assert [(entry.seq, entry.op, entry.table, entry.row_uid) for entry in found] == [
        (1, "add", "enterprise", lived.uid),
        (2, "change", "enterprise", lived.uid),
        (3, "remove", "enterprise", lived.uid),
    ]
    names = [
        tuple(text and json.loads(text)["name"] for text in (entry.before, entry.after)) for entry in found
    ]
    assert names == [(None, "示例一厂"), ("示例一厂", "示例二厂"), ("示例二厂", None)]
    lived.store.close()


def test_an_entry_says_who_where_and_when(lived: Lived) -> None:
    entry = lived.store.read(entries)[0]
    assert (entry.who, entry.unit, entry.device) == ("示例员", UNIT, "示例机")
    assert entry.at == "2022-03-25T08:00:00.000+00:00"
    lived.store.close()


def test_each_run_is_one_operation(tmp_path: Path) -> None:
    store = opened(tmp_path / "qtrack.db")

    def keep_two(session: Session) -> None:
        keep(session, "示例一厂")
        keep(session, "示例二厂")

    store.run(keep_two)
    store.run(keep, "示例三厂")
    first, second, third = (entry.op_id for entry in store.read(entries))
    assert first == second != third
    store.close()


def test_a_row_knows_the_entry_that_last_changed_it(tmp_path: Path) -> None:
    store = opened(tmp_path / "qtrack.db")
    uid = store.run(keep, "示例一厂")
    store.run(keep, "示例二厂")
    store.run(rename, uid, "示例三厂")

    def seq(session: Session) -> int:
        return session.get_one(Enterprise, uid).seq

    assert store.read(seq) == 3
    store.close()


def test_the_chain_verifies_and_shows_a_change_made_behind_it(lived: Lived) -> None:
    found = lived.store.read(entries)
    chain = [kept_values(entry) for entry in found]
    assert [entry["hash"] for entry in chain] == [digest(entry) for entry in chain]
    assert [entry["prev"] for entry in chain] == ["", *(entry["hash"] for entry in chain[:-1])]
    assert digest(chain[0] | {"who": "别人"}) != chain[0]["hash"]
    lived.store.close()


def test_saving_what_already_stands_leaves_no_entry(tmp_path: Path) -> None:
    store = opened(tmp_path / "qtrack.db")
    uid = store.run(keep, "示例一厂")
    store.run(rename, uid, "示例一厂")
    assert [entry.op for entry in store.read(entries)] == ["add"]
    store.close()


def test_a_refused_run_leaves_no_entry(tmp_path: Path) -> None:
    store = opened(tmp_path / "qtrack.db")

    def keep_and_fail(session: Session) -> None:
        keep(session, "示例一厂")
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        store.run(keep_and_fail)
    assert store.read(entries) == []
    store.close()


def test_the_chain_holds_after_a_part_was_taken_back(tmp_path: Path) -> None:
    store = opened(tmp_path / "qtrack.db")

    def try_then_keep(session: Session) -> None:
        with session.begin_nested() as attempt:
            keep(session, "示例一厂")
            keep(session, "示例二厂")
            attempt.rollback()
        keep(session, "示例三厂")

    store.run(keep, "示例零厂")
    store.run(try_then_keep)
    first, second = store.read(entries)
    assert (first.seq, second.seq, second.prev) == (1, 2, first.hash)
    store.close()


@pytest.mark.parametrize("statement", [update(Enterprise).values(name="示例二厂"), delete(Enterprise)])
def test_no_statement_changes_records_past_their_history(tmp_path: Path, statement: Executable) -> None:
    store = opened(tmp_path / "qtrack.db")
    store.run(keep, "示例一厂")
    with pytest.raises(RuntimeError, match="entry"):
        store.run(lambda session: session.execute(statement))
    assert store.read(names) == ["示例一厂"]
    assert [entry.op for entry in store.read(entries)] == ["add"]
    store.close()
