"""Text to value and back, decided here and nowhere else."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import TypeVar, cast

from qtrack.domain.fields import NAMED_KINDS, Field, Kind, Names, Schema
from qtrack.domain.problem import Problem
from qtrack.domain.text import half_width, plain
from qtrack.domain.uscc import check_code

FEN_PER_WAN = 1_000_000
"""分 in one 万元."""

LARGEST_COUNT = 2_000_000_000
LARGEST_MONEY = 10**13
NOTE_LENGTH = 2000
FIRST_YEAR, LAST_YEAR = 1949, 2099
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")

Member = TypeVar("Member", bound=Enum)


class UnreadableError(ValueError):
    """A text that is no value of its field; the message is a sentence for the person."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading needs to know beside the text: the day today is, and who knows names."""

    today: date
    names: Names


@dataclass(frozen=True, slots=True)
class Draft:
    """What a form's texts say: values for all fields that could be read, problems for the others."""

    values: dict[str, object]
    problems: tuple[Problem, ...]


def read_form(schema: Schema, texts: dict[str, str], reading: Reading) -> Draft:
    """Read all texts of a form, gather every problem, then apply the schema's rules if there is none."""
    values: dict[str, object] = {}
    problems: list[Problem] = []
    for field in schema.fields:
        try:
            values[field.key] = read_value(field, texts.get(field.key, ""), reading)
        except UnreadableError as error:
            problems.append(Problem(field.key, f"{field.label}：{error}"))
    if not problems:
        problems = [problem for rule in schema.rules for problem in rule(values)]
    return Draft(values, tuple(problems))


def read_value(field: Field, text: str, reading: Reading) -> object:
    """Read one text as the field's kind; None for a blank. Raise UnreadableError with the reason."""
    words = plain(text, lines=field.kind is Kind.NOTE)
    if not words:
        if field.required:
            raise UnreadableError("必须填写")
        return None
    return _READERS[field.kind](field, words, reading)


def show_value(field: Field, value: object, names: Names) -> str:
    """Give the words for a value of this field; an empty text for None."""
    if value is None:
        return ""
    if field.kind in NAMED_KINDS:
        return names.name(field, cast("str", value))
    return _WORDS[field.kind](value)


def read_date(text: str, today: date) -> date:
    """Read 2022-03-25, 2022/3/25, 20220325, 2022年3月25日, 3-25 (this year), 今天, 昨天, 明天, 月底, +7."""
    words = half_width(text).replace(" ", "")
    if words in _SPOKEN_DAYS:
        return today + timedelta(days=_SPOKEN_DAYS[words])
    if words == "月底":
        return today.replace(day=monthrange(today.year, today.month)[1])
    if re.fullmatch(_DAYS_AWAY, words):
        return today + timedelta(days=int(words))
    match = next(filter(None, (re.fullmatch(form, words) for form in _DATES)), None)
    if not match:
        raise UnreadableError(f"“{text}”不是日期，请写成 2022-03-25")
    parts = match.groupdict()
    year = int(parts.get("year") or today.year)
    _refuse_strange_year(year, text)
    try:
        return date(year, int(parts["month"]), int(parts["day"]))
    except ValueError:
        raise UnreadableError(f"“{text}”这一天不存在，请核对月和日") from None


def read_year(text: str) -> int:
    """Read a year: 2022, 2022年, 2022年度."""
    match = re.fullmatch(_YEAR, half_width(text).replace(" ", ""))
    if not match:
        raise UnreadableError(f"“{text}”不是年份，请写成 2022")
    year = int(match["year"])
    _refuse_strange_year(year, text)
    return year


def read_count(text: str) -> int:
    """Read a whole number, zero or more: full-width, thousands separators, 1.2万, 30人, 50人次."""
    words = half_width(text).replace(" ", "")
    number = _number(re.sub(_COUNTED, "", words), text)
    if number != number.to_integral_value():
        raise UnreadableError(f"“{text}”不是整数")
    if not 0 <= number <= LARGEST_COUNT:
        raise UnreadableError(f"“{text}”超出范围，应为 0 到 {LARGEST_COUNT:,}")
    return int(number)


def read_money(text: str) -> int:
    """Read an amount in 万元 (or with 元 said) as 分: 25, 25万元, 250000元, ￥25万."""
    words = half_width(text).replace(" ", "")
    amount = words.removeprefix("¥")
    bare = amount.removesuffix("元")
    number = _number(bare, text)
    if bare == amount and not bare.endswith(("万", "亿")):
        if amount != words:  # ￥ alone leaves open whether 元 or the form's 万元 is meant
            raise UnreadableError(f"“{text}”请写明是元还是万元")
        number *= 10_000
    fen = number * 100
    if fen != fen.to_integral_value():
        raise UnreadableError(f"“{text}”精确到分以下，无法登记")
    if not 0 <= fen <= LARGEST_MONEY:
        raise UnreadableError(f"“{text}”超出范围，应为 0 到 1000 亿元")
    return int(fen)


def show_money(fen: int) -> str:
    """Give an amount in 万元 without superfluous zeros, thousands separated."""
    amount = Decimal(fen) / FEN_PER_WAN
    return f"{amount.normalize():,f}" if fen else "0"


def show_date(day: date) -> str:
    """Give a day as 2022-03-25."""
    return day.isoformat()


