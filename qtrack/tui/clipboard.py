"""The system's clipboard, reached without holding up the screen; see docs/decisions/0008-clipboard.md."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from contextlib import suppress
from typing import Any

from textual.app import App

PATIENCE_S = 3.0
"""How long a clipboard is waited for; one that answers does so at once."""

MOST_BY_TERMINAL = 100_000
"""Bytes that terminals commonly take by OSC 52; more is sent only where there is no other way."""

_COPY = """
import sys, pyperclip
text = sys.stdin.read()
pyperclip.copy(text)
sys.exit(pyperclip.paste().split() != text.split())
"""
"""Reads back what it copied, because pyperclip does not notice when the program it starts has failed."""

_PASTE = "import sys, pyperclip; sys.stdout.write(pyperclip.paste())"

_ON_WINDOWS = os.name == "nt"


async def copy(app: App[Any], text: str, what: str) -> str:
    """Put a text on the clipboard and give the sentence to show; `what` is it in words, as in 300 行 12 列.

    The terminal is asked as well (OSC 52), for whoever works over the network; it never says whether it did.
    """
    kept = await asyncio.to_thread(_put, text)
    if not kept or len(text.encode(errors="replace")) <= MOST_BY_TERMINAL:
        app.copy_to_clipboard(text)
    if kept:
        return f"已复制 {what}，可粘贴到表格"
    return f"已把 {what}交给终端窗口；粘贴不出来的，请再复制一次，或到“7 报表”导出"


async def paste_text() -> str | None:
    """Give the text on the system's clipboard; none when it is empty or cannot be read."""
    return await asyncio.to_thread(_take)


def _put(text: str) -> bool:
    if not _ON_WINDOWS:
        return _run_apart(_COPY, text) is not None
    import pyperclip

    try:
        pyperclip.copy(text)
    except (pyperclip.PyperclipException, OSError):
        return False
    return True


def _take() -> str | None:
    if not _ON_WINDOWS:
        return _run_apart(_PASTE, listens=True) or None
    import pyperclip

    try:
        return pyperclip.paste() or None
    except (pyperclip.PyperclipException, OSError):
        return None


def _run_apart(program: str, text: str = "", *, listens: bool = False) -> str | None:
    """Run a few lines of Python by themselves and give what they say; none when they failed or took too long.

    What they start may outlive them (xclip holds the text), so copying does not listen: a pipe that somebody
    keeps open would never end.
    """
    try:
        child = subprocess.Popen(  # noqa: S603 - this Python, and words of our own
            [sys.executable, "-P", "-X", "utf8", "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE if listens else subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return None
    with child:
        try:
            said, _ = child.communicate(text.encode(errors="replace"), timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            with suppress(OSError):
                os.killpg(child.pid, signal.SIGKILL)
            return None
    return (said or b"").decode(errors="replace") if child.returncode == 0 else None
