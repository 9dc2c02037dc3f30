"""Importing what people have: sheet, heading row and columns found, said, corrected and remembered."""

import json
from pathlib import Path

import pytest
import xlsxwriter
from journey import Bench

TITLE = ["2022年企业名录"]
HEADINGS = ["序号", "单位名称", "社会信用代码", "所在县区", "是否规上", "天气"]
ROWS = [
    ["1", "示例一厂", "91350100M000100Y43", "江岸区", "是", "晴"],
    ["2", "示例二厂", "", "江汉区", "否", "雨"],
]


@pytest.fixture
def wuhan(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Give a bench on Wuhan's data."""
    return Bench.of_wuhan(tmp_path, capsys, monkeypatch)


def workbook(folder: Path, **sheets: list[list[str]]) -> str:
    """Write a workbook and give its path."""
    path = folder / "名录.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return str(path)


def page(folder: Path, rows: list[list[str]]) -> str:
    """Write a page under the name of a workbook, as web systems export it, and give its path."""
    path = folder / "名录.xls"
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    path.write_text(f"<html><meta charset=utf-8><table>{cells}</table></html>", encoding="utf-8")
    return str(path)


def test_the_sheet_its_headings_and_its_columns_are_found_and_said(wuhan: Bench) -> None:
    path = workbook(wuhan.folder, 说明=[["请按要求填写"]], 名录=[TITLE, HEADINGS, *ROWS, ["合计", "2家"]])
    told = wuhan.good("import", "enterprise", path).splitlines()
    assert told[0] == "表“名录”，表头在第 2 行"
    assert {"第 2 列“单位名称” → 企业名称", "第 4 列“所在县区” → 所属单位"} <= {
        line.strip().partition("（")[0] for line in told
    }
    assert any(line.startswith("  第 6 列“天气” 不导入") for line in told)
    assert any(line.startswith("  第 5 行 合计行") for line in told)
    assert told[-1] == "已导入“企业”台账：新增 2 条、修改 0 条"


def test_what_is_merged_downwards_holds_for_every_row_but_amounts_do_not(wuhan: Bench) -> None:
    headings = ["所在县区", "培训主题", "培训日期", "培训人数", "办班层级", "公益", "考试人数"]
    path = wuhan.folder / "培训.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, headings)
        for row in (1, 2):
            sheet.write_row(row, 1, [f"示例{row}", "2022-03-01", "60", "县级", "是"])
        sheet.merge_range(1, 0, 2, 0, "江岸区")
        sheet.merge_range(1, 6, 2, 6, "50")
    told = wuhan("import", "training", str(path), "--column", "考试人数=enterprises")
    assert (told.code, told.err) == (0, "")
    rows = json.loads(wuhan.good("list", "training", "--json"))
    assert {row["subject"]: (row["unit"], row["enterprises"]) for row in rows} == {
        "示例1": ("江岸区", 50),
        "示例2": ("江岸区", None),
    }


def test_a_page_named_xls_is_read(wuhan: Bench) -> None:
    told = wuhan.good("import", "enterprise", page(wuhan.folder, [TITLE, HEADINGS, *ROWS]))
    assert told.splitlines()[-1] == "已导入“企业”台账：新增 2 条、修改 0 条"


def test_a_sheet_can_be_named(wuhan: Bench) -> None:
    path = workbook(wuhan.folder, 甲=[HEADINGS, *ROWS], 乙=[HEADINGS, ROWS[0]])
    told = wuhan.good("import", "enterprise", path, "--sheet", "乙", "--dry-run").splitlines()
    assert (told[0], told[-1]) == ("表“乙”，表头在第 1 行", "“企业”台账可以新增 1 条、修改 0 条，未保存")
    lost = wuhan("import", "enterprise", path, "--sheet", "丙")
    assert (lost.code, lost.err) == (3, "没有“丙”这张表；文件里有：“甲”、“乙”\n")


def test_what_a_person_says_of_a_column_is_done_and_remembered(wuhan: Bench) -> None:
    headings = ["何方", "社会信用代码", "所在县区", "是否规上"]
    path = workbook(wuhan.folder, 名录=[headings, *([*row[1:4], "否"] for row in ROWS)])
    said = wuhan("import", "enterprise", path, "--column", "没有=企业名称", "--column", "何方=没有")
    assert (said.code, len(said.err.splitlines())) == (3, 2)
    assert wuhan("import", "enterprise", path, "--column", "何方").code == 2
    told = wuhan.good(
        "import", "enterprise", path, "--column", "何方=企业名称", "--column", "第2列=", "--dry-run"
    )
    assert "第 2 列“社会信用代码” 不导入（由您选定）" in told
    again = wuhan.good("import", "enterprise", path)
    assert "第 1 列“何方” → 企业名称（上次由您选定）" in again
    assert "91350100M000100Y43" not in wuhan.good("list", "enterprise", "--json")


def test_amounts_in_a_doubtful_unit_are_refused_until_somebody_decides(wuhan: Bench) -> None:
    headings = ["项目名称", "所属单位", "项目年度", "状态", "申请省级经费"]
    rows = [[f"示例项目{number}", "江岸区", "2022", "备选", "350000"] for number in range(3)]
    path = workbook(wuhan.folder, 项目=[headings, *rows])
    told = wuhan("import", "project", path, "--dry-run")
    assert (told.code, "请核对是不是元" in told.err.splitlines()[0]) == (3, True)
    assert told.err.splitlines()[-1].startswith("请用 --column 标题=字段")
    settled = wuhan("import", "project", path, "--dry-run", "--column", "申请省级经费=applied")
    assert "申请省级经费（万元）（由您选定）" in settled.out


def test_the_unit_somebody_says_a_column_of_amounts_is_in_is_remembered(wuhan: Bench) -> None:
    headings = ["项目名称", "所属单位", "项目年度", "状态", "上年产值"]
    path = workbook(wuhan.folder, 项目=[headings, ["示例项目", "江岸区", "2022", "备选", "350000"]])
    wuhan.good("import", "project", path, "--column", "上年产值=output_value/元")
    told = wuhan.good("import", "project", path)
    assert "上年产值（万元）（上次由您选定，单位元）" in told
    assert told.splitlines()[-2:] == ["已登记，内容相同 1 条", "“示范项目”台账没有改动"]
    assert json.loads(wuhan.good("list", "project", "--json"))[0]["output_value"] == 35_000_000


def test_a_field_the_file_has_not_gets_one_text_for_all_rows(wuhan: Bench) -> None:
    path = workbook(wuhan.folder, 名录=[["单位名称"], ["示例一厂"], ["示例二厂"]])
    told = wuhan("import", "enterprise", path)
    assert (told.code, any("--value 字段=内容" in line for line in told.err.splitlines())) == (3, True)
    told_all = wuhan.good("import", "enterprise", path, "--value", "规上=否", "--value", "unit=江岸区")
    assert "  规上：全部行填“否”" in told_all.splitlines()
    assert {row["above_scale"] for row in json.loads(wuhan.good("list", "enterprise", "--json"))} == {"否"}
    assert wuhan("import", "enterprise", path, "--value", "单位名称=甲").code == 3
    assert wuhan("import", "enterprise", path, "--value", "企业名称=甲").code == 3
    assert wuhan("import", "enterprise", path, "--value", "规上").code == 2


def test_a_column_of_codes_that_all_became_numbers_is_refused_row_by_row(wuhan: Bench) -> None:
    rows = [["江岸区", f"示例{number}厂", "9.14201E+17", "是"] for number in range(5)]
    text = "\n".join(",".join(row) for row in (["所在县区", "单位名称", "信用代码", "规上"], *rows))
    path = wuhan.folder / "名录.csv"
    path.write_text(text, encoding="gbk")
    told = wuhan("import", "enterprise", str(path))
    assert (told.code, len(told.err.splitlines())) == (3, 5)
    assert all("设为“文本”格式" in line for line in told.err.splitlines())


@pytest.mark.parametrize("code", ["9.14201E+17", "914201020000000000"])
def test_a_code_that_became_a_number_is_refused_with_the_way_to_repair_it(wuhan: Bench, code: str) -> None:
    path = wuhan.folder / "名录.csv"
    if code.isdigit():
        path = wuhan.folder / "名录.xlsx"
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, HEADINGS[1:5])
            sheet.write_row(1, 0, ["示例一厂", int(code), "江岸区", "是"])
    else:
        text = ",".join(HEADINGS[1:5]) + f"\n示例一厂,{code},江岸区,是\n"
        path.write_bytes(text.encode("gb18030"))
    told = wuhan("import", "enterprise", str(path))
    assert told.code == 3
    assert any(
        "第 2 行 统一社会信用代码" in line and "设为“文本”格式" in line for line in told.err.splitlines()
    )