def show_weekday(day: date) -> str:
    """Give the day of the week as 周五."""
    return WEEKDAYS[day.weekday()]


def show_rate(rate: float | None) -> str:
    """Give a share as 80.4%, cut and never rounded up to 100.0%; a dash for none."""
    if rate is None:
        return "-"
    return f"{int(rate * 1000 + 1e-9) / 10:.1f}%"


_SPOKEN_DAYS = {"今天": 0, "昨天": -1, "前天": -2, "明天": 1}
# Patterns stay text until they are needed: compiling them would be paid at every start.
_DATES = (
    r"(?P<year>[0-9]{4})[-/.年](?P<month>[0-9]{1,2})[-/.月](?P<day>[0-9]{1,2})日?",
    r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
    r"(?P<month>[0-9]{1,2})[-/.月](?P<day>[0-9]{1,2})日?",
)
_DAYS_AWAY = r"[+-][0-9]{1,3}"
_YEAR = r"(?P<year>[0-9]{4})(?:年度?)?"
_NUMBER = r"(?P<digits>-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)(?P<scale>[万亿]?)"
_COUNTED = "(?:人次|[人家个次场份条件项台名])$"
_MOST_SIGNS = 24
"""Signs of a number that Decimal still scales exactly."""
_TICK_BREAKS = r"[、,，;；\s]+"
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}


def _number(words: str, text: str) -> Decimal:
    match = re.fullmatch(_NUMBER, words)
    if not match:
        raise UnreadableError(f"“{text}”不是数字")
    if len(match["digits"]) > _MOST_SIGNS:
        raise UnreadableError(f"“{text}”位数太多")
    return Decimal(match["digits"].replace(",", "")) * _SCALES[match["scale"]]


def _refuse_strange_year(year: int, text: str) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnreadableError(f"“{text}”年份应在 {FIRST_YEAR} 到 {LAST_YEAR} 之间")


def _text(field: Field, words: str, _reading: Reading) -> str:
    most = field.length or NOTE_LENGTH
    if len(words) > most:
        raise UnreadableError(f"最多 {most} 个字，现在是 {len(words)} 个")
    return words


def _flag(_field: Field, words: str, _reading: Reading) -> bool:
    word = half_width(words).lower()
    if word in ("是", "有", "1", "y", "yes", "true", "√", "✓"):
        return True
    if word in ("否", "无", "0", "n", "no", "false", "×"):
        return False
    raise UnreadableError(f"“{words}”请写“是”或“否”")


def _choice(field: Field, words: str, _reading: Reading) -> Enum:
    return _member(field, words)


def _ticks(field: Field, words: str, _reading: Reading) -> tuple[Enum, ...]:
    parts = [part for part in re.split(_TICK_BREAKS, words) if part]
    asked = {_member(field, part) for part in parts or [words]}
    return tuple(member for member in field.choices if member in asked)


def _member(field: Field, words: str) -> Enum:
    """Find a choice by its whole label, its number in the list, or a beginning only one choice has."""
    sought = _folded(words)
    for member in field.choices:
        if sought in (_folded(str(member.value)), member.name.lower()):
            return member
    if sought.isdecimal() and 1 <= int(sought) <= len(field.choices):
        return field.choices[int(sought) - 1]
    begun = [member for member in field.choices if _folded(str(member.value)).startswith(sought)]
    if len(begun) == 1:
        return begun[0]
    allowed = "、".join(str(member.value) for member in field.choices)
    raise UnreadableError(f"“{words}”不在可选范围：{allowed}")


def _folded(words: str) -> str:
    """Give the words without what a keyboard's width, case or quotes make of them."""
    return half_width(words).lower().translate(_QUOTES)


def _code(_field: Field, words: str, _reading: Reading) -> str:
    code = half_width(words).replace(" ", "").upper()
    reason = check_code(code)
    if reason:
        raise UnreadableError(reason)
    return code


_Reader = Callable[[Field, str, Reading], object]
_READERS: dict[Kind, _Reader] = {
    Kind.TEXT: _text,
    Kind.NOTE: _text,
    Kind.DATE: lambda _field, words, reading: read_date(words, reading.today),
    Kind.YEAR: lambda _field, words, _reading: read_year(words),
    Kind.COUNT: lambda _field, words, _reading: read_count(words),
    Kind.MONEY: lambda _field, words, _reading: read_money(words),
    Kind.FLAG: _flag,
    Kind.CHOICE: _choice,
    Kind.TICKS: _ticks,
    Kind.CODE: _code,
    Kind.UNIT: lambda field, words, reading: reading.names.key(field, words),
    Kind.REFERENCE: lambda field, words, reading: reading.names.key(field, words),
    Kind.DEADLINE: lambda field, words, reading: reading.names.key(field, words),
}

_WORDS: dict[Kind, Callable[[object], str]] = {
    Kind.TEXT: str,
    Kind.NOTE: str,
    Kind.DATE: lambda value: show_date(cast("date", value)),
    Kind.YEAR: str,
    Kind.COUNT: lambda value: f"{value:,}",
    Kind.MONEY: lambda value: show_money(cast("int", value)),
    Kind.FLAG: lambda value: "是" if value else "否",
    Kind.CHOICE: lambda value: str(cast("Enum", value).value),
    Kind.TICKS: lambda value: "、".join(str(member.value) for member in cast("tuple[Enum, ...]", value)),
    Kind.CODE: str,
}
