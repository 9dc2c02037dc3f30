"""Rows as lines of JSON, the way they come from the process that reads to the one that asked.

A line holds the next rows of a sheet column by column, because the cells of a column are mostly of one
sort and then need no looking at one by one: [rows, [column, …]]. A column is null when blank; a string
when all of it is text, the cells apart by U+001F; {"N": …} or {"D": …} with such a string when all of it
is numbers or days; else a list of cells. A cell is a string or a number of JSON, or {sign: content} for
what JSON has no word for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import zip_longest
from math import isfinite
from typing import Any

from qtrack.exchange.book import MOST_DIGITS, Cell, Damaged, Day, Flag, Number, Row, Unusable

Raw = str | float | date | time | timedelta
"""A cell as readers give it: text ("" when blank), a class of `book`, number, bool, date, time of day."""

CHUNK = 100
"""Rows a line holds: few enough that cancelling is felt at once."""

_APART = "\x1f"
_MOST_HELD = 10_000
_NUMBERS, _DAYS = "N", "D"
_DAY, _FLAG, _DAMAGED, _UNUSABLE = "d", "b", "x", "e"
_DIGITS = f".{MOST_DIGITS}g"
"""As many digits as a sheet shows: 0.1 + 0.2 is 0.3 there, and so it is for whoever typed it."""
_DAMAGED_FROM = 10**MOST_DIGITS
_SHOWN_IN_FULL = 10**21

encode: Callable[[object], str] = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), check_circular=False
).encode
"""Give a line, without its end, of a chunk or of a message."""


def columns(rows: Sequence[Sequence[Raw]]) -> list[object]:
    """Give rows as columns ready for `encode`, None for a blank one."""
    return [_column(cells) for cells in zip_longest(*rows, fillvalue="")]


def rows_of() -> Callable[[str], list[Row]]:
    """Give the function that makes rows of a line, blank cells at their ends left out."""
    held: dict[str, str] = {}
    decode = json.JSONDecoder(parse_int=Number, parse_float=_shown, object_pairs_hook=_received).decode

    def rows(line: str) -> list[Row]:
        number, cells = decode(line)
        blank = [""] * int(number)
        received = [_cells(column, held) if column else blank for column in cells]
        if not received:
            return [()] * int(number)
        return [row if row[-1] else _cut(row) for row in zip(*received, strict=True)]

    return rows


def _column(cells: tuple[Any, ...]) -> object:
    kinds = set(map(type, cells))
    if kinds == {str}:
        together = _APART.join(cells)
        if together.count(_APART) == len(cells) - 1:
            return together if len(together) >= len(cells) else None
    elif kinds == {date}:
        return {_DAYS: _APART.join(map(str, cells))}
    elif kinds == {float}:
        together = _APART.join([f"{cell:{_DIGITS}}" for cell in cells])
        if "e" not in together and "n" not in together:  # neither 1e-07 nor nan and inf
            return {_NUMBERS: together}
    return [cell if cell.__class__ is str else _SENT[cell.__class__](cell) for cell in cells]


def _cells(column: str | list[Cell], held: dict[str, str]) -> list[Cell]:
    """Give the cells of a column; texts said again and again are held once for all of them."""
    if not isinstance(column, str):
        return column
    cells = column.split(_APART)
    if 2 * len(set(cells)) > len(cells):
        return [*cells]
    if len(held) > _MOST_HELD:
        held.clear()
    return [held.setdefault(cell, cell) for cell in cells]


def _number(content: float) -> object:
    if -_DAMAGED_FROM < content < _DAMAGED_FROM:
        return int(content) if content.is_integer() else float(f"{content:{_DIGITS}}")
    if not isfinite(content):
        return {_UNUSABLE: [str(content), "不是数字，请改正"]}
    shown = Decimal(f"{content:{_DIGITS}}")
    return {_DAMAGED: f"{shown:f}" if abs(shown) < _SHOWN_IN_FULL else f"{shown:.5E}"}


def _whole(content: int) -> object:
    return content if -_DAMAGED_FROM < content < _DAMAGED_FROM else {_DAMAGED: str(content)}


def _moment(when: datetime) -> object:
    return {_DAY: when.isoformat(" ", "seconds") if when.time() != time.min else when.date().isoformat()}


def _duration(length: timedelta) -> object:
    minutes, seconds = divmod(round(length.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"


_SENT: dict[type, Callable[[Any], object]] = {
    float: _number,
    int: _whole,
    bool: lambda on: {_FLAG: "TRUE" if on else "FALSE"},
    date: lambda day: {_DAY: day.isoformat()},
    datetime: _moment,
    time: lambda hour: hour.isoformat("seconds"),
    timedelta: _duration,
    Number: int,
    Damaged: lambda text: {_DAMAGED: text},
    Unusable: lambda cell: {_UNUSABLE: [cell, cell.reason]},
}


def _shown(text: str) -> Number:
    return Number(format(Decimal(text), "f") if "e" in text else text)


def _received(pairs: list[tuple[str, Any]]) -> Cell | list[Cell]:
    ((sign, content),) = pairs
    if sign in _COLUMNS:
        return list(map(_COLUMNS[sign], content.split(_APART)))
    if sign == _UNUSABLE:
        return Unusable(*content)
    return _CLASSES[sign](content)


_COLUMNS: dict[str, Callable[[str], Cell]] = {_NUMBERS: Number, _DAYS: Day}
_CLASSES: dict[str, Callable[[str], Cell]] = {_DAY: Day, _FLAG: Flag, _DAMAGED: Damaged}


def _cut(row: Row) -> Row:
    width = len(row)
    while width and not row[width - 1]:
        width -= 1
    return row[:width]
