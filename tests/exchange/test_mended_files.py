"""Workbooks other programs open though something in them is odd: they are read, odd or not."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from made_files import ods, ods_cell, xls, xlsx, xlsx_cell
from python_calamine import CalamineError, load_workbook

from qtrack.domain.problem import RefusedError
from qtrack.exchange.book import Number, Unusable
from qtrack.exchange.reading import read_book

MACROS = "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"


def rezipped(content: bytes, change: Callable[[str, str], str | None]) -> bytes:
    """Give a workbook with each of its parts as the function gives it; without those it gives nothing for."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(held, "w") as copy:
        for name in archive.namelist():
            part = change(name, archive.read(name).decode())
            if part is not None:
                copy.writestr(name, part)
    return held.getvalue()


def with_macros(name: str, part: str) -> str:
    """Add a sheet of macros and one that is nowhere, before the sheet with cells."""
    if name == "xl/workbook.xml":
        more = '<sheet name="宏" sheetId="2" r:id="rId2"/><sheet name="无" sheetId="3" r:id=""/>'
        return part.replace("<sheets>", f"<sheets>{more}")
    if name.endswith("workbook.xml.rels"):
        return part.replace(
            "<Relationship ", f'<Relationship Id="rId2" Type="{MACROS}" Target="m.xml"/><Relationship ', 1
        )
    return part


def with_whole_lines(name: str, part: str) -> str:
    """Merge a whole column, and say that the sheet is as wide as there are columns."""
    if "sheet1" not in name:
        return part
    merged = '<mergeCells><mergeCell ref="D:D"/><mergeCell ref="A1:B1"/></mergeCells>'
    return part.replace("<sheetData>", '<dimension ref="1:4"/><sheetData>').replace(
        "</sheetData>", f"</sheetData>{merged}"
    )


def with_line_breaks(_name: str, part: str) -> str:
    """Put a line break between tags, as people who make such files by hand do."""
    return part.replace("><", ">\n  <")


def with_prefix(name: str, part: str) -> str:
    """Put a prefix before the names of all tags, as the library of .NET does."""
    if "sheet1" not in name:
        return part
    return re.sub(r"<(/?)(?=[a-z])", r"<\1x:", part).replace("xmlns=", "xmlns:x=")


def without_kind(name: str, part: str) -> str | None:
    """Leave out the part that says what the file is."""
    return None if name == "mimetype" else part


WORKBOOK = xlsx(xlsx_cell("A1", "7") + xlsx_cell("B2", "#N/A", 't="e"'))
DOCUMENT = ods(f"<table:table-row>{ods_cell('string', '7', '7')}</table:table-row>")
ODD = [
    rezipped(WORKBOOK, with_macros),
    rezipped(WORKBOOK, with_whole_lines),
    rezipped(DOCUMENT, with_line_breaks),
    rezipped(DOCUMENT, without_kind),
]


@pytest.mark.parametrize("content", ODD)
def test_an_odd_workbook_is_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "来文.xls"
    path.write_bytes(content)
    (sheet,) = read_book(path).sheets
    assert (sheet.name, sheet.rows[0]) == ("表", ("7",))
    if b"xl/workbook.xml" in content:
        assert isinstance(sheet.rows[1][1], Unusable)


@pytest.mark.parametrize("content", ODD)
def test_each_is_refused_as_it_stands(content: bytes) -> None:
    with pytest.raises(CalamineError):
        load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("name", ["WORKBOOK", "BOOK"])
def test_an_old_workbook_may_write_its_name_in_capitals(tmp_path: Path, name: str) -> None:
    path = tmp_path / "来文.xls"
    called = name.encode("utf-16-le").ljust(16, b"\0")
    path.write_bytes(xls([["甲", ("error", 42)]] * 90).replace("Workbook".encode("utf-16-le"), called))
    text, error = read_book(path).sheets[0].rows[89]
    assert (text, type(error)) == ("甲", Unusable)


@pytest.mark.parametrize("change", [with_prefix, lambda _, part: part])
def test_blank_cells_beside_errors_stay_blank(tmp_path: Path, change: Callable[[str, str], str]) -> None:
    cells = (
        '<c r="A1" s="1"/><c r="B1" t="e"><v>#N/A</v></c><c s="1" r="C1"/><c r="D1"><f>1+1</f></c>'
        '<c r="E1" s="2"></c><c r="F1"><f>1</f><v>2</v></c>'
    )
    path = tmp_path / "来文.xlsx"
    path.write_bytes(rezipped(xlsx(f'<row r="1">{cells}</row>'), change))
    (row,) = read_book(path).sheets[0].rows
    assert [(type(cell), str(cell)) for cell in row] == [
        (str, ""),
        (Unusable, "#N/A"),
        (str, ""),
        (Unusable, ""),
        (str, ""),
        (Number, "2"),
    ]


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A1"/>' * 200_000,
        '<c r="A1">' * 200_000,
        '<c r="A1"><f>' * 200_000,
        '<c r="A1" t="e"' * 200_000,
        "<row><c ><v>" * 200_000,
    ],
)
def test_a_sheet_of_odd_cells_is_gone_through_in_time(tmp_path: Path, cells: str) -> None:
    path = tmp_path / "来文.xlsx"
    path.write_bytes(xlsx(f'<row r="1"><c r="B1" t="e"><v>#N/A</v></c>{cells}</row>'))
    try:
        (sheet,) = read_book(path).sheets
    except RefusedError as refusal:
        assert "秒" not in str(refusal)  # noqa: PT017 - some of these are refused, for another reason
    else:
        assert isinstance(sheet.rows[0][1], Unusable)


def test_cells_merged_properly_stay_merged(tmp_path: Path) -> None:
    path = tmp_path / "来文.xlsx"
    path.write_bytes(rezipped(WORKBOOK, with_whole_lines))
    assert read_book(path).sheets[0].merged == ((0, 0, 0, 1),)
