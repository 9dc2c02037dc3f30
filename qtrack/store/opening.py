"""A file of the store is opened with the system's own program for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from threading import Thread

from qtrack.domain.problem import refuse
from qtrack.store.file_words import suffix_of

_COMMANDS = {"darwin": "open", "linux": "xdg-open"}

_FAILS_WITHIN_S = 2.0
"""A program that finds nothing to open a file with says so by its exit code, and soon."""


def opening_command(path: Path, platform: str) -> list[str] | None:
    """Give the words that open a file; None on Windows, which has a call for it.

    The path stands whole as the last word and begins with a separator, so nothing in it is an option.
    """
    if platform == "win32":
        return None
    return [_COMMANDS.get(platform, "xdg-open"), str(path.absolute())]


def open_file(path: Path, folder: Path) -> None:
    """Open a file with the system's program; refuse one outside the folder or of no kind to be attached."""
    whole = path.resolve()
    if not (whole.is_relative_to(folder.resolve()) and whole.is_file() and suffix_of(whole.name)):
        raise refuse("只能打开已添加的佐证文件")
    command = opening_command(whole, sys.platform)
    if command is None:
        _start(whole)
        return
    program = shutil.which(command[0])
    if program is None:
        raise refuse(f"这台电脑没有可用来打开文件的程序（{command[0]}）；文件在：{whole}")
    started = subprocess.Popen(  # noqa: S603 - a list of words, never a shell
        [program, *command[1:]],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        failed = started.wait(_FAILS_WITHIN_S) != 0
    except subprocess.TimeoutExpired:  # it shows the file itself, and ends when that is closed
        Thread(target=started.wait, daemon=True).start()
    else:
        if failed:
            raise refuse(f"系统没有能打开它的程序（{command[0]} 报错）；文件在：{whole}")


def _start(path: Path) -> None:
    """Ask Windows to open a file as a double click would."""
    if sys.platform == "win32":
        try:
            os.startfile(path)  # noqa: S606 - a checked path of the store, no shell
        except OSError as error:
            raise refuse(f"这台电脑没有可用来打开它的程序；文件在：{path}") from error
