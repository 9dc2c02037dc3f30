"""Text to value and back, decided here and in what this door opens to: days, numbers, choices, codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import cast

from qtrack.domain.choices import read_choice, read_flag, read_ticks
from qtrack.domain.days import (
    FIRST_YEAR,
    LAST_YEAR,
    read_date,
    read_year,
    show_date,
    show_weekday,
)
from qtrack.domain.fields import NAMED_KINDS, Field, Kind, Names, Schema
from qtrack.domain.numbers import (
    FEN_PER_WAN,
    LARGEST_COUNT,
    LARGEST_MONEY,
    read_count,
    read_money,
    read_number,
    show_count,
    show_money,
    show_number,
    show_rate,
    show_share,
)
from qtrack.domain.problem import Problem
from qtrack.domain.text import narrow_letters, plain, same_words
from qtrack.domain.unreadable import UnreadableError
from qtrack.domain.uscc import check_code, tidy_code

__all__ = [
    "FEN_PER_WAN",
    "FIRST_YEAR",
    "LARGEST_COUNT",
    "LARGEST_MONEY",
    "LAST_YEAR",
    "NOTE_LENGTH",
    "Draft",
    "Forms",
    "Reading",
    "UnreadableError",
    "read_count",
    "read_date",
    "read_form",
    "read_money",
    "read_number",
    "read_value",
    "read_year",
    "show_date",
    "show_money",
    "show_number",
    "show_rate",
    "show_share",
    "show_value",
    "show_weekday",
    "understood",
]

NOTE_LENGTH = 2000


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


class Forms:
    """Reads one form of a schema after the other; what was written often in a field is read once."""

    def __init__(self, schema: Schema, reading: Reading) -> None:
        self._rules = schema.rules
        self._reading = reading
        self._fields = tuple((field.key, _Known(field)) for field in schema.fields)

    def read(self, texts: Mapping[str, str]) -> Draft:
        """Read all texts, gather every problem, then apply the schema's rules if there is none."""
        values: dict[str, object] = {}
        problems: list[Problem] = []
        for key, known in self._fields:
            text = texts.get(key, "")
            value = known.values[text] if text in known.values else known.read(text, self._reading)
            if value.__class__ is _Unread:
                problems.append(Problem(key, f"{known.field.label}：{value}"))
            else:
                values[key] = value
        if not problems:
            problems = [problem for rule in self._rules for problem in rule(values)]
        return Draft(values, tuple(problems))


_MOST_KNOWN = 1000
"""So many texts of a field are known at most: one that says something else in every row has no use of it."""


class _Unread(str):
    """Why a text could not be read."""

    __slots__ = ()


class _Known:
    """The texts of one field that were read, and what they say."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.values: dict[str, object] = {}
        self._read = _reader(field)

    def read(self, text: str, reading: Reading) -> object:
        """Read a text that is not known, and know it from now on."""
        value: object
        try:
            value = self._read(text, reading)
        except UnreadableError as error:
            value = _Unread(error)
        if len(self.values) < _MOST_KNOWN:
            self.values[text] = value
        return value


def read_form(schema: Schema, texts: Mapping[str, str], reading: Reading) -> Draft:
    """Read all texts of a form, gather every problem, then apply the schema's rules if there is none."""
    return Forms(schema, reading).read(texts)


def read_value(field: Field, text: str, reading: Reading) -> object:
    """Read one text as the field's kind; None for a blank. Raise UnreadableError with the reason."""
    return _reader(field)(text, reading)


def _reader(field: Field) -> Callable[[str, Reading], object]:
    """Give `read_value` for many texts of one field."""
    read, lines = _READERS[field.kind], field.kind is Kind.NOTE

    def value(text: str, reading: Reading) -> object:
        words = plain(text, lines=lines)
        if words:
            return read(field, words, reading)
        if field.required:
            raise UnreadableError("必须填写")
        return None

    return value


def show_value(field: Field, value: object, names: Names) -> str:
    """Give the words for a value of this field; an empty text for None."""
    if value is None:
        return ""
    if field.kind in NAMED_KINDS:
        return names.name(field, cast("str", value))
    return _WORDS[field.kind](value)


def understood(field: Field, text: str, value: object, names: Names) -> str:
    """Say how a text was understood: 2022-03-25 周五, 12,000, 25 万元, a choice's whole label.

    Empty when the text says it itself, spaces aside, and for None. A day is always told with its weekday
    and an amount with its unit, so that whatever could be meant otherwise is seen.
    """
    if value is None:
        return ""
    words = show_value(field, value, names)
    if field.kind in NAMED_KINDS and words == value:
        return ""  # nobody knows a name for this key
    if field.kind is Kind.DATE:
        words = f"{words} {show_weekday(cast('date', value))}"
    elif field.kind is Kind.MONEY:
        words = f"{words} 万元"
    return "" if same_words(words) == same_words(plain(text, lines=True)) else words


def _line(field: Field, words: str, reading: Reading) -> str:
    return _text(field, narrow_letters(words), reading)


def _text(field: Field, words: str, _reading: Reading) -> str:
    most = field.length or NOTE_LENGTH
    if len(words) > most:
        raise UnreadableError(f"最多 {most} 个字，现在是 {len(words)} 个")
    return words


def _code(_field: Field, words: str, _reading: Reading) -> str:
    code = tidy_code(words)
    reason = check_code(code)
    if reason:
        raise UnreadableError(reason)
    return code


def _named(field: Field, words: str, reading: Reading) -> str:
    return reading.names.key(field, words)


_Reader = Callable[[Field, str, Reading], object]
_READERS: dict[Kind, _Reader] = {
    Kind.TEXT: _line,
    Kind.NOTE: _text,
    Kind.DATE: lambda _field, words, reading: read_date(words, reading.today),
    Kind.YEAR: lambda _field, words, _reading: read_year(words),
    Kind.COUNT: lambda _field, words, _reading: read_count(words),
    Kind.MONEY: lambda _field, words, _reading: read_money(words),
    Kind.NUMBER: lambda _field, words, _reading: read_number(words),
    Kind.FLAG: lambda _field, words, _reading: read_flag(words),
    Kind.CHOICE: lambda field, words, _reading: read_choice(field, words),
    Kind.TICKS: lambda field, words, _reading: read_ticks(field, words),
    Kind.CODE: _code,
    **dict.fromkeys(NAMED_KINDS, _named),
}

_WORDS: dict[Kind, Callable[[object], str]] = {
    Kind.TEXT: str,
    Kind.NOTE: str,
    Kind.DATE: lambda value: show_date(cast("date", value)),
    Kind.YEAR: str,
    Kind.COUNT: lambda value: show_count(cast("int", value)),
    Kind.MONEY: lambda value: show_money(cast("int", value)),
    Kind.NUMBER: lambda value: show_number(cast("Decimal", value)),
    Kind.FLAG: lambda value: "是" if value else "否",
    Kind.CHOICE: lambda value: str(cast("Enum", value).value),
    Kind.TICKS: lambda value: "、".join(str(member.value) for member in cast("tuple[Enum, ...]", value)),
    Kind.CODE: str,
}
