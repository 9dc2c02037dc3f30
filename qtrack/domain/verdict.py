"""How a measured value reads against the one a notice prints."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from qtrack.domain.plan import Judged, Stated


class Outcome(Enum):
    """What is said of a value; only the first four are a judgement."""

    REACHED = "达到"
    SHORT = "未达到"
    KEPT = "守住底线"
    BROKEN = "低于底线"
    WAITING = "待认定"  # a text, or a threshold another body sets and nobody has filled in
    OPEN = "不判定"  # the notice prints nothing to judge by, or leaves the direction open
    MISSING = "未填"


_WORDS = {
    (Judged.NUMBER, True): Outcome.REACHED,
    (Judged.NUMBER, False): Outcome.SHORT,
    (Judged.FLOOR, True): Outcome.KEPT,
    (Judged.FLOOR, False): Outcome.BROKEN,
    (Judged.BY_HAND, True): Outcome.REACHED,
    (Judged.BY_HAND, False): Outcome.SHORT,
}


def outcome(
    judged: Judged,
    aim: Stated | None,
    value: Decimal | None,
    *,
    threshold: Decimal | None = None,
    decided: bool | None = None,
) -> Outcome:
    """Judge a value; `aim` is none for a year the notice prints nothing for.

    `threshold` is what a person filled in where the notice prints a text (达到国家考核目标), `decided` what
    a person found of a text; a finding goes before a threshold.
    """
    if aim is None or judged is Judged.OPEN:
        return Outcome.OPEN
    if judged is Judged.BY_HAND and decided is not None:
        return _WORDS[judged, decided]
    bar = aim.number if aim.number is not None else threshold
    if bar is None:
        return Outcome.WAITING
    if value is None:
        return Outcome.MISSING
    return _WORDS[judged, value == bar if aim.exactly else value >= bar]


def gap(aim: Stated | None, value: Decimal | None) -> Decimal | None:
    """Give how far a value stands above the printed number, below zero when under it; none without both."""
    if aim is None or aim.number is None or value is None:
        return None
    return value - aim.number
