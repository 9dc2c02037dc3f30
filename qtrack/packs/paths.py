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


def place_of(document: Document, path: str) -> list[Step]:
    """Give the keys and list positions a path leads over, its last key may be missing; else NoPathError."""
    steps: list[Step] = []
    here: Any = document
    rest = path.split(".")
    while rest:
        if isinstance(here, dict):
            known = [n for n in range(len(rest), 0, -1) if ".".join(rest[:n]) in here]
            taken = known[0] if known else len(rest)
            key = ".".join(rest[:taken])
            if not known and (len(rest) > 1 or not key):
                raise NoPathError(f"没有“{path}”这一项，到“{rest[0]}”为止")
            steps.append(key)
            here, rest = here.get(key), rest[taken:]
        elif isinstance(here, list):
            at = _position(here, rest[0])
            if at is None:
                raise NoPathError(f"没有“{path}”这一项，到“{rest[0]}”为止")
            steps.append(at)
            here, rest = here[at], rest[1:]
        else:
            raise NoPathError(f"没有“{path}”这一项，到“{rest[0]}”为止")
    return steps


def value_at(document: Document, path: str) -> Any:  # noqa: ANN401 - whatever TOML holds
    """Give what stands at a path; none where its last key is missing."""
    here: Any = document
    for step in place_of(document, path):
        here = here.get(step) if isinstance(here, dict) else here[step]
    return here


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


def _position(entries: list[Any], step: str) -> int | None:
    for at, entry in enumerate(entries):
        if step_of(entry, at + 1) == step:
            return at
    if step.isascii() and step.isdecimal() and 1 <= int(step) <= len(entries):
        return int(step) - 1
    return None
