"""No text of a person becomes a formula, a link or a broken file, wherever it stands."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qtrack.reports.measure import CUT_MARK, MOST_SIGNS
from qtrack.reports.report import (
    Chart,
    Column,
    Grid,
    Heading,
    Paragraph,
    Report,
    Shape,
    Sheet,
    SignOff,
    Words,
    row,
)
from qtrack.reports.xlsx import write_xlsx

# The bars' newer half is unknown to the reader, which says so of every workbook.
pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")

PAYLOADS = (
    "=1+1",
    '=HYPERLINK("http://example.invalid","点")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "{=SUM(A1:A2)}",
    "＝1+1",
    "\t=1+1",
    "\r\n=1+1",
    "http://example.invalid/a",
    "mailto:a@example.invalid",
    "internal:Sheet1!A1",
    "external:\\\\host\\share\\a.xlsx",
    "=台账!$A$1",
    "<b>&amp;</b>]]>",
    "_x0041_\x1b[31m\u202e\ufffe\ud800",
    "12345678901234567890",
)


def hostile(text: str) -> Report:
    columns = (
        Column(text),
        Column("数", Shape.COUNT),
        Column("率", Shape.RATE, bar=True),
        Column("日", Shape.DATE),
    )
    grid = Grid(text, columns, (row(text, text, 0.5, text), row(text, 1, 0.2, None)), (text,))
    charted = Grid("", columns, grid.rows, chart=Chart(text, text, ("率",)))
    empty = Grid(text, columns, (), empty=text, filtered=True)
    words = Words((Heading(text), Paragraph(text, text), Paragraph(text)))
    sheets = (
        Sheet(text, (grid, words, empty, SignOff((text, "审核人"))), text),
        Sheet(text, (charted,), text),
        Sheet("名", (words,), text),
    )
    return Report(text, date(2022, 11, 1), text, sheets, text, text)


@pytest.mark.parametrize("text", PAYLOADS)
def test_a_hostile_text_is_only_text_everywhere(text: str, tmp_path: Path) -> None:
    path = tmp_path / "年终.xlsx"
    write_xlsx(hostile(text), path)
    seen = 0
    for paper in load_workbook(path).worksheets:
        for cell in (cell for line in paper.iter_rows() for cell in line):
            assert cell.data_type != "f"
            assert cell.hyperlink is None
            seen += cell.data_type == "s"
    assert seen > 30
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            part = parts.read(name)
            assert b"<hyperlink" not in part
            assert re.search(rb"<f[ >]", part) is None or name.startswith("xl/charts/")
            assert b'TargetMode="External"' not in part


def _own(text: str, tmp_path: Path) -> object:
    grid = Grid("", (Column("企业名称"),), (row(text),))
    write_xlsx(Report("报表", date(2022, 11, 1), "武汉市", (Sheet("台账", (grid,)),)), tmp_path / "年终.xlsx")
    return load_workbook(tmp_path / "年终.xlsx").active["A4"].value  # type: ignore[index]


@pytest.mark.parametrize(
    "text", ["=1+1", "-2", "@a", "[/]", "[@click=app.quit]x[/]", "１２３", "𬭚", "0012", "1e5"]
)
def test_a_name_is_written_letter_by_letter(text: str, tmp_path: Path) -> None:
    assert _own(text, tmp_path) == text


def test_signs_that_are_no_text_are_left_out(tmp_path: Path) -> None:
    assert _own("示例\x1b[31m\u202e厂\ufffe\ud800\x00", tmp_path) == "示例[31m厂"


def test_what_a_cell_cannot_hold_is_cut_with_a_mark(tmp_path: Path) -> None:
    cut = _own("字" * (MOST_SIGNS + 1), tmp_path)
    assert isinstance(cut, str)
    assert len(cut) == MOST_SIGNS
    assert cut.endswith(CUT_MARK)


def test_a_full_cell_is_not_cut_and_rare_signs_count_twice(tmp_path: Path) -> None:
    assert _own("字" * MOST_SIGNS, tmp_path) == "字" * MOST_SIGNS
    rare = _own("𬭚" * 20_000, tmp_path)
    assert isinstance(rare, str)
    assert len(rare.encode("utf-16-le")) // 2 <= MOST_SIGNS
    assert rare.endswith(CUT_MARK)
