"""A copied block pastes into a spreadsheet as it was shown, and back; nothing out of a cell is calculated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.domain.text import plain
from qtrack.domain.tsv import from_tsv, to_tsv

ODD = st.text(alphabet="'\"=+-@＝＋－＠\t\n\r 0123456789,.%()E/ab汉\u202e\0")
ROWS = st.lists(st.lists(st.one_of(ODD, st.text()), min_size=1, max_size=4), max_size=4)


@given(ROWS)
def test_what_is_copied_comes_back(rows: list[list[str]]) -> None:
    plain_rows = [[plain(cell, lines=True) for cell in row] for row in rows]
    back = from_tsv(to_tsv(rows))
    assert back == ([] if plain_rows == [[""]] else plain_rows)


@given(st.text(alphabet="\"\t\r\n'=a"))
def test_any_text_can_be_pasted(text: str) -> None:
    assert all(from_tsv(text))


@pytest.mark.parametrize(
    "shown",
    [
        "-5",
        "1,200",
        "-1,200.50",
        "3.25",
        "80.4%",
        "2022-03-25",
        "-",
        "420106",
        "13800000000",
        "示例机械一厂",
        "0",
        "0.5",
    ],
)
def test_numbers_days_and_words_stay(shown: str) -> None:
    assert to_tsv([[shown]]) == shown


@pytest.mark.parametrize(
    "code",
    [
        "914201001234567890",
        "420106001234",
        "0042",
        "007.5",
        "91420100123456E789",
        "3-1",
        "12/5",
        "(1)",
        "1,234,567,890,123,456",
    ],
)
def test_what_a_spreadsheet_would_change_goes_as_a_text_without_a_sign_added(code: str) -> None:
    assert to_tsv([[code]]) == f'="{code}"'


@pytest.mark.parametrize(
    "hostile",
    [
        "=1+1",
        "+7",
        "-A1",
        "@SUM(A1)",
        "＝1+1",
        "＋1",
        "－A1",
        "＠x",
        "\t=1",
        "\r\n=1",
        " =1",
        '=cmd|"/c"!A1',
        "'=1",
        "--1",
    ],
)
def test_what_would_be_calculated_is_kept_from_it(hostile: str) -> None:
    [[cell]] = from_tsv(to_tsv([[hostile]]))
    assert to_tsv([[hostile]]).lstrip('"').startswith("'")
    assert cell == hostile.strip()


def test_a_constant_never_holds_what_could_end_it() -> None:
    assert to_tsv([['="a"&A1']]).startswith("\"'")


def test_quotes_and_line_breaks_are_quoted_as_spreadsheets_do() -> None:
    assert to_tsv([['说"好"', "上\n下", "平"]]) == '"说""好"""\t"上\n下"\t平'


def test_one_row_ends_without_a_line_break_and_several_with_one_each() -> None:
    assert to_tsv([["a", "b"]]) == "a\tb"
    assert to_tsv([["a"], ["b"]]) == "a\nb\n"
    assert to_tsv([]) == ""


@pytest.mark.parametrize(
    ("pasted", "cells"),
    [
        ("", []),
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("a\t", [["a", ""]]),
        ("\t\n\t", [["", ""], ["", ""]]),
        ("a\n\nb", [["a"], [""], ["b"]]),
        ('"上\r\n下"\tb', [["上\r\n下", "b"]]),
        ('"说 好" 的\tb', [['"说 好" 的', "b"]]),
        ('"没有完\tb', [['"没有完', "b"]]),
        ('a"b\t""', [['a"b', ""]]),
        ("a\rb", [["a"], ["b"]]),
    ],
)
def test_blocks_of_other_programs_are_read(pasted: str, cells: list[list[str]]) -> None:
    assert from_tsv(pasted) == cells


def test_a_long_block_of_quotes_takes_no_long_time() -> None:
    assert len(from_tsv('"a\t"b' * 100_000)[0]) == 100_001
