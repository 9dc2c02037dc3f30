"""Time of one saved record, with its audit entry and all checks, beside a bare durable insert.

Run by `make bench`; the record goes into a copy of the file with many rows, the bare one into a file of its
own with the same settings, in turn. Prints medians and what lies between them, judges nothing.
"""

from __future__ import annotations

import shutil
import sqlite3
import statistics
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from ground import TODAY, desk_with, rows_asked

from qtrack.domain.identity import new_uid
from qtrack.ledgers import Action
from qtrack.ledgers.action import ActionKind
from qtrack.places import Places
from qtrack.services.demo.ground import invented_code
from qtrack.services.ledger import add
from qtrack.store.engine import PRAGMAS
from qtrack.wiring import Desk

RUNS = 101


def bare(path: Path) -> sqlite3.Connection:
    """Give a bare file with one table, as safe against power cuts as the program's own."""
    connection = sqlite3.connect(path, isolation_level=None)
    for name, wanted, _ in PRAGMAS:
        connection.execute(f"PRAGMA {name}={wanted}").fetchall()
    connection.execute(
        "CREATE TABLE action (uid TEXT PRIMARY KEY, enterprise TEXT, done_on TEXT, result TEXT)"
    )
    return connection


def main() -> None:
    """Save in turn and print what came out."""
    with tempfile.TemporaryDirectory() as folder:
        whole = desk_with(rows_asked())
        whole.close()
        shutil.copytree(whole.places.folder, Path(folder) / "qtrack")
        desk = Desk(Places(Path(folder) / "qtrack"), {"QTRACK_TODAY": TODAY})
        office, store = desk.office, desk.store
        unit = office.counties[0]
        firm: dict[str, object] = dict.fromkeys(("size", "industry", "contact", "phone"))
        firm |= {
            "unit": unit.code,
            "name": "示例第一号厂",
            "code": invented_code(unit, 9_999_999),
            "above_scale": True,
        }
        uid = store.run(add, office, "enterprise", firm)
        said: dict[str, object] = dict.fromkeys(field.key for field in Action.schema().fields)
        said |= {"unit": unit.code, "enterprise": uid, "kind": ActionKind.CLINIC}
        connection = bare(Path(folder) / "bare.db")
        pairs = []
        for at in range(RUNS):
            began = time.perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            row = (new_uid(), uid, TODAY, f"示例：成效{at}")
            connection.execute("INSERT INTO action VALUES (?, ?, ?, ?)", row)
            connection.execute("COMMIT")
            between = time.perf_counter()
            new = said | {"done_on": office.today - timedelta(at), "result": f"示例：成效{at}"}
            store.run(add, office, "action", new)
            pairs.append((between - began, time.perf_counter() - between))
        connection.close()
        desk.close()
    ms = [(1000 * one, 1000 * two) for one, two in pairs[1:]]
    print(f"bare durable insert  {statistics.median(one for one, _ in ms):6.1f} ms")
    print(f"one saved record     {statistics.median(two for _, two in ms):6.1f} ms")
    print(f"beyond the bare one  {statistics.median(two - one for one, two in ms):6.1f} ms")


if __name__ == "__main__":
    main()
