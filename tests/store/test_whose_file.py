"""Files that are opened, refused or brought up to date; what is not ours is left as it is."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from stores import keep, names, opened

from qtrack.ledgers import Base
from qtrack.store.engine import open_engine
from qtrack.store.errors import ForeignFileError, StoreError
from qtrack.store.header import APPLICATION_ID, SCHEMA_VERSION, file_version


def of_another_program(path: Path) -> None:
    """Make somebody else's database."""
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE notes (words TEXT)")
        file.execute("INSERT INTO notes VALUES ('别动')")
    file.close()


def of_a_newer_program(path: Path) -> None:
    """Make a file as a later qtrack might."""
    opened(path).close()
    file = sqlite3.connect(path)
    file.execute("PRAGMA user_version=99")
    file.close()


def text(path: Path) -> None:
    """Make a file that is no database."""
    path.write_text("这是一份普通文件。" * 50, encoding="utf-8")


def stub(path: Path) -> None:
    """Make a file shorter than a database's header."""
    path.write_bytes(b"SQLite format 3\x00")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (of_another_program, "其他程序的数据库"),
        (of_a_newer_program, "较新的 qtrack .*文件版本 99"),
        (text, "不是 qtrack 的数据文件"),
        (stub, "不是 qtrack 的数据文件"),
    ],
)
def test_a_file_that_is_not_ours_is_refused_byte_for_byte(
    tmp_path: Path, make: Callable[[Path], None], reason: str
) -> None:
    path = tmp_path / "qtrack.db"
    make(path)
    before = path.read_bytes()
    with pytest.raises(ForeignFileError, match=reason):
        opened(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_says_whose_it_is(tmp_path: Path) -> None:
    path = tmp_path / "qtrack.db"
    assert file_version(path) == 0
    opened(path).close()
    assert file_version(path) == SCHEMA_VERSION
    assert path.read_bytes()[68:72] == APPLICATION_ID.to_bytes(4, "big")


def test_an_empty_file_is_taken_as_new(tmp_path: Path) -> None:
    path = tmp_path / "qtrack.db"
    path.touch()
    store = opened(path)
    store.run(keep, "示例一厂")
    assert store.read(names) == ["示例一厂"]
    store.close()


def test_a_file_stays_as_it_was_when_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "qtrack.db"
    store = opened(path)
    store.run(keep, "示例一厂")
    store.close()
    before = path.read_bytes()
    store = opened(path)
    assert store.read(names) == ["示例一厂"]
    store.close()
    assert path.read_bytes() == before


def test_a_damaged_file_is_told_with_what_to_do_next(tmp_path: Path) -> None:
    path = tmp_path / "qtrack.db"
    store = opened(path)
    store.run(keep, "示例一厂")
    store.close()
    with path.open("r+b") as file:
        file.truncate(5000)
    with pytest.raises(StoreError, match=r"^数据文件已损坏，请先把它复制一份保存，再用最近的备份替换"):
        opened(path).read(names)


def test_migrations_make_the_tables_the_program_knows(tmp_path: Path) -> None:
    path = tmp_path / "qtrack.db"
    opened(path).close()
    engine = open_engine(path)
    with engine.connect() as connection:
        # The search index is SQLite's own affair: virtual tables with shadow tables, unknown to the models.
        options = {"include_name": lambda name, *_: "_words" not in (name or "")}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_a_file_cut_off_while_it_was_made_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "qtrack.db"
    opened(path).close()
    # What a power cut leaves before the journal is emptied: the whole file, and a journal that undoes it all.
    magic, records, nonce, pages, sector, page = bytes.fromhex("d9d505f920a163d7"), 0, 7, 0, 512, 4096
    numbers = (records, nonce, pages, sector, page)
    header = magic + b"".join(number.to_bytes(4, "big") for number in numbers)
    (tmp_path / "qtrack.db-journal").write_bytes(header.ljust(sector, b"\0"))
    store = opened(path)
    store.run(keep, "示例一厂")
    assert store.read(names) == ["示例一厂"]
    store.close()


def test_a_migration_cut_short_leaves_a_file_that_can_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "qtrack.db"
    upgrade = command.upgrade

    def cut(*given: Any) -> None:  # noqa: ANN401 - whatever Alembic is given
        upgrade(*given)
        raise InterruptedError

    monkeypatch.setattr(command, "upgrade", cut)
    with pytest.raises(InterruptedError):
        opened(path)
    assert file_version(path) == 0
    monkeypatch.undo()
    store = opened(path)
    store.run(keep, "示例一厂")
    assert store.read(names) == ["示例一厂"]
    store.close()
