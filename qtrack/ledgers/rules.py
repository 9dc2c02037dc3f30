"""Rules over several fields that more than one ledger needs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from qtrack.domain.fields import Rule, Values
from qtrack.domain.problem import Problem


def in_order(earlier: str, later: str, message: str) -> Rule:
    """Make the rule that one day does not come before another; blanks pass."""

    def rule(values: Values) -> Iterable[Problem]:
        first, second = values[earlier], values[later]
        if isinstance(first, date) and isinstance(second, date) and second < first:
            yield Problem(later, message)

    return rule


def at_most(part: str, whole: str, message: str) -> Rule:
    """Make the rule that a part is not larger than its whole; blanks pass."""

    def rule(values: Values) -> Iterable[Problem]:
        first, second = values[part], values[whole]
        if isinstance(first, int) and isinstance(second, int) and first > second:
            yield Problem(part, message)

    return rule


def given_when(needed: str, present: str, message: str) -> Rule:
    """Make the rule that one field must be filled when another is."""

    def rule(values: Values) -> Iterable[Problem]:
        if values[present] is not None and values[needed] is None:
            yield Problem(needed, message)

    return rule
