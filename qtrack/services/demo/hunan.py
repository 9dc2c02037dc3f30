"""Demo data for all of Hunan, which works on four notices at once: invented, and the same every time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from random import Random

from sqlalchemy.orm import Session

from qtrack.domain.programme import Programme
from qtrack.ledgers import Enterprise, Event, Ledger, Submission
from qtrack.services.demo import assessment, campaign, first_year, plan
from qtrack.services.demo.firms import Register
from qtrack.services.demo.ground import Ground, Span, explained, invent
from qtrack.services.demo.years import WORKS, Stand, year_of
from qtrack.services.office import Office

DAYS: dict[str, date] = {
    "hunan-2022": date(2022, 11, 8),
    "hunan-2023-assessment": date(2023, 7, 14),
    "hunan-2023-quality-month": date(2023, 9, 26),
    "hunan-plan-2025": date(2025, 10, 16),
}
"""The notices, each with the day on which the data are looked at by somebody who names it first."""

_SEED = 20230901
_FIRMS_OF_A_UNIT = 12
_ABOVE_SCALE = 0.3
_EARLY, _LATE, _SILENT = (0, 3), (8,), 13
_EARLY_DAYS, _LATE_DAYS = -25, 6


def build(session: Session, office: Office, last: date) -> None:
    """Fill the ledgers of all four notices as far as each has come by the last day."""
    ground = Ground(office, Random(_SEED), last)  # noqa: S311 - chance for invention, not for secrets
    register = Register(ground.chance)
    firms: dict[str, list[Enterprise]] = {
        unit.code: [register.found(unit, above_scale=_large(ground)) for _ in range(_FIRMS_OF_A_UNIT)]
        for unit in ground.counties
    }
    session.add_all(firm for some in firms.values() for firm in some)
    session.flush()  # rows that others refer to stand first
    for year in range(min(min(work.wholes) for work in WORKS), last.year + 1):
        stand = Stand(year_of(Span(ground, last, last), year), firms)
        for work in WORKS:
            if year in work.wholes:
                session.add_all(work.invented(stand, work.wholes[year]))
    for programme in office.programmes:
        begun = programme.issued_on or programme.starts_on
        span = Span(ground, max(begun, programme.starts_on), programme.ends_on)
        if span.begun:
            for rows in _OF_NOTICE[programme.id](Stand(span, firms), programme):
                session.add_all(rows)
            session.add_all(_submissions(ground, programme))
            session.add_all(explained(session, office.of(programme.id), Event, _events(ground, programme)))
        session.flush()


def _large(ground: Ground) -> bool:
    return ground.chance.random() < _ABOVE_SCALE


_Part = Iterator[Iterable[Ledger]]


def _of_2022(stand: Stand, _: Programme) -> _Part:
    yield first_year.feedbacks(stand)
    yield first_year.surveys(stand)
    yield first_year.cases(stand)
    yield first_year.plans(stand)


def _of_plan(stand: Stand, programme: Programme) -> _Part:
    yield plan.values(stand.span.ground, programme)
    yield plan.task_reports(stand.span, programme)


def _of_campaign(stand: Stand, programme: Programme) -> _Part:
    yield campaign.slogan_uses(stand.span.ground, programme)
    yield campaign.actions(stand)
    yield campaign.checkups(stand)
    yield campaign.certifications(stand)


def _of_assessment(stand: Stand, programme: Programme) -> _Part:
    ground, table = stand.span.ground, programme.assessment
    assert table is not None  # noqa: S101 - this notice has one
    yield assessment.answers(ground, programme, table)
    yield assessment.declared_points(ground, programme, table)
    yield assessment.declared_bonuses(ground, programme)
    yield assessment.stages(stand.span, programme)
    yield assessment.scores(stand.span, programme, table)
    yield assessment.extras(stand.span, programme, table)
    yield assessment.incidents(stand.span)
    yield plan.half_year_values(ground, programme)
    yield plan.task_reports(stand.span, programme)


_OF_NOTICE: dict[str, Callable[[Stand, Programme], _Part]] = {
    "hunan-2022": _of_2022,
    "hunan-2023-assessment": _of_assessment,
    "hunan-2023-quality-month": _of_campaign,
    "hunan-plan-2025": _of_plan,
}


def _events(ground: Ground, programme: Programme) -> Iterable[Event]:
    return campaign.events(ground, programme) if programme.season else ()


def _submissions(ground: Ground, programme: Programme) -> Iterator[Submission]:
    """Let cities send what is due: a few long before, most in time, one late, one not at all.

    What the province owes waits for those who have not answered it.
    """
    for deadline in programme.deadlines:
        owing = ground.owing(deadline) if deadline.submission else ()
        for place, unit in enumerate(one for one in owing if one in ground.cities):
            off = _EARLY_DAYS if place in _EARLY else -ground.chance.randint(0, 5)
            submitted_on = deadline.due_on + timedelta(days=_LATE_DAYS if place in _LATE else off)
            if place != _SILENT and submitted_on <= ground.last:
                sent = deadline.deliverables[: 1 + place % 3]
                yield invent(
                    Submission,
                    unit,
                    deadline=f"{programme.id}/{deadline.id}",
                    submitted_on=submitted_on,
                    deliverables="、".join(sent) or None,
                    doc_no=f"示例{deadline.due_on.year}年第{place + 1}号",
                    note="示例",
                )
