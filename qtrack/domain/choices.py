"""Yes or no, and choices from a field's list."""

from __future__ import annotations

import re
from enum import Enum

from qtrack.domain.fields import Field
from qtrack.domain.text import half_width
from qtrack.domain.unreadable import unreadable


def read_flag(text: str) -> bool:
    """Read a yes or no in any width and case: 是, 有, 对, 1, y, √; 否, 无, 0, n, ×."""
    word = half_width(text).lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise unreadable(text, "请写“是”或“否”")


def read_choice(field: Field, text: str) -> Enum:
    """Find a choice by its whole label, its number in the list, or a beginning only one choice has."""
    sought = _folded(text)
    for member in field.choices:
        if sought in (_folded(str(member.value)), member.name.lower()):
            return member
    if sought.isascii() and sought.isdecimal() and 1 <= int(sought) <= len(field.choices):
        return field.choices[int(sought) - 1]
    begun = [member for member in field.choices if _folded(str(member.value)).startswith(sought)]
    if len(begun) == 1:
        return begun[0]
    allowed = "、".join(str(member.value) for member in field.choices)
    raise unreadable(text, f"不在可选范围：{allowed}")


def read_ticks(field: Field, text: str) -> tuple[Enum, ...]:
    """Find several choices, apart by 、 , ; or spaces; they come in the order of the list, each once."""
    parts = [part for part in re.split(_BREAKS, text) if part]
    asked = {read_choice(field, part) for part in parts or [text]}
    return tuple(member for member in field.choices if member in asked)


_YES = frozenset(["是", "是的", "有", "对", "1", "y", "yes", "true", "√", "✓", "✔", "☑"])
_NO = frozenset(["否", "不是", "无", "没有", "不", "错", "0", "n", "no", "false", "×", "x", "✗", "✘"])
_BREAKS = r"[、,，;；\s]+"
_QUOTES = str.maketrans("“”‘’", "\"\"''")


def _folded(words: str) -> str:
    """Give the words without what a keyboard's width, case or quotes make of them."""
    return half_width(words).lower().translate(_QUOTES)
