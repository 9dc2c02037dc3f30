"""Between a form and a part of a pack: texts for what TOML holds, and back, as the part's types say.

The key of a field is the way to its value: source.quote, count.on, and behind a colon a key that may itself
have dots, count.where:enterprise.above_scale.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, cast

from qtrack.domain.fields import Field, Kind, Schema
from qtrack.domain.numbers import show_money
from qtrack.domain.terms import TOGETHER
from qtrack.domain.text import plain
from qtrack.domain.value import show_date
from qtrack.packs.shapes import below, first_of, table_at, text_of, value_of

IS = re.compile("[=\uff1d]")
"""Stands between the two halves of a line of a table."""

_BREAKS = re.compile(r"[、,\uff0c;\uff1b\s]+")

_NO_DAY = date.min
"""Where no day is read, today does not matter."""


class Pick(Enum):
    """A choice whose name is what a pack holds and whose value is what people read."""


def picks(words: Mapping[str, str]) -> tuple[Enum, ...]:
    """Give choices: what a pack holds, and its words."""
    return tuple(cast("Any", Pick)("Pick", told_apart(words))) if words else ()


def unbroken(words: Mapping[str, str]) -> dict[str, str]:
    """Give words without what stands between several that are ticked."""
    return {key: _BREAKS.sub("·", word) for key, word in words.items()}


def told_apart(words: Mapping[str, str]) -> dict[str, str]:
    """Give what a pack holds, and its words, which are made different where they are the same."""
    named: dict[str, str] = {}
    taken: set[str] = set()
    for key, word in words.items():
        named[key] = f"{word}（{key}）" if word in taken else word
        taken.add(named[key])
    return named


def texts_of(shape: Any, schema: Schema, entry: Mapping[str, Any]) -> dict[str, str]:  # noqa: ANN401 - any part
    """Give what stands in the fields of a form for a part of a pack; where there is but one choice, that."""
    found = {}
    for field in schema.fields:
        steps = _steps(field.key)
        text = _text(_type_at(shape, steps), field, _get(entry, steps))
        only = field.required and field.kind is Kind.CHOICE and len(field.choices) == 1
        found[field.key] = str(field.choices[0].value) if only and not text else text
    return found


def filled(
    shape: Any,  # noqa: ANN401 - any part
    schema: Schema,
    values: Mapping[str, object],
    entry: Mapping[str, Any],
) -> dict[str, Any]:
    """Give the part of a pack with what a form holds; what the form does not ask for stays as it was."""
    made = copy.deepcopy(dict(entry))
    for field in schema.fields:
        steps = _steps(field.key)
        value = values.get(field.key)
        raw = None if value is None else _raw(_type_at(shape, steps), field, value)
        _put(made, steps, _in_order(raw, _get(entry, steps)) if field.kind is Kind.TICKS else raw)
    return made


def _in_order(raw: Any, before: Any) -> Any:  # noqa: ANN401 - whatever TOML holds
    """Give what is ticked in the order it had before, what is new behind it: ticks know none of their own."""
    if isinstance(raw, str) and isinstance(before, str):
        return TOGETHER.join(_in_order(raw.split(TOGETHER), before.split(TOGETHER)))
    if not isinstance(raw, list) or not isinstance(before, list):
        return raw
    return [*(one for one in before if one in raw), *(one for one in raw if one not in before)]


def _steps(key: str) -> list[str]:
    head, colon, last = key.partition(":")
    return [*head.split("."), last] if colon else head.split(".")


def _type_at(shape: Any, steps: list[str]) -> Any:  # noqa: ANN401 - a type of any form
    for step in steps:
        shape = below(shape, step)
    return shape


def _get(entry: Mapping[str, Any], steps: list[str]) -> Any:  # noqa: ANN401 - whatever TOML holds
    here: Any = entry
    for step in steps:
        here = here.get(step) if isinstance(here, Mapping) else None
    return here


def _put(entry: dict[str, Any], steps: list[str], value: Any) -> None:  # noqa: ANN401 - whatever TOML holds
    """Put a value in, or take it out with None, and with it the tables that are empty then."""
    step, *rest = steps
    if rest:
        table = entry.setdefault(step, {})
        _put(table, rest, value)
        if not table:
            del entry[step]
    elif value is None:
        entry.pop(step, None)
    else:
        entry[step] = value


def _text(hint: Any, field: Field, raw: Any) -> str:  # noqa: ANN401 - whatever TOML holds
    if raw is None:
        return ""
    if isinstance(raw, dict):
        return "\n".join(f"{plain(key)} = {plain(str(value))}" for key, value in raw.items())
    if isinstance(raw, date):
        return show_date(raw)
    if isinstance(raw, str) and field.kind is Kind.TICKS:
        raw = raw.split(TOGETHER)
    if not field.choices:
        lines = isinstance(raw, list) and first_of(hint) is str
        return "\n".join(map(str, raw)) if lines else text_of(raw)
    words = {member.name: str(member.value) for member in field.choices if isinstance(member, Pick)}
    return "、".join(words.get(str(one), str(one)) for one in (raw if isinstance(raw, list) else [raw]))


def _raw(hint: Any, field: Field, value: object) -> Any:  # noqa: ANN401 - whatever TOML holds
    one = first_of(hint)
    if table_at(hint):
        halves = [IS.split(line, 1) for line in str(value).splitlines() if line.strip()]
        return {before.strip(): after.strip() for before, after in halves} or None
    if isinstance(value, tuple):
        several = [_single(one or hint, field, member) for member in value]
        return (several if one else TOGETHER.join(several)) or None
    if one is int:
        return value_of(hint, str(value), _NO_DAY) or None
    if one is not None and field.kind is Kind.NOTE:
        return [line.strip() for line in str(value).splitlines() if line.strip()] or None
    return _single(hint, field, value) if one is None else [_single(one, field, value)]


def _single(hint: Any, field: Field, value: object) -> Any:  # noqa: ANN401 - whatever TOML holds
    if isinstance(value, Pick):
        return int(value.name) if hint is int else value.name
    if isinstance(value, Enum):
        return str(value.value)
    if field.kind is Kind.MONEY and isinstance(value, int):
        return f"{show_money(value)}万元"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value) if hint is str else value
