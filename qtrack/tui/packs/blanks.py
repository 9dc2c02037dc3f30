"""Between a form and a part of a pack: texts for what TOML holds, and back.

The key of a field is the way to its value: source.quote, count.on, and behind a colon a key that may itself
have dots, count.where:enterprise.above_scale.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, cast

from qtrack.domain.fields import Field, Kind, Schema
from qtrack.domain.numbers import show_money
from qtrack.domain.terms import TOGETHER
from qtrack.domain.value import show_date

LINES = frozenset({"deliverables", "advisory"})
"""Lists whose entries are typed a line each."""

JOINED = "count.distinct"
"""Several keys of fields in one text."""


class Pick(Enum):
    """A choice whose name is what a pack holds and whose value is what people read."""


def picks(words: Mapping[str, str]) -> tuple[Enum, ...]:
    """Give choices: what a pack holds, and its words, which are made different where they are the same."""
    named: dict[str, str] = {}
    for key, word in words.items():
        named[key] = f"{word}（{key}）" if word in named.values() else word
    return tuple(cast("Any", Pick)("Pick", named)) if named else ()


def texts_of(schema: Schema, entry: Mapping[str, Any]) -> dict[str, str]:
    """Give what stands in the fields of a form for a part of a pack."""
    return {field.key: _text(field, _get(entry, _steps(field.key))) for field in schema.fields}


def filled(schema: Schema, values: Mapping[str, object], entry: Mapping[str, Any]) -> dict[str, Any]:
    """Give the part of a pack with what a form holds; what the form does not ask for stays as it was."""
    made = copy.deepcopy(dict(entry))
    for field in schema.fields:
        _put(made, _steps(field.key), _raw(field, values.get(field.key)))
    return made


def _steps(key: str) -> list[str]:
    head, colon, last = key.partition(":")
    return [*head.split("."), last] if colon else head.split(".")


def _get(entry: Mapping[str, Any], steps: list[str]) -> Any:  # noqa: ANN401 - whatever TOML holds
    here: Any = entry
    for step in steps:
        here = here.get(step) if isinstance(here, Mapping) else None
    return here


def _put(entry: dict[str, Any], steps: list[str], value: Any) -> None:  # noqa: ANN401 - whatever TOML holds
    """Put a value in, or take it out with None, and with it the tables that are empty then."""
    step, *below = steps
    if below:
        table = entry.setdefault(step, {})
        _put(table, below, value)
        if not table:
            del entry[step]
    elif value is None:
        entry.pop(step, None)
    else:
        entry[step] = value


def _text(field: Field, raw: Any) -> str:  # noqa: ANN401 - whatever TOML holds
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, date):
        return show_date(raw)
    parts = raw.split(TOGETHER) if field.key == JOINED else raw if isinstance(raw, list) else [raw]
    words = {member.name: str(member.value) for member in field.choices if isinstance(member, Pick)}
    return ("\n" if field.key in LINES else "、").join(words.get(part, str(part)) for part in parts)


def _raw(field: Field, value: object) -> Any:  # noqa: ANN401 - whatever TOML holds
    if field.key in LINES:
        return [line.strip() for line in str(value or "").splitlines() if line.strip()] or None
    if isinstance(value, tuple):
        several = [_word(member) for member in value]
        return (TOGETHER.join(several) if field.key == JOINED else several) or None
    if isinstance(value, Enum):
        return [_word(value)] if ":" in field.key else _word(value)
    if field.kind is Kind.MONEY and isinstance(value, int):
        return f"{show_money(value)}万元"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return [str(value)] if ":" in field.key and value is not None else value


def _word(member: Enum) -> str:
    return member.name if isinstance(member, Pick) else str(member.value)
