"""A pasted table of quotas is read by names and headings, and every doubt about it is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seed_packs import surroundings

from qtrack.packs.quota_block import Block, read_block

REGION = surroundings()["regions"]["hubei"]
UNITS = [unit for unit in REGION.units if unit.takes_quota]
TARGETS = {"wan": ("万", "质量提升"), "qian": ("千", "先进管理")}
ROWS = [f"{unit.short}\t{number}\t{number + 1}" for number, unit in enumerate(UNITS)]
SUMS = {"wan": sum(range(17)), "qian": sum(range(1, 18))}


def read(*lines: str) -> Block:
    """Read lines."""
    return read_block("\n".join(lines), REGION, TARGETS)


def test_names_codes_and_numbers_make_rows() -> None:
    block = read(*ROWS)
    assert block.problems == ()
    assert block.sums == SUMS
    assert block.rows[0] == {"unit": "420100", "printed": "武汉", "numbers": [0, 1]}


@pytest.mark.parametrize("column", ["name", "short", "code", "bare_name"])
def test_a_unit_is_known_by_any_of_its_names(column: str) -> None:
    assert read(*(f"{getattr(unit, column)}\t1\t2" for unit in UNITS)).problems == ()


def test_numbers_of_rows_headings_and_sums_are_left_out() -> None:
    numbered = [f"{number}\t{row}" for number, row in enumerate(ROWS, 1)]
    block = read("任务分解表", "序号\t市州\t万\t千", *numbered, f"\t合计\t{SUMS['wan']}\t{SUMS['qian']}")
    assert (block.problems, block.sums) == ((), SUMS)


def test_headings_decide_which_column_is_which() -> None:
    block = read("市州\t千\t质量提升", *ROWS)
    assert block.targets == ("qian", "wan")
    assert block.sums == {"qian": SUMS["wan"], "wan": SUMS["qian"]}


def test_spaces_keep_cells_apart_where_there_are_no_tabs() -> None:
    assert read(*(row.replace("\t", "  ") for row in ROWS)).sums == SUMS


def test_thousands_and_wide_digits_are_numbers() -> None:
    assert read("武汉\t12,000\t３５０").rows[0]["numbers"] == [12_000, 350]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((*ROWS[1:],), "缺 1 个单位：武汉市"),
        ((*ROWS, ROWS[0]), "武汉市有不止一行"),
        ((*ROWS, "示例市\t1\t2"), "第 18 行没有认出单位：示例市 1 2"),
        ((*ROWS, "江岸区\t1\t2"), "第 18 行没有认出单位：江岸区 1 2"),
        ((*ROWS[1:], "武汉\t1"), "武汉市有 1 个数，应为 2 个"),
        ((*ROWS[1:], "武汉\t1\t2\t3"), "武汉市有 3 个数，应为 2 个"),
        ((*ROWS, "合计\t1\t2"), "合计行是 1、2，各单位相加是 136、153"),
        ((*ROWS[1:], "武汗\t0\t1"), "第 17 行没有认出单位：武汗 0 1（是不是武汉市？）"),
        (("x\t1",) * 301, "最多 300 行"),
    ],
)
def test_what_is_amiss_is_told(lines: tuple[str, ...], said: str) -> None:
    assert any(said in problem for problem in read(*lines).problems)


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert all(len(row["numbers"]) == len(TARGETS) for row in read_block(text, REGION, TARGETS).rows)
