"""What bringing a file into a ledger would do, row by row, before anything is done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

from qtrack.domain.problem import Problem


class Outcome(Enum):
    """What becomes of a row of the file."""

    NEW = "新增"
    SAME = "已登记，内容相同"
    CHANGES = "已登记，内容不同"
    REPEAT = "与文件中另一行重复"
    REFUSED = "未通过"


@dataclass(frozen=True, slots=True)
class Change:
    """One field that becomes another, as people read it."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file by its number there, and what becomes of it.

    `reasons` are what stands against it, or the doubts it is kept with; `uid` is the row of the ledger it is
    about, empty when that is new; `repeats` is the number of an earlier row of the file alike, or 0.
    """

    number: int
    outcome: Outcome
    reasons: tuple[Problem, ...] = ()
    uid: str = ""
    changes: tuple[Change, ...] = ()
    repeats: int = 0

    @property
    def is_refused(self) -> bool:
        """Whether it stands in the way of the others."""
        return self.outcome in (Outcome.REFUSED, Outcome.REPEAT)

    @property
    def told(self) -> tuple[Problem, ...]:
        """Its reasons with its place in front: 第 4 行（与第 2 行重复） …."""
        place = f"第 {self.number} 行" + (f"（与第 {self.repeats} 行重复）" if self.repeats else "")
        return tuple(replace(one, message=f"{place} {one.message}") for one in self.reasons)


@dataclass(frozen=True)
class Review:
    """All rows of a file in their order."""

    lines: tuple[Line, ...]

    @cached_property
    def counts(self) -> Counter[Outcome]:
        """How many rows have which outcome."""
        return Counter(line.outcome for line in self.lines)

    @property
    def refused(self) -> tuple[Line, ...]:
        """The rows that stand in the way."""
        return tuple(line for line in self.lines if line.is_refused)
