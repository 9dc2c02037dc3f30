"""Files read as sheets of cells, in a process of their own, so that none of them can harm this one."""

from __future__ import annotations

import json
import logging
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from threading import Event, Thread
from typing import IO, Any

from qtrack.domain.problem import refuse
from qtrack.domain.progress import Progress, StoppedError
from qtrack.exchange import wire
from qtrack.exchange.book import Book, Limits, Region, Row, Sheet
from qtrack.exchange.kinds import too_large

LIMITS = Limits()
CHILD = "qtrack.exchange.child"
_LOOK_S = 0.1
_LONGEST_LINE = 1 << 28
_CRASHED = (
    "读取时出错而中止：文件已损坏，或内容大得内存放不下（常因离表格很远处还有一格）；"
    "请用 WPS 打开后另存为 xlsx，或拆成几个文件"
)


def read_book(
    path: Path,
    *,
    limits: Limits = LIMITS,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Book:
    """Read a file of tables, whatever its name says: .xlsx .xls .et .ods .csv .txt, or a page named .xls.

    Blocks until it is read, so it belongs in a worker thread. `progress` hears in this thread how many rows
    have come of those known so far; `cancelled` is asked ten times a second in another. RefusedError says in
    one sentence why nothing came of it, StoppedError that it was stopped; OSError comes from the disk.
    """
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        raise refuse(f"“{path.name}”不是文件")
    if about.st_size > limits.file_bytes:
        raise refuse(f"“{path.name}”{too_large(limits)}")
    arriving = _Arriving(path, progress)
    with (
        path.open("rb") as file,
        _child(file, limits) as process,
        _watched(process, limits, cancelled) as why,
    ):
        arriving.take(process.stdout)
    if arriving.ended:
        return arriving.book()
    if why == [_CANCELLED]:
        raise StoppedError(f"“{path.name}”没有读完就取消了")
    raise refuse(f"“{path.name}”{why[0] if why else arriving.refused or _CRASHED}")


_CANCELLED = "cancelled"


class _Arriving:
    """A book as it comes in, line by line."""

    def __init__(self, path: Path, progress: Progress | None) -> None:
        self.ended = False
        self.refused = ""
        self._path = path
        self._progress = progress
        self._kind = ""
        self._sheets: list[tuple[str, bool, tuple[Region, ...], list[Row]]] = []
        self._before = self._come = self._known = 0

    def take(self, lines: IO[bytes] | None) -> None:
        """Take what comes until it says that this was all, breaks off or makes no sense."""
        received = wire.rows_of()
        while lines and not self.ended and (line := lines.readline(_LONGEST_LINE)).endswith(b"\n"):
            try:
                if line.startswith(b"["):
                    self._sheets[-1][3].extend(received(line.decode()))
                else:
                    self._hear(json.loads(line))
            except (ValueError, TypeError, KeyError, IndexError, AttributeError):
                logging.getLogger("qtrack").warning("the process that reads a file spoke nonsense")
                return
            self._come = self._before + len(self._sheets[-1][3]) if self._sheets else 0
            if self._progress:
                self._progress(self._come, max(self._come, self._known))

    def book(self) -> Book:
        """Give the book, rows that are blank left out behind the last that is not."""
        sheets = []
        for name, hidden, merged, rows in self._sheets:
            while rows and not rows[-1]:
                rows.pop()
            sheets.append(Sheet(name or self._path.stem, tuple(rows), hidden, merged))
        return Book(self._kind, tuple(sheets))

    def _hear(self, said: dict[str, Any]) -> None:
        if "sheet" in said:
            merged = tuple((top, left, bottom, right) for top, left, bottom, right in said["merged"])
            self._sheets.append((said["sheet"], said["hidden"], merged, []))
            self._before = self._come
            self._known = self._come + said["height"]
        self._kind = said.get("kind", self._kind)
        self.refused = said.get("refused", "")
        self.ended = said.get("end", False)
        if "trace" in said:
            logging.getLogger("qtrack").warning("a file could not be read\n%s", said["trace"])


@contextmanager
def _child(file: IO[bytes], limits: Limits) -> Iterator[subprocess.Popen[bytes]]:
    """Start the process that reads; it is gone when this is left, however it is left."""
    # It finds the modules this process has found, and none in the folder it happens to be started from.
    found = os.pathsep.join(folder for folder in sys.path if folder)
    process = subprocess.Popen(  # noqa: S603 - this Python, and words of our own
        [sys.executable, "-P", "-m", CHILD, json.dumps(asdict(limits))],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": found, "RUST_BACKTRACE": "0"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def _watched(
    process: subprocess.Popen[bytes], limits: Limits, cancelled: Callable[[], bool] | None
) -> Iterator[list[str]]:
    """End the process when its time is over or a person wants it; the list then says which."""
    until = time.monotonic() + limits.seconds
    why: list[str] = []
    done = Event()

    def watch() -> None:
        while not why and not done.wait(_LOOK_S):
            if time.monotonic() > until:
                why.append(
                    f"读取超过 {limits.seconds:g} 秒，已停止；请拆成几个文件，或用 WPS 打开后另存为 xlsx"
                )
            elif cancelled and cancelled():
                why.append(_CANCELLED)
        if why:
            process.kill()

    watcher = Thread(target=watch, name="qtrack-import-watch", daemon=True)
    watcher.start()
    try:
        yield why
    finally:
        done.set()
        watcher.join()
