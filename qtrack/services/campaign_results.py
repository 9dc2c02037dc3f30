"""What came of a campaign's activities: rows by unit and state, results added up; in one statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from qtrack.ledgers import Event
from qtrack.ledgers.event import Conduct, EventState
from qtrack.services.office import Office
from qtrack.services.trees import in_tree

RESULTS = (
    *("units", "people", "leaflets", "consulted", "complaints", "verified", "boards", "reports"),
    *("photos", "videos", "students", "public", "cost"),
)
"""The fields of an activity that are added up (Q-13, Q-9, Q-12)."""

NOTHING = (0,) * len(RESULTS)

HELD = (EventState.HELD, EventState.SUMMED_UP)


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers of a unit: activities listed for it by state, its own beside them, and all rows' results.

    `lacking` are rows of activities held that leave out one of 免费、自愿、简朴; `results` follow `RESULTS`.
    """

    listed: int = 0
    planned: int = 0
    held: int = 0
    summed_up: int = 0
    own: int = 0
    own_held: int = 0
    rows: int = 0
    lacking: int = 0
    results: tuple[int, ...] = NOTHING

    @property
    def rate(self) -> float | None:
        """The share of the listed activities that were held, summed up or not; none where none is listed."""
        return (self.held + self.summed_up) / self.listed if self.listed else None

    def __add__(self, other: Figures) -> Figures:
        """Add up two units."""
        sums = (a + b for a, b in zip(self.results, other.results, strict=True))
        return Figures(
            self.listed + other.listed,
            self.planned + other.planned,
            self.held + other.held,
            self.summed_up + other.summed_up,
            self.own + other.own,
            self.own_held + other.own_held,
            self.rows + other.rows,
            self.lacking + other.lacking,
            tuple(sums),
        )


@dataclass(frozen=True, slots=True)
class Sum:
    """Rows of one unit that agree in the activity they name, in their state and in their ticks."""

    unit: str
    activity: str | None
    state: EventState
    conduct: tuple[Conduct, ...] | None
    rows: int
    results: tuple[int, ...]

    @property
    def is_own(self) -> bool:
        """Whether they name no activity of a notice."""
        return self.activity is None

    @property
    def is_held(self) -> bool:
        """Whether the activities were held."""
        return self.state in HELD

    @property
    def lacks(self) -> bool:
        """Whether they were held and are not ticked as 免费, 自愿 and 简朴."""
        return self.is_held and not set(Conduct).issubset(self.conduct or ())


def summed(session: Session, office: Office) -> list[Sum]:
    """Add up the events of the notice in the office's tree, by its day."""
    sums = [func.coalesce(func.sum(getattr(Event, key)), 0) for key in RESULTS]
    statement = (
        select(Event.unit, Event.activity, Event.state, Event.conduct, func.count(), *sums)
        .where(of_activities(office), so_far(office))
        .group_by(Event.unit, Event.activity, Event.state, Event.conduct)
    )
    return [
        Sum(unit, activity, state, conduct, rows, tuple(results))
        for unit, activity, state, conduct, rows, *results in session.execute(statement)
    ]


def results_of(sums: Iterable[Sum]) -> tuple[int, ...]:
    """Add up what was reached by what was held, in the order of `RESULTS`."""
    held = [one.results for one in sums if one.is_held]
    return tuple(map(sum, zip(*held, strict=True))) if held else NOTHING


def figures_of(listed: Mapping[EventState, int], sums: Iterable[Sum]) -> Figures:
    """Give a unit's numbers: `listed` are its listed activities by state; results come of what was held."""
    rows = tuple(sums)
    held = [one for one in rows if one.is_held]
    return Figures(
        sum(listed.values()),
        listed[EventState.PLANNED],
        listed[EventState.HELD],
        listed[EventState.SUMMED_UP],
        sum(one.rows for one in rows if one.is_own),
        sum(one.rows for one in held if one.is_own),
        sum(one.rows for one in rows),
        sum(one.rows for one in rows if one.lacks),
        results_of(rows),
    )


def of_activities(office: Office) -> ColumnElement[bool]:
    """Say which events belong to the notice: those that name its activities, and own ones."""
    return or_(and_(Event.activity.in_(_keys(office)), within(office)), own_of(office))


def own_of(office: Office) -> ColumnElement[bool]:
    """Say which events are a unit's own: not listed by any notice, held or planned within the period."""
    return and_(Event.activity.is_(None), within(office))


def within(office: Office) -> ColumnElement[bool]:
    """Say which events were held or are planned within the notice's period, or on no day yet."""
    day = func.coalesce(Event.held_on, Event.planned_on)
    return or_(day.is_(None), day.between(office.programme.starts_on, office.programme.ends_on))


def _keys(office: Office) -> list[str]:
    return [f"{office.programme.id}/{one.id}" for one in office.programme.activities]


def so_far(office: Office) -> ColumnElement[bool]:
    """Say which events stand in the office's tree and were not held after its day."""
    return and_(in_tree(Event.unit, office.unit), or_(Event.held_on.is_(None), Event.held_on <= office.today))
