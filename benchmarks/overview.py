"""The overview of five programmes beside that of one, on the same rows: statements, reading, the first paint.

Run by `make bench`; the five are the notice of Hubei and four it is derived from for other years, so that all
count the same ledgers. Prints medians and ratios of paired runs, judges nothing.
"""

from __future__ import annotations

import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from ground import desk_with
from screen import Terminal
from sqlalchemy import Engine, event

from qtrack.places import Places
from qtrack.services.overview import overview
from qtrack.wiring import Desk

ROWS = 10_000
"""Firms, and as many actions: some 20,000 rows."""

YEARS = range(2023, 2027)
TODAY = "2026-11-01"
RUNS = 11
READS = 21


def main() -> None:
    """Measure one and five in turn and print what came out."""
    with tempfile.TemporaryDirectory() as folder:
        one, five = Path(folder) / "one", Path(folder) / "five"
        _settle(one, every=False)
        shutil.copytree(one, five)
        _settle(five, every=True)
        _print_reading(one, five)
        _print_starts(one, five)


def _settle(folder: Path, *, every: bool) -> None:
    """Make a bureau of one programme, or of five, on rows spread over the years of all."""
    if not folder.exists():
        source = desk_with(ROWS)
        source.close()
        shutil.copytree(source.places.folder, folder)
        with closing(sqlite3.connect(folder / "qtrack.db")) as ledger, ledger:
            ledger.execute("UPDATE action SET done_on = date(done_on, '+' || (rowid % 5) || ' years')")
    desk = _desk(folder)
    if every:
        others = [desk.packs.derive("hubei-2022", year, desk.calendar)[0] for year in YEARS]
        desk.work_on(others)
    desk.keep(replace(desk.settings, every=every))
    desk.overview(desk.office)
    desk.close()


def _desk(folder: Path) -> Desk:
    return Desk(Places(folder), {"QTRACK_TODAY": TODAY})


def _print_reading(one: Path, five: Path) -> None:
    desks = _desk(one), _desk(five)
    said = []
    for desk in desks:
        with _counted() as statements:
            _read(desk)
        said.append(len(statements))
    times = [[_timed(desk) for desk in desks] for _ in range(READS)]
    for desk in desks:
        desk.close()
    print(f"statements, one programme   {said[0]:7}")
    print(f"statements, five programmes {said[1]:7}")
    _print("read", [(first, second) for first, second in times])


def _read(desk: Desk) -> None:
    desk.store.read(overview, desk.office, every=desk.settings.every)


def _timed(desk: Desk) -> float:
    began = time.perf_counter()
    _read(desk)
    return time.perf_counter() - began


@contextmanager
def _counted() -> Iterator[list[str]]:
    said: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    event.listen(Engine, "before_cursor_execute", hear)
    yield said
    event.remove(Engine, "before_cursor_execute", hear)


def _print_starts(one: Path, five: Path) -> None:
    """Start the program in a real terminal: on the kept overview, and after it was thrown away."""
    kept = [(_start(one), _start(five)) for _ in range(RUNS)]
    _print("start, overview kept", kept)
    fresh = [(_start(one, forget=True), _start(five, forget=True)) for _ in range(RUNS)]
    _print("start, read anew", fresh)


def _start(folder: Path, *, forget: bool = False) -> float:
    if forget:
        (folder / "overview.json").unlink(missing_ok=True)
    command = ["/usr/bin/env", f"QTRACK_TODAY={TODAY}", sys.executable, "-m", "qtrack", "--data", str(folder)]
    with Terminal(command) as terminal:
        painted = terminal.shows(r"质量提升行动\D+10,000")
        terminal.settle()
    return painted


def _print(what: str, pairs: list[tuple[float, float]]) -> None:
    print(f"{what:26} one  {1000 * statistics.median(first for first, _ in pairs):7.0f} ms")
    print(f"{what:26} five {1000 * statistics.median(second for _, second in pairs):7.0f} ms")
    print(f"{what:26} ratio {statistics.median(second / first for first, second in pairs):6.2f}")


if __name__ == "__main__":
    main()
