"""The table at a million rows: its queries, its screen, and beside them Textual's DataTable and VisiData.

Run by `make bench`, with ROWS=100000 on fewer rows. All screens are real terminals of 120 by 40 cells; what
is timed ends with the last sign painted. Prints what came out, judges nothing.
"""

from __future__ import annotations

import csv
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from ground import desk_with, rows_asked
from screen import Answer, Terminal

from qtrack.services import listing
from qtrack.services.frequency import frequency
from qtrack.services.query import Query
from qtrack.wiring import Desk

RUNS = 9
PAGE = 200
SLOW = 3.0
"""Seconds of quiet after which a long answer is whole."""

FEW_ROWS = 40
MOST_BARE = 50_000
"""DataTable holds all rows in memory; more of them take many minutes to load."""

COLUMNS = ("name", "unit", "code", "above_scale", "size", "industry", "contact", "phone")
DOWN, PAGE_DOWN, END, HOME = "\x1b[B", "\x1b[6~", "\x1b[F", "\x1b[H"
BARE = """
import sqlite3, sys
from textual.app import App
from textual.widgets import DataTable
class Bare(App):
    def compose(self):
        yield DataTable(cursor_type="row")
    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns(*{columns!r})
        rows = sqlite3.connect(sys.argv[1]).execute("SELECT {names} FROM enterprise LIMIT {rows}")
        for row in rows:
            table.add_row(*map(str, row))
        table.focus()
Bare().run()
"""
Figures = dict[str, float]
"""Milliseconds, or MB, by what was measured."""


def main() -> None:
    """Measure one after the other and print what came out."""
    rows = rows_asked()
    desk = desk_with(rows)
    print(f"{rows:,} firms and as many actions, {desk.places.ledger_file.stat().st_size / 1e6:,.0f} MB")
    for name, took in queries(desk, rows):
        print(f"  {name:<42}{took:9.1f} ms")
    desk.close()
    few = desk_with(FEW_ROWS)
    few.close()
    columns = {
        f"qtrack {rows:,}": ours(desk.places.folder),
        f"qtrack {FEW_ROWS}": ours(few.places.folder),
        f"DataTable {min(rows, MOST_BARE):,}": bare(desk.places.ledger_file, min(rows, MOST_BARE)),
        f"VisiData {rows:,}": visidata(desk.places.ledger_file),
    }
    print_beside(columns)


