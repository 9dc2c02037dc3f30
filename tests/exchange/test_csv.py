"""Text files of every encoding and separator people's machines write, and files that are broken."""

import codecs
from pathlib import Path

import pytest

from qtrack.domain.problem import RefusedError
from qtrack.exchange.book import Damaged, Row, Unusable
from qtrack.exchange.reading import read_book

TEXT = "培训主题,培训人数\r\n示例一培训𬭚,６０\r\n"
LINES = [f"示例培训{number},{number}\n".encode() for number in range(40)]


def written(folder: Path, content: bytes) -> Path:
    """Put a file down."""
    path = folder / "来文.csv"
    path.write_bytes(content)
    return path


def rows(folder: Path, content: bytes) -> tuple[Row, ...]:
    """Give the rows of a file's only sheet."""
    book = read_book(written(folder, content))
    (sheet,) = book.sheets
    assert (book.kind, sheet.name) == ("csv", "来文")
    return sheet.rows


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-8"),
        codecs.BOM_UTF8 + TEXT.encode("utf-8"),
        TEXT.encode("gb18030"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.replace("\r\n", "\r").encode(),
        TEXT.removesuffix("\r\n").encode(),
    ],
    ids=[
        "utf-8",
        "utf-8 with mark",
        "gb18030",
        "utf-16 le",
        "utf-16 be",
        "utf-16 le without mark",
        "utf-16 be without mark",
        "old line ends",
        "no last line end",
    ],
)
def test_the_encoding_is_found(tmp_path: Path, content: bytes) -> None:
    assert rows(tmp_path, content) == (("培训主题", "培训人数"), ("示例一培训𬭚", "６０"))


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_sign_between_cells_is_found(tmp_path: Path, separator: str) -> None:
    lines = ["示例名单（一,二；三）", "单位;名称,备注 年份 人数", "甲 乙 丙,丁 1 2", '"戊 己" 庚 辛 3', ""]
    text = "\n".join(line.replace(" ", separator) for line in lines)
    found = rows(tmp_path, text.encode())
    assert (len(found), found[3][0]) == (4, f"戊{separator}己")


def test_a_file_may_name_its_sign(tmp_path: Path) -> None:
    assert rows(tmp_path, b"sep=;\na;b,c,d\n") == (("a", "b,c,d"),)


def test_rows_are_counted_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    content = 'a,b\n\n"一\r\n二",1\n,\n三,"2""3",多\n'.encode()
    assert rows(tmp_path, content) == (("a", "b"), (), ("一\r\n二", "1"), (), ("三", '2"3', "多"))


def test_a_broken_line_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    for encoding in ("utf-8", "gb18030"):
        lines = [line.decode().encode(encoding) for line in LINES]
        lines[7] = lines[7][:1] + b"\xff\xff" + lines[7][3:]
        found = rows(tmp_path, b"".join(lines))
        broken = found[7][0]
        assert isinstance(broken, Unusable)
        assert broken.reason.startswith("这一格的文字编码损坏")
        assert (len(found), found[8], found[7][1]) == (40, ("示例培训8", "8"), "7")


def test_one_broken_sign_does_not_turn_utf8_into_another_encoding(tmp_path: Path) -> None:
    lines = list(LINES)
    lines[3] = lines[3][1:]  # what is left of this line alone would pass for GB18030
    found = rows(tmp_path, b"".join(lines))
    assert isinstance(found[3][0], Unusable)
    assert found[4] == ("示例培训4", "4")


def test_many_broken_lines_are_named_one_by_one(tmp_path: Path) -> None:
    lines = [line.decode().encode("gb18030") for line in LINES]
    for at in range(0, 40, 3):
        lines[at] = b"\xff" + lines[at]
    found = rows(tmp_path, b"".join(lines))
    assert [number for number, row in enumerate(found) if isinstance(row[0], Unusable)] == [*range(0, 40, 3)]
    assert found[1] == ("示例培训1", "1")


