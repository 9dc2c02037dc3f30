"""Tables from CSV files: who wrote them, and in what encoding, is not known."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from qtrack.domain.problem import refuse

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx and .ods begin, and how .xls and .et do."""


@dataclass(frozen=True, slots=True)
class Line:
    """A record of the file; `number` is the line it begins on."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The headings of a file and its records, blank ones left out."""

    header: tuple[str, ...]
    lines: tuple[Line, ...]


def read_csv(path: Path) -> Table:
    """Read a file; refuse one that is no CSV, with the reason. OSError comes from the disk."""
    content = path.read_bytes()
    if content.startswith(_WORKBOOKS):
        raise refuse(f"“{path.name}”是工作簿，请先另存为 CSV 再导入")
    lines = [line for line in _lines(_decoded(content, path), path) if any(map(str.strip, line.cells))]
    if not lines:
        raise refuse(f"“{path.name}”是空的，第一行应写字段")
    header, *rows = lines
    return Table(header.cells, tuple(rows))


def _decoded(content: bytes, path: Path) -> str:
    """Decode by the byte order mark, else as strict UTF-8, else as GB18030."""
    marked = next((encoding for mark, encoding in _BOMS if content.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refuse(f"“{path.name}”的文字编码无法识别，请另存为 UTF-8 编码的 CSV")


def _lines(text: str, path: Path) -> Iterator[Line]:
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        for cells in reader:
            yield Line(begins, tuple(cells))
            begins = reader.line_num + 1
    except csv.Error:
        raise refuse(f"“{path.name}”第 {begins} 行不合 CSV 格式，请检查引号") from None
