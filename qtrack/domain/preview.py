"""What a change of many rows would do, before it is done."""

from __future__ import annotations

from dataclasses import dataclass

from qtrack.domain.problem import Problem

MOST_SAMPLES = 20
"""So many changes are shown one by one."""

MOST_PROBLEMS = 50
"""So many problems are told at most; the first are enough to begin with."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One change as people read it: the row's name, the field's label, its text before and after."""

    row: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Preview:
    """Of `total` rows `changed` would become others; the first changes, and what stands against it.

    Each problem's message begins with the row's name; `MOST_PROBLEMS` of them may stand for more. While one
    of them is no doubt, nothing can be done; doubts pass with an explanation.
    """

    total: int
    changed: int
    samples: tuple[Sample, ...] = ()
    problems: tuple[Problem, ...] = ()
