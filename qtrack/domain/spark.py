"""A trend in a few signs: one a value, from the lowest to the highest."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

LEVELS = "▁▂▃▄▅▆▇█"
LEVEL = "▄"
"""Stands for every value of a trend that neither rises nor falls."""

UNKNOWN = "·"
LEAST = 2
"""Fewer values show no trend."""


def spark(values: Sequence[Decimal | None]) -> str:
    """Give one sign a value, the lowest as ▁, the highest as █, none as a dot; nothing for fewer than two."""
    known = [value for value in values if value is not None]
    if len(known) < LEAST:
        return ""
    low, high = min(known), max(known)
    return "".join(UNKNOWN if value is None else _sign(value, low, high) for value in values)


def _sign(value: Decimal, low: Decimal, high: Decimal) -> str:
    if low == high:
        return LEVEL
    return LEVELS[int((value - low) * (len(LEVELS) - 1) / (high - low))]
