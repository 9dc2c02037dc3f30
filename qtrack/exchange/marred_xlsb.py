"""Cells of an .xlsb that hold an error, which calamine gives as empty."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO

from qtrack.exchange.doubted import ERROR_VALUE
from qtrack.exchange.kinds import ZIP_FAULTS
from qtrack.exchange.marred import ERRORS_SHOWN, MOST_MARRED, Marred
from qtrack.exchange.marred_xlsx import targets

_BOOK = "xl/workbook.bin"
_ROW, _SHEET = 0, 156
_ERRORS = frozenset({3, 11})
"""A cell with an error, a formula with one as its result ([MS-XLSB] 2.3.1)."""


def marred_in_xlsb(content: bytes) -> Marred:
    """Give the cells of a workbook that hold an error; of a broken workbook those before the break."""
    found: Marred = {}
    with suppress(*ZIP_FAULTS, struct.error):
        archive = zipfile.ZipFile(BytesIO(content))
        parts = targets(archive, "xl/_rels/workbook.bin.rels")
        for place, name in enumerate(_sheets(archive.read(_BOOK))):
            _look(archive.read(parts.get(name, "")), found.setdefault(place, {}))
    return found


def _sheets(book: bytes) -> Iterator[bytes]:
    """Give the names of the links that lead to the sheets."""
    for kind, at in _records(book):
        if kind == _SHEET:
            (length,) = struct.unpack_from("<8xI", book, at)
            yield book[at + 12 : at + 12 + 2 * length].decode("utf-16-le", "replace").encode()


def _look(sheet: bytes, cells: dict[int, dict[int, tuple[str, str]]]) -> None:
    row = number = 0
    for kind, at in _records(sheet):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", sheet, at)
        elif kind in _ERRORS and number < MOST_MARRED:
            column, error = struct.unpack_from("<I4xB", sheet, at)
            number += 1
            cells.setdefault(row, {})[column] = (ERRORS_SHOWN.get(error, "#N/A"), ERROR_VALUE)


def _records(part: bytes) -> Iterator[tuple[int, int]]:
    """Give each record's kind and where its content begins; numbers take seven bits a byte."""
    at, end = 0, len(part)
    while at + 1 < end:
        kind = part[at]
        at += 1
        if kind & 0x80:
            kind = kind & 0x7F | part[at] << 7
            at += 1
        size = shift = 0
        more = True
        while more and at < end:
            size |= (part[at] & 0x7F) << shift
            more = part[at] & 0x80 != 0 and shift < 3 * 7
            shift += 7
            at += 1
        yield kind, at
        at += size
