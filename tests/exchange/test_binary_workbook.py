"""The binary workbooks of Excel (.xlsb): errors in them are seen, whatever calamine makes of them."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from qtrack.exchange.book import Unusable
from qtrack.exchange.marred_xlsb import marred_in_xlsb
from qtrack.exchange.reading import read_book

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
)
BOOK, SHEETS, SHEETS_END, BOOK_END, SHEET = 131, 143, 144, 132, 156
BEGIN, DIMENSION, ROWS, ROWS_END, END, ROW = 129, 148, 145, 146, 130, 0
BLANK, ERROR, REAL, FORMULA_ERROR = 1, 3, 5, 11


def record(kind: int, content: bytes = b"") -> bytes:
    """Give a record; its kind and size take seven bits a byte."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(content)
    return head + (bytes([size]) if size < 0x80 else bytes([size & 0x7F | 0x80, size >> 7])) + content


def text(words: str) -> bytes:
    """Give a text as the format holds it."""
    return struct.pack("<I", len(words)) + words.encode("utf-16-le")


def cell(kind: int, column: int, content: bytes = b"") -> bytes:
    """Give a cell."""
    return record(kind, struct.pack("<II", column, 0) + content)


def xlsb(cells: bytes) -> bytes:
    """Give a workbook whose only sheet has one row, the third."""
    sheet = record(SHEET, struct.pack("<II", 0, 1) + text("rId1") + text("表"))
    book = record(BOOK) + record(SHEETS) + sheet + record(SHEETS_END) + record(BOOK_END)
    rows = record(ROW, struct.pack("<I", 2) + b"\0" * 13) + cells
    size = record(DIMENSION, struct.pack("<IIII", 2, 2, 0, 4))
    part = record(BEGIN) + size + record(ROWS) + rows + record(ROWS_END) + record(END)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/_rels/workbook.bin.rels", LINKS)
        archive.writestr("xl/worksheets/sheet1.bin", part)
    return held.getvalue()


CELLS = (
    cell(REAL, 0, struct.pack("<d", 7.0))
    + cell(ERROR, 1, b"\x17")
    + cell(BLANK, 2)
    + cell(FORMULA_ERROR, 3, b"\x07" + b"\0" * 200)
    + cell(REAL, 4, struct.pack("<d", 8.0))
)


def test_an_error_is_not_taken_for_a_blank(tmp_path: Path) -> None:
    path = tmp_path / "来文.xlsb"
    path.write_bytes(xlsb(CELLS))
    row = read_book(path).sheets[0].rows[2]
    assert list(row) == ["7", "#REF!", "", "#DIV/0!", "8"]
    assert [isinstance(one, Unusable) for one in row] == [False, True, False, True, False]


@pytest.mark.parametrize("cut", range(0, 320, 7))
def test_a_broken_workbook_has_the_errors_before_the_break(cut: int) -> None:
    whole = xlsb(CELLS + b"\xff" * 9 + CELLS[:cut])
    assert marred_in_xlsb(whole)[0][2][1][0] == "#REF!"
    assert marred_in_xlsb(whole[:cut]) == {}
