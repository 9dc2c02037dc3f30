"""Files of packs as text and as TOML, whatever may be wrong with them, and written."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from qtrack.packs.fault import Place

LARGEST_FILE = 2_000_000
"""Bytes; a notice has some ten thousand."""


def read_text(path: Path, place: Place) -> str | None:
    """Read a file of UTF-8; None, and a fault, when that cannot be done."""
    try:
        content = path.read_bytes() if path.stat().st_size <= LARGEST_FILE else None
    except FileNotFoundError:
        place.wrong(f"找不到文件 {path.name}")
        return None
    except (OSError, ValueError):
        place.wrong(f"文件 {path.name} 读不出来")
        return None
    if content is None:
        place.wrong(f"文件 {path.name} 太大，最多 {LARGEST_FILE:,} 字节")
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place.wrong(f"文件 {path.name} 不是 UTF-8 编码（第 {error.start + 1} 个字节起）")
        return None


def read_document(path: Path, place: Place) -> dict[str, Any] | None:
    """Read a TOML file; None, and a fault, when that cannot be done."""
    text = read_text(path, place)
    if text is None:
        return None
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        place.wrong(f"不是合格的 TOML：{error}")
        return None


def write_document(path: Path, document: dict[str, Any]) -> None:
    """Write a document as TOML."""
    import tomli_w

    write_text(path, tomli_w.dumps(document, multiline_strings=True))


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8."""
    path.write_bytes(text.encode())
