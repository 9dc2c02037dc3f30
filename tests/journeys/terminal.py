"""A real terminal: the program runs behind a pty, and a screen of fixed size shows what it paints."""

import contextlib
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import ioctl
from pathlib import Path

import pyte

PATIENCE_S = 10
"""After so long without the awaited words something is broken."""

QUIET_S = 0.05
"""After so long without output the program waits for keys."""

KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "shift+tab": "\x1b[Z",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "ctrl+q": "\x11",
    "ctrl+t": "\x14",
    "ctrl+u": "\x15",
    "ctrl+y": "\x19",
    "ctrl+z": "\x1a",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f6": "\x1b[17~",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
    "f10": "\x1b[21~",
}


class Terminal:
    """The program in a terminal, with a person in front of it."""

    def __init__(self, folder: Path, size: tuple[int, int], today: str) -> None:
        columns, lines = size
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._ours, theirs = pty.openpty()
        ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._program = subprocess.Popen(
            [sys.executable, "-m", "qtrack", "--data", str(folder)],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=os.environ | {"TERM": "xterm-256color", "QTRACK_TODAY": today, "HOME": str(folder.parent)},
            start_new_session=True,
            close_fds=True,
        )
        os.close(theirs)

    @property
    def lines(self) -> list[str]:
        """Give the lines as a person reads them; a wide character's second cell is no character."""
        return [
            "".join(self._screen.buffer[y][x].data for x in range(self._screen.columns)).rstrip()
            for y in range(self._screen.lines)
        ]

    @property
    def picture(self) -> str:
        """Give the screen as text."""
        return "\n".join(self.lines)

    def line(self, words: str) -> str:
        """Give the first line that holds the words."""
        return next((line for line in self.lines if words in line), "")

    def press(self, *keys: str) -> None:
        """Press keys by name, or type texts; after each the program is let come to rest."""
        for key in keys:
            os.write(self._ours, KEYS.get(key, key).encode())
            self.rest()

    def press_at_once(self, *keys: str) -> None:
        """Press keys faster than any hand, so that they come while the program is still at work."""
        self.send(*keys)
        self.rest()

    def send(self, *keys: str) -> None:
        """Send keys and look at nothing."""
        os.write(self._ours, "".join(KEYS.get(key, key) for key in keys).encode())

    def paste(self, text: str) -> None:
        """Paste a text as terminals do."""
        os.write(self._ours, f"\x1b[200~{text}\x1b[201~".encode())
        self.rest()

    def see(self, *words: str) -> None:
        """Wait until all these words stand on the screen."""
        until = time.monotonic() + PATIENCE_S
        while not all(word in self.picture for word in words):
            if time.monotonic() > until or not self._read(0.1):
                missing = [word for word in words if word not in self.picture]
                if time.monotonic() > until or self.ended:
                    raise AssertionError(f"{missing} never came:\n{self.picture}")
        self.rest()

    def rest(self) -> None:
        """Read until the program is quiet."""
        while self._read(QUIET_S):
            pass

    @property
    def ended(self) -> bool:
        """Say whether the program has gone."""
        return self._program.poll() is not None

    def wait(self) -> int:
        """Wait until the program has gone and give its exit code."""
        until = time.monotonic() + PATIENCE_S
        while not self.ended and time.monotonic() < until:
            self._read(0.05)
        return self._program.wait(timeout=1)

    def kill(self) -> None:
        """Take the program away at once, as a power cut would."""
        self._program.send_signal(signal.SIGKILL)
        self._program.wait(timeout=PATIENCE_S)

    def close(self) -> None:
        """End what still runs."""
        if not self.ended:
            self.kill()
        os.close(self._ours)

    def _read(self, patience: float) -> bool:
        ready, _, _ = select.select([self._ours], [], [], patience)
        if not ready:
            return False
        with contextlib.suppress(OSError):  # the other end has gone
            data = os.read(self._ours, 65536)
            self._stream.feed(data)
            return bool(data)
        return False


@contextmanager
def terminal(folder: Path, size: tuple[int, int] = (80, 24), today: str = "2022-10-18") -> Iterator[Terminal]:
    """Give a terminal in which the program has been started."""
    opened = Terminal(folder, size, today)
    try:
        yield opened
    finally:
        opened.close()
