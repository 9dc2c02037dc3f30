"""Where looking for a file begins: one's own folders, the drives, and what a person types as a path."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qtrack.domain.text import half_width, plain
from qtrack.tui.widgets.file_picker_folder import Entry, Listing

_MOUNTS = Path("/proc/self/mounts")
_SHOWN_MOUNTS = ("/media/", "/run/media/", "/mnt/")
_OCTAL = re.compile(r"\\([0-7]{3})")
_QUOTED = re.compile('"([^"]+)"')
_PATH = re.compile(r"""["'/\\~]|[A-Za-z]:""")
_QUOTES = str.maketrans("“”", '""')
_DRIVE_KINDS = {2: "U 盘或移动盘", 3: "本机磁盘", 4: "网络盘", 5: "光盘"}
"""What Windows calls drives, by what GetDriveType gives."""


def read_places() -> Listing:
    """Give one's own folders that exist, then drives and USB sticks; it may take long, never raises."""
    own = [Entry(str(path), words, is_folder=True) for words, path in _own_folders()]
    drives = [Entry(str(path), words, is_folder=True) for words, path in _drives()]
    return Listing(None, (*own, *drives))


def _own_folders() -> Iterator[tuple[str, Path]]:
    """Give those that exist: as the system tells them, else by their Chinese names in the home."""
    from platformdirs import user_desktop_path, user_documents_path, user_downloads_path

    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - the home of nobody stays "~", and raises nothing
    told = {"桌面": user_desktop_path(), "下载": user_downloads_path(), "文档": user_documents_path()}
    yield "主目录", home
    for words, path in told.items():
        found = next((each for each in (path, home / words) if _is_folder(each)), None)
        if found is not None:
            yield words, found


def _drives() -> Iterator[tuple[str, Path]]:
    if sys.platform == "win32":
        from ctypes import windll

        kernel = windll.kernel32
        for letter in drive_letters(kernel.GetLogicalDrives()):
            words = _DRIVE_KINDS.get(kernel.GetDriveTypeW(f"{letter}:\\"), "磁盘")
            yield f"{words} {letter}:", Path(f"{letter}:\\")
    else:
        for path in mounted(_mounts()):
            yield f"U 盘或其他盘 {plain(path.name)}", path
        yield "整个系统 /", Path("/")


def drive_letters(mask: int) -> str:
    """Give the letters of the drives there are, by the bits Windows tells them with."""
    return "".join(chr(ord("A") + bit) for bit in range(26) if mask >> bit & 1)


def mounted(table: str) -> list[Path]:
    """Give what a table of mounts (proc(5)) says is mounted where USB sticks and shares are put.

    The table is read and no folder is asked: one on a share that hangs would never answer.
    """
    points = [line.split(" ")[1] for line in table.splitlines() if line.count(" ") > 1]
    paths = [_OCTAL.sub(lambda code: chr(int(code[1], 8)), point) for point in points]
    return [Path(path) for path in dict.fromkeys(paths) if path.startswith(_SHOWN_MOUNTS)]


def _mounts() -> str:
    try:
        return _MOUNTS.read_text(errors="replace")
    except OSError:
        return ""


def is_path(text: str) -> bool:
    """Say whether what is typed begins like a path and not like a name to look for."""
    return bool(_PATH.match(half_width(text).translate(_QUOTES)))


@dataclass(frozen=True, slots=True)
class Typed:
    """What a typed path means: one folder, or files; a `problem` says what it does not."""

    folder: Path | None = None
    files: tuple[Path, ...] = ()
    problem: str = ""


def typed(text: str) -> Typed:
    """Say what somebody typed or pasted: absolute, from the home (~), or quoted, then even several files.

    Quotes are what Windows puts around a path it copies (复制为路径). What an input method left on typed in
    full width is read so only where nothing has that name as it is. It asks the disk and may take long.
    """
    given = _meant(_paths(text))
    return given if not given.problem else _meant(_paths(half_width(text)), given.problem)


def _meant(paths: list[Path], otherwise: str = "") -> Typed:
    missing = [path for path in paths if not _stands(path)]
    if missing or not paths:
        return Typed(problem=otherwise or f"没有这个文件或文件夹：{missing[0] if missing else ''}")
    if _is_folder(paths[0]):
        return Typed(folder=paths[0])
    return Typed(files=tuple(paths))


def _paths(text: str) -> list[Path]:
    words = text.translate(_QUOTES).strip()
    quoted = _QUOTED.findall(words)
    parts = quoted if words.startswith('"') and quoted else [words.strip("\"'")]
    return [Path(os.path.abspath(os.path.expanduser(part.strip()))) for part in parts if part.strip()]  # noqa: PTH100, PTH111 - “..” as a person means it; the ~ of nobody raises nothing


def _stands(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
