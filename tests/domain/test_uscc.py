"""The credit code of GB 32100-2015."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from qtrack.domain.uscc import ALPHABET, check_code

STANDARD_EXAMPLE = "91350100M000100Y43"
DIGITS = "0123456789"


def test_the_example_of_the_standard_stands() -> None:
    assert check_code(STANDARD_EXAMPLE) == ""


@pytest.mark.parametrize("prefix", ["A1420100", "N2420115", "Y1420100", "11420100", "52420100"])
def test_every_registering_authority_is_accepted(prefix: str) -> None:
    body = prefix + "MA4K00001"
    assert check_code(body + uscc.calc_check_digit(body)) == ""


@pytest.mark.parametrize("letter", "IOSVZ")
def test_letters_outside_the_alphabet_are_refused_by_name(letter: str) -> None:
    reason = check_code(f"91350100{letter}000100Y43")
    assert f"不含“{letter}”" in reason


def test_a_wrong_check_character_names_the_expected_one() -> None:
    assert "末位应为 3" in check_code("91350100M000100Y44")


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("91350100M000100Y4", "现在是 17 位"),
        ("91350100M000100Y433", "现在是 19 位"),
        ("", "现在是 0 位"),
        ("91350100M000100y43", "不含“y”"),
        ("91350100示例00100Y43", "不含“例、示”"),
        ("9135010AM000100Y43", "第 3 至 8 位"),
    ],
)
def test_a_refusal_says_why(code: str, reason: str) -> None:
    assert reason in check_code(code)


@given(st.text(DIGITS, min_size=8, max_size=8), st.text(ALPHABET, min_size=10, max_size=10))
def test_any_code_with_a_digit_in_front_is_judged_as_by_stdnum(prefix: str, rest: str) -> None:
    assert (check_code(prefix + rest) == "") == uscc.is_valid(prefix + rest)


@given(st.text(DIGITS, min_size=8, max_size=8), st.text(ALPHABET, min_size=9, max_size=9))
def test_exactly_one_check_character_fits(prefix: str, rest: str) -> None:
    fitting = [sign for sign in ALPHABET if check_code(prefix + rest + sign) == ""]
    assert fitting == [uscc.calc_check_digit(prefix + rest)]


@given(st.text(max_size=24))
def test_any_text_gets_an_answer(text: str) -> None:
    assert isinstance(check_code(text), str)
