"""Values out of a TOML document: what a dataclass asks for is read, what is wrong is gathered.

Reading never stops at a fault: an empty value of the right type takes the place of what cannot be read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from qtrack.domain.terms import Fen, Most
from qtrack.domain.text import plain
from qtrack.domain.value import LARGEST_COUNT, UnreadableError, read_money, read_number
from qtrack.packs.fault import Place

Shape = TypeVar("Shape")

_ABSENT = object()
_EMPTY_DAY = date(1970, 1, 1)


def build(shape: type[Shape], raw: object, place: Place) -> Shape:
    """Build a dataclass from a table whose keys are its fields; what it derives itself is no key."""
    if not isinstance(raw, dict):
        place.wrong("应为一张表（键 = 值）")
        raw, place = {}, place.silent()
    known = blanks(cast("Any", shape))
    for key in raw:
        if key not in known:
            place.at(key).wrong("不认识的键")
    values = {
        name: _blank(hint, raw.get(name, _ABSENT), place.at(name), needed=needed)
        for name, (hint, needed) in known.items()
        if needed or name in raw
    }
    return shape(**values)


@cache
def blanks(shape: Any) -> dict[str, tuple[Any, bool]]:  # noqa: ANN401 - any dataclass
    """Give the fields a table may fill: their types, and whether they must be there."""
    hints = get_type_hints(shape, include_extras=True)
    return {
        blank.name: (hints[blank.name], blank.default is MISSING)
        for blank in fields(shape)
        if not blank.metadata.get("derived")
    }


def _blank(hint: Any, raw: object, place: Place, *, needed: bool) -> object:  # noqa: ANN401 - a type of any form
    if raw is _ABSENT:
        place.wrong("缺少此项")
        return _read(hint, raw, place.silent())
    value = _read(hint, raw, place)
    if needed and raw in ("", [], {}):
        place.wrong("不能为空")
    return value


def _read(hint: Any, raw: object, place: Place) -> object:  # noqa: ANN401 - a type of any form
    if hint in _LEAVES:
        return _LEAVES[hint](raw, place)
    if get_origin(hint) is tuple:
        return _several(get_args(hint)[0], raw, place)
    if is_dataclass(hint):
        return build(cast("type[object]", hint), raw, place)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _choice(hint, raw, place)
    return _read(next(part for part in get_args(hint) if part is not NoneType), raw, place)


def _several(hint: Any, raw: object, place: Place) -> tuple[object, ...]:  # noqa: ANN401 - a type of any form
    """Read a list; pairs of a word and a value are written as a table."""
    if get_origin(hint) is tuple:
        value_hint = get_args(hint)[1]
        if isinstance(raw, dict):
            return tuple((plain(key), _read(value_hint, raw[key], place.at(key))) for key in raw)
        place.wrong("应为一张表（键 = 值）")
        return ()
    if isinstance(raw, list):
        return tuple(_read(hint, part, place.at(_step(part, at))) for at, part in enumerate(raw, 1))
    place.wrong("应为列表")
    return ()


def _step(part: object, number: int) -> object:
    name = part.get("id") if isinstance(part, dict) else None
    return plain(name) or number if isinstance(name, str) else number


def _choice(members: type[Enum], raw: object, place: Place) -> Enum:
    for member in members:
        if member.value == raw:
            return member
    place.wrong(f"应为其中之一：{'、'.join(str(member.value) for member in members)}")
    return next(iter(members))


def _text(raw: object, place: Place) -> str:
    if isinstance(raw, str):
        return plain(raw, lines=True)
    place.wrong("应为文字")
    return ""


def _number(raw: object, place: Place) -> int:
    if isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw <= LARGEST_COUNT:
        return raw
    place.wrong(f"应为整数，0 到 {LARGEST_COUNT:,}")
    return 0


def _flag(raw: object, place: Place) -> bool:
    if isinstance(raw, bool):
        return raw
    place.wrong("应为 true 或 false")
    return False


def _day(raw: object, place: Place) -> date:
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw
    place.wrong("应为日期，写成 2022-03-25，不加引号")
    return _EMPTY_DAY


def _decimal(raw: object, place: Place) -> Decimal:
    if isinstance(raw, str):
        try:
            return read_number(raw)
        except UnreadableError as error:
            place.wrong(str(error))
    else:
        place.wrong('应为数值，加引号写成 "93.61"')
    return Decimal(0)


def _money(raw: object, place: Place) -> int:
    if isinstance(raw, str):
        try:
            return read_money(raw)
        except UnreadableError as error:
            place.wrong(str(error))
    else:
        place.wrong('应为金额，写成 "25万元"')
    return 0


def _most(raw: object, place: Place) -> int:
    return _money(raw, place) if isinstance(raw, str) else _number(raw, place)


_LEAVES: dict[Any, Callable[[object, Place], object]] = {
    str: _text,
    int: _number,
    bool: _flag,
    date: _day,
    Decimal: _decimal,
    Fen: _money,
    Most: _most,
}
