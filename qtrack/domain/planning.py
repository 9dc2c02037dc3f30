"""How a bureau works towards a deadline: workdays left, reminders, and working dates of its own (倒排)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from qtrack.domain.due import DueStanding, DueState
from qtrack.domain.problem import refuse
from qtrack.domain.region import Level
from qtrack.domain.text import half_width, plain
from qtrack.domain.workdays import Calendar

REMINDERS = (30, 14, 7, 3, 1)
"""So many days before a deadline people are reminded, where neither bureau nor notice says otherwise."""

LEADS = (5, 5)
"""So many workdays before the printed day a city is done, and a county so many before its city."""

RECKONED = "推算"
OWN = "本单位自定"

LONGEST_REMINDER = 365
"""Nobody is reminded earlier than so many days before."""

_LONGEST_LEAD = 60
_MOST_REMINDERS = 10
_DAY = timedelta(days=1)
_SIGNS = str.maketrans("、，,；;/", " " * 6)
_NUMBER = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class Planning:
    """What a bureau plans by: `reminders` and `leads` are its own, empty where it has said nothing.

    `leads` are two numbers of workdays: city before the printed day, county before its city.
    """

    calendar: Calendar = field(default_factory=Calendar)
    reminders: tuple[int, ...] = ()
    leads: tuple[int, ...] = ()

    def days_before(self, printed: Sequence[int]) -> tuple[int, ...]:
        """Give the days before a deadline on which to remind: the bureau's, else the notice's, else ours."""
        return tuple(sorted(set(self.reminders or printed or REMINDERS), reverse=True))

    def workdays_left(self, today: date, due_on: date) -> int:
        """Count the workdays after today up to the day it is due; below zero once that is past."""
        if due_on < today:
            return -self.calendar.count(due_on + _DAY, today)
        return self.calendar.count(today + _DAY, due_on)

    def reckons(self, first: date, last: date) -> bool:
        """Say whether the holidays of a year between two days are not told, so that workdays are 推算."""
        years = range(min(first, last).year, max(first, last).year + 1)
        return any(self.calendar.reckons(year) for year in years)

    def working_days(self, due_on: date, level: Level) -> tuple[Working, ...]:
        """Give the days by which the units from a level down should be done, the higher level first."""
        before_city, before_county = self.leads or LEADS
        city = self.calendar.back(due_on, before_city)
        if level is Level.DIRECT:
            return (Working(level, city, self._label(city, due_on)),)
        county = self.calendar.back(city, before_county)
        own = Working(Level.COUNTY, county, self._label(county, due_on))
        if level is Level.COUNTY:
            return (own,)
        return (Working(Level.CITY, city, self._label(city, due_on)), own)

    def _label(self, day: date, due_on: date) -> str:
        label = OWN if self.leads else RECKONED
        return f"{label}，节假日未公布" if self.reckons(day, due_on) else label


@dataclass(frozen=True, slots=True)
class Working:
    """The day by which units of a level should be done; `label` says that no notice prints it."""

    level: Level
    on: date
    label: str


@dataclass(frozen=True, slots=True)
class Planned:
    """A deadline as it is worked towards; `reckoned` marks workdays of a year whose holidays are not told.

    `remind_on` are the days to be reminded on, each with how many days it lies before the day that concerns
    the unit looked at; none once nothing is left to do. `working` has the higher level first, and nothing
    where no unit sends anything.
    """

    due: DueStanding
    workdays_left: int
    reckoned: bool
    working: tuple[Working, ...]
    remind_on: tuple[tuple[date, int], ...]

    def reminds(self, today: date) -> bool:
        """Say whether somebody should be told today: a reminder's day, close, or overdue."""
        return self.due.reminds or any(day == today for day, _ in self.remind_on)

    def reminder(self, today: date) -> int | None:
        """Give the reminder reached last, in days before; none before the first."""
        return min((before for day, before in self.remind_on if day <= today), default=None)

    def next_reminder(self, today: date) -> tuple[date, int] | None:
        """Give the next reminder to come."""
        return min((one for one in self.remind_on if one[0] > today), default=None)

    @property
    def workdays_words(self) -> str:
        """Workdays left as people say it."""
        mark = f"（{RECKONED}）" if self.reckoned else ""
        word = "还剩" if self.workdays_left >= 0 else "已过"
        return f"{word} {abs(self.workdays_left)} 个工作日{mark}"


def plan(
    due: DueStanding, today: date, planning: Planning, *, printed: Sequence[int], level: Level | None
) -> Planned:
    """Put a deadline on the calendar; `level` is the one looked from, none where no unit sends anything.

    A unit whose superior sends is reminded of its own working date instead of the printed day.
    """
    working = () if level is None else planning.working_days(due.due_on, level)
    day: date | None = None
    if due.state in (DueState.SOON, DueState.OPEN):
        day = due.due_on
    elif due.state is DueState.ABOVE and working:
        day = working[-1].on
    before = planning.days_before(printed) if day else ()
    return Planned(
        due,
        planning.workdays_left(today, due.due_on),
        planning.reckons(today, due.due_on),
        working,
        tuple((day - one * _DAY, one) for one in before if day),
    )


def working_words(days: Sequence[Working]) -> str:
    """Give working dates as people say them: 市州 10-09，县区 09-25（推算）; all have one label."""
    if not days:
        return ""
    return f"{'，'.join(f'{day.level.value} {day.on:%m-%d}' for day in days)}（{days[-1].label}）"


def reminders_of(text: str) -> tuple[int, ...]:
    """Read days before a deadline as people type them: 30、14 7; nothing typed gives none."""
    return checked_reminders(_numbers(text))


def leads_of(text: str) -> tuple[int, ...]:
    """Read two numbers of workdays, city and county, as people type them; nothing typed gives none."""
    return checked_leads(_numbers(text))


def checked_reminders(numbers: tuple[int, ...]) -> tuple[int, ...]:
    """Give reminders in order; refuse what cannot be meant."""
    if len(numbers) > _MOST_REMINDERS or not all(0 <= one <= LONGEST_REMINDER for one in numbers):
        raise refuse(f"提醒天数：每个 0 到 {LONGEST_REMINDER}，最多 {_MOST_REMINDERS} 个")
    return tuple(sorted(set(numbers), reverse=True))


def checked_leads(numbers: tuple[int, ...]) -> tuple[int, ...]:
    """Give two numbers of workdays, or none; refuse what cannot be meant."""
    if numbers and (len(numbers) != len(LEADS) or not all(0 <= one <= _LONGEST_LEAD for one in numbers)):
        raise refuse(f"倒排：写两个数，市州、县区各提前几个工作日，每个 0 到 {_LONGEST_LEAD}")
    return numbers


def _numbers(text: str) -> tuple[int, ...]:
    words = half_width(plain(text)).translate(_SIGNS).split()
    if any(not _NUMBER.fullmatch(word) for word in words):
        raise refuse(f"“{plain(text)}”里有不是数字的内容，或数太大")
    return tuple(map(int, words))
