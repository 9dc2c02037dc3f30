"""What a form says about each kind of field: how to fill it, and how a text was understood."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import cast

from qtrack.domain.fields import NAMED_KINDS, Field, Kind, Names
from qtrack.domain.text import plain
from qtrack.domain.value import show_date, show_value, show_weekday
from qtrack.tui.widgets.chooser import Option

YES_NO = (Option("是", "是"), Option("否", "否"))
CHOSEN_KINDS = NAMED_KINDS | {Kind.CHOICE, Kind.TICKS, Kind.FLAG}
"""Kinds whose values can be chosen from a list."""


FORM_HELP = """带 * 的必须填写；光标所在一项怎么填，写在最上面。

日期　　可写 2022-03-25、3-25、今天；右边显示读成了哪一天。
选项　　写名称或序号，F4 列出来选；可多选的用顿号隔开。
金额　　单位是万元，也可写 25万、3.2亿、250000元。

F2　　　保存；有不合的，原因写在那一项下面，填的内容都还在。
Enter　 到下一项，不会保存。上下键移动，PgUp PgDn 翻页。
Esc　　 不保存就离开；填过内容的先问一句。"""


def own_options(field: Field) -> tuple[Option, ...]:
    """Give the options a field carries itself; none when they must be looked up."""
    if field.kind is Kind.FLAG:
        return YES_NO
    return tuple(Option(word, word) for word in map(_word, field.choices))


def hint_for(field: Field) -> str:
    """Give the line that helps with a field: its hint, its choices by number, the key that lists them."""
    manner = _MANNERS.get(field.kind)
    parts = [field.hint, manner(field) if manner else ""]
    if field.kind in CHOSEN_KINDS:
        parts.append("F4选")
    return "  ".join(part for part in parts if part)


def echo(field: Field, text: str, value: object, names: Names) -> str:
    """Give the words for a value where they tell more than the text it was read from."""
    if value is None:
        return ""
    words = show_value(field, value, names)
    more = _ECHOES.get(field.kind)
    words = more(words, value) if more else words
    return "" if words in (plain(text, lines=True), value) else words


def _word(member: Enum) -> str:
    return str(member.value)


def _numbered(field: Field) -> str:
    return " ".join(f"{number}{_word(member)}" for number, member in enumerate(field.choices, 1))


_MANNERS: dict[Kind, Callable[[Field], str]] = {
    Kind.CHOICE: _numbered,
    Kind.TICKS: lambda field: f"{_numbered(field)} 用顿号隔开",
    Kind.FLAG: lambda _field: "1是 0否",
    Kind.DATE: lambda field: "" if field.hint else "如 2022-03-25、3-25、今天",
    Kind.NOTE: lambda _field: "回车换行，Tab 下一项",
}

_ECHOES: dict[Kind, Callable[[str, object], str]] = {
    Kind.DATE: lambda _said, value: f"{show_date(cast('date', value))} {show_weekday(cast('date', value))}",
    Kind.MONEY: lambda said, _value: f"{said} 万元",
}
