"""Deadlines: days left and what state they are in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from qtrack.domain.terms import UNCONFIRMED
from qtrack.domain.text import plain
from qtrack.domain.value import show_date

SOON_DAYS = 7
"""From so many days before the date on, a deadline is close (reading of E22 四: reminder 7 days ahead)."""


class DueState(Enum):
    """What a deadline asks of a unit; the name is what scripts read."""

    DONE = "已报"
    LATE = "迟报"
    OVERDUE = "逾期"
    SOON = "临近"
    OPEN = "未到期"
    PASSED = "已过"
    ABOVE = "上级负责"


class Due(NamedTuple):
    """One of the things a deadline asks for: how many have sent it; of an `advisory` one the lack is told."""

    words: str
    sent: int
    advisory: bool


@dataclass(frozen=True, slots=True)
class DueStanding:
    """One deadline at one unit; `due_on` holds the extension if there is one, and that day is in time.

    `programme` is the id of the notice. At the province `submitted` of `owing` units have sent theirs;
    elsewhere `owing` is 1 or 0. `deliverables` are the things due where each is ticked by itself; who has not
    sent one that is not advisory has submitted nothing yet. `unconfirmed` says that the day is another
    year's, shifted, and nobody has confirmed it (待核).
    """

    deadline: str
    title: str
    printed_on: date
    due_on: date
    days_left: int
    state: DueState
    submitted_on: date | None = None
    doc_no: str = ""
    reason: str = ""
    submitted: int = 0
    owing: int = 0
    programme: str = ""
    deliverables: tuple[Due, ...] = ()
    unconfirmed: bool = False

    @property
    def day_words(self) -> str:
        """The day by which it is due, and that nobody has confirmed it."""
        return f"{show_date(self.due_on)}{f'（{UNCONFIRMED}）' if self.unconfirmed else ''}"

    @property
    def lacking(self) -> tuple[Due, ...]:
        """The things that some who owe them have not sent."""
        return tuple(one for one in self.deliverables if one.sent < self.owing)

    @property
    def key(self) -> str:
        """What tells it from the deadlines of other notices: "programme/deadline"."""
        return f"{self.programme}/{self.deadline}"

    @property
    def reminds(self) -> bool:
        """Whether somebody must act: it is close or overdue."""
        return self.state in (DueState.SOON, DueState.OVERDUE)

    @property
    def settled(self) -> bool:
        """Whether nothing is left to be done about it: it was sent, or its day has passed."""
        return self.state in (DueState.DONE, DueState.LATE, DueState.PASSED)

    @property
    def left_words(self) -> str:
        """Days left as people say it."""
        if self.days_left == 0:
            return "今天到期"
        return f"还剩 {self.days_left} 天" if self.days_left > 0 else f"已过 {-self.days_left} 天"


def due_state(today: date, due_on: date, submitted_on: date | None) -> DueState:
    """Judge a deadline that a submission fulfils; the day itself is in time (reading of E22 四（三））."""
    if submitted_on is not None:
        return DueState.DONE if submitted_on <= due_on else DueState.LATE
    left = (due_on - today).days
    if left < 0:
        return DueState.OVERDUE
    return DueState.SOON if left <= SOON_DAYS else DueState.OPEN


def things_in(words: str | None) -> tuple[str, ...]:
    """Give the things named in a text such as 工作总结、图片, in its order."""
    apart = plain(words or "")
    for sign in "，,；;":
        apart = apart.replace(sign, "、")
    return tuple(filter(None, (one.strip() for one in apart.split("、"))))
