"""Counts and amounts: every way to write them, and the one way they are shown."""

from __future__ import annotations

import re
from decimal import Decimal

from qtrack.domain.text import half_width
from qtrack.domain.unreadable import unreadable

FEN_PER_WAN = 1_000_000
"""分 in one 万元."""

LARGEST_COUNT = 2_000_000_000
LARGEST_MONEY = 10**13


def read_count(text: str) -> int:
    """Read a whole number, zero or more: any width, 12,000, 1.2万, 3千, 30人, 三十, 一百二十人次."""
    words = _tidy(text)
    number = _number(re.sub(_COUNTED, "", words), text, "请写成 30、1,200 或 1.2万")
    if number != number.to_integral_value():
        raise unreadable(text, "不是整数，请写成 30 这样没有小数的数")
    if number > LARGEST_COUNT:
        raise unreadable(text, "太大，最多 20 亿")
    return int(number)


def read_money(text: str) -> int:
    """Read an amount in 万元, or in what it says, as 分: 25, 25万元, 250000元, ￥25万, 3.2亿, 3千元."""
    words = _tidy(text)
    amount = words.removeprefix("¥")
    bare = amount.removesuffix("元")
    number = _number(bare, text, "请写成 25（万元）、25万元 或 250000元")
    if bare == amount and not re.search("[万亿w]", bare):
        if amount != words or re.search("[百千]", bare):
            # ￥25 and 3千 leave open whether 元 or the blank's own 万元 is meant.
            raise unreadable(text, "没有写明元还是万元，请写成 25万元 或 250000元")
        number *= 10_000
    fen = number * 100
    if fen != fen.to_integral_value():
        raise unreadable(text, "有分以下的零头，请写到分为止，如 0.01元")
    if fen > LARGEST_MONEY:
        raise unreadable(text, "太大，最多 1000 亿元")
    return int(fen)


def read_number(text: str) -> Decimal:
    """Read a number as exact as it is written, zero or more; % and 分 behind it are left out."""
    words = _tidy(text).removesuffix("%").removesuffix("分")
    match = re.fullmatch(_NUMBER, words)
    number = Decimal(match["digits"].replace(",", "")) if match and match["digits"] == words else None
    if number is None or len(words) > _MOST_DIGITS:
        raise unreadable(text, "不是数值，请写成 94.6、1200 这样的数")
    if number < 0:
        raise unreadable(text, "是负数，请写成 0 或更大的数")
    return number


def show_number(number: Decimal) -> str:
    """Give a number with just the digits it was written with, thousands separated."""
    return f"{number:,f}"


def show_count(number: int) -> str:
    """Give a count with its thousands separated."""
    return f"{number:,}"


def show_money(fen: int) -> str:
    """Give an amount in 万元 without superfluous zeros, thousands separated."""
    amount = Decimal(fen) / FEN_PER_WAN
    return f"{amount.normalize():,f}" if fen else "0"


def show_rate(rate: float | None) -> str:
    """Give a share as 80.4%, cut and never rounded up to 100.0%; a dash for none."""
    if rate is None:
        return "-"
    return f"{int(rate * 1000 + 1e-9) / 10:.1f}%"


def show_share(part: int, whole: int) -> str:
    """Give a part of a whole as 11.8%, halves rounded up; a dash for a part of nothing."""
    if not whole:
        return "-"
    return f"{(2000 * part + whole) // (2 * whole) / 10:.1f}%"


# Patterns stay text until they are needed: compiling them would be paid at every start.
_NUMBER = (
    r"(?P<digits>-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)"
    r"(?P<thousands>[百千]?)(?P<scale>[万亿w]?)"
)
_COUNTED = "(?:人次|[人家个次场份条件项台名位户期批篇处所座套])$"
_MOST_DIGITS = 18
_MOST_SIGNS = 24
"""Signs of a number that Decimal still scales exactly."""
_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "w": 10_000, "亿": 100_000_000}
_NUMERALS = "零一二三四五六七八九"
_SPOKEN = (
    "(?=[零一二三四五六七八九十])(?:([一二三四五六七八九])千)?零?(?:([一二三四五六七八九])百)?零?"
    "(?:([一二三四五六七八九]?)十)?零?(?:(?<![百千])([一二三四五六七八九]))?(?P<scale>[万亿]?)"
)
"""A numeral in characters; 一百二 is none, for it says 102 and means 120."""


def _tidy(text: str) -> str:
    """Give the text without what a keyboard's width, case or input method make of a number."""
    return "".join(half_width(text).split()).replace("。", ".").lower()


def _number(words: str, text: str, instead: str) -> Decimal:
    match = re.fullmatch(_NUMBER, words)
    if not match:
        return _spoken(words, text, instead)
    if len(match["digits"]) > _MOST_SIGNS:
        raise unreadable(text, f"位数太多，{instead}")
    if match["digits"].startswith("-"):
        raise unreadable(text, "是负数，请写成 0 或更大的数")
    return Decimal(match["digits"].replace(",", "")) * _SCALES[match["thousands"]] * _SCALES[match["scale"]]


def _spoken(words: str, text: str, instead: str) -> Decimal:
    match = re.fullmatch(_SPOKEN, words.replace("两", "二").replace("\u3007", "零"))
    if not match:
        raise unreadable(text, f"不是数字，{instead}")
    below = 0
    for place, sign in zip((1000, 100, 10, 1), match.groups(), strict=False):
        if sign is not None:  # 十 alone is ten
            below += _NUMERALS.index(sign or "一") * place
    return Decimal(below) * _SCALES[match["scale"]]
