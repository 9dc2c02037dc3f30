"""A table's columns matched to the fields of a ledger."""

import pytest

from qtrack.domain.problem import RefusedError
from qtrack.exchange.columns import matched
from qtrack.exchange.table import Line, Table
from qtrack.ledgers import Training

SCHEMA = Training.schema()


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
