"""A campaign's activities: who listed what, how far each has come, what came of it; in two statements."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from qtrack.domain.campaign import Activity
from qtrack.ledgers import Event
from qtrack.ledgers.event import EventState
from qtrack.services.campaign_results import (
    NOTHING,
    Figures,
    Sum,
    figures_of,
    results_of,
    so_far,
    summed,
    within,
)
from qtrack.services.office import Office

_STEPS = tuple(EventState)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far something has come: the furthest of its rows, planned where there is none; days of the rows."""

    state: EventState = EventState.PLANNED
    rows: int = 0
    planned_on: date | None = None
    held_on: date | None = None


@dataclass(frozen=True, slots=True)
class ActivityStanding:
    """One activity the notice lists; a part is what a row of that very name speaks of.

    A row of another name speaks of the whole activity. The whole has come as far as such rows say, or as
    its parts have all come. `joined` are rows of units below the province that name an activity of its own:
    they took part in it and say nothing of how far it has come. `results` follow `RESULTS`.
    """

    key: str
    activity: Activity
    progress: Progress
    parts: tuple[tuple[str, Progress], ...]
    joined: int = 0
    results: tuple[int, ...] = NOTHING


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """One unit with the activities listed for it; `above` stands over the office, whose rows alone count."""

    unit: str
    activities: tuple[ActivityStanding, ...]
    figures: Figures
    above: bool = False


@dataclass(frozen=True, slots=True)
class Campaign:
    """All units of the view, the whole of the office's tree, and the rows filed under a wrong unit."""

    units: tuple[UnitStanding, ...]
    whole: Figures
    misplaced: int


def campaign(session: Session, office: Office) -> Campaign:
    """Give how the notice's activities stand in the office's tree.

    An activity belongs to the unit it is listed for. Rows of that unit bear witness, for a city also those
    of its counties; rows of units elsewhere are `misplaced`. Of an activity of a unit above the office all
    rows of the office's tree bear witness: they say how far it has come here. Results belong to the unit
    whose row it is. Rows dated outside the notice's period are not seen.
    """
    sums = summed(session, office)
    found = _witnessed(session, office, sums)
    here = _units_shown(office, {one.unit for one in sums})
    units = []
    for code, above in here:
        listed = tuple(
            _standing(office, one, found) for one in office.programme.activities if one.unit == code
        )
        rows = () if above else (one for one in sums if _below(office, one.unit) == code)
        units.append(UnitStanding(code, listed, figures_of(_states(listed), rows), above=above))
    below = (one.figures for one in units if not one.above)
    return Campaign(tuple(units), sum(below, Figures()), found.misplaced)


def _states(listed: Sequence[ActivityStanding]) -> Counter[EventState]:
    return Counter(one.progress.state for one in listed)


# What bears witness to the listed activities


@dataclass(frozen=True, slots=True)
class _Found:
    """Rows by activity and the part they name, rows that joined by activity, and how many stand elsewhere."""

    rows: dict[tuple[str, str], Progress]
    joined: Counter[str]
    results: dict[str, tuple[int, ...]]
    misplaced: int


def _witnessed(session: Session, office: Office, sums: Sequence[Sum]) -> _Found:
    activities = {f"{office.programme.id}/{one.id}": one for one in office.programme.activities}
    words = {part for one in activities.values() for part in one.parts}
    part = case((Event.name.in_(words), Event.name), else_="")
    days = func.min(Event.planned_on), func.min(Event.held_on)
    statement = (
        select(Event.activity, part, Event.unit, Event.state, func.count(), *days)
        .where(Event.activity.in_(activities), within(office), so_far(office))
        .group_by(Event.activity, part, Event.unit, Event.state)
    )
    rows: dict[tuple[str, str], Progress] = {}
    misplaced, joined = 0, Counter[str]()
    for key, name, unit, state, number, planned_on, held_on in session.execute(statement):
        if not office.region.contains(activities[key].unit, unit):
            misplaced += number
            continue
        if not _speaks(office, activities[key], unit):
            joined[key] += number
            continue
        which = key, name if name in activities[key].parts else ""
        rows[which] = _together((rows.get(which, Progress()), Progress(state, number, planned_on, held_on)))
    speaking: defaultdict[str, list[Sum]] = defaultdict(list)
    for one in sums:
        if one.activity is not None and _speaks(office, activities[one.activity], one.unit):
            speaking[one.activity].append(one)
    results = {key: results_of(each) for key, each in speaking.items()}
    return _Found(rows, joined, results, misplaced)


def _speaks(office: Office, activity: Activity, unit: str) -> bool:
    """Say whether a row of a unit tells how far an activity has come."""
    region = office.region
    if not region.contains(activity.unit, unit):
        return False
    if not region.contains(office.unit.code, activity.unit):
        return True
    return region.quota_unit(unit) == region.quota_unit(activity.unit)


def _standing(office: Office, activity: Activity, found: _Found) -> ActivityStanding:
    key = f"{office.programme.id}/{activity.id}"
    whole = found.rows.get((key, ""), Progress())
    parts = [(words, found.rows.get((key, words), Progress())) for words in activity.parts]
    every = _together((whole, *(one for _, one in parts)))
    state = whole.state
    if parts:
        state = max(state, min((one.state for _, one in parts), key=_STEPS.index), key=_STEPS.index)
    return ActivityStanding(
        key,
        activity,
        Progress(state, every.rows, every.planned_on, every.held_on),
        tuple((words, _further(one, whole)) for words, one in parts),
        found.joined[key],
        found.results.get(key, NOTHING),
    )


def _together(known: Sequence[Progress]) -> Progress:
    """Give how far several have come: the furthest state, all rows, the earliest days."""
    planned = [one.planned_on for one in known if one.planned_on]
    held = [one.held_on for one in known if one.held_on]
    return Progress(
        max((one.state for one in known), key=_STEPS.index, default=EventState.PLANNED),
        sum(one.rows for one in known),
        min(planned, default=None),
        min(held, default=None),
    )


def _further(part: Progress, whole: Progress) -> Progress:
    """Give how far a part has come, which a row of the whole activity may say."""
    return whole if _STEPS.index(whole.state) > _STEPS.index(part.state) else part


# Units


def _units_shown(office: Office, busy: set[str]) -> list[tuple[str, bool]]:
    """Give the units to show and whether they stand above: the office, those below, those above from below.

    Of those below and above, only those something is listed for; below also those with rows.
    """
    region, own = office.region, office.unit.code
    listing = {one.unit for one in office.programme.activities}
    below = [unit.code for unit in region.children(own)]
    busy = {_below(office, code) for code in busy}
    above = [unit.code for unit in region.units if unit.code != own and region.contains(unit.code, own)]
    return [
        (own, False),
        *((code, False) for code in below if code in listing | busy),
        *((code, True) for code in reversed(above) if code in listing),
    ]


def _below(office: Office, code: str) -> str:
    """Give the office's own unit, or the one right below it, that a unit of the tree belongs to."""
    parent = office.region.by_code[code].parent if code in office.region.by_code else ""
    while parent and office.unit.code not in (code, parent):
        code, parent = parent, office.region.by_code[parent].parent
    return code
