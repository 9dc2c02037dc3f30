"""Cells of an .xls or .et that hold an error, which calamine gives as empty."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from qtrack.exchange.compound import stream
from qtrack.exchange.doubted import ERROR_VALUE
from qtrack.exchange.marred import ERRORS_SHOWN, MOST_MARRED, Marred

_STREAMS = ("workbook", "book")
_SHEET, _END = 0x85, 0x0A
_ERROR = re.compile(
    rb"(?:\x05\x02\x08\x00(.{4})..([\x00\x07\x0f\x17\x1d\x24\x2a])\x01"
    rb"|\x06\x00..(.{4})..\x02.([\x00\x07\x0f\x17\x1d\x24\x2a])...\xff\xff)",
    re.DOTALL,
)
"""BOOLERR with an error, or FORMULA with one as its result ([MS-XLS] 2.4.24 and 2.4.127)."""


def marred_in_xls(content: bytes) -> Marred:
    """Give the cells of a workbook that hold an error.

    Bytes that only look like such a record do no harm: they are asked for where calamine found nothing.
    """
    book = stream(content, _STREAMS)
    begins = list(_sheets(book))
    found: Marred = {}
    for place, begin in enumerate(begins):
        end = min((other for other in begins if other > begin), default=len(book))
        cells = found.setdefault(place, {})
        for number, match in enumerate(_ERROR.finditer(book, begin, end)):
            if number >= MOST_MARRED:
                break
            row, column = struct.unpack("<HH", match[1] or match[3])
            shown = ERRORS_SHOWN[(match[2] or match[4])[0]]
            cells.setdefault(row, {})[column] = (shown, ERROR_VALUE)
    return found


def _sheets(book: bytes) -> Iterator[int]:
    """Give where each sheet begins, from the records before the first of them."""
    at = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        if kind == _END:
            return
        if kind == _SHEET and length >= struct.calcsize("<I"):
            yield struct.unpack_from("<I", book, at + 4)[0]
        at += 4 + length
