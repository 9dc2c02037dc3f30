"""What a folder holds, read for a list to pick from; no name in it is trusted, none stops the reading."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path

from qtrack.domain.text import folded, plain
from qtrack.ledgers.finding import spelled

UNNAMED = "（名称无法显示）"
"""Stands for a name of which nothing is left once it is plain."""

_NUMBER = re.compile("([0-9]+)")
_LATIN = re.compile("[a-z]")
_LOCKS = ("~$", ".")
"""Beginnings of names that are left out: what an office program locks a file with, and what is hidden."""

_WHY = {
    errno.ENOENT: "这个文件夹已经不在了",
    errno.ENOTDIR: "这个文件夹已经不在了",
    errno.EACCES: "没有权限打开这个文件夹",
    errno.EPERM: "没有权限打开这个文件夹",
    errno.ELOOP: "这个快捷方式绕了圈，打不开",
    errno.ENAMETOOLONG: "路径太长，打不开",
    errno.EIO: "磁盘读取出错，打不开这个文件夹",
    errno.ENODEV: "打不开这个文件夹，请检查 U 盘是否已拔出",
}


@dataclass(slots=True)
class Entry:
    """One folder or file, or a place such as a drive; `key` is its path, `label` its plain name.

    `size` is in bytes and None for folders; `changed_at` is in seconds since 1970, None where nobody knows.
    A folder may hold ten thousand, so it is made of texts and numbers, which the collector need not look at.
    """

    key: str
    label: str
    is_folder: bool
    size: int | None = None
    changed_at: float | None = None
    _spelling: str | None = None

    @property
    def path(self) -> Path:
        """Where it lies."""
        return Path(self.key)

    @property
    def detail(self) -> str:
        """Its size as people read it; nothing for a folder."""
        return "" if self.size is None else size_words(self.size)

    @property
    def day(self) -> str:
        """When it was changed last, as 2022-03-25 14:05 by the local clock."""
        if self.changed_at is None:
            return ""
        with suppress(OSError, OverflowError, ValueError):  # years no calendar has
            return f"{datetime.fromtimestamp(self.changed_at, UTC).astimezone():%Y-%m-%d %H:%M}"
        return ""

    @property
    def words(self) -> str:
        """Its name as it is compared with what is typed."""
        return folded(self.label)

    @property
    def spelling(self) -> str:
        """The initials and the pinyin of its name, one reading a line; spelled once."""
        if self._spelling is None:
            self._spelling = "\n".join(spelled(self.words))
        return self._spelling


@dataclass(frozen=True, slots=True)
class Listing:
    """What a folder holds, or the places there are, when `folder` is None; a `problem` says why nothing."""

    folder: Path | None
    entries: tuple[Entry, ...] = ()
    problem: str = ""


def size_words(size: int) -> str:
    """Give a number of bytes in the unit that suits it."""
    for unit, most in (("字节", 1024), ("KB", 1024**2), ("MB", 1024**3)):
        if size < most:
            return f"{size * 1024 / most:,.0f} {unit}"
    return f"{size / 1024**3:,.1f} GB"


def read_folder(folder: Path) -> Listing:
    """Read a folder, its folders first, numbers in names by their value; it may take long, never raises."""
    try:
        with os.scandir(folder) as found:
            entries = [entry for each in found if (entry := _entry(each)) is not None]
    except (OSError, ValueError) as error:
        number = error.errno if isinstance(error, OSError) else None
        return Listing(folder, problem=_WHY.get(number or 0, "打不开这个文件夹"))
    return Listing(folder, tuple(sorted(entries, key=_order)))


def read_nearest(folder: Path) -> Listing:
    """Read a folder, or the nearest one above it that can be read, saying so; the problem of the first."""
    listing = read_folder(folder)
    for above in folder.parents if listing.problem else ():
        found = read_folder(above)
        if not found.problem:
            return Listing(above, found.entries, f"{listing.problem}：{folder}")
    return listing


def narrowed(
    entries: Sequence[Entry], typed: str, is_stale: Callable[[], bool] = lambda: False
) -> tuple[Entry, ...]:
    """Give the entries whose names hold every word typed; whatever it has when nobody wants them any more.

    Latin letters also mean the initials or the pinyin of a name. Names that begin so come first.
    """
    words = folded(typed).split()
    going_on = takewhile(lambda _entry: not is_stale(), entries)
    hits = [entry for entry in going_on if all(_holds(entry, word) for word in words)]
    return tuple(sorted(hits, key=lambda entry: not _begins(entry, words))) if words else tuple(hits)


def _holds(entry: Entry, word: str) -> bool:
    return word in entry.words or (bool(_LATIN.match(word)) and word in entry.spelling)


def _begins(entry: Entry, words: Sequence[str]) -> bool:
    first = words[0]
    if entry.words.startswith(first):
        return True
    return bool(_LATIN.match(first)) and f"\n{entry.spelling}".find(f"\n{first}") >= 0


def _entry(found: os.DirEntry[str]) -> Entry | None:
    """Give a folder or an ordinary file; none for what is hidden, gone, a device or a link to nothing."""
    if found.name.startswith(_LOCKS):
        return None
    try:
        known = found.stat()
    except (OSError, ValueError):
        return None
    hidden = getattr(known, "st_file_attributes", 0) & stat.FILE_ATTRIBUTE_HIDDEN
    is_folder = stat.S_ISDIR(known.st_mode)
    if hidden or not (is_folder or stat.S_ISREG(known.st_mode)):
        return None
    size = None if is_folder else known.st_size
    return Entry(found.path, plain(found.name) or UNNAMED, is_folder, size, known.st_mtime)


def _order(entry: Entry) -> tuple[bool, list[str | tuple[int, str]], str]:
    return not entry.is_folder, list(_parts(entry.words)), entry.key


def _parts(words: str) -> Iterator[str | tuple[int, str]]:
    """Give a name's parts, words and numbers in turn; a number counts by its length, then its digits."""
    for at, part in enumerate(_NUMBER.split(words)):
        digits = part.lstrip("0")
        yield (len(digits), digits) if at % 2 else part
