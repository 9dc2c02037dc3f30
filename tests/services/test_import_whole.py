"""An import of many rows is one deed: undone whole after the file was closed, kept whole or not at all."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import opened
from rows import code

from qtrack.domain.progress import StoppedError
from qtrack.domain.review import Outcome
from qtrack.services.importing import import_rows
from qtrack.services.incoming import FileLine
from qtrack.services.office import Office
from qtrack.services.review import PART, WISH
from qtrack.services.undo import next_steps, take_back
from qtrack.store.store import Store

Look = Callable[..., Office]

MANY = 10_000
STOPPED = 4_000


def firms(rows: int) -> list[FileLine]:
    """Give lines of a file of firms."""
    texts = [
        {"name": f"示例重庆{at}厂", "unit": "江岸区", "above_scale": "否", "code": code(at), "remark": "示例"}
        for at in range(rows)
    ]
    return [FileLine(number, said) for number, said in enumerate(texts, 2)]


def held(path: Path) -> dict[str, Any]:
    """Give all rows of a file, what its index of words holds, and whether both agree."""
    with closing(sqlite3.connect(path)) as file:
        tables = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = {name for name in tables if "_words" not in name}
        found = {name: file.execute(f"SELECT * FROM {name}").fetchall() for name in sorted(kept)}  # noqa: S608 - its own tables
        file.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, enterprise_words, row)")
        found["terms"] = file.execute("SELECT term, doc FROM temp.terms ORDER BY term").fetchall()
        file.execute("INSERT INTO enterprise_words(enterprise_words, rank) VALUES('integrity-check', 1)")
    return found


def test_an_import_of_many_rows_is_undone_in_one_step_after_the_file_was_closed(
    template: Path, tmp_path: Path, office: Look
) -> None:
    path = tmp_path / "qtrack.db"
    path.write_bytes(template.read_bytes())
    store = opened(path)
    store.run(import_rows, office(), "enterprise", firms(20))
    before = held(path)
    found = store.run(import_rows, office(), "enterprise", firms(MANY))
    assert found.counts == {Outcome.SAME: 20, Outcome.NEW: MANY - 20}
    store.close()
    assert len(held(path)["enterprise"]) == MANY

    store = opened(path)
    step = store.read(next_steps, office()).undo
    assert step is not None
    store.run(take_back, office(), step.op_id)
    store.close()
    after = held(path)
    assert len(after["audit"]) == len(before["audit"]) + 2 * (MANY - 20)
    written = {"audit", "deed"}
    assert {name: after[name] for name in after if name not in written} == {
        name: before[name] for name in before if name not in written
    }


@pytest.mark.parametrize("share", [0, 0.3, 0.6, 0.9, 1])
def test_an_import_stopped_at_any_time_leaves_nothing(
    template: Path, tmp_path: Path, office: Look, share: float
) -> None:
    path = tmp_path / "qtrack.db"
    path.write_bytes(template.read_bytes())
    before = held(path)
    store = opened(path)
    heard = 0

    def stop(_done: int, _total: int) -> None:
        nonlocal heard
        heard += 1
        if heard > share * (3 * STOPPED / PART - 1):
            raise StoppedError("取消")

    with pytest.raises(StoppedError):
        store.run(import_rows, office(), "enterprise", firms(STOPPED), WISH, stop)
    assert held(path) == before
    store.run(import_rows, office(), "enterprise", firms(5))
    store.close()
    assert len(held(path)["enterprise"]) == 5


def test_it_is_told_often_how_far_an_import_has_come(store: Store, office: Look) -> None:
    told: list[tuple[int, int]] = []

    def hear(done: int, total: int) -> None:
        told.append((done, total))

    store.run(import_rows, office(), "enterprise", firms(STOPPED), WISH, hear)
    assert len(told) >= 3 * STOPPED / PART
    assert all(0 <= done < total for done, total in told)
