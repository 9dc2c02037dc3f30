"""Which department has answered with which form, and what they declare (A-1, A-2, A-3); few statements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.assessment import Department
from qtrack.domain.due import DueStanding, DueState
from qtrack.domain.problem import refuse
from qtrack.domain.value import show_date
from qtrack.ledgers import Answer, DeclaredBonus, DeclaredPoint
from qtrack.ledgers.answer import AnswerForm
from qtrack.services.dues import due_standings
from qtrack.services.office import Office

ANSWERS = Answer.__tablename__


class AnswerState(Enum):
    """How one form of one department stands."""

    IN_TIME = "已反馈"
    LATE = "迟反馈"
    NOTHING = "无"
    WAITING = "未反馈"
    OVERDUE = "逾期"
    NOT_ASKED = "未列入"
    ABOVE = DueState.ABOVE.value


@dataclass(frozen=True, slots=True)
class AnswerStanding:
    """One form of one department; `uid` is empty while nothing is registered, `days` are left, or over."""

    form: AnswerForm
    state: AnswerState
    days: int
    uid: str = ""
    answered_on: date | None = None
    urged_on: date | None = None
    contact: str = ""

    @property
    def owed(self) -> bool:
        """Whether it was asked for and has not come."""
        return self.state in (AnswerState.WAITING, AnswerState.OVERDUE)

    @property
    def words(self) -> str:
        """What a cell says: 已反馈 07-03, 无 07-03, 迟 2 天 07-12, 还剩 5 天, 逾期 3 天, 未列入, 上级负责."""
        day = f" {self.answered_on:%m-%d}" if self.answered_on else ""
        if self.state is AnswerState.LATE:
            return f"迟 {self.days} 天{day}"
        if self.state is AnswerState.WAITING:
            return f"还剩 {self.days} 天" if self.days else "今天到期"
        if self.state is AnswerState.OVERDUE:
            return f"逾期 {self.days} 天"
        return f"{self.state.value}{day}"


@dataclass(frozen=True, slots=True)
class DepartmentStanding:
    """One department: its two forms, and what it declares beside what the table of points gave it.

    `declared` and `printed` are points, `rows` and `bonuses` rows declared; `printed` is the sum of the
    points it marks in the table the notice annexes.
    """

    key: str
    department: Department
    answers: tuple[AnswerStanding, ...]
    declared: Decimal
    rows: int
    bonuses: int
    printed: Decimal

    @property
    def missing(self) -> tuple[AnswerStanding, ...]:
        """The forms it still owes."""
        return tuple(one for one in self.answers if one.owed)

    @property
    def over(self) -> Decimal:
        """By how much it declares more than the table gave it; below zero when less."""
        return self.declared - self.printed


@dataclass(frozen=True, slots=True)
class Collection:
    """All departments in printed order; `year` is the one declared for, `printed_year` the table's.

    Only a unit that owes the answers to the office collects them: below it nobody is asked or urged.
    """

    due: DueStanding
    year: int
    printed_year: int
    departments: tuple[DepartmentStanding, ...]

    @property
    def collects(self) -> bool:
        """Whether the unit is one that the departments are to answer."""
        return self.due.owing > 0

    @property
    def asked(self) -> tuple[DepartmentStanding, ...]:
        """Those the notice asks by name to answer the unit."""
        return tuple(one for one in self.departments if self.collects and one.department.asked)

    def answered(self, form: AnswerForm) -> int:
        """How many of those asked have sent a form."""
        return sum(each.form is form and not each.owed for one in self.asked for each in one.answers)

    @property
    def urged(self) -> tuple[DepartmentStanding, ...]:
        """Those who are to be urged: a form of theirs has not come."""
        return tuple(one for one in self.asked if one.missing)

    def urging(self) -> list[list[str]]:
        """Give the list of those to be urged as lines of texts, the heading first (催报名单)."""
        lines = [["部门", "未反馈", "期限", "天数", "最近催报", "联系人"]]
        for one in self.urged:
            urged = max((each.urged_on for each in one.answers if each.urged_on), default=None)
            lines.append(
                [
                    one.department.name,
                    "、".join(each.form.value for each in one.missing),
                    self.due.day_words,
                    one.missing[0].words,
                    show_date(urged) if urged else "",
                    "、".join(dict.fromkeys(each.contact for each in one.answers if each.contact)),
                ]
            )
        return lines


def collection(session: Session, office: Office) -> Collection:
    """Give who has answered the unit by today; refuse a notice that collects nothing."""
    table = office.programme.assessment
    if table is None or not table.answers:
        raise refuse(f"“{office.programme.short}”没有要收集的申报表")
    due = next(one for one in due_standings(session, office) if one.deadline == table.answers)
    # An assessment is named after the year it ends in, also one that runs from July to June.
    year = office.programme.ends_on.year
    answers = _answers(session, office)
    points = _declared_points(session, office, year)
    bonuses = _declared_bonuses(session, office, year)
    standings = []
    for department in office.programme.departments:
        key = f"{office.programme.id}/{department.id}"
        declared = points.get(key, [])
        standings.append(
            DepartmentStanding(
                key,
                department,
                tuple(
                    _standing(department, form, answers.get((key, form)), due, office.today)
                    for form in AnswerForm
                ),
                sum(declared, Decimal()),
                len(declared),
                bonuses.get(key, 0),
                sum((p.points or Decimal() for *_, p in table.points if p.owner == department.id), Decimal()),
            )
        )
    return Collection(due, year, table.year, tuple(standings))


def _standing(
    department: Department, form: AnswerForm, row: Answer | None, due: DueStanding, today: date
) -> AnswerStanding:
    answered = row.answered_on if row and row.answered_on and row.answered_on <= today else None
    days = ((answered or today) - due.due_on).days
    if answered is not None:
        state = AnswerState.LATE if days > 0 else AnswerState.IN_TIME
        if row is not None and row.nothing_to_report:
            state = AnswerState.NOTHING
    elif not due.owing:
        state = AnswerState.ABOVE
    elif not department.asked:
        state = AnswerState.NOT_ASKED
    else:
        state = AnswerState.OVERDUE if days > 0 else AnswerState.WAITING
    if row is None:
        return AnswerStanding(form, state, abs(days))
    return AnswerStanding(form, state, abs(days), row.uid, answered, row.urged_on, row.contact or "")


def _answers(session: Session, office: Office) -> dict[tuple[str, AnswerForm], Answer]:
    """Give the row that speaks for each form: the one answered last, else the one keyed last."""
    rows = session.scalars(select(Answer).where(Answer.unit == office.unit.code))
    ordered: Iterable[Answer] = sorted(rows, key=lambda one: (one.answered_on or date.min, one.no))
    return {(one.department, one.form): one for one in ordered}


def _declared_points(session: Session, office: Office, year: int) -> dict[str, list[Decimal]]:
    row, found = DeclaredPoint, dict[str, list[Decimal]]()
    rows = select(row.department, row.points).where(row.unit == office.unit.code, row.year == year)
    for department, points in session.execute(rows):
        found.setdefault(department, []).append(points)
    return found


def _declared_bonuses(session: Session, office: Office, year: int) -> dict[str, int]:
    row, found = DeclaredBonus, dict[str, int]()
    rows = select(row.department).where(row.unit == office.unit.code, row.year == year)
    for department in session.scalars(rows):
        found[department] = found.get(department, 0) + 1
    return found
