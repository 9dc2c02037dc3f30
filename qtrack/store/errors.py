"""What can go wrong with the file, as sentences for the person."""

from __future__ import annotations

import sqlite3


class StoreError(Exception):
    """The file cannot be used; the message says why and what was kept."""


class StoreBusyError(StoreError):
    """Another program is writing and did not finish in time."""


class ForeignFileError(StoreError):
    """The file is not a qtrack ledger, or one of a newer program; its bytes were left alone."""


_DAMAGED = "数据文件已损坏，请先把它复制一份保存，再用最近的备份替换"
_REASONS = {
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_FULL: "磁盘已满，请清出空间后再试",
    sqlite3.SQLITE_READONLY: "数据文件不能写入，请检查文件和文件夹的权限",
    sqlite3.SQLITE_CANTOPEN: "数据文件打不开，请检查文件和文件夹的权限",
    sqlite3.SQLITE_IOERR: "硬盘读写出错，请检查硬盘",
}


def driver_reason(error: BaseException | None) -> str:
    """Say what SQLite met; what has no sentence of its own keeps the driver's words."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return _REASONS.get(code, f"数据文件读写失败：{error}")
