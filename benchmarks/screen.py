"""A program in a real terminal: keys go in, and what is measured is when it has painted its answer."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import pyte

LONGEST = 600.0
QUIET = 0.08
"""Seconds without output after which an answer counts as painted; not part of what is measured."""

NO_ANSWER = 5.0
GAP = 0.008
"""Seconds without output between one paint and the next."""

COLUMNS, LINES = 120, 40


class Answer(NamedTuple):
    """Seconds from a key until its first paint was out, and until the last sign that followed was."""

    first: float
    last: float


class Terminal:
    """A program started in a terminal of its own; ended with the block."""

    def __init__(self, command: list[str], columns: int = COLUMNS, lines: int = LINES) -> None:
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._unread: list[bytes] = []
        self.began = time.perf_counter()
        self._child, self._terminal = pty.fork()
        if self._child == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8")
            os.execv(command[0], command)  # noqa: S606 - the program itself, without a shell
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self._child, signal.SIGKILL)
        os.waitpid(self._child, 0)
        os.close(self._terminal)

    def press(self, keys: str, quiet: float = QUIET) -> Answer:
        """Type and give when the answer came; it is all zero when there was none."""
        self._read_for(0)
        began = time.perf_counter()
        os.write(self._terminal, keys.encode())
        times: list[float] = []
        while self._read_for(quiet if times else NO_ANSWER):
            times.append(time.perf_counter() - began)
        if not times:
            return Answer(0, 0)
        gaps = (one for one, two in pairwise(times) if two - one > GAP)
        return Answer(next(gaps, times[-1]), times[-1])

    def shows(self, words: str) -> float:
        """Wait until the words (a pattern) stand on the screen; give the seconds since the start."""
        while not re.search(words, self.text):
            if time.perf_counter() - self.began > LONGEST:
                raise TimeoutError(f"{words}\n{self.text}")
            self._read_for(0.5)
        return time.perf_counter() - self.began

    def settle(self, quiet: float = 1.0) -> None:
        """Wait until the program has nothing more to say."""
        while self._read_for(quiet):
            pass

    @property
    def text(self) -> str:
        """What stands on the screen; it is laid out only when asked for, because that takes time."""
        self._stream.feed(b"".join(self._unread))
        self._unread.clear()
        return "\n".join(self._screen.display)

    @property
    def memory(self) -> float:
        """Give the resident memory in MB."""
        status = Path(f"/proc/{self._child}/status").read_text(encoding="utf-8")
        return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024

    def _read_for(self, seconds: float) -> bool:
        """Read what comes within the time; say whether anything came."""
        if not select.select([self._terminal], [], [], seconds)[0]:
            return False
        self._unread.append(os.read(self._terminal, 65536))
        return True