def queries(desk: Desk, rows: int) -> Iterator[tuple[str, float]]:
    """Time what the screen asks the database, each as it is asked there."""
    store, office = desk.store, desk.office
    for key in ("enterprise", "action"):
        asked = {
            "first page": Query(key),
            "words: whjx": Query(key, "whjx"),
            "words: xq": Query(key, "xq"),
            "words: 999厂": Query(key, "999厂"),
            "words: 江岸": Query(key, "江岸"),
            "words: 安 卓 12": Query(key, "安 卓 12"),
            "words that nothing has": Query(key, "灯"),
            "by unit": Query(key, order=(("unit", False),)),
        }
        for name, query in asked.items():
            yield f"{key}, {name}", _median(partial(store.read, listing.glimpse, office, query, PAGE))
        for name, query in asked.items():
            yield f"{key}, {name}, count", _median(partial(store.read, listing.total, office, query), 3)
        for name, at in {"middle": rows // 2 - PAGE, "last": max(rows - PAGE, 0)}.items():
            page = partial(store.read, listing.page, office, Query(key), at, PAGE, total=rows)
            yield f"{key}, {name} page", _median(page)
    values = partial(store.read, frequency, office, Query("enterprise"), "industry")
    yield "enterprise, values of a column", _median(values, 3)


def ours(folder: Path) -> Figures:
    """Measure the ledger screen."""
    with Terminal([sys.executable, "-m", "qtrack", "--data", str(folder)]) as terminal:
        terminal.shows("总览")
        terminal.settle()
        opened = _answered("open", [terminal.press("3", SLOW)])  # the first time also loads what it needs
        again = [(terminal.press("1", SLOW), terminal.press("3", SLOW))[1] for _ in range(3)]
        opened |= _answered("open again", again)
        memory = terminal.memory
        terminal.press("\r")
        figures = opened | _moves(terminal, DOWN, PAGE_DOWN, END, HOME) | _typed(terminal, "/", "whjx")
        return figures | {"memory, MB": memory, "memory after all, MB": terminal.memory}


def bare(file: Path, rows: int) -> Figures:
    """Measure Textual's own table with all rows loaded; it has no filter."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "bare.py"
        said = BARE.format(columns=COLUMNS, names=", ".join(COLUMNS), rows=rows)
        script.write_text(said, encoding="utf-8")
        with Terminal([sys.executable, str(script), str(file)]) as terminal:
            loaded = terminal.shows("示例")
            terminal.settle()
            figures = _moves(terminal, DOWN, PAGE_DOWN, "\x1b[1;5F", "\x1b[1;5H")
            return {"loaded": loaded} | figures | {"memory, MB": terminal.memory}


def visidata(file: Path) -> Figures:
    """Measure VisiData on the same rows as CSV; nothing where it cannot be installed."""
    program = _installed("visidata", "vd")
    if program is None:
        print("VisiData cannot be installed here; it is left out")
        return {}
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "enterprise.csv"
        with table.open("w", encoding="utf-8", newline="") as out, sqlite3.connect(file) as connection:
            writer = csv.writer(out)
            writer.writerow(COLUMNS)
            writer.writerows(connection.execute(f"SELECT {', '.join(COLUMNS)} FROM enterprise"))  # noqa: S608 - our own names
        with Terminal([str(program), "--nothing", str(table)]) as terminal:
            terminal.shows("示例")
            terminal.settle(SLOW)
            loaded = time.perf_counter() - terminal.began - SLOW
            figures = _moves(terminal, "j", "\x06", "G", "gg")
            terminal.press("|")
            terminal.press("武汉")
            terminal.press("\r", SLOW)  # selects by a pattern; the next key lists what is selected
            found = _answered("filter", [terminal.press('"', SLOW)])
            return {"loaded": loaded} | figures | found | {"memory, MB": terminal.memory}


def print_beside(columns: dict[str, Figures]) -> None:
    """Print the figures side by side, and what ours takes of each."""
    names = list(dict.fromkeys(name for figures in columns.values() for name in figures))
    print("".ljust(26) + "".join(f"{title:>22}" for title in columns))
    mine = next(iter(columns.values()))
    for name in names:
        cells = []
        for figures in columns.values():
            value = figures.get(name)
            ratio = f" ({mine[name] / value:.2f})" if value and name in mine and figures is not mine else ""
            cells.append("-" if value is None else f"{value * (1 if 'MB' in name else 1000):,.1f}{ratio}")
        print(name.ljust(26) + "".join(f"{cell:>22}" for cell in cells))
    print("ms, or MB where said; in brackets what qtrack takes of it")


def _moves(terminal: Terminal, down: str, page: str, end: str, home: str) -> Figures:
    """Time the keys that move through a table, each from where a person would press it."""
    return {
        **_answered("down", [terminal.press(down) for _ in range(RUNS)]),
        **_answered("page down", [terminal.press(page) for _ in range(RUNS)]),
        **_answered("end", _between(terminal, end, home)),
        **_answered("home", _between(terminal, home, end)),
    }


def _between(terminal: Terminal, measured: str, before: str) -> list[Answer]:
    took = []
    for _ in range(RUNS):
        terminal.press(before)
        took.append(terminal.press(measured))
    return took


def _typed(terminal: Terminal, key: str, words: str) -> Figures:
    """Time the last letter of what is typed into a filter; those before it are typed apart."""
    terminal.press(key)
    for letter in words[:-1]:
        terminal.press(letter)
    return _answered("filter", [terminal.press(words[-1], SLOW)])


def _answered(name: str, answers: list[Answer]) -> Figures:
    first, last = ([answer[at] for answer in answers] for at in (0, 1))
    return {
        f"{name}, first paint": statistics.median(first),
        f"{name}, all painted": statistics.median(last),
    }


def _median(measured: Callable[[], object], runs: int = RUNS) -> float:
    """Give the median milliseconds of several runs."""
    took = []
    for _ in range(runs):
        began = time.perf_counter()
        measured()
        took.append(time.perf_counter() - began)
    return statistics.median(took) * 1000


def _installed(package: str, program: str) -> Path | None:
    """Give a program from an environment of its own in the temporary folder, made once; None without."""
    folder = Path(tempfile.gettempdir()) / f"qtrack-benchmark-{package}"
    found = folder / "bin" / program
    if not found.exists():
        for command in (
            [sys.executable, "-m", "venv"],
            [str(folder / "bin/python"), "-m", "pip", "-q", "install"],
        ):
            last = str(folder) if command[-1] == "venv" else package
            if subprocess.run([*command, last], check=False).returncode:
                return None
    return found


if __name__ == "__main__":
    main()
