"""Text with a sign between the cells: CSV and its kin, in whatever encoding and with whatever sign."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from typing import Self

from qtrack.exchange.book import Limits, Unusable
from qtrack.exchange.source import Found, UnreadableFileError
from qtrack.exchange.wire import Raw

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = ",\t;|"
_LOOKED_AT = 200
"""Records that decide on the sign between cells."""
_LONGEST_RECORD = 100
"""Lines a cell in quotes may go over; more and its second quote is missing."""
_FEW = 10
"""One broken line in so many is a fault of the line, more are a fault of the file."""
_BROKEN_LETTERS = "这一格的文字编码损坏，请在原文件中改正"
_BROKEN_QUOTES = "这一行的引号不成对，或有一格过长，请在原文件中改正"
_REPLACED = "\N{REPLACEMENT CHARACTER}"


def decoded(content: bytes) -> str:
    """Decode by the byte order mark, else as UTF-8 or GB18030, whichever fits; refuse what is no text.

    Signs of a few broken lines become U+FFFD; a text with many is refused, with the first such line.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _mended(content, encoding)
    if content.count(b"\0") * _LOOKED_AT > len(content):
        raise UnreadableFileError("不是表格，里面不是文字；可以导入 xlsx、xls、et、ods、csv 和 txt")
    for encoding in ("utf-8", "gb18030"):
        if encoding == "gb18030" and _is_mostly_utf8(content):
            break
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return _mended(content, "utf-8" if _is_mostly_utf8(content) else "gb18030")


def _is_mostly_utf8(content: bytes) -> bool:
    """Say whether most lines with Chinese are UTF-8: then the others are damaged, not of another encoding."""
    beyond = [line for line in content.split(b"\n") if not line.isascii()]
    return sum(map(_is_utf8, beyond)) * 2 > len(beyond)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _mended(content: bytes, encoding: str) -> str:
    text = content.decode(encoding, "replace")
    if _REPLACED in text:
        lines = text.split("\n")
        broken = [number for number, line in enumerate(lines, 1) if _REPLACED in line]
        if len(broken) * _FEW > len(lines):
            raise UnreadableFileError(f"第 {broken[0]:,} 行起文字编码损坏，请另存为 UTF-8 编码的 CSV 或 xlsx")
    return text


def sheet_of_text(text: str, limits: Limits) -> Found:
    """Give the one sheet of a text; a row is a record, as a spreadsheet counts them, blank ones included."""
    csv.field_size_limit(limits.cell_signs)
    lines = list(StringIO(text, newline=""))
    first = lines[0].strip().lower() if lines else ""
    if first.startswith("sep=") and len(first) == len("sep=;"):
        return Found("", _rows(lines[1:], first[-1]), len(lines) - 1)
    return Found("", _rows(lines, _separator(lines)), len(lines))


def _separator(lines: list[str]) -> str:
    """Give the sign that cuts most of the first records into the same, largest number of cells."""
    return max(_SEPARATORS, key=lambda sign: _cuts(lines, sign))


def _cuts(lines: list[str], sign: str) -> int:
    try:
        widths = Counter(map(len, csv.reader(islice(lines, _LOOKED_AT), delimiter=sign)))
    except csv.Error:
        return 0
    return max(((width - 1) * records for width, records in widths.items() if width > 1), default=0)


class _Feed:
    """The lines for one reader, no more of them than a record may have."""

    def __init__(self, lines: list[str], begins: int) -> None:
        self.lines = lines
        self.begins = begins  # where the record being read begins
        self.next = begins

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        if self.next >= len(self.lines) or self.next - self.begins > _LONGEST_RECORD:
            raise StopIteration
        self.next += 1
        return self.lines[self.next - 1]


def _rows(lines: list[str], separator: str) -> Iterator[list[Raw]]:
    """Give the records; where quotes do not match, that line alone is given up and the next begins anew."""
    feed = _Feed(lines, 0)
    while feed.begins < len(lines):
        try:
            for cells in csv.reader(feed, delimiter=separator, strict=True):
                yield [_cell(text) for text in cells]
                feed.begins = feed.next
        except csv.Error:
            words = lines[feed.begins].rstrip("\r\n").split(separator)
            yield [Unusable(text, _BROKEN_QUOTES) if text else "" for text in words]
            feed = _Feed(lines, feed.begins + 1)


def _cell(text: str) -> Raw:
    return Unusable(text, _BROKEN_LETTERS) if _REPLACED in text else text