@pytest.mark.parametrize("last", [6, 50, 5004])
@pytest.mark.parametrize("column", [0, 1, 2])
def test_a_quote_left_open_swallows_no_row_though_another_one_ends_it(
    tmp_path: Path, column: int, last: int
) -> None:
    table = [[f"示例{number}", "甲", "乙"] for number in range(5010)]
    table[4][column] = f'"{table[4][column]}'
    table[last][1] += '"'
    found = rows(tmp_path, "\n".join(map(",".join, table)).encode())
    assert len(found) == 5010
    assert isinstance(found[4][0], Unusable)
    assert [row for row in found[5:] if isinstance(row[0], Unusable)] == []


def test_line_breaks_and_separators_in_quotes_are_one_cell_still(tmp_path: Path) -> None:
    content = 'a,b,c\n"一,\n二",1,"三\n\n四, 五"\n'.encode()
    assert rows(tmp_path, content)[1] == ("一,\n二", "1", "三\n\n四, 五")


def test_a_whole_number_written_as_a_fraction_is_the_number(tmp_path: Path) -> None:
    found = rows(tmp_path, b"a,13800138000.0,420102.0,1.0,914201001234567890.0\nb,9.14201e+17,,12.50,\n")
    assert found[0] == ("a", "13800138000", "420102", "1.0", "914201001234567890.0")
    assert [type(row[at]) for row, at in ((found[0], 4), (found[1], 1))] == [Damaged, Damaged]


@pytest.mark.parametrize("shown", ["#N/A", "#REF!", "#DIV/0!", "#NAME?", "Err:502"])
def test_an_error_saved_as_text_is_an_error(tmp_path: Path, shown: str) -> None:
    ((about, text, error),) = rows(tmp_path, f"{shown}的说明,#1,{shown}".encode())
    assert (about, text, type(error)) == (f"{shown}的说明", "#1", Unusable)


@pytest.mark.parametrize("text", ["示例\ufffd厂", "锟斤拷厂"])
def test_letters_another_program_broke_are_told(tmp_path: Path, text: str) -> None:
    (((broken, kept),)) = rows(tmp_path, f"{text},好".encode())
    assert isinstance(broken, Unusable)
    assert (broken.reason[:8], kept) == ("这一格的文字编码", "好")


@pytest.mark.parametrize("odd", ['"示例培训,1\n', '"示例"培训,1\n', '"' + "长" * 40_000 + '",1\n'])
def test_a_line_with_odd_quotes_swallows_no_other(tmp_path: Path, odd: str) -> None:
    lines = list(LINES)
    lines[5] = odd.encode()
    if "长" in odd:
        with pytest.raises(RefusedError, match="第 6 行第 1 列超过 32,767 个字"):
            rows(tmp_path, b"".join(lines))
        return
    found = rows(tmp_path, b"".join(lines))
    assert isinstance(found[5][0], Unusable)
    assert found[5][0].reason.startswith("这一行的引号不成对")
    assert (len(found), found[6]) == (40, ("示例培训6", "6"))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "是空的"),
        (b"\n\n", "是空的"),
        (codecs.BOM_UTF16_LE, "是空的"),
        (b"a\n\xff\xff\xff", "第 2 行起文字编码损坏"),
        (codecs.BOM_UTF8 + b"\xff", "第 1 行起文字编码损坏"),
        (b"ab,\x00\x01" * 50, "里面不是文字"),
        (TEXT.encode("utf-16-le")[:-3] * 21, "里面不是文字"),
        (b"," * 20_000 + b"x", "超过 16,384 列"),
    ],
)
def test_a_file_that_is_no_csv_is_refused_with_the_reason(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    with pytest.raises(RefusedError, match=f"“来文.csv”.*{reason}"):
        read_book(written(tmp_path, content))


def test_a_nul_in_a_text_is_one_more_sign(tmp_path: Path) -> None:
    assert rows(tmp_path, b"a\x00b,c\n" + b"d,e\n" * 200)[:2] == (("a\x00b", "c"), ("d", "e"))
