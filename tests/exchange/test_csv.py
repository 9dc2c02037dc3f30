"""CSV files of every encoding people's machines write, and files that are none."""

import codecs
from pathlib import Path

import pytest

from qtrack.domain.problem import RefusedError
from qtrack.exchange.columns import matched
from qtrack.exchange.table import Line, Table, read_csv
from qtrack.ledgers import Training

TEXT = "培训主题,培训人数\r\n示例培训𬭚,６０\r\n"
SCHEMA = Training.schema()


def written(folder: Path, content: bytes) -> Path:
    """Put a file down."""
    path = folder / "来文.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-8"),
        codecs.BOM_UTF8 + TEXT.encode("utf-8"),
        TEXT.encode("gb18030"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    ],
    ids=["utf-8", "utf-8 with mark", "gb18030", "utf-16 with mark"],
)
def test_the_encoding_is_found(tmp_path: Path, content: bytes) -> None:
    table = read_csv(written(tmp_path, content))
    assert table == Table(("培训主题", "培训人数"), (Line(2, ("示例培训𬭚", "６０")),))


def test_a_record_is_known_by_the_line_it_begins_on(tmp_path: Path) -> None:
    content = 'a,b\n\n"一\n二",1\n,\n三,2\n'.encode()
    assert read_csv(written(tmp_path, content)).lines == (Line(3, ("一\n二", "1")), Line(6, ("三", "2")))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "是空的"),
        (b"\n ,\n", "是空的"),
        (b"PK\x03\x04rest", "是工作簿，请先另存为 CSV"),
        (b"\xd0\xcf\x11\xe0rest", "是工作簿，请先另存为 CSV"),
        (b"a\n\xff\xff\xff", "编码无法识别"),
        (codecs.BOM_UTF8 + b"\xff", "编码无法识别"),
        (b'a,b\n1,"open\n', "第 2 行不合 CSV 格式"),
        (b'a,b\n1,"x"y\n', "第 2 行不合 CSV 格式"),
        (b"a\n" + b"x" * 200_000, "第 2 行不合 CSV 格式"),
    ],
)
def test_a_file_that_is_no_csv_is_refused_with_the_reason(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    with pytest.raises(RefusedError, match=reason):
        read_csv(written(tmp_path, content))


def table(header: str, *lines: str) -> Table:
    """Give a table from comma-separated words."""
    held = (Line(number, tuple(line.split(","))) for number, line in enumerate(lines, 2))
    return Table(tuple(header.split(",")), tuple(held))


def problems(found: Table) -> list[str]:
    """Give what is wrong with a table's columns."""
    with pytest.raises(RefusedError) as refusal:
        matched(found, SCHEMA)
    return [problem.message for problem in refusal.value.problems]


ALL = "所属单位,subject,培训日期, 培训人数 ,办班层级,free"


def test_headings_are_keys_or_labels() -> None:
    (line,) = matched(table(ALL, "420102,示例,2022-06-01,60,县级,是"), SCHEMA)
    assert (line.number, line.texts["unit"], line.texts["trainees"]) == (2, "420102", "60")


def test_short_lines_leave_the_rest_blank_and_empty_columns_are_passed_over() -> None:
    (line,) = matched(table(f"{ALL},", "420102,示例"), SCHEMA)
    assert line.texts == {"unit": "420102", "subject": "示例"}


def test_unknown_doubled_and_missing_columns_are_all_named() -> None:
    header = "所属单位,培训主题,主题\x1b[31m,subject,held_on,办班层级,公益"
    assert problems(table(header)) == [
        "第 3 列“主题[31m”不是“培训”台账的字段",
        "第 4 列“培训主题”重复",
        "缺少“培训人数”这一列",
    ]


def test_content_without_heading_is_refused() -> None:
    line = "420102,示例,2022-06-01,60,县级,是"
    assert problems(table(f"{ALL},", f"{line},多")) == ["第 7 列“”不是“培训”台账的字段"]
    assert problems(table(ALL, line, f"{line},多,出")) == ["第 3 行 比第一行多出内容：“多出”"]


def test_a_column_may_be_left_out_where_it_is_known_anyway() -> None:
    found = table(ALL.partition(",")[2], "示例,2022-06-01,60,县级,是")
    assert problems(found) == ["缺少“所属单位”这一列"]
    assert matched(found, SCHEMA, frozenset({"unit"}))[0].texts["subject"] == "示例"
