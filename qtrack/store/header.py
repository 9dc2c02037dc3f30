"""Whose file it is, read from its first hundred bytes before anything opens it."""

from __future__ import annotations

from pathlib import Path

from qtrack.store.errors import ForeignFileError

APPLICATION_ID = 0x5154524B  # "QTRK"
SCHEMA_VERSION = 6
"""The file format this program writes; `user_version` of the file."""

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100


def file_version(path: Path) -> int:
    """Give the format version of a file, 0 for one that is new or empty.

    Raise ForeignFileError, without touching a byte, when the file is not ours or newer than this program.
    (Offsets 60 and 68: SQLite file format, section 1.3.)
    """
    if not path.exists():
        return 0
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if not header:
        return 0
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        raise ForeignFileError(f"“{path.name}”不是 qtrack 的数据文件，未作任何改动")
    version, owner = int.from_bytes(header[60:64], "big"), int.from_bytes(header[68:72], "big")
    if owner != APPLICATION_ID:
        raise ForeignFileError(f"“{path.name}”是其他程序的数据库，不是 qtrack 的数据文件，未作任何改动")
    if version > SCHEMA_VERSION:
        raise ForeignFileError(
            f"“{path.name}”由较新的 qtrack 写成（文件版本 {version}，本程序支持到 {SCHEMA_VERSION}），"
            "请升级程序后再打开；文件未作任何改动"
        )
    return version
