"""Text from outside becomes plain text, and nothing a person meant is lost."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.domain.text import half_width, plain, same_words, titled

BIDI = "\u200e\u200f\u202a\u202e\u2066\u2069"
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\ufe0f\u3164\U000e0100"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  示例机械一厂 ", "示例机械一厂"),
        ("\u3000示例\u3000一厂\u3000", "示例\u3000一厂"),
        ("示例[/]公司", "示例[/]公司"),
        ("[@click=app.quit]示例[/]", "[@click=app.quit]示例[/]"),
        ("=1+1", "=1+1"),
        ("武汉𬭚业（示例）", "武汉𬭚业（示例）"),
        ("\x1b[31m示例\x1b[0m", "[31m示例[0m"),
        ("示例\x00\x07\x7f\x9b一厂", "示例一厂"),
        (f"示{BIDI}例", "示例"),
        (f"示{ZERO_WIDTH}例", "示例"),
        ("示\ud800例", "示例"),
        ("示\uffff例\ufffe\ufdd0", "示例"),
        ("示\ue000例", "示\ue000例"),
        ("一\t二", "一 二"),
        ("一\r\n二\r三\n四", "一 二 三 四"),
        ("一\x0b二\u2028三\u2029四\x85五", "一 二 三 四 五"),
        ("", ""),
        (" \t\u200b\r\n", ""),
    ],
)
def test_plain(written: str, kept: str) -> None:
    assert plain(written) == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("一\r\n二", "一\n二"),
        ("一\r二\u2028三\x0b四", "一\n二\n三\n四"),
        ("\n一\n\n二\n", "一\n\n二"),
        ("一\t二\x1b", "一 二"),
    ],
)
def test_plain_keeps_the_line_breaks_of_a_long_text(written: str, kept: str) -> None:
    assert plain(written, lines=True) == kept


@given(st.text(), st.booleans())
def test_plain_is_idempotent(text: str, lines: bool) -> None:  # noqa: FBT001 - hypothesis passes by position
    once = plain(text, lines=lines)
    assert plain(once, lines=lines) == once


@given(st.text(st.characters() | st.sampled_from(BIDI + ZERO_WIDTH + "\x1b\x00\n\t\r\x85")))
def test_plain_leaves_nothing_that_steers_a_terminal(text: str) -> None:
    kept = plain(text)
    assert not {unicodedata.category(sign) for sign in kept} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert not set(kept) & set(BIDI + ZERO_WIDTH)


@given(st.text(st.sampled_from("示例𬭚〇ab[]/=+@,.，。（）“”\"'")))
def test_plain_keeps_ordinary_text_letter_by_letter(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("３０人", "30人"),
        ("１２，０００", "12,000"),
        ("Ａｂ", "Ab"),
        ("＋７", "+7"),
        ("￥25", "¥25"),
        ("〇", "〇"),
    ],
)
def test_half_width(written: str, kept: str) -> None:
    assert half_width(written) == kept


def test_a_quote_is_found_across_the_broken_lines_of_a_notice() -> None:
    assert same_words("推动10000家\n  中小企业\u3000开展") in same_words(
        "一、推动 10000 家中小企业开展质量提升"
    )


def test_a_title_within_a_title_has_inner_marks() -> None:
    assert titled("示例局关于印发《示例方案》的通知") == "《示例局关于印发〈示例方案〉的通知》"
