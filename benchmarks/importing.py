"""Importing a workbook with all checks beside the least it can take: calamine reading it and one bare insert.

Run by `make bench`; ROWS says how many rows, 100,000 at most and when it does not. Each import runs in a
process of its own with the screens loaded, as in the program: its memory is taken together with that of the
process that reads. A thread that wants to wake every few milliseconds tells how long a screen would stand
still. Prints what came out, judges nothing.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import date, timedelta
from pathlib import Path
from random import Random

from ground import SIGNS, TODAY, UNIT

from qtrack.domain.region import Unit
from qtrack.ledgers.action import ActionKind
from qtrack.places import Places
from qtrack.services.demo.firms import INDUSTRIES
from qtrack.services.demo.ground import invented_code
from qtrack.wiring import Desk

MOST_ROWS = 100_000
RUNS = 3
WAKE_S = 0.005
EVERY = 10
"""Memory is looked at in every so many wakings."""

DAYS = 300
PHASES = ("read", "find", "lines", "judge", "write")
Texts = tuple[str, ...]


def firms(units: tuple[Unit, ...], chance: Random) -> Iterator[Texts]:
    """Give the headings of a list of firms, then one after the other."""
    yield ("序号", "企业名称", "统一社会信用代码", "所在县区", "规上", "规模", "行业", "联系人", "联系电话",
           "注册资本", "地址", "备注")  # fmt: skip
    at = 0
    while True:
        unit, industry = chance.choice(units), chance.choice(INDUSTRIES)
        called = "".join(chance.choices(SIGNS, k=2))
        yield (
            str(at + 1), f"示例{unit.short}{called}{industry}{at}厂", invented_code(unit, at), unit.name,
            "否", chance.choice(("中型", "小型", "微型", "")), industry, f"示例员{chance.choice(SIGNS)}",
            f"000-{at:08}", str(chance.randrange(10, 5000)), f"{unit.name}示例路{chance.randrange(500)}号",
            chance.choice(("", "", "", "示例：已走访")),
        )  # fmt: skip
        at += 1


def trainings(units: tuple[Unit, ...], chance: Random) -> Iterator[Texts]:
    """Give the headings of a list of trainings, then one after the other."""
    yield ("培训主题", "所属单位", "培训日期", "培训人数", "办班层级", "公益", "地点", "主办单位", "培训内容",
           "授课人", "其中管理层", "参加企业数")  # fmt: skip
    at = 0
    while True:
        unit, people = chance.choice(units), chance.randrange(20, 200)
        yield (
            f"示例{chance.choice(INDUSTRIES)}企业质量{chance.choice(SIGNS)}{at}期", unit.name, _day(chance),
            str(people), chance.choice(("省级", "市级", "县级")), chance.choice("是否"),
            f"示例{unit.short}会堂", f"示例{unit.short}局", chance.choice(("标准、计量", "认证认可", "")),
            f"示例员{chance.choice(SIGNS)}", str(people // 5), str(people // 3),
        )  # fmt: skip
        at += 1


def actions(units: tuple[Unit, ...], chance: Random) -> Iterator[Texts]:
    """Give the headings of a list of actions for the firms above, then one after the other."""
    yield ("序号", "信用代码", "企业名称", "所属单位", "行动日期", "行动形式", "服务机构", "企业需求", "成效",
           "备注", "联系人", "电话")  # fmt: skip
    known, kinds = firms(units, Random(1)), list(ActionKind)  # noqa: S311 - the same firms every time
    next(known)
    for at, firm in enumerate(known):
        yield (
            str(at + 1), firm[2], firm[1], firm[3], _day(chance), chance.choice(kinds).value,
            f"示例{chance.choice(SIGNS)}{chance.choice(('检测院', '质量协会'))}",
            chance.choice(("示例：尺寸不稳", "示例：缺少标准", "")), chance.choice(("示例：通过认证", "")),
            "", firm[7], firm[8],
        )  # fmt: skip


def _day(chance: Random) -> str:
    return (date(2022, 1, 4) + timedelta(days=chance.randrange(DAYS))).isoformat()


LISTS: dict[str, Callable[[tuple[Unit, ...], Random], Iterator[Texts]]] = {
    "enterprise": firms,
    "training": trainings,
    "action": actions,
}
SAID = {"enterprise": (), "training": (), "action": (("企业名称", ""),)}
"""What a person settles about the columns: a firm is found by its code here."""


def write_workbook(path: Path, key: str, units: tuple[Unit, ...], rows: int) -> None:
    """Write a list of invented rows as a workbook, all cells text as such lists have them."""
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("名单")
        for number, texts in zip(range(rows + 1), LISTS[key](units, Random(1)), strict=False):  # noqa: S311
            for column, text in enumerate(texts):
                sheet.write_string(number, column, text)


class Beside(threading.Thread):
    """A thread as a screen has one: notes how late it wakes, and how much memory is held."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.latest = 0.0
        self.memory = 0
        self._done = threading.Event()

    def run(self) -> None:
        """Wake again and again until it is stopped."""
        number, before = 0, time.perf_counter()
        while not self._done.wait(WAKE_S):
            self.latest = max(self.latest, time.perf_counter() - before - WAKE_S)
            number += 1
            if number % EVERY == 0:
                self.memory = max(self.memory, _held())
            before = time.perf_counter()

    def stop(self) -> None:
        """Let it be."""
        self._done.set()
        self.join()


