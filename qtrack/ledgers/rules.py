"""Rules over several fields that more than one ledger needs.

A rule made with `doubt` asks (请核实) where it would otherwise refuse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum

from qtrack.domain.fields import Rule, Values
from qtrack.domain.problem import Problem
from qtrack.domain.region import DIRECT_DIGITS


def in_order(earlier: str, later: str, message: str, *, doubt: bool = False) -> Rule:
    """Make the rule that one day does not come before another; blanks pass."""

    def rule(values: Values) -> Iterable[Problem]:
        first, second = values[earlier], values[later]
        if isinstance(first, date) and isinstance(second, date) and second < first:
            yield Problem(later, message, doubt)

    return rule


def at_most(part: str, whole: str, message: str, *, doubt: bool = False) -> Rule:
    """Make the rule that a part is not larger than its whole; blanks pass."""

    def rule(values: Values) -> Iterable[Problem]:
        first, second = values[part], values[whole]
        if isinstance(first, int) and isinstance(second, int) and first > second:
            yield Problem(part, message, doubt)

    return rule


def given_when(needed: str, present: str, message: str) -> Rule:
    """Make the rule that one field must be filled when another is."""

    def rule(values: Values) -> Iterable[Problem]:
        if values[present] is not None and values[needed] is None:
            yield Problem(needed, message)

    return rule


def needed_in(needed: str, label: str, state: str, states: tuple[Enum, ...]) -> Rule:
    """Make the rule that rows in one of these states have a field filled; `label` is the field's own."""

    def rule(values: Values) -> Iterable[Problem]:
        said = values[state]
        if isinstance(said, Enum) and said in states and values[needed] is None:
            yield Problem(needed, f"{label}：已是“{said.value}”，请填写{label}")

    return rule


def only_in(given: str, label: str, state: str, state_label: str, states: tuple[Enum, ...]) -> Rule:
    """Make the rule that a row with a field filled, labelled `label`, is in one of these states."""

    def rule(values: Values) -> Iterable[Problem]:
        if values[given] is not None and values[state] not in states:
            allowed = "或".join(f"“{one.value}”" for one in states)
            yield Problem(state, f"{state_label}：填了{label}，{state_label}应为{allowed}")

    return rule


def doubtful(key: str, fits: Callable[[Values], bool], message: str) -> Rule:
    """Make the rule that asks about a field where the values fit together in a way seldom right."""

    def rule(values: Values) -> Iterable[Problem]:
        if fits(values):
            yield Problem(key, message, doubt=True)

    return rule


def is_county(code: str) -> bool:
    """Say whether a unit's code is a county's: neither a city's nor of a unit the province governs itself."""
    return code[4:] != "00" and code[2:4] != DIRECT_DIGITS


def number(values: Values, key: str) -> int:
    """Give a number of a row, nothing for a blank."""
    value = values[key]
    return value if isinstance(value, int) else 0
