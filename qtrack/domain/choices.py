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
    """Find a choice by its whole label, its number in the list, or a beginning only one choice has.

    What a label puts in quotes is a name of its own (巡回问诊), and other words for a level (区级) are the
    level they mean, where the list has it. Words from the middle of a label tell nothing: 服务企业.
    """
    sought = _folded(text)
    for member in field.choices:
        if sought in (_folded(str(member.value)), member.name.lower()):
            return member
    if sought.isascii() and sought.isdecimal() and 1 <= int(sought) <= len(field.choices):
        return field.choices[int(sought) - 1]
    begun = [member for member in field.choices if _folded(str(member.value)).startswith(sought)]
    if len(begun) == 1:
        return begun[0]
    level = _LEVELS.get(sought)
    for member in field.choices:
        if member.value == level or sought in map(_folded, _QUOTED.findall(str(member.value))):
            return member
    allowed = "、".join(str(member.value) for member in field.choices)
    raise unreadable(text, f"不在可选范围：{allowed}")


def read_ticks(field: Field, text: str) -> tuple[Enum, ...]:
    """Find several choices, apart by 、 , ; or spaces; they come in the order of the list, each once."""
    parts = [part for part in re.split(_BREAKS, text) if part]
    asked = {read_choice(field, part) for part in parts or [text]}
    return tuple(member for member in field.choices if member in asked)


_YES = frozenset(["是", "是的", "有", "对", "1", "y", "yes", "true", "√", "✓", "✔", "☑"])
_NO = frozenset(["否", "不是", "无", "没有", "不", "错", "0", "n", "no", "false", "×", "x", "✗", "✘"])
_LEVELS = {
    **dict.fromkeys(
        ["区级", "区县级", "县区级", "县市区级", "市县区级", "县(市、区)级", "县(市区)级"], "县级"
    ),
    **dict.fromkeys(["地市级", "市州级", "州级", "州市级"], "市级"),
    **dict.fromkeys(["全国", "全国级"], "国家级"),
}
"""Other words for the levels of government, folded, and how lists call them."""

_QUOTED = re.compile("“([^”]+)”")
_BREAKS = r"[、,，;；\s]+"
_QUOTES = str.maketrans(dict.fromkeys("“”‘’\"'"))


def _folded(words: str) -> str:
    """Give the words without quotes, and without what a keyboard's width and case make of them."""
    return half_width(words).lower().translate(_QUOTES)
