"""Counts, amounts and shares as people write them, as tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.domain.value import (
    LARGEST_COUNT,
    LARGEST_MONEY,
    UnreadableError,
    read_count,
    read_money,
    show_money,
    show_rate,
    show_share,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("30", 30),
        ("３０人", 30),
        ("30 人", 30),
        ("50人次", 50),
        ("10000家", 10000),
        ("12,000", 12000),
        ("１２，０００", 12000),
        ("1,234,567", 1234567),
        ("1.2万", 12000),
        ("1.2万人", 12000),
        ("1.2 万", 12000),
        ("１．２万", 12000),
        ("1。2万", 12000),
        ("1.2w", 12000),
        ("１.２Ｗ", 12000),
        ("1，200", 1200),
        ("1,200", 1200),
        ("1 200", 1200),
        (" 30　", 30),
        ("3千", 3000),
        ("2百", 200),
        ("3千万", 30_000_000),
        ("1.5千人次", 1500),
        ("3.0", 3),
        ("十", 10),
        ("十二", 12),
        ("三十", 30),
        ("三十五人", 35),
        ("一百二十", 120),
        ("一百零二", 102),
        ("一百一十", 110),
        ("两百", 200),
        ("两千〇五", 2005),
        ("三千零五十家", 3050),
        ("九千九百九十九", 9999),
        ("二十万", 200_000),
        ("零", 0),
        ("007", 7),
        ("2000000000", 2_000_000_000),
    ],
)
def test_a_count_is_read_as_people_write_it(text: str, number: int) -> None:
    assert read_count(text) == number


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("3.5", "不是整数，请写成 30 这样没有小数的数"),
        ("1.00001万", "不是整数"),
        ("-5", "是负数，请写成 0 或更大的数"),
        ("2000000001", "太大，最多 20 亿"),
        ("30亿", "太大，最多 20 亿"),
        ("9" * 30, "位数太多"),
        ("1." + "0" * 40 + "1", "位数太多"),
        *(
            (text, "不是数字，请写成 30、1,200 或 1.2万")
            for text in (
                "一百二",
                "三千五",
                "百",
                "万",
                "二〇二二",
                "三三",
                "十十",
                "三十好几",
                "1万2千",
            )
        ),
        ("约30", "不是数字"),
        ("1e3", "不是数字"),
        ("NaN", "不是数字"),
        ("Infinity", "不是数字"),
        ("1,5", "不是数字"),
        ("1,2345", "不是数字"),
        (",", "不是数字"),
        ("30万元", "不是数字"),
        ("٣", "不是数字"),
        ("=1+1", "不是数字"),
        ("人", "不是数字"),
    ],
)
def test_what_is_no_count_is_refused_with_its_text(text: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason) as refused:
        read_count(text)
    assert f"“{text}”" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("25", 25_000_000),
        ("25万", 25_000_000),
        ("25万元", 25_000_000),
        ("２５万元", 25_000_000),
        ("250000元", 25_000_000),
        ("250,000元", 25_000_000),
        ("￥25万", 25_000_000),
        ("￥250000元", 25_000_000),
        ("￥ 25 万元", 25_000_000),
        ("25w", 25_000_000),
        ("1,234.56万", 1_234_560_000),
        ("1，234．56万元", 1_234_560_000),
        ("1,234.56", 1_234_560_000),
        ("3千元", 300_000),
        ("3百万", 300_000_000),
        ("5千万元", 5_000_000_000),
        ("二十五万", 25_000_000),
        ("二十五", 25_000_000),
        ("三千元", 300_000),
        ("¥25万元", 25_000_000),
        ("￥250,000元", 25_000_000),
        ("0", 0),
        ("0.5", 500_000),
        ("0.000001", 1),
        ("0.01元", 1),
        ("3.2亿", 32_000_000_000),
        ("3.2亿元", 32_000_000_000),
        ("1000亿元", 10_000_000_000_000),
    ],
)
def test_money_is_read_in_wan_unless_yuan_is_said(text: str, fen: int) -> None:
    assert read_money(text) == fen


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("0.0000001", "分以下的零头，请写到分为止"),
        ("0.001元", "分以下"),
        ("-25", "是负数，请写成 0 或更大的数"),
        ("1000.1亿", "太大，最多 1000 亿元"),
        ("￥250000", "没有写明元还是万元，请写成 25万元 或 250000元"),
        ("￥25", "没有写明元还是万元"),
        ("3千", "没有写明元还是万元"),
        ("三千", "没有写明元还是万元"),
        ("一百二十", "没有写明元还是万元"),
        ("25人", "不是数字，请写成 25（万元）、25万元 或 250000元"),
        ("25万人", "不是数字"),
        ("25元元", "不是数字"),
        ("元", "不是数字"),
        ("￥", "不是数字"),
        ("一百二万", "不是数字"),
        ("9" * 30, "位数太多"),
    ],
)
def test_what_is_no_money_is_refused_with_its_text(text: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason) as refused:
        read_money(text)
    assert f"“{text}”" in str(refused.value)


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "0"),
        (1, "0.000001"),
        (500_000, "0.5"),
        (25_000_000, "25"),
        (20_000_000, "20"),
        (3_200_000_000_000, "3,200,000"),
        (1_234_567_890, "1,234.56789"),
        (-1_500_000, "-1.5"),
    ],
)
def test_money_is_shown_in_wan_without_superfluous_zeros(fen: int, words: str) -> None:
    assert show_money(fen) == words


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (None, "-"),
        (0.0, "0.0%"),
        (0.804, "80.4%"),
        (0.57, "57.0%"),
        (0.9999, "99.9%"),
        (9999 / 10000, "99.9%"),
        (1.0, "100.0%"),
        (1.2345, "123.4%"),
    ],
)
def test_a_rate_is_cut_and_never_rounded_up(rate: float | None, words: str) -> None:
    assert show_rate(rate) == words


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (2, 17, "11.8%"),
        (1, 3, "33.3%"),
        (1, 2000, "0.1%"),
        (0, 5, "0.0%"),
        (5, 5, "100.0%"),
        (0, 0, "-"),
    ],
)
def test_a_part_of_a_whole_is_rounded(part: int, whole: int, words: str) -> None:
    assert show_share(part, whole) == words


WIDE = str.maketrans("0123456789,.", "０１２３４５６７８９，．")


@given(st.integers(0, LARGEST_COUNT), st.sampled_from(["", "人", "家", "人次"]))
def test_a_count_is_read_in_any_width_with_or_without_separators(number: int, counted: str) -> None:
    for text in (f"{number}{counted}", f"{number:,}{counted}"):
        assert read_count(text) == read_count(text.translate(WIDE)) == number


@given(st.integers(1, 20_000), st.sampled_from([("百", 100), ("千", 1000), ("万", 10_000), ("w", 10_000)]))
def test_a_scaled_count_is_read_exactly(tenths: int, scale: tuple[str, int]) -> None:
    assert read_count(f"{tenths / 10}{scale[0]}") == tenths * scale[1] // 10


@given(st.integers(0, LARGEST_MONEY))
def test_an_amount_is_the_same_in_yuan_and_in_wan(fen: int) -> None:
    yuan = f"{fen // 100}.{fen % 100:02d}"
    assert read_money(f"{yuan}元") == read_money(f"￥{yuan}元".translate(WIDE)) == fen
    assert read_money(show_money(fen)) == read_money(f"{show_money(fen)}万元") == fen


@given(st.integers(0, 9999))
def test_a_numeral_in_characters_is_read_as_it_is_spoken(number: int) -> None:
    spoken = in_characters(number)
    assert read_count(spoken) == number
    assert read_count(f"{spoken}人") == number


def in_characters(number: int) -> str:
    """Spell a number below 万 the way it is taught."""
    words = ""
    for digit, place in zip(f"{number:04d}", "千百十 ", strict=True):
        words += "零" if digit == "0" else "零一二三四五六七八九"[int(digit)] + place.strip()
    while "零零" in words:
        words = words.replace("零零", "零")
    return words.strip("零").removeprefix("一") if 10 <= number < 20 else words.strip("零") or "零"
