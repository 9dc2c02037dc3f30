"""Units in SQL: which rows stand in a tree, and which unit of a level a row belongs to."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, case, func
from sqlalchemy.orm import InstrumentedAttribute

from qtrack.domain.region import DIRECT_DIGITS, Level, Unit

_PREFIX = {Level.PROVINCE: 2, Level.CITY: 4}
_LENGTH = 6


def in_tree(column: InstrumentedAttribute[str], unit: Unit) -> ColumnElement[bool]:
    """Say which rows belong to a unit or one below it."""
    length = _PREFIX.get(unit.level)
    return column.startswith(unit.code[:length]) if length else column == unit.code


def span(unit: Unit) -> tuple[str, str]:
    """Give the first and the last code there can be of a unit or one below it."""
    prefix = unit.code[: _PREFIX.get(unit.level, _LENGTH)]
    return prefix.ljust(_LENGTH, "0"), prefix.ljust(_LENGTH, "9")


def quota_unit(column: InstrumentedAttribute[str]) -> ColumnElement[Any]:
    """Give the city-level unit of each row: its city, or itself where the province governs it."""
    return case(
        (func.substr(column, 3, 2) == DIRECT_DIGITS, column),
        else_=func.substr(column, 1, 4).concat("00"),
    )
