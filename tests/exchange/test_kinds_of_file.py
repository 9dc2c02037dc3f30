"""Every kind of file people have, read by its content: what cells come out, and of what sort."""

import io
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from made_files import compound, ods, ods_cell, xls, xlsx, xlsx_cell, zipped

from qtrack.domain.problem import RefusedError
from qtrack.exchange.book import Book, Damaged, Day, Flag, Number, Unusable
from qtrack.exchange.pasted import pasted_book
from qtrack.exchange.reading import read_book

FLAT = (
    '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">'
    "<office:body><office:spreadsheet/></office:body></office:document>"
)
ERRORS = ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"]
NUMBER_OF_A_CODE = 914201001234567890


def book_of(folder: Path, content: bytes, name: str = "来文.xls") -> Book:
    """Put a file down and read it."""
    path = folder / name
    path.write_bytes(content)
    return read_book(path)


def sorts(cells: tuple[str, ...]) -> list[tuple[type, str]]:
    """Give the cells with their sorts."""
    return [(type(cell), str(cell)) for cell in cells]


def a_workbook() -> bytes:
    """Give an .xlsx with cells of every sort, a hidden sheet, a chart, a blank sheet."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        day, minute, hours = (
            book.add_format({"num_format": form})
            for form in ('yyyy"年"m"月"d"日"', "[$-804]yyyy/m/d hh:mm", "[h]:mm")
        )
        sheet = book.add_worksheet("名单")
        sheet.merge_range(0, 1, 0, 3, "示例标题")
        sheet.write_datetime(2, 1, datetime(2022, 3, 25), day)  # noqa: DTZ001 - a sheet knows no zones
        sheet.write_datetime(2, 2, datetime(2022, 3, 25, 10, 30), minute)  # noqa: DTZ001
        sheet.write_number(2, 3, 1.4375, hours)
        sheet.write_row(3, 1, [12, 0.1 + 0.2, 1e-7, -5.25, NUMBER_OF_A_CODE, 1e30])
        sheet.write_boolean(4, 1, boolean=True)
        sheet.write_formula(4, 2, "=NA()", None, "#N/A")
        sheet.write_formula(4, 3, "=1+1", None, 2)
        sheet.write_formula(4, 4, '="a"', None, "甲")
        sheet.write_string(4, 5, "00420")
        sheet.write_string(4, 6, "9.14201E+17")
        hidden = book.add_worksheet("旧")
        hidden.hide()
        hidden.write(0, 0, "x")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=名单!$B$4:$C$4"})
        book.add_chartsheet("图").set_chart(chart)
        book.add_worksheet("空")
    return held.getvalue()


def test_cells_of_a_workbook_come_as_the_sheet_shows_them(tmp_path: Path) -> None:
    book = book_of(tmp_path, a_workbook())
    rows = book.sheets[0].rows
    assert rows[0] == ("", "示例标题")
    assert rows[1] == ()
    assert sorts(rows[2]) == [
        (str, ""),
        (Day, "2022-03-25"),
        (Day, "2022-03-25 10:30:00"),
        (str, "34:30:00"),
    ]
    assert sorts(rows[3])[1:] == [
        (Number, "12"),
        (Number, "0.3"),
        (Number, "0.0000001"),
        (Number, "-5.25"),
        (Damaged, "914201001234568000"),
        (Damaged, "1.00000E+30"),
    ]
    assert sorts(rows[4])[1:] == [
        (Flag, "TRUE"),
        (Unusable, "#N/A"),
        (Number, "2"),
        (str, "甲"),
        (str, "00420"),
        (Damaged, "9.14201E+17"),
    ]
    assert len(rows) == 5


@pytest.mark.parametrize("code", [0, 7, 15, 23, 29, 36, 42])
def test_an_error_in_an_old_workbook_is_not_taken_for_a_blank(tmp_path: Path, code: int) -> None:
    shown = dict(zip([0, 7, 15, 23, 29, 36, 42], ERRORS, strict=True))
    content = xls([["甲", None], ["乙", ("error", code), 1.0], [("result", code), "丙"]])
    assert [sorts(row) for row in book_of(tmp_path, content).sheets[0].rows] == [
        [(str, "甲")],
        [(str, "乙"), (Unusable, shown[code]), (Number, "1")],
        [(Unusable, shown[code]), (str, "丙")],
    ]


def test_an_error_in_a_document_of_libreoffice_is_not_taken_for_a_blank(tmp_path: Path) -> None:
    error, errors = (
        f'<table:table-cell table:number-columns-repeated="{number}" office:value-type="string" '
        'office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
        for number in (1, 2)
    )
    text = ods_cell("string", "甲", "甲")
    rows = (
        f"<table:table-row>{text}{error}{text}</table:table-row>"
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/>'
        f"{errors}</table:table-row><table:table-row>"
        f'<table:covered-table-cell table:number-columns-repeated="2"/>{text}</table:table-row>'
    )
    found = book_of(tmp_path, ods(rows)).sheets[0].rows
    error_cell = (Unusable, "#DIV/0!")
    assert [sorts(row) for row in found] == [
        [(str, "甲"), error_cell, (str, "甲")],
        [(str, ""), error_cell, error_cell],
        [(str, ""), error_cell, error_cell],
        [(str, ""), (str, ""), (str, "甲")],
    ]


def test_sheets_are_named_hidden_ones_told_and_charts_passed_over(tmp_path: Path) -> None:
    book = book_of(tmp_path, a_workbook())
    assert [(sheet.name, sheet.hidden, sheet.merged) for sheet in book.sheets] == [
        ("名单", False, ((0, 1, 0, 3),)),
        ("旧", True, ()),
        ("空", False, ()),
    ]


def test_cells_nobody_should_believe_say_why(tmp_path: Path) -> None:
    cells = [cell for row in book_of(tmp_path, a_workbook()).sheets[0].rows for cell in row]
    reasons = {cell.reason for cell in cells if isinstance(cell, Damaged | Unusable)}
    assert reasons == {
        "编号或数字被表格软件改过，后几位已丢失，请把这一列设为“文本”格式后重新填写",
        "单元格是错误值，请改正公式或填写内容",
    }


def test_a_formula_nobody_has_calculated_is_not_taken_for_a_blank(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["=1+1", None, "甲"])
    held = io.BytesIO()
    made.save(held)
    first, blank, text = book_of(tmp_path, held.getvalue()).sheets[0].rows[0]
    assert isinstance(first, Unusable)
    assert first.reason == "公式没有算出结果，请用 WPS 打开后保存一次"
    assert (blank, text) == ("", "甲")


@pytest.mark.parametrize("since_1904", [False, True])
def test_days_are_counted_from_1900_or_1904(tmp_path: Path, *, since_1904: bool) -> None:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"date_1904": since_1904}) as book:
        form = book.add_format({"num_format": "yyyy-m-d"})
        book.add_worksheet().write_datetime(0, 0, datetime(2022, 3, 25), form)  # noqa: DTZ001
    old = xls([[("day", 43183 if since_1904 else 44645)]], since_1904=since_1904)
    for content in (held.getvalue(), old):
        assert sorts(book_of(tmp_path, content).sheets[0].rows[0]) == [(Day, "2022-03-25")]


def test_an_old_workbook_and_one_of_wps(tmp_path: Path) -> None:
    content = xls(
        [["企业名称", NUMBER_OF_A_CODE, ("day", 44645)], [], [None, True, 0.1 + 0.2]],
        days_as='yyyy"年"m"月"d"日"',
        merged=[(0, 1, 0, 0)],
    )
    for name in ("名单.xls", "名单.et", "名单.xlsx", "名单.csv"):
        book = book_of(tmp_path, content, name)
        assert (book.kind, book.sheets[0].merged) == ("xls", ((0, 0, 1, 0),))
        assert [sorts(row) for row in book.sheets[0].rows] == [
            [(str, "企业名称"), (Damaged, "914201001234568000"), (Day, "2022-03-25")],
            [],
            [(str, ""), (Flag, "TRUE"), (Number, "0.3")],
        ]


def test_a_document_of_libreoffice(tmp_path: Path) -> None:
    cells = (
        ods_cell("string", "示例一厂", "示例一厂")
        + ods_cell("float", str(NUMBER_OF_A_CODE), "9.14E+17")
        + ods_cell("date", "2022-03-25", "2022年3月25日")
        + ods_cell("boolean", "true", "TRUE")
    )
    blank = '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row>'
    book = book_of(tmp_path, ods(f"<table:table-row>{cells}</table:table-row>{blank}"))
    assert (book.kind, len(book.sheets[0].rows)) == ("ods", 1)
    assert sorts(book.sheets[0].rows[0]) == [
        (str, "示例一厂"),
        (Damaged, "914201001234568000"),
        (Day, "2022-03-25"),
        (Flag, "TRUE"),
    ]


def test_a_page_named_xls_is_a_table(tmp_path: Path) -> None:
    page = (
        "<html><head><meta charset='gb2312'><style>td{}</style></head><body><h1>页</h1><TABLE border=1>"
        "<tr><th colspan=2>示例&amp;标题<th>备注</tr>"
        "<tr><td rowspan=2>示例<br>一厂</td><td> 9.14201E+17\n</td><td><script>x()</script></td></tr>"
        "<tr><td>乙<td><table><tr><td>内</table></table></body>"
    )
    book = book_of(tmp_path, page.encode("gb18030"))
    outer, inner = book.sheets
    assert (book.kind, outer.name, inner.name) == ("html", "表 1", "表 2")
    assert outer.rows == (("示例&标题", "", "备注"), ("示例\n一厂", "9.14201E+17"), ("", "乙"))
    assert isinstance(outer.rows[1][1], Damaged)
    assert outer.merged == ((0, 0, 0, 1), (1, 0, 2, 0))
    assert inner.rows == (("内",),)


def test_a_workbook_of_2003_in_xml(tmp_path: Path) -> None:
    text = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        '<Worksheet ss:Name="名单"><Table><Row ss:Index="2"><Cell ss:MergeAcross="1">'
        '<Data ss:Type="String">甲&amp;乙</Data></Cell><Cell ss:Index="5">'
        '<Data ss:Type="Number">12</Data></Cell>'
        '</Row><Row><Cell><Data ss:Type="DateTime">2022-03-25T00:00:00.000</Data></Cell>'
        '<Cell/><Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell>'
        "</Row></Table></Worksheet></Workbook>"
    )
    book = book_of(tmp_path, text.encode())
    (sheet,) = book.sheets
    assert (book.kind, sheet.name, sheet.merged) == ("xml", "名单", ((1, 0, 1, 1),))
    assert sheet.rows[:2] == ((), ("甲&乙", "", "", "", "12"))
    assert sorts(sheet.rows[2]) == [(Day, "2022-03-25"), (str, ""), (Flag, "TRUE"), (Unusable, "#N/A")]


def test_a_block_pasted_from_a_spreadsheet() -> None:
    (sheet,) = pasted_book('企业名称\t代码\r\n"示例\n一厂"\t9.14201E+17\r\n\r\n').sheets
    assert sheet.rows == (("企业名称", "代码"), ("示例\n一厂", "9.14201E+17"))
    assert isinstance(sheet.rows[1][1], Damaged)


def test_cells_stand_where_they_stand_in_the_sheet(tmp_path: Path) -> None:
    (wide,) = book_of(tmp_path, xlsx(xlsx_cell("C3", "7") + xlsx_cell("XFD200", "8"))).sheets
    assert wide.rows[:3] == ((), (), ("", "", "7"))
    assert (len(wide.rows[199]), wide.rows[199][-1]) == (16_384, "8")
    (long,) = book_of(tmp_path, xlsx(xlsx_cell("A1048576", "9"))).sheets
    assert (len(long.rows), long.rows[-1]) == (1_048_576, ("9",))


def test_a_mixed_column_and_a_text_with_odd_signs_keep_every_cell(tmp_path: Path) -> None:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        sheet.write_column(0, 0, ["人数", 12, "", "约 30", True, 1.5])
        sheet.write_column(0, 1, ["a\u001fb", 'c"\\', "=1", "\u202e", "{}", "[1]"])
    rows = book_of(tmp_path, held.getvalue()).sheets[0].rows
    assert [row[0] for row in rows] == ["人数", "12", "", "约 30", "TRUE", "1.5"]
    assert [row[1] for row in rows] == ["a\u001fb", 'c"\\', "=1", "\u202e", "{}", "[1]"]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\x09\x00\x04\x00\x02\x00\x10\x00", "很旧的 Excel 表格"),
        (b"\x09\x08\x08\x00\x00\x05\x10\x00", "很旧的 Excel 表格"),
        (b"\x00\x00\x02\x00\x06\x04\x06\x00", "Lotus 或 Quattro 的表格"),
        (b"\x03\x7a\x05\x01" + b"\x00" * 60, "dBase 数据表（dbf）"),
        (b'ID;PWXL;N;E\r\nC;Y1;X1;K"a"\r\nE\r\n', "SYLK 表格（slk）"),
        (b'TABLE\r\n0,1\r\n"EXCEL"\r\n', "DIF 表格（dif）"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", "单个文件的网页（mht）"),
        (zipped({"Index/Document.iwa": ""}), "苹果 Numbers 的表格"),
        (compound({"NativeContent_MAIN": b""}), "Quattro 的表格"),
        (FLAT.encode(), "LibreOffice 的单文件表格（fods）"),
    ],
)
def test_a_table_of_another_sort_is_named_and_how_to_bring_it(
    tmp_path: Path, content: bytes, what: str
) -> None:
    with pytest.raises(RefusedError) as refusal:
        book_of(tmp_path, content)
    assert str(refusal.value) == f"“来文.xls”是{what}，不能直接导入；请用 WPS 或原来的软件打开后另存为 xlsx"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (zipped({"ppt/presentation.xml": ""}), "演示文稿"),
        (zipped({"word/document.xml": ""}), "Word 文档"),
        (zipped({"a.txt": ""}), "压缩包，请先解压"),
        (compound({"WordDocument": b""}), "Word 文档"),
        (b"%PDF-1.7", "PDF 文件"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"<html><body>\xe7\xa4\xba</body></html>", "网页或 XML 文件，里面没有表格"),
    ],
)
def test_what_is_no_table_is_named(tmp_path: Path, content: bytes, what: str) -> None:
    with pytest.raises(RefusedError, match=f"“来文.xls”不是表格，是{what}"):
        book_of(tmp_path, content)
