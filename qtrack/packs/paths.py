"""Ways into the document of a pack: targets.wan.number, quota_table.rows.420100.numbers.

A step is a key of a table or an entry of a list: by its id, a row of the quota table by its unit, any
other by its number from 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Document = dict[str, Any]
"""A pack as TOML has it: tables, lists, texts, whole numbers, days, yes or no."""

Step = str | int


class NoPathError(Exception):
    """Nothing stands at a path; the words say how far it leads."""


def descend(document: Document, path: str) -> Iterator[tuple[Step, Any]]:
    """Go down a path: give each key or list position with what stands there (a last key may be missing).

    NoPathError where it leads nowhere, after all that is there.
    """
    here: Any = document
    rest = path.split(".")
    while rest:
        step, taken = _step(here, rest)
        if taken == 0:
            raise NoPathError(f"没有“{path}”这一项，到“{rest[0]}”为止")
        here = here.get(step) if isinstance(here, dict) else here[step]
        rest = rest[taken:]
        yield step, here


def place_of(document: Document, path: str) -> list[Step]:
    """Give the keys and list positions a path leads over, its last key may be missing; else NoPathError."""
    return [step for step, _ in descend(document, path)]


def value_at(document: Document, path: str) -> Any:  # noqa: ANN401 - whatever TOML holds
    """Give what stands at a path; none where its last key is missing."""
    *_, (_, value) = descend(document, path)
    return value


def walk(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Give every single value with its path; lists of single values are one."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from walk(below, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
        for number, below in enumerate(value, 1):
            yield from walk(below, f"{path}.{step_of(below, number)}")
    else:
        yield path, value


def step_of(entry: object, number: int) -> str:
    """Give the step that leads to an entry of a list."""
    if isinstance(entry, dict):
        name = entry.get("unit" if "numbers" in entry else "id")
        if isinstance(name, str) and name and "." not in name:
            return name
    return str(number)


def _step(here: object, rest: list[str]) -> tuple[Any, int]:
    """Give the key or position the rest of a path leads to next, and how many parts name it; 0 for none.

    A key may have dots of its own: the longest there is counts.
    """
    if isinstance(here, dict):
        for taken in range(len(rest), 0, -1):
            if (key := ".".join(rest[:taken])) in here:
                return key, taken
        return (rest[0], 1) if len(rest) == 1 and rest[0] else ("", 0)
    at = _position(here, rest[0]) if isinstance(here, list) else None
    return ("", 0) if at is None else (at, 1)


def _position(entries: list[Any], step: str) -> int | None:
    for at, entry in enumerate(entries):
        if step_of(entry, at + 1) == step:
            return at
    if step.isascii() and step.isdecimal() and 1 <= int(step) <= len(entries):
        return int(step) - 1
    return None
