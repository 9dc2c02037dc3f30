"""Texts in a file that would harm whoever shows or opens them elsewhere: they stay text, and plain."""

import json
from pathlib import Path

import openpyxl
import pytest
from journey import Bench

FORMULAS = [
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("示例","示例")',
    "@SUM(1+1)*cmd|'!A0",
    "+1+示例",
    "-2+示例",
]
UNSEEN = "示例\x1b[31m红\u202e厂\u200b\ufeff\x07\x9b"


@pytest.fixture
def wuhan(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Give a bench on Wuhan's data."""
    return Bench.of_wuhan(tmp_path, capsys, monkeypatch)


def written(bench: Bench, names: list[str], above: str) -> str:
    """Put a list of firms down and give its path."""
    path = bench.folder / "来文.txt"
    lines = ["企业名称\t所属单位\t规上", *(f"{name}\t江岸区\t{above}" for name in names)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def test_a_formula_stays_the_text_it_is_on_its_way_in_and_out(wuhan: Bench) -> None:
    wuhan.good("import", "enterprise", written(wuhan, FORMULAS, "否"))
    rows = json.loads(wuhan.good("list", "enterprise", "--json"))
    assert sorted(row["name"] for row in rows) == sorted(FORMULAS)
    out = wuhan.folder / "导出.xlsx"
    wuhan.good("export", "enterprise", str(out))
    assert_only_text(out)


def test_a_formula_in_a_refused_row_stays_text(wuhan: Bench) -> None:
    out = wuhan.folder / "未通过.xlsx"
    told = wuhan("import", "enterprise", written(wuhan, FORMULAS, "=1+1"), "--refused", str(out))
    assert told.code == 3
    assert_only_text(out)


def assert_only_text(path: Path) -> None:
    """See that a workbook holds the formulas, each as a text."""
    cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert {cell.value for cell in cells} >= set(FORMULAS)


def test_what_cannot_be_seen_is_neither_kept_nor_said(wuhan: Bench) -> None:
    told = wuhan("import", "enterprise", written(wuhan, [UNSEEN], "不明\x1b[2J\u202e"))
    assert told.code == 3
    assert not {"\x1b", "\u202e", "\x9b", "\x07"} & set(told.out + told.err)
    wuhan.good("import", "enterprise", written(wuhan, [UNSEEN], "否"))
    (row,) = json.loads(wuhan.good("list", "enterprise", "--json"))
    assert row["name"] == "示例[31m红厂"
