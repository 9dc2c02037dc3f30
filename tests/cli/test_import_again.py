"""Importing again: the same file, a later state of it, and the rows that did not pass, mended."""

import json
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from journey import Bench

HEADINGS = ["班名", "所在县区", "培训日期", "培训人数", "办班层级", "公益"]
GOOD = ["示例一", "江岸区", "2022-03-01", "60", "县级", "是"]
BAD = ["示例二", "江岸区", "2022-02-30", "30", "县级", "否"]
SAID = ("--column", "班名=培训主题")


@pytest.fixture
def wuhan(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Give a bench on Wuhan's data."""
    return Bench.of_wuhan(tmp_path, capsys, monkeypatch)


def workbook(bench: Bench, *rows: list[str], name: str = "培训.xlsx") -> str:
    """Write a workbook below the headings and give its path."""
    path = bench.folder / name
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate((HEADINGS, *rows)):
            sheet.write_row(number, 0, row)
    return str(path)


def trainings(bench: Bench) -> dict[str, object]:
    """Give how many people each training had."""
    return {row["subject"]: row["trainees"] for row in json.loads(bench.good("list", "training", "--json"))}


def test_the_same_file_again_changes_nothing(wuhan: Bench) -> None:
    path = workbook(wuhan, GOOD)
    wuhan.good("import", "training", path, *SAID)
    told = wuhan.good("import", "training", path).splitlines()
    assert told[-2:] == ["已登记，内容相同 1 条", "“培训”台账没有改动"]
    wuhan.good("undo", "--yes")
    assert trainings(wuhan) == {}


def test_a_row_that_says_otherwise_changes_what_is_there_when_asked(wuhan: Bench) -> None:
    wuhan.good("import", "training", workbook(wuhan, GOOD), *SAID)
    path = workbook(wuhan, [*GOOD[:3], "80", *GOOD[4:]], [*GOOD[:2], "2022-03-02", *GOOD[3:]])
    told = wuhan.good("import", "training", path).splitlines()
    assert "  第 2 行 培训人数：60 → 80" in told
    assert any("要按文件修改，请加 --changes" in line for line in told)
    assert told[-1] == "已导入“培训”台账：新增 1 条、修改 0 条"
    tried = wuhan.good("import", "training", path, "--changes", "--dry-run").splitlines()
    assert tried[-1] == "“培训”台账可以新增 0 条、修改 1 条，未保存"
    done = wuhan.good("import", "training", path, "--changes").splitlines()
    assert done[-1] == "已导入“培训”台账：新增 0 条、修改 1 条"


def test_rows_that_did_not_pass_are_written_mended_and_imported(wuhan: Bench) -> None:
    path = workbook(wuhan, GOOD, BAD)
    told = wuhan("import", "training", path, *SAID)
    out = wuhan.folder / "培训-未通过.xlsx"
    assert (told.code, trainings(wuhan), out.exists()) == (3, {}, True)
    assert f"未通过的 1 行和原因已写到：{out}；改好后可以再导入" in told.out
    again = wuhan("import", "training", path, "--leave-out")
    assert (again.code, trainings(wuhan)) == (3, {"示例一": 60})
    assert "已导入“培训”台账：新增 1 条、修改 0 条" in again.out
    assert (wuhan.folder / "培训-未通过-2.xlsx").exists()

    book = openpyxl.load_workbook(out)
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert any("第 3 行 培训日期" in str(cell.value) for cell in cells)
    next(cell for cell in cells if cell.value == "2022-02-30").value = "2022-02-28"
    book.save(out)
    assert (
        wuhan.good("import", "training", str(out)).splitlines()[-1]
        == "已导入“培训”台账：新增 1 条、修改 0 条"
    )
    assert trainings(wuhan) == {"示例一": 60, "示例二": 30}


def test_where_the_refused_rows_go_can_be_said_but_never_over_the_file(wuhan: Bench) -> None:
    path = workbook(wuhan, BAD)
    before = Path(path).read_bytes()
    assert wuhan("import", "training", path, *SAID, "--refused", path).code == 3
    assert Path(path).read_bytes() == before
    out = wuhan.folder / "退回.xlsx"
    told = wuhan("import", "training", path, *SAID, "--dry-run", "--refused", str(out))
    assert (told.code, out.exists()) == (3, True)
    assert "没有“" in wuhan("import", "training", path, "--refused", "/没有/甲.xlsx").err


def test_refused_rows_go_over_another_file_only_when_that_is_said(wuhan: Bench) -> None:
    path = workbook(wuhan, BAD)
    out = wuhan.folder / "退回.xlsx"
    out.write_bytes(b"mine")
    asked = ("import", "training", path, *SAID, "--leave-out", "--refused", str(out))
    told = wuhan(*asked)
    assert (told.code, told.out, out.read_bytes()) == (3, "", b"mine")
    assert f"已有“{out}”，没有覆盖" in told.err
    assert trainings(wuhan) == {}
    assert f"已写到：{out}" in wuhan(*asked, "--replace").out
    assert "--replace" not in wuhan("import", "training", path, *SAID, "--refused", path).err


def test_a_dry_run_writes_no_file_nobody_asked_for(wuhan: Bench) -> None:
    path = workbook(wuhan, BAD)
    wuhan("import", "training", path, *SAID)
    before = sorted(wuhan.folder.iterdir())
    assert wuhan("import", "training", path, "--dry-run").code == 3
    assert sorted(wuhan.folder.iterdir()) == before


def test_of_many_problems_the_first_are_told_and_all_are_written(wuhan: Bench) -> None:
    path = workbook(wuhan, *([f"示例{number}", *BAD[1:]] for number in range(70)))
    told = wuhan("import", "training", path, *SAID)
    assert len(told.err.splitlines()) == 51
    assert told.err.splitlines()[-1].startswith("……另有 20 处")
    book = openpyxl.load_workbook(wuhan.folder / "培训-未通过.xlsx")
    assert sum("第" in str(row[0].value) for row in book.worksheets[0].iter_rows()) >= 70
