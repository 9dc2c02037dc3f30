"""Text with a sign between the cells: CSV and its kin, in whatever encoding and with whatever sign."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from itertools import islice
from typing import NamedTuple, Self

from qtrack.exchange.book import Limits, Unusable
from qtrack.exchange.doubted import REPLACED
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
_BLANK_SIGNS = 5
"""One byte of UTF-16 in so many is blank wherever a table has separators, digits and line ends."""
_BROKEN_QUOTES = "这一行的引号不成对，或有一格过长，请在原文件中改正"


def decoded(content: bytes) -> str:
    """Decode by the byte order mark, else as UTF-8 or GB18030, whichever fits; refuse what is no text.

    Signs of broken lines become U+FFFD; where most lines with more than ASCII are broken, the encoding is
    another one, and the text is refused with the first such line.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _mended(content, encoding)
    if content.count(b"\0") * _LOOKED_AT > len(content):
        for encoding, blank in (("utf-16-le", 1), ("utf-16-be", 0)):
            if _is_utf16(content, blank):
                return _mended(content, encoding)
        raise UnreadableFileError("不是表格，里面不是文字；可以导入 xlsx、xls、et、ods、csv 和 txt")
    for encoding in ("utf-8", "gb18030"):
        if encoding == "gb18030" and _is_mostly_utf8(content):
            break
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return _mended(content, "utf-8" if _is_mostly_utf8(content) else "gb18030")


def _is_utf16(content: bytes, blank: int) -> bool:
    """Say whether many bytes at even (0) or odd (1) places are blank and few others, as in 一 (4E00)."""
    blanks, others = content[blank::2].count(b"\0"), content[1 - blank :: 2].count(b"\0")
    return blanks * _BLANK_SIGNS * 2 > len(content) and others * _BLANK_SIGNS < blanks


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
    if REPLACED in text:
        beyond = [(number, line) for number, line in enumerate(text.split("\n"), 1) if not line.isascii()]
        broken = [number for number, line in beyond if REPLACED in line]
        if len(broken) * 2 > len(beyond):
            raise UnreadableFileError(f"第 {broken[0]:,} 行起文字编码损坏，请另存为 UTF-8 编码的 CSV 或 xlsx")
    return text


def sheet_of_text(text: str, limits: Limits) -> Found:
    """Give the one sheet of a text; a row is a record, as a spreadsheet counts them, blank ones included."""
    csv.field_size_limit(limits.cell_signs)
    lines = list(StringIO(text, newline=""))
    first = lines[0].strip().lower() if lines else ""
    if first.startswith("sep=") and len(first) == len("sep=;"):
        del lines[0]
        return Found("", _rows(lines, _cuts(lines, first[-1])), len(lines))
    # The sign that cuts most of the first records into the same, largest number of cells.
    best = max((_cuts(lines, sign) for sign in _SEPARATORS), key=lambda cuts: cuts.worth)
    return Found("", _rows(lines, best), len(lines))


class _Cuts(NamedTuple):
    """A sign between cells, the number of cells it cuts the table's records into, how much speaks for it."""

    sign: str
    width: int
    worth: int


def _cuts(lines: list[str], sign: str) -> _Cuts:
    try:
        widths = Counter(map(len, csv.reader(islice(lines, _LOOKED_AT), delimiter=sign)))
    except csv.Error:
        return _Cuts(sign, 1, 0)
    wide = [_Cuts(sign, width, (width - 1) * records) for width, records in widths.items() if width > 1]
    return max(wide, key=lambda cuts: cuts.worth, default=_Cuts(sign, 1, 0))


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


def _rows(lines: list[str], cuts: _Cuts) -> Iterator[list[Raw]]:
    """Give the records; where quotes do not match, that line alone is given up and the next begins anew."""
    feed = _Feed(lines, 0)
    while feed.begins < len(lines):
        with suppress(csv.Error):
            for cells in csv.reader(feed, delimiter=cuts.sign, strict=True):
                if feed.next - feed.begins > 1 and _swallows(cells, cuts):
                    break
                yield list(cells)
                feed.begins = feed.next
            else:
                return
        words = lines[feed.begins].rstrip("\r\n").split(cuts.sign)
        yield [Unusable(text, _BROKEN_QUOTES) if text else "" for text in words]
        feed = _Feed(lines, feed.begins + 1)


def _swallows(cells: list[str], cuts: _Cuts) -> bool:
    """Say whether a cell holds the ends and beginnings of other records, up to where another quote stood."""
    for text in cells:
        breaks, signs = text.count("\n") or text.count("\r"), text.count(cuts.sign)
        if breaks and signs and (signs >= (cuts.width - 1) * breaks or len(cells) > cuts.width):
            return True
    return False
