"""Where the table of a sheet stands is found by itself, and every row left out is told with the reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets import SHAPES, Rows, Shape, sheet

from qtrack.domain.text import plain
from qtrack.exchange.contents import Units
from qtrack.exchange.headings import Table, find_table
from qtrack.exchange.mapping import Clues
from qtrack.exchange.matching import match
from qtrack.exchange.rows import Reason
from qtrack.exchange.synonyms import known_headings, synonyms
from qtrack.packs import Regions
from qtrack.places import seeds_folder
from qtrack.services.catalog import schemas

SCHEMAS = schemas()
UNITS = Units(Regions(seeds_folder() / "regions")["hubei"])


def found(rows: Rows, ledger: str = "training") -> Table:
    """Find the table of a sheet for a ledger."""
    return find_table(rows, known_headings(SCHEMAS[ledger], synonyms()))


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_the_records_of_a_sheet_are_found_whatever_its_manner(shape: Shape) -> None:
    table = found(shape.rows, shape.ledger)
    assert (table.heading_row, len(list(table.numbers()))) == (shape.heading_row, shape.records)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_its_columns_are_matched(shape: Shape) -> None:
    table = found(shape.rows, shape.ledger)
    clues = Clues(table.sample(shape.rows), UNITS, table.money_unit)
    mapping = match(table.columns, SCHEMAS[shape.ledger], clues=clues)
    assert tuple(one.field for one in mapping.columns) == shape.fields


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_every_row_is_a_heading_a_record_or_told_with_a_reason(shape: Shape) -> None:
    table = found(shape.rows, shape.ledger)
    told = [row for note in table.notes for row in range(note.first, note.last + 1)]
    start = table.heading_row or 0
    every = [*told, *range(start, start + table.heading_lines), *table.numbers()]
    if "at its right" not in shape.name:
        assert sorted(every) == list(range(len(shape.rows)))


def test_the_reasons_are_told_as_sentences() -> None:
    table = found(
        sheet(
            "培训台账\n填报单位：示例局|单位：元\n序号|主题|时间|人数|地区\n1|2|3|4|5\n1|甲|2022-03-01|3|江岸区\n||||\n||||\n"
            "合计|||3|\n序号|主题|时间|人数|地区\n2|乙|2022-03-01|3|江岸区\n3||||\n审核人：|||\n备注：无"
        )
    )
    assert [note.sentence for note in table.notes] == [
        "第 1 行 表头上方的标题：“培训台账”",
        "第 2 行 表头上方的填报信息：“填报单位：示例局 单位：元”",
        "第 4 行 栏号：“1 2 3 4 5”",
        "第 6 至 7 行 空行",
        "第 8 行 合计行：“合计 3”",
        "第 9 行 重复的表头：“序号 主题 时间 人数 地区”",
        "第 11 行 只有序号，没有内容：“3”",
        "第 12 行 签名栏：“审核人：”",
        "第 13 行 表下的说明：“备注：无”",
    ]
    assert (table.money_unit, list(table.numbers())) == ("元", [4, 9])


def test_lines_of_a_heading_are_joined_below_what_they_belong_to() -> None:
    table = found(sheet("序号|培训情况||地区\n|时间|人数|\n1|2022-03-01|3|江岸区\n2|2022-03-02|4|江汉区"))
    assert table.columns == ("序号", "培训情况 / 时间", "培训情况 / 人数", "地区")
    assert table.heading_lines == 2


def test_another_table_is_told_and_none_of_its_rows_taken() -> None:
    rows = sheet(
        "序号|主题|时间|人数\n1|甲|2022-03-01|3\n2|乙|2022-03-02|4\n\n企业名称|联系电话|联系人\n示例一厂|000|示例员甲\n"
    )
    table = found(rows)
    (other,) = [note for note in table.notes if note.reason is Reason.OTHER]
    assert (other.first, other.last, list(table.numbers())) == (4, 5, [1, 2])


def test_a_firm_whose_name_holds_the_word_for_a_sum_is_a_record() -> None:
    rows = sheet("企业名称|地区\n合计科技示例公司|江岸区\n示例备注厂|江汉区\n总计量示例厂|汉阳区")
    assert list(found(rows, "enterprise").numbers()) == [1, 2, 3]


def test_a_record_with_one_text_is_kept_so_that_it_can_be_refused_by_name() -> None:
    rows = sheet("企业名称|地区|规上\n示例一厂|江岸区|是\n示例二厂||\n示例三厂|江岸区|是\n示例四厂||")
    assert list(found(rows, "enterprise").numbers()) == [1, 2, 3, 4]


def test_content_behind_the_last_heading_has_a_column() -> None:
    table = found(sheet("企业名称|地区\n示例一厂|江岸区|多出\n示例二厂|江岸区"), "enterprise")
    assert table.columns == ("企业名称", "地区", "")


@pytest.mark.parametrize("rows", [[], [[]], [["", " "], []], [[""] * 300]])
def test_an_empty_sheet_has_no_records(rows: Rows) -> None:
    table = found(rows)
    assert (table.heading_row, list(table.numbers())) == (None, [])


def test_a_heading_without_records_is_a_table_without_records() -> None:
    table = found(sheet("培训台账\n序号|培训主题|培训日期|培训人数"))
    assert (table.heading_row, list(table.numbers())) == (1, [])


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "合计",
            "序号",
            "培训主题",
            "人数",
            "时间",
            "备注：无",
            "1",
            "2022-03-01",
            "",
            "（人）",
            "\x1b[31m",
            "=",
        ]
    ),
)


@given(st.lists(st.lists(CELLS, max_size=6), max_size=14))
def test_whatever_a_sheet_holds_each_row_is_used_at_most_once(rows: Rows) -> None:
    table = found(rows)
    told = [row for note in table.notes for row in range(note.first, note.last + 1)]
    numbers = list(table.numbers())
    assert len({*told, *numbers}) == len(numbers) + len(set(told))
    assert all(0 <= row < len(rows) for row in (*numbers, *told))
    for note in table.notes:
        assert note.sentence == plain(note.sentence)


def test_a_hundred_thousand_records_are_passed_over_lightly() -> None:
    rows = [["序号", "培训主题", "培训日期", "培训人数"]]
    rows += [[str(number), "示例", "2022-03-01", "30"] for number in range(100_000)]
    table = found(rows)
    assert (table.first, table.last, table.notes) == (1, 100_000, ())


def test_a_sheet_wider_than_any_list_is_read_to_a_limit_and_says_so() -> None:
    for rows in (
        [[f"{row}" for _ in range(16_384)] for row in range(3)],
        [["培训主题", "培训日期"], ["甲"] * 16_384],
    ):
        table = found(rows)
        assert (len(table.columns), table.notes[-1].reason) == (400, Reason.WIDE)
        assert list(table.numbers()) == list(range(len(rows)))[table.heading_lines :]