def _held() -> int:
    """Give the resident memory of this process and its children in kB."""
    me = os.getpid()
    pids = [str(me), *Path(f"/proc/{me}/task/{me}/children").read_text(encoding="ascii").split()]
    held = 0
    for pid in pids:
        with suppress(OSError):
            found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(encoding="utf-8"))
            held += int(found[1]) if found else 0
    return held


def imported(folder: Path, key: str, path: Path) -> dict[str, float]:
    """Import a workbook as the program does, and give the seconds of each part and what else was noted."""
    importlib.import_module("qtrack.tui.app")
    from qtrack.exchange.learned import Learned
    from qtrack.exchange.reading import read_book
    from qtrack.services.catalog import ledger_class
    from qtrack.services.importing import import_rows
    from qtrack.services.incoming import incoming, with_columns
    from qtrack.services.review import WISH

    desk = Desk(Places(folder), {"QTRACK_TODAY": TODAY})
    store, office = desk.store, desk.office
    told = [(time.perf_counter(), 0, 0)]

    def progress(done: int, total: int) -> None:
        told.append((time.perf_counter(), done, total))

    beside = Beside()
    beside.start()
    times = [time.perf_counter()]
    book = read_book(path, progress=progress)
    times.append(time.perf_counter())
    found = with_columns(
        incoming(book, ledger_class(key).schema(), office, Learned(), progress=progress), SAID[key]
    )
    del book
    times.append(time.perf_counter())
    lines = found.lines(progress)
    del found
    times.append(time.perf_counter())
    reading = len(told)
    review = store.run(import_rows, office, key, lines, WISH, progress)
    times.append(time.perf_counter())
    beside.stop()
    desk.close()
    times.insert(4, [at for at, done, _ in told[reading:] if not done][-1])
    gaps = [two[0] - one[0] for one, two in zip(told, [*told[1:], (times[-1], 0, 0)], strict=True)]
    parts = {name: times[at + 1] - times[at] for at, name in enumerate(PHASES)}
    return parts | {
        "import": times[-1] - times[0],
        "rows": float(len(review.lines) - len(review.refused)),
        "longest pause of another thread, ms": 1000 * beside.latest,
        "longest without progress, ms": 1000 * max(gaps),
        "memory of both processes, MB": beside.memory / 1024,
    }


def bare_read(path: Path) -> float:
    """Give the seconds calamine takes for all rows of the file, in this process."""
    from python_calamine import load_workbook

    began = time.perf_counter()
    rows = load_workbook(str(path)).get_sheet_by_index(0).to_python()
    took = time.perf_counter() - began
    del rows
    return took


def bare_insert(imported_file: Path, before: Path, key: str) -> float:
    """Give the seconds of one durable insert of the imported rows into the same table as it was before."""
    from qtrack.store.engine import PRAGMAS

    with closing(sqlite3.connect(imported_file)) as source:
        rows = source.execute(f"SELECT * FROM {key} ORDER BY no").fetchall()  # noqa: S608 - a ledger's name
    with closing(sqlite3.connect(before, isolation_level=None)) as target:
        for name, wanted, _ in PRAGMAS:
            target.execute(f"PRAGMA {name}={wanted}").fetchall()
        marks = ",".join("?" * len(rows[0]))
        began = time.perf_counter()
        target.execute("BEGIN IMMEDIATE")
        target.executemany(f"INSERT INTO {key} VALUES ({marks})", rows)  # noqa: S608 - a ledger's name
        target.execute("COMMIT")
        return time.perf_counter() - began


def measured(folder: Path, key: str, path: Path) -> dict[str, float]:
    """Measure an import and the least beside it, in turn, and give the quickest of each."""
    best: dict[str, float] = {}
    for run in range(RUNS):
        after = folder.with_name(f"{folder.name}-{key}-{run}")
        shutil.copytree(folder, after)
        told = subprocess.run(
            [sys.executable, __file__, str(after), key, str(path)], check=True, capture_output=True
        )
        found = json.loads(told.stdout)
        found["bare read"] = bare_read(path)
        file = next(after.glob("*.db"))
        before = after / "before.db"
        shutil.copy(next(folder.glob("*.db")), before)
        found["bare insert"] = bare_insert(file, before, key)
        if not best or found["import"] < best["import"]:
            best = found
    best["ratio"] = best["import"] / (best["bare read"] + best["bare insert"])
    return best


def main() -> None:
    """Measure ledger by ledger and print what came out side by side."""
    rows = min(int(os.environ.get("ROWS", MOST_ROWS)), MOST_ROWS)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "qtrack"
        desk = Desk(Places(folder), {"QTRACK_TODAY": TODAY})
        desk.settle("hubei-2022", UNIT)
        units = desk.office.counties
        desk.close()
        columns = {}
        for key in sys.argv[1:] or LISTS:
            path = Path(made) / f"{key}.xlsx"
            write_workbook(path, key, units, rows)
            if key == "action":
                write_workbook(path.with_name("firms.xlsx"), "enterprise", units, rows)
                imported(folder, "enterprise", path.with_name("firms.xlsx"))
            columns[key] = measured(folder, key, path)
    print("".ljust(40) + "".join(f"{key:>14}" for key in columns))
    for name in next(iter(columns.values())):
        places = 0 if name == "rows" or name.endswith(("ms", "MB")) else 2
        print(f"{name:<40}" + "".join(f"{found[name]:>14,.{places}f}" for found in columns.values()))


if __name__ == "__main__":
    if len(sys.argv) == 4:  # noqa: PLR2004 - folder, ledger and file: this is the process that imports
        print(json.dumps(imported(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))))
    else:
        main()
