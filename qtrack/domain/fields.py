"""What a form asks for: fields of a kind, as pure values without a table or a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from qtrack.domain.problem import Problem


class Kind(Enum):
    """What sort of value a field holds; in brackets its Python type."""

    TEXT = "文字"  # str, one line
    NOTE = "长文"  # str, may hold line breaks
    DATE = "日期"  # date
    YEAR = "年度"  # int
    COUNT = "数量"  # int, zero or more
    MONEY = "金额"  # int in 分, read and shown in 万元
    FLAG = "是否"  # bool
    CHOICE = "单选"  # a member of an Enum
    TICKS = "多选"  # a tuple of Enum members, in the Enum's order
    CODE = "信用代码"  # str, 18 characters
    UNIT = "单位"  # str, a unit's code
    REFERENCE = "引用"  # str, the uid of a row of another ledger
    NUMBER = "数值"  # Decimal, as exact as it was written
    ENTRY = "事项"  # str, "programme/entry": a deadline, an indicator, … of a notice


NAMED_KINDS = frozenset({Kind.UNIT, Kind.REFERENCE, Kind.ENTRY})
"""Kinds whose value is a key and whose words must be looked up."""


@dataclass(frozen=True, slots=True)
class Field:
    """One blank of a form; `width` is in terminal cells.

    `refers` names the ledger a reference points to, or the list of a programme an entry stands in.
    """

    key: str
    label: str
    kind: Kind
    required: bool = False
    length: int | None = None
    choices: tuple[Enum, ...] = ()
    hint: str = ""
    width: int = 12
    refers: str = ""


Values = Mapping[str, object]
Rule = Callable[[Values], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class Schema:
    """A ledger or form as data: its fields in order and the rules that look at several of them."""

    key: str
    title: str
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...] = ()

    def field(self, key: str) -> Field:
        """Give the field with this key; KeyError when there is none."""
        for field in self.fields:
            if field.key == key:
                return field
        raise KeyError(key)

    def find(self, word: str) -> Field | None:
        """Give the field meant by its key or its Chinese label, units in brackets left out or not."""
        label = word.replace("(", "（").replace(")", "）")
        for field in self.fields:
            if word == field.key or label in (field.label, field.label.partition("（")[0]):
                return field
        return None


class Names(Protocol):
    """Words for keys and keys for words: units, rows of other ledgers, entries of notices."""

    def name(self, field: Field, key: str) -> str:
        """Give the words for a key; the key itself when it is unknown."""
        ...

    def key(self, field: Field, text: str) -> str:
        """Give the key for what a person wrote; UnreadableError says why there is none."""
        ...


class NoNames:
    """Names where nothing is looked up: keys are their own words."""

    def name(self, _field: Field, key: str) -> str:
        """Give the key."""
        return key

    def key(self, _field: Field, text: str) -> str:
        """Give the text."""
        return text
