"""Files written whole or not at all: made beside their place, then renamed into it."""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE_S = 2.5
"""How long a file held by another program is waited for."""

_PAUSE_S = 0.1
_MOST_NAMES = 99
_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.EBADF})


def write_atomic(path: Path, make: Callable[[Path], None]) -> Path:
    """Let `make` write the content beside `path`, then rename it there; give the path really written.

    A failure of any kind leaves the old file as it was and passes to the caller (OSError from the disk).
    A file held by another program is waited for `PATIENCE_S`, then the content goes to the first free
    名称-2, 名称-3 …. Only a killed program leaves its `.qtrack-*.part` behind.
    """
    part = path.with_name(f".qtrack-{os.urandom(8).hex()}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        make(part)
        if path.is_file():
            shutil.copymode(path, part)
        _sync_file(part)
        written = _put(part, path)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(path.parent)
    return written


def write_text_atomic(path: Path, text: str) -> Path:
    """Write a text as UTF-8, whole or not at all; see `write_atomic`."""

    def make(part: Path) -> None:
        part.write_bytes(text.encode())

    return write_atomic(path, make)


def make_private(folder: Path) -> None:
    """Make a folder for its owner only, with those above it; once made it outlives a power cut."""
    if folder.is_dir():
        return
    make_private(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder.parent)


def _put(part: Path, path: Path) -> Path:
    patient_until = time.monotonic() + PATIENCE_S
    while True:
        try:
            part.replace(path)
        except PermissionError:
            if not path.is_file():
                raise
            if time.monotonic() >= patient_until:
                return _put_beside(part, path)
            time.sleep(_PAUSE_S)
        else:
            return path


def _put_beside(part: Path, path: Path) -> Path:
    # A name that is taken may be somebody's own file, so it is passed over, never replaced.
    names = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in range(2, _MOST_NAMES + 1))
    free = next((name for name in names if not name.exists()), None)
    if free is None:
        raise PermissionError(errno.EACCES, "file is held by another program", str(path))
    return part.replace(free)


def _sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Put a folder's list of files on the disk, where the system can."""
    # Windows cannot open a folder, and some file systems refuse to sync one: the rename is then all there is.
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        if error.errno in _NO_FOLDER_SYNC:
            return
        raise
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)
