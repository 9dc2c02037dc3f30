"""A workbook says what its report says, read back by another reader."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from qtrack.reports import xlsx
from qtrack.reports.report import (
    Cell,
    Chart,
    Column,
    Grid,
    Heading,
    Paragraph,
    Report,
    Shape,
    Sheet,
    SignOff,
    Tone,
    Words,
    row,
    without_empty,
)
from qtrack.reports.xlsx import sheet_names, write_xlsx

# The bars' newer half is unknown to the reader, which says so of every workbook.
pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")

COLUMNS = (
    Column("单位"),
    Column("目标（家）", Shape.COUNT),
    Column("完成率", Shape.RATE, bar=True),
    Column("投入（万元）", Shape.MONEY),
    Column("日期", Shape.DATE),
    Column("出处"),
)
ROWS = (
    row("武汉市", 3000, 0.8049, 25_000_000, date(2022, 3, 25), "附件3"),
    row("神农架林区", 50, Cell(0.99999, Tone.WARN), 100, None, "附件3"),
    row("恩施土家族苗族自治州", "【待补】", None, 0, date(1899, 1, 1), "附件3", tone=Tone.BAD),
    row("合计", 3050, 0.5, 25_000_100, None, "二（一）", total=True),
)
TARGET = Grid("", COLUMNS, ROWS, chart=Chart("完成率", "单位", ("完成率",)), notes=("按不重复企业计。",))
LEDGER = Grid("", COLUMNS, ROWS * 30, filtered=True)
SUMMARY = Words(
    (Heading("二（一）质量提升"), Paragraph("全省完成 8012 家。", "二（一）"), Paragraph("字" * 5000))
)


def report(*sheets: Sheet, title: str = "年终工作簿") -> Report:
    return Report(title, date(2022, 11, 1), "武汉市", sheets, "2022 年度", "第 1 号 & 校验")


WHOLE = report(
    Sheet("总表", (SUMMARY, SignOff())), Sheet("万", (TARGET,)), Sheet("台账", (LEDGER,), landscape=False)
)


def opened(path: Path, made: Report) -> Workbook:
    assert write_xlsx(made, path) == path
    return load_workbook(path)


def chart_of(paper: Worksheet) -> Any:  # noqa: ANN401 - the reader's charts have no types
    (chart,) = vars(paper)["_charts"]
    return chart


def values(paper: Worksheet) -> list[list[object]]:
    return [[cell for cell in line if cell is not None] for line in paper.iter_rows(values_only=True)]


def test_values_keep_their_types(tmp_path: Path) -> None:
    paper = opened(tmp_path / "年终.xlsx", WHOLE)["万"]
    lines = [line[:6] for line in paper.iter_rows(min_row=3, max_row=7, values_only=True)]
    assert lines == [
        ("单位", "目标（家）", "完成率", "投入（万元）", "日期", "出处"),
        ("武汉市", 3000, 0.804, 25, datetime(2022, 3, 25), "附件3"),  # noqa: DTZ001 - days have no zone
        ("神农架林区", 50, 0.999, 0.0001, None, "附件3"),
        ("恩施土家族苗族自治州", "【待补】", None, 0, "1899-01-01", "附件3"),
        ("合计", 3050, 0.5, 25.0001, None, "二（一）"),
    ]


def test_every_fen_of_an_amount_is_seen(tmp_path: Path) -> None:
    paper = opened(tmp_path / "年终.xlsx", WHOLE)["万"]
    assert paper["D4"].number_format.startswith("#,##0.0000_")
    assert paper["C4"].number_format.startswith("0.0%")


def test_the_print_setup_is_an_offices(tmp_path: Path) -> None:
    book = opened(tmp_path / "年终.xlsx", WHOLE)
    for paper, wide in zip(book.worksheets, ("landscape", "landscape", "portrait"), strict=True):
        assert (paper.page_setup.paperSize, paper.page_setup.orientation or "portrait") == (9, wide)
        assert (paper.page_setup.fitToWidth or 1, paper.page_setup.fitToHeight) == (1, 0)
        setup, header, footer = paper.sheet_properties.pageSetUpPr, paper.oddHeader, paper.oddFooter
        assert setup
        assert header
        assert footer
        assert setup.fitToPage
        assert header.right.text == "数据截至 2022-11-01"
        assert (footer.left.text, footer.right.text) == ("第 1 号 && 校验", "第 &P 页 共 &N 页")


def test_a_tables_heading_is_frozen_and_printed_on_every_page(tmp_path: Path) -> None:
    book = opened(tmp_path / "年终.xlsx", WHOLE)
    assert (book["万"].freeze_panes, book["万"].print_title_rows) == ("A4", "$3:$3")
    assert (book["总表"].freeze_panes, book["总表"].print_title_rows) == ("A4", "$1:$3")
    assert book["台账"].auto_filter.ref == "A3:F123"
    assert book["万"].auto_filter.ref is None


def test_chinese_takes_two_units_and_long_texts_are_wrapped_in_high_rows(tmp_path: Path) -> None:
    note = "产品表面粗糙度不稳定，" * 40
    grid = Grid("", (Column("单位"), Column("需求")), (row("恩施土家族苗族自治州", note),))
    paper = opened(tmp_path / "年终.xlsx", report(Sheet("台账", (grid,))))["台账"]
    width, height = paper.column_dimensions["B"].width, paper.row_dimensions[5].height
    assert paper.column_dimensions["A"].width >= 20
    assert paper["B5"].alignment.wrap_text
    assert width * (height / 13.5) >= 2 * len(note)
    assert height < 409


def test_a_text_that_fills_the_highest_row_widens_its_column(tmp_path: Path) -> None:
    grid = Grid("", tuple(Column(f"第{number}列") for number in range(9)), (row(*["字" * 1500] * 9),))
    paper = opened(tmp_path / "年终.xlsx", report(Sheet("台账", (grid,))))["台账"]
    assert paper.column_dimensions["A"].width * (paper.row_dimensions[5].height / 13.5) >= 3000


def test_a_long_paragraph_is_split_and_none_of_it_lost(tmp_path: Path) -> None:
    paper = opened(tmp_path / "年终.xlsx", WHOLE)["总表"]
    texts = [str(line[0]) for line in values(paper) if line]
    assert sum(text.count("字") for text in texts) == 5000
    assert all((dimension.height or 0) < 409 for dimension in paper.row_dimensions.values())


def test_the_clause_stands_beside_the_paragraph(tmp_path: Path) -> None:
    assert ["　　全省完成 8012 家。", "二（一）"] in values(opened(tmp_path / "年终.xlsx", WHOLE)["总表"])


def test_people_sign_on_the_summary(tmp_path: Path) -> None:
    last = values(opened(tmp_path / "年终.xlsx", WHOLE)["总表"])[-1][0]
    assert str(last).replace("　", "") == "填报人：审核人：负责人：数据截至：2022-11-01"


def test_the_signature_and_every_heading_share_a_page_with_what_they_belong_to(tmp_path: Path) -> None:
    sections = [line for _ in range(17) for line in (Heading("二（一）质量提升"), Paragraph("完成。"))]
    paper = opened(
        tmp_path / "页.xlsx", report(Sheet("总结", (Words(tuple(sections)), SignOff())))
    ).worksheets[0]
    told = [line[0].value for line in paper.iter_rows()]
    begins = [mark.id for mark in paper.row_breaks.brk]
    assert begins
    assert all(told[row - 1] != "二（一）质量提升" for row in begins)
    signed = next(place for place, words in enumerate(told) if str(words).startswith("填报人"))
    assert max(begins) < signed - 3


def test_a_column_that_holds_nothing_can_be_left_out() -> None:
    columns = (Column("单位"), Column("说明"), Column("文号"))
    grid = Grid("", columns, (row("武汉市", "", "甲"), row("十堰市", Cell(None), "")))
    assert without_empty(grid, ("说明", "文号")) == Grid(
        "", (columns[0], columns[2]), [row("武汉市", "甲"), row("十堰市", "")]
    )


def test_the_name_of_a_row_stands_on_one_line_beside_a_chart(tmp_path: Path) -> None:
    wide = Grid(
        "",
        (Column("单位"), *(Column(f"任务数量（{number}）") for number in range(8))),
        [row("湘西土家族苗族自治州", *("尚未分解到下级单位",) * 8)],
        chart=Chart("完成率", "单位", ("任务数量（0）",)),
    )
    paper = opened(tmp_path / "宽.xlsx", report(Sheet("万", (wide,)))).worksheets[0]
    assert paper.column_dimensions["A"].width >= 20


def test_the_chart_is_native_and_hides_no_cell(tmp_path: Path) -> None:
    paper = opened(tmp_path / "年终.xlsx", WHOLE)["万"]
    chart = chart_of(paper)
    (series,) = chart.series
    assert series.val.numRef.f == "万!$C$4:$C$6"
    assert series.cat.strRef.f == "万!$A$4:$A$6"
    start, end = chart.anchor._from, chart.anchor.to  # noqa: SLF001 - the reader names it so
    assert start.col > len(COLUMNS) - 1
    assert start.row == 2
    below = [line for line in paper.iter_rows(min_row=8, values_only=True) if any(line)]
    assert below == [("按不重复企业计。", *[None] * 10)]
    assert end.row < paper.max_row


def test_a_chart_title_is_no_reference(tmp_path: Path) -> None:
    grid = Grid("", COLUMNS, ROWS, chart=Chart("=台账!$A$1", "单位", ("完成率",)))
    chart = chart_of(opened(tmp_path / "年终.xlsx", report(Sheet("万", (grid,))))["万"])
    assert chart.title.tx.strRef is None
    assert chart.title.tx.rich.p[0].r[0].t == "=台账！$A$1"


def test_rates_have_bars_from_nought_to_one(tmp_path: Path) -> None:
    paper = opened(tmp_path / "年终.xlsx", WHOLE)["万"]
    (found,) = list(paper.conditional_formatting)
    bounds = [(bound.type, bound.val) for bound in found.rules[0].dataBar.cfvo]
    assert (str(found.sqref), bounds) == ("C4:C7", [("num", 0), ("num", 1)])


def test_an_empty_table_says_so(tmp_path: Path) -> None:
    grid = Grid("", COLUMNS, (), filtered=True, chart=Chart("完成率", "单位", ("完成率",)))
    assert ["（无记录）"] in values(opened(tmp_path / "年终.xlsx", report(Sheet("宣传", (grid,))))["宣传"])


def test_the_document_names_its_title_and_no_author(tmp_path: Path) -> None:
    properties = opened(tmp_path / "年终.xlsx", WHOLE).properties
    assert (properties.title, properties.creator) == ("年终工作簿", None)
    assert properties.created == datetime(2022, 11, 1)  # noqa: DTZ001 - the reader drops the zone


@pytest.mark.parametrize("many", [20_000, 10])
def test_the_same_report_gives_the_same_bytes(
    many: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MANY_ROWS", many)
    first, second = tmp_path / "一.xlsx", tmp_path / "二.xlsx"
    write_xlsx(WHOLE, first)
    write_xlsx(WHOLE, second)
    assert first.read_bytes() == second.read_bytes()


def test_streamed_rows_say_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = opened(tmp_path / "一.xlsx", WHOLE)
    monkeypatch.setattr(xlsx, "MANY_ROWS", 10)
    streamed = opened(tmp_path / "二.xlsx", WHOLE)
    for one, other in zip(plain.worksheets, streamed.worksheets, strict=True):
        assert values(one) == values(other)
        assert one.merged_cells.ranges == other.merged_cells.ranges
        assert [one.row_dimensions[place].height for place in range(1, one.max_row)] == [
            other.row_dimensions[place].height for place in range(1, one.max_row)
        ]


def test_sheet_names_are_legal_and_differ() -> None:
    assert sheet_names(["[a]:*?/\\b", "AB", "", "'引'", "History", "长" * 40, "长" * 40]) == [
        "ab",
        "AB（2）",
        "工作表",
        "引",
        "History（2）",
        "长" * 31,
        "长" * 28 + "（2）",
    ]


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    write_xlsx(WHOLE, tmp_path / "年终.xlsx", lambda done, total: heard.append((done, total)))
    assert heard == [(100, 125), (125, 125)]


@pytest.mark.parametrize("many", [20_000, 10])
def test_giving_up_leaves_the_old_file(many: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MANY_ROWS", many)
    path = tmp_path / "年终.xlsx"
    path.write_bytes(b"old")

    def give_up(_done: int, _total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        write_xlsx(WHOLE, path, give_up)
    assert [(left.name, left.read_bytes()) for left in tmp_path.iterdir()] == [("年终.xlsx", b"old")]


def test_a_missing_folder_is_told_as_the_system_says_it(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_xlsx(WHOLE, tmp_path / "没有" / "年终.xlsx")


def test_a_row_of_the_wrong_length_is_refused_when_made() -> None:
    with pytest.raises(ValueError, match="1 cells for 6 columns"):
        Grid("", COLUMNS, (row("武汉市"),))
