"""Transactions of the store: all or none, read without a trace, many writers at once."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session
from stores import keep, names, opened

from qtrack.domain.problem import RefusedError, refuse
from qtrack.ledgers import Enterprise
from qtrack.store.engine import PRAGMAS, READ_ONLY, open_engine
from qtrack.store.errors import StoreError

WRITERS, WRITES = 3, 50

WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from stores import keep, opened
store = opened(Path(sys.argv[2]))
for number in range(int(sys.argv[4])):
    store.run(keep, f"{sys.argv[3]}-{number:02}")
store.close()
"""


def test_every_connection_has_the_settings_that_outlast_a_power_cut(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "qtrack.db").execution_options(**{READ_ONLY: True})
    with engine.connect() as first, engine.connect() as second:
        for connection in (first, second):
            for name, _, expected in PRAGMAS:
                told = connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                assert (name, told) in ((name, expected), (name, None))
    engine.dispose()


def test_a_setting_the_file_refuses_stops_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qtrack.store.engine.PRAGMAS", (("synchronous", "OFF", 3),))
    with pytest.raises(StoreError, match="synchronous 未能生效"):
        opened(tmp_path / "qtrack.db")


def test_a_use_case_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    store = opened(tmp_path / "qtrack.db")

    def keep_two_and_fail(session: Session) -> None:
        keep(session, "示例一厂")
        keep(session, "示例二厂")
        raise refuse("不行")

    with pytest.raises(RefusedError):
        store.run(keep_two_and_fail)
    assert store.read(names) == []
    store.run(keep, "示例三厂")
    assert store.read(names) == ["示例三厂"]
    store.close()


def test_a_read_never_writes(tmp_path: Path) -> None:
    path = tmp_path / "qtrack.db"
    store = opened(path)
    store.run(keep, "示例一厂")
    before = path.read_bytes()

    def look_and_touch(session: Session) -> list[str]:
        session.execute(update(Enterprise).values(name="改了"))
        return names(session)

    store.read(look_and_touch)
    assert store.read(names) == ["示例一厂"]
    store.close()
    assert path.read_bytes() == before


def test_a_reader_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    path = tmp_path / "qtrack.db"
    store = opened(path)
    store.run(keep, "示例一厂")
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    assert store.read(names) == ["示例一厂"]
    writer.close()
    store.close()


def test_the_file_belongs_to_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "qtrack.db"
    opened(path).close()
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o777 == 0o600


def test_several_programs_write_into_one_file_and_all_succeed(tmp_path: Path) -> None:
    path = tmp_path / "qtrack.db"
    opened(path).close()
    here = str(Path(__file__).parent)
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, here, str(path), str(number), str(WRITES)], stderr=subprocess.PIPE
        )
        for number in range(WRITERS)
    ]
    ends = [(program.communicate(timeout=120)[1].decode(), program.returncode) for program in programs]
    assert ends == [("", 0)] * WRITERS
    store = opened(path)
    assert store.read(names) == [f"{who}-{number:02}" for who in range(WRITERS) for number in range(WRITES)]
    store.close()
