"""The credit code of GB 32100-2015."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from qtrack.domain.uscc import ALPHABET, check_code, district, tidy_code

STANDARD_EXAMPLE = "91350100M000100Y43"
DIGITS = "0123456789"


def test_the_example_of_the_standard_stands() -> None:
    assert check_code(STANDARD_EXAMPLE) == ""


@pytest.mark.parametrize("prefix", ["A1420100", "N2420115", "Y1420100", "11420100", "52420100"])
def test_every_registering_authority_is_accepted(prefix: str) -> None:
    body = prefix + "MA4K00001"
    assert check_code(body + uscc.calc_check_digit(body)) == ""


def check_character(body: str) -> str:
    """Give the check character as GB 32100-2015 prints it: weights are powers of 3, all modulo 31."""
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    total = sum(ALPHABET.index(sign) * weight for sign, weight in zip(body, weights, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


@pytest.mark.parametrize(
    "code",
    [
        "A1420100MA4K00001T",
        "N2420115MA4K000013",
        "Y1420100MA4K000016",
        "11420100MB0000001C",
        "52420100MJ0000001K",
        "93420600MA4L000025",
        "91420100MA4K000120",
        "91420100MA4K00002Y",
    ],
)
def test_codes_worked_out_by_the_standards_table_stand(code: str) -> None:
    assert check_character(code[:-1]) == code[-1]
    assert check_code(code) == ""


@given(
    st.text(ALPHABET, min_size=2, max_size=2),
    st.text(DIGITS, min_size=6, max_size=6),
    st.text(ALPHABET, min_size=9, max_size=9),
)
def test_any_prefix_is_judged_by_the_standards_weights(front: str, area: str, subject: str) -> None:
    body = front + area + subject
    assert check_code(body + check_character(body)) == ""


@pytest.mark.parametrize(
    "text",
    [
        "91350100m000100y43",
        "９１３５０１００Ｍ０００１００Ｙ４３",
        "９１３５０１００ｍ０００１００ｙ４３",
        " 9135 0100 M000 100Y 43　",
        "91350100-M000100Y4-3",
    ],
)
def test_width_case_and_gaps_of_a_code_do_not_matter(text: str) -> None:
    assert tidy_code(text) == STANDARD_EXAMPLE


@pytest.mark.parametrize(
    ("code", "question"),
    [
        ("9135O100M000100Y43", "字母 O 应为数字 0？"),
        ("9I350100M000100Y43", "字母 I 应为数字 1？"),
        ("9I35O100M000100Y43", "字母 I 应为数字 1？字母 O 应为数字 0？"),
        ("913S0100M000100Y43", "字母 S 应为数字 5？"),
        ("91350100M000100Y4Z", "字母 Z 应为数字 2？"),
    ],
)
def test_a_letter_that_looks_like_a_digit_is_asked_about(code: str, question: str) -> None:
    assert check_code(code).endswith(question)


def test_v_resembles_no_digit() -> None:
    assert "应为数字" not in check_code("91350100V000100Y43")


@pytest.mark.parametrize(
    ("text", "older"),
    [
        ("420100000000001", "15 位的是旧注册号或旧税号"),
        ("42010012345678X", "15 位的是旧注册号或旧税号"),
        ("MA4K00001", "9 位的是旧组织机构代码"),
        ("12345678-9", "9 位的是旧组织机构代码"),
    ],
)
def test_an_older_number_is_called_by_its_name(text: str, older: str) -> None:
    assert check_code(tidy_code(text)) == f"{older}，请写营业执照上 18 位的统一社会信用代码"


def test_nine_characters_that_are_no_number_are_counted() -> None:
    assert check_code("示例机械一厂示例厂") == "应为 18 位，现在是 9 位"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("91420102MA4K00001X", "420102"),
        ("91420102", "420102"),
        ("９１４２０１０２ｍ", "420102"),
        ("N2 4201 15 MA", "420115"),
        ("a1420100", "420100"),
        ("9142010", ""),
        ("", ""),
        ("9142O102", ""),
        ("91٤٢٠١٠٢", ""),
        ("示例机械一厂示例", ""),
    ],
)
def test_the_district_is_told_once_its_digits_are_typed(text: str, code: str) -> None:
    assert district(text) == code


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
