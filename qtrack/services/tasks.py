"""The tasks of the notice looked at as a tree, each with how it stands; in one statement."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrack.domain.plan import Task
from qtrack.ledgers import TaskProgress
from qtrack.ledgers.task_progress import TaskState
from qtrack.services.office import Office
from qtrack.services.trees import in_tree
from qtrack.store.audit import Audit


@dataclass(frozen=True, slots=True)
class Report:
    """The latest a unit said of a task; `who` is the person who kept it last."""

    uid: str
    state: TaskState
    reported_on: date
    progress: str
    done_on: date | None
    delay_reason: str
    lead: str
    support: str
    who: str


@dataclass(frozen=True, slots=True)
class TaskStanding:
    """One task in its tree: how deep, the unit's own latest report, and how far those below have come.

    `parts` are the tasks under it that have none under them, `parts_done` those of them that are done;
    `units` are the units below that reported, `units_done` those that are done. `overdue` means the notice's
    period is over and the task is not done.
    """

    key: str
    task: Task
    depth: int
    report: Report | None
    overdue: bool
    parts: int
    parts_done: int
    units: int
    units_done: int

    @property
    def is_branch(self) -> bool:
        """Whether tasks stand under it."""
        return self.parts > 0

    @property
    def state(self) -> TaskState | None:
        """How the unit says it stands; none before it has said anything."""
        return self.report.state if self.report else None


_Latest = dict[str, dict[str, Report]]
"""The latest reports by task and unit."""


def tasks(session: Session, office: Office, *, own: bool = False) -> tuple[TaskStanding, ...]:
    """Give all tasks of the notice in printed order, those under a task right behind it.

    `own` leaves out what units below reported.
    """
    latest = _latest(session, office, own=own)
    below: defaultdict[str, list[Task]] = defaultdict(list)
    for task in office.programme.tasks:
        below[task.parent].append(task)
    return tuple(_walked(office, below, latest, "", 0))


def counted_states(standings: Iterable[TaskStanding]) -> dict[TaskState | None, int]:
    """Count the tasks that have none under them by state; none stands for those nobody has reported."""
    found = Counter(one.state for one in standings if not one.is_branch)
    return {state: found[state] for state in (None, *TaskState)}


def _walked(
    office: Office, below: dict[str, list[Task]], latest: _Latest, parent: str, depth: int
) -> Iterator[TaskStanding]:
    for task in below.get(parent, ()):
        inner = tuple(_walked(office, below, latest, task.id, depth + 1))
        yield _standing(office, task, depth, latest, [one for one in inner if not one.is_branch])
        yield from inner


def _standing(
    office: Office, task: Task, depth: int, latest: _Latest, parts: Sequence[TaskStanding]
) -> TaskStanding:
    key = f"{office.programme.id}/{task.id}"
    reports = latest.get(key, {})
    own = reports.get(office.unit.code)
    others = [one for unit, one in reports.items() if unit != office.unit.code]
    done = own is not None and own.state is TaskState.DONE
    return TaskStanding(
        key,
        task,
        depth,
        own,
        office.today > office.programme.ends_on and not done,
        len(parts),
        sum(one.state is TaskState.DONE for one in parts),
        len(others),
        sum(one.state is TaskState.DONE for one in others),
    )


def _latest(session: Session, office: Office, *, own: bool) -> _Latest:
    row = TaskProgress
    here = row.unit == office.unit.code if own else in_tree(row.unit, office.unit)
    keys = [f"{office.programme.id}/{task.id}" for task in office.programme.tasks]
    age = (
        func.row_number()
        .over(partition_by=(row.task, row.unit), order_by=(row.reported_on.desc(), row.uid.desc()))
        .label("age")
    )
    ranked = select(row.uid, age).where(row.task.in_(keys), here, row.reported_on <= office.today).subquery()
    found: defaultdict[str, dict[str, Report]] = defaultdict(dict)
    statement = (
        select(row, Audit.who)
        .join(ranked, ranked.c.uid == row.uid)
        .join(Audit, Audit.seq == row.seq)
        .where(ranked.c.age == 1)
    )
    for one, who in session.execute(statement):
        found[one.task][one.unit] = Report(
            one.uid,
            one.state,
            one.reported_on,
            one.progress or "",
            one.done_on,
            one.delay_reason or "",
            one.lead or "",
            one.support or "",
            who,
        )
    return found
