"""The bytes of evidence: kept once under the hash of their content, and never changed.

`evidence/ab/abcdef…` holds a content; no name a person gave becomes part of a path there. `evidence/open/`
holds copies for the system's programs, which so cannot spoil what is kept.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from qtrack.domain.problem import Problem, RefusedError, refuse
from qtrack.files import make_private, sync_folder, write_atomic
from qtrack.store.file_words import (
    MOST_BYTES,
    check_suffix,
    given_name,
    suffix_of,
    told_reading,
    told_writing,
)

SPARE_BYTES = 200 * 1024**2
"""So much stays free on the disk, so that the ledgers can still be saved."""

_PART = 1024**2
_HASH = re.compile(r"[0-9a-f]{64}")
_LEFT_BEHIND_S = 24 * 3600
_OPENED = "open"
_OWNERS = stat.S_IRUSR | stat.S_IWUSR
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
"""A pipe must not make the program wait for somebody to write into it."""


Heard = Callable[[int], None]
"""Hears a number of bytes that were read."""


def unheard(_size: int) -> None:
    """Nobody wants to hear how many bytes were read."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A content that is kept: what its file was called, its number of bytes, its hash."""

    name: str
    size: int
    sha256: str

    @property
    def suffix(self) -> str:
        """The ending that says what it is, in small letters; empty when it is none the program opens."""
        return suffix_of(self.name)


class Harm(Enum):
    """What may have happened to kept bytes, as people read it."""

    MISSING = "文件缺失"
    CHANGED = "内容已改变"
    UNREADABLE = "读不出来"


class HarmedError(RefusedError):
    """Something has happened to a content that was kept."""

    def __init__(self, file: StoredFile, harm: Harm) -> None:
        words = (
            f"“{file.name}”：{harm.value}，请用备份里的数据文件夹找回；核对全部佐证：qtrack evidence check"
        )
        super().__init__((Problem("", words),))
        self.harm = harm


class EvidenceFiles:
    """The folder of kept contents; nobody but its owner reads it."""

    def __init__(self, folder: Path, most: int = MOST_BYTES, spare: int = SPARE_BYTES) -> None:
        self.folder = folder
        self._most = most
        self._spare = spare

    @property
    def opened(self) -> Path:
        """The folder of the copies to look at."""
        return self.folder / _OPENED

    def take(self, source: Path, heard: Heard = unheard) -> StoredFile:
        """Copy a file in and give what is kept of it, once it is safely on the disk; the file stays as it is.

        It is read once or twice: `heard` hears the number of bytes of each part read, and may stop it.
        Refuse in a sentence what is no ordinary file, empty, too big, of no allowed kind, unreadable or more
        than the disk holds. What is already kept is not written again, and damaged bytes are replaced.
        """
        name = given_name(source.name)
        if not source.is_dir():  # which reading refuses in its own words
            check_suffix(name)
        file = StoredFile(name, *_measured(source, name, self._most, heard))
        with told_writing(name):
            if self.harm(file) is not None:
                self._keep(source, file, heard)
            # Whoever wrote it may have been killed before the names of folders were on the disk.
            for folder in (self.path(file).parent, self.folder, self.folder.parent):
                sync_folder(folder)
        return file

    def path(self, file: StoredFile) -> Path:
        """Give where a content lies; refuse what is no hash, wherever that came from."""
        if not _HASH.fullmatch(file.sha256):
            raise refuse(f"“{file.name}”的校验值有误，找不到它的内容")
        return self.folder / file.sha256[:2] / file.sha256

    def holds(self, file: StoredFile) -> bool:
        """Say whether a file of this size lies where the content should; its bytes are not read."""
        try:
            found = self.path(file).lstat()
        except (OSError, RefusedError):
            return False
        return stat.S_ISREG(found.st_mode) and found.st_size == file.size

    def harm(self, file: StoredFile) -> Harm | None:
        """Read a content and say what has happened to it; None when it is as it was taken."""
        try:
            if not stat.S_ISREG(self.path(file).lstat().st_mode):
                return Harm.CHANGED
            return None if _hash(self._parts(file)) == _measure(file) else Harm.CHANGED
        except (FileNotFoundError, RefusedError):
            return Harm.MISSING
        except OSError:
            return Harm.UNREADABLE

    def copy_out(self, file: StoredFile, target: Path) -> None:
        """Write a content to a path that must not exist yet; OSError when that cannot be written.

        HarmedError says that the content is not as it was taken; what was written of it is to be thrown away.
        """
        with target.open("xb") as copy:
            written = _hash(_written(self._kept(file), copy.fileno()))
            os.fsync(copy.fileno())
        if written != _measure(file):
            raise HarmedError(file, Harm.CHANGED)

    def view(self, file: StoredFile) -> Path:
        """Give a copy that can be opened by its ending and may be spoiled; refuse damaged bytes."""
        check_suffix(file.name)
        harm = self.harm(file)
        if harm is not None:
            raise HarmedError(file, harm)
        path = self.opened / f"{file.sha256[:16]}{file.suffix}"
        with told_writing(file.name):
            make_private(self.opened)
            if path.is_file():
                if _hash(_read(path)) == _measure(file):
                    return path
                path.chmod(_OWNERS)  # Windows replaces nothing that is read-only

            def make(part: Path) -> None:
                _put(self._parts(file), part)

            written = write_atomic(path, make)
            written.chmod(stat.S_IRUSR)
        return written

    def strays(self, known: AbstractSet[str]) -> tuple[Path, ...]:
        """Give contents whose hash nobody knows, copies to look at, and what a killed program left."""
        return tuple(sorted(path for path in self._everything() if _is_stray(path, known)))

    def drop(self, paths: Iterable[Path]) -> None:
        """Remove files of this folder; one another program holds is left for the next time."""
        for path in paths:
            with suppress(PermissionError, FileNotFoundError):
                if not path.is_symlink():
                    path.chmod(_OWNERS)  # Windows removes nothing that is read-only
                path.unlink()

    def _everything(self) -> Iterator[Path]:
        with suppress(FileNotFoundError):
            for folder in self.folder.iterdir():
                if folder.is_dir() and not folder.is_symlink():
                    yield from (path for path in folder.iterdir() if path.is_file() or path.is_symlink())

    def _keep(self, source: Path, file: StoredFile, heard: Heard) -> None:
        make_private(self.folder)
        if shutil.disk_usage(self.folder).free - file.size < self._spare:
            raise refuse(f"“{file.name}”：磁盘空间不足，没有添加；请先清出空间")
        path = self.path(file)
        make_private(path.parent)

        def make(part: Path) -> None:
            if _put(_taken(source, file.name, heard), part) != _measure(file):
                raise refuse(f"“{file.name}”：读取时内容还在变动，没有添加；请等写完再试")

        if write_atomic(path, make) != path:
            raise refuse(f"“{file.name}”：数据文件夹里的同一文件正被其他程序占用，没有添加")

    def _parts(self, file: StoredFile) -> Iterator[bytes]:
        return _read(self.path(file))

    def _kept(self, file: StoredFile) -> Iterator[bytes]:
        """Read a content where a failure of reading is to be told from one of writing."""
        try:
            yield from self._parts(file)
        except FileNotFoundError:
            raise HarmedError(file, Harm.MISSING) from None
        except OSError:
            raise HarmedError(file, Harm.UNREADABLE) from None


