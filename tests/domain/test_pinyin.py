"""How well what is typed fits a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.domain.pinyin import (
    BEGINS,
    EXACT,
    HOLDS,
    INITIALS_BEGIN,
    LATER_SYLLABLE,
    PINYIN_BEGINS,
    SPELLED,
    fits,
    initials,
)

NAME, CODE = "长阳土家族自治县", "420528"
READINGS = ("chang yang", "chang yang tu jia zu zi zhi xian", "chang yang xian", "zhang yang")


@pytest.mark.parametrize(
    ("reading", "letters"), [("chang yang", "cy"), ("e zhou", "ez"), ("", ""), (" li  xian ", "lx")]
)
def test_initials_are_the_first_letters_of_the_syllables(reading: str, letters: str) -> None:
    assert initials(reading) == letters


@pytest.mark.parametrize(
    ("typed", "rank"),
    [
        ("", EXACT),
        ("　", EXACT),
        (NAME, EXACT),
        (CODE, EXACT),
        ("４２０５２８", EXACT),
        ("长阳", BEGINS),
        ("长 阳", BEGINS),
        ("4205", BEGINS),
        ("cy", SPELLED),
        ("zy", SPELLED),
        ("ＣＹ", SPELLED),
        ("c y", SPELLED),
        ("cyx", SPELLED),
        ("cytjzzzx", SPELLED),
        ("ChangYang", SPELLED),
        ("zhang yang", SPELLED),
        ("c", INITIALS_BEGIN),
        ("cyt", INITIALS_BEGIN),
        ("chan", PINYIN_BEGINS),
        ("changyangt", PINYIN_BEGINS),
        ("土家", HOLDS),
        ("42", BEGINS),
        ("4", None),
        ("0528", None),
        ("yang", LATER_SYLLABLE),
        ("tj", LATER_SYLLABLE),
        ("hangyang", None),
        ("ang", None),
        ("yc", None),
        ("沙", None),
        ("4206", None),
        ("cy%", None),
        ("cyxcyxcyxcyxcyx" * 99, None),
    ],
)
def test_what_is_typed_is_ranked(typed: str, rank: int | None) -> None:
    assert fits(typed, NAME, CODE, READINGS) == rank


def test_a_name_without_a_spelling_or_a_code_is_found_by_its_words_alone() -> None:
    assert fits("县", NAME, "", ()) == HOLDS
    assert fits("cy", NAME, "", ()) is None


@given(typed=st.text(), text=st.text(), readings=st.lists(st.text()))
def test_any_text_can_be_typed(typed: str, text: str, readings: list[str]) -> None:
    rank = fits(typed, text, "", readings)
    assert rank is None or EXACT <= rank <= LATER_SYLLABLE
