"""What may stand where in a pack, as its dataclasses say; a person's text as the value TOML keeps there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, cast, get_args, get_origin

from qtrack.domain.choices import read_flag
from qtrack.domain.programme import Programme
from qtrack.domain.terms import Fen, Most
from qtrack.domain.text import half_width, plain
from qtrack.domain.value import UnreadableError, read_count, read_date, read_money, read_number
from qtrack.packs.paths import NoPathError, Step
from qtrack.packs.reading import blanks

_BREAKS = re.compile(r"[、,，;；\n]+")
_NUMBER_BREAKS = re.compile(r"[、;；\s]+")
"""Numbers may have commas of their own: 12,000、350."""


def shape_at(steps: Sequence[Step]) -> Any:  # noqa: ANN401 - a type of any form
    """Give the type of what stands there; NoPathError where no pack has anything."""
    shape: Any = Programme
    for step in steps:
        shape = below(shape, step)
    return shape


def below(shape: Any, step: Step) -> Any:  # noqa: ANN401 - a type of any form
    """Give the type of what stands one step below a type; NoPathError where there is nothing."""
    if is_dataclass(shape):
        known = blanks(cast("Any", shape))
        if step in known:
            return _bare(known[str(step)][0])
    elif get_origin(shape) is tuple:
        one = get_args(shape)[0]
        return _bare(get_args(one)[1] if get_origin(one) is tuple else one)
    raise NoPathError(f"方案没有“{step}”这一项")


@cache
def leaves_of(shape: Any) -> dict[str, tuple[Any, bool]]:  # noqa: ANN401 - any dataclass
    """Give the blanks of a part that are no lists of parts: their types, and whether they must be there."""
    found = {key: (_bare(hint), needed) for key, (hint, needed) in blanks(shape).items()}
    return {key: one for key, one in found.items() if entries_in(one[0]) is None}


@cache
def lists_of(shape: Any) -> dict[str, tuple[Any, bool]]:  # noqa: ANN401 - any dataclass
    """Give the lists of parts in a part: what their entries are, and whether one must be there."""
    found = {key: (entries_in(_bare(hint)), needed) for key, (hint, needed) in blanks(shape).items()}
    return {key: one for key, one in found.items() if one[0] is not None}


def entries_in(shape: Any) -> Any:  # noqa: ANN401 - a type of any form
    """Give the part a list is made of; none for what is no list of parts."""
    one = get_args(shape)[0] if get_origin(shape) is tuple else None
    return one if is_dataclass(one) else None


def table_at(shape: Any) -> bool:  # noqa: ANN401 - a type of any form
    """Say whether a type is written as keys of any name, each with a value."""
    return get_origin(shape) is tuple and get_origin(get_args(shape)[0]) is tuple


def first_of(shape: Any) -> Any:  # noqa: ANN401 - a type of any form
    """Give the type a list of single values is made of; none for what is no list."""
    return _bare(get_args(shape)[0]) if get_origin(shape) is tuple else None


def value_of(shape: Any, text: str, today: date) -> Any:  # noqa: ANN401 - whatever TOML holds
    """Give a person's text as TOML keeps a value of this type; UnreadableError says why it cannot be one.

    Several single values stand apart by 、 or commas. What has parts of its own is no text.
    """
    if shape in _LEAVES:
        return _LEAVES[shape](text, today)
    if isinstance(shape, type) and issubclass(shape, Enum):
        return _word_of(shape, plain(text))
    if get_origin(shape) is tuple:
        one = _bare(get_args(shape)[0])
        if get_origin(one) is not tuple and not is_dataclass(one):
            breaks = _NUMBER_BREAKS if one is int else _BREAKS
            return [value_of(one, part, today) for part in breaks.split(text) if plain(part)]
    raise UnreadableError("这一项有好几个部分，请写到其中一个部分")


def text_of(value: Any) -> str:  # noqa: ANN401 - whatever TOML holds
    """Give the text that `value_of` reads as this value again, where one line can hold it."""
    if isinstance(value, list):
        return "、".join(text_of(one) for one in value)
    if isinstance(value, bool):
        return "是" if value else "否"
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def _bare(shape: Any) -> Any:  # noqa: ANN401 - a type of any form
    """Give the type without its being optional."""
    if shape in _LEAVES or get_origin(shape) is tuple or isinstance(shape, type):
        return shape
    return next((part for part in get_args(shape) if part is not NoneType), shape)


def _word_of(members: type[Enum], text: str) -> str:
    for member in members:
        if text in (member.value, member.name.lower()):
            return str(member.value)
    raise UnreadableError(f"应为其中之一：{'、'.join(str(member.value) for member in members)}")


def _money(text: str, _today: date) -> str:
    read_money(text)
    return plain(text)


def _most(text: str, today: date) -> int | str:
    return read_count(text) if half_width(text).replace(",", "").isdecimal() else _money(text, today)


_LEAVES: dict[Any, Callable[[str, date], Any]] = {
    str: lambda text, _today: plain(text, lines=True),
    int: lambda text, _today: read_count(text),
    bool: lambda text, _today: read_flag(text),
    date: read_date,
    Decimal: lambda text, _today: f"{read_number(text):f}",
    Fen: _money,
    Most: _most,
}