_Measure = tuple[int, str]
"""A content's number of bytes and its hash."""


def _measure(file: StoredFile) -> _Measure:
    return file.size, file.sha256


def _measured(source: Path, name: str, most: int, heard: Heard) -> _Measure:
    with told_reading(name):
        too_big = source.stat().st_size > most
    if too_big:
        raise refuse(f"“{name}”超过 {most // 1024**2:,} MB，没有添加；请压缩或分开后再添加")
    size, digest = _hash(_taken(source, name, heard))
    if size == 0:
        raise refuse(f"“{name}”是空文件，没有添加")
    return size, digest


def _taken(source: Path, name: str, heard: Heard) -> Iterator[bytes]:
    """Read an ordinary file of somebody else's from beginning to end."""
    with told_reading(name):
        handle = os.open(source, _FLAGS)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise refuse(f"“{name}”不是普通文件（是文件夹或设备），没有添加；请给出文件夹里的文件")
        while True:
            with told_reading(name):
                part = os.read(handle, _PART)
            if not part:
                return
            heard(len(part))
            yield part
    finally:
        os.close(handle)


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as held:
        yield from iter(lambda: held.read(_PART), b"")


def _hash(parts: Iterable[bytes]) -> _Measure:
    size, digest = 0, hashlib.sha256()
    for part in parts:
        size += len(part)
        digest.update(part)
    return size, digest.hexdigest()


def _written(parts: Iterable[bytes], handle: int) -> Iterator[bytes]:
    for part in parts:
        left = memoryview(part)
        while left:
            left = left[os.write(handle, left) :]
        yield part


def _put(parts: Iterable[bytes], path: Path) -> _Measure:
    """Fill a file and give what was written."""
    with path.open("wb", buffering=0) as copy:
        return _hash(_written(parts, copy.fileno()))


def _is_stray(path: Path, known: AbstractSet[str]) -> bool:
    """Say whether a file can go; one that is no content, and not ours, is left alone."""
    if path.parent.name == _OPENED:
        return True
    if path.name.startswith(".qtrack-"):
        return path.lstat().st_mtime < time.time() - _LEFT_BEHIND_S
    return bool(_HASH.fullmatch(path.name)) and path.name not in known
