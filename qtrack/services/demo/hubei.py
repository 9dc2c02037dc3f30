"""Demo data for all of Hubei: invented, visibly so, and the same every time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from sqlalchemy.orm import Session

from qtrack.domain.programme import Deadline
from qtrack.domain.region import Unit
from qtrack.ledgers import Extension, Introduction, Project, Publicity, Share, Submission
from qtrack.ledgers.project import ProjectState
from qtrack.ledgers.publicity import MediaLevel
from qtrack.services.demo.firms import INDUSTRIES, Firms
from qtrack.services.demo.ground import CONTACT, Ground, Span, explained, invent
from qtrack.services.demo.places import focuses, platforms, stations, trainings
from qtrack.services.demo.years import Stand, awards
from qtrack.services.office import Office
from qtrack.services.setup import seed_past_projects

DEMO_DAY = date(2022, 10, 18)
"""The day on which demo data are looked at."""

_SEED = 20221018
_WAN = 1_000_000
_SPLITTING = (0, 1, 3, 4)
_LATE, _SILENT, _EXTENDED = (6, 12), 9, 11
_GRANTED_DAYS = 14
_ONE_LESS = (4, 9, 14)
_MEDIA = (("示例日报", MediaLevel.PROVINCE), ("示例晚报", MediaLevel.CITY), ("示例县报", MediaLevel.COUNTY))
_MEDIUM_NUMBER, _AWARDS = 40, 30


def build(session: Session, office: Office, last: date) -> None:
    """Fill the ledgers its notice is worked with for all units of the region, whoever looks at them."""
    seed_past_projects(session, office.at(office.region.province.code))
    ground = Ground(office, Random(_SEED), last)  # noqa: S311 - chance for invention, not for secrets
    firms = Firms(ground)
    session.add_all(firm for unit in ground.quota_units for firm in firms.of[unit.code])
    projects = list(_projects(ground))
    session.add_all(projects)
    session.flush()  # rows that others refer to stand first
    for rows in (
        firms.actions(),
        explained(session, office, Introduction, firms.introductions()),
        firms.benchmarks(),
        platforms(ground),
        trainings(ground),
        stations(ground),
        focuses(ground),
        _publicity(ground, projects),
        _submissions(ground),
        _extensions(ground),
        _shares(ground),
        awards(Stand(Span(ground, ground.first, office.programme.ends_on), {}), _AWARDS),
    ):
        session.add_all(rows)
    session.flush()


def _projects(ground: Ground) -> Iterator[Project]:
    """Recommend within what each unit may: two of a city, one of a unit the province governs; some fewer."""
    for place, unit in enumerate(ground.quota_units):
        most = 2 if unit in ground.cities else 1
        for number in range(most - (place in _ONE_LESS)):
            yield _project(ground, unit, INDUSTRIES[(place * 2 + number) % len(INDUSTRIES)])


def _project(ground: Ground, unit: Unit, industry: str) -> Project:
    chance = ground.chance
    firms, applied = chance.randint(40, 300), chance.choice((20, 22, 25)) * _WAN
    approved = chance.choice((applied, applied - 2 * _WAN, None))
    recommended_on = ground.first + timedelta(days=chance.randint(3, 14))
    return invent(
        Project,
        unit,
        name=f"示例{unit.short}{industry}产业集群质量提升",
        year=ground.office.programme.starts_on.year,
        state=ProjectState.RECOMMENDED if approved is None else ProjectState.APPROVED,
        recommended_on=recommended_on,
        product=f"示例{industry}产品",
        contact=CONTACT,
        firms=firms,
        above_scale_firms=firms // 3,
        workers=firms * 45,
        profit_tax=firms * 80 * _WAN,
        output_value=firms * 900 * _WAN,
        output="示例 3.2万吨",
        standing="示例：居全国前列",
        problems="示例：检测能力不足",
        needs="示例：标准与计量服务",
        policy="示例：专项奖补",
        opinion="示例：同意推荐",
        opinion_on=recommended_on,
        applied=applied,
        match_source=f"示例{unit.short}财政",
        match_secured=applied,
        approved=approved,
        received=approved,
        matched=approved and chance.choice((approved, approved - 5 * _WAN)),
        spent=approved and approved * chance.randint(20, 80) // 100,
    )


def _publicity(ground: Ground, projects: list[Project]) -> Iterator[Publicity]:
    units = (*ground.quota_units, *ground.counties)
    for place in range(_MEDIUM_NUMBER):
        project = projects[place % len(projects)] if place % 3 == 0 else None
        unit = ground.office.region.by_code[project.unit] if project else units[place * 3 % len(units)]
        medium, level = _MEDIA[place % len(_MEDIA)]
        yield invent(
            Publicity,
            unit,
            headline=f"示例报道：{unit.short}开展质量提升",
            published_on=ground.day(),
            medium=medium,
            level=level,
            project=project.uid if project else None,
            link="示例文件夹",
        )


def _due(ground: Ground) -> list[Deadline]:
    """Give what had to be sent by now, the first first."""
    deadlines = [d for d in ground.office.programme.occasions if d.submission and d.due_on <= ground.last]
    return sorted(deadlines, key=lambda deadline: deadline.due_on)


def _submissions(ground: Ground) -> Iterator[Submission]:
    """Send what was due: mostly in time, some late; the first once not at all and once by a later date."""
    for deadline in _due(ground):
        first = deadline is _due(ground)[0]
        for place, unit in enumerate(ground.owing(deadline)):
            if first and place == _SILENT:
                continue
            off = -ground.chance.randint(0, 6)
            if place in _LATE:
                off = 9
            elif first and place == _EXTENDED:
                off = _GRANTED_DAYS - 2
            yield invent(
                Submission,
                unit,
                deadline=ground.office.deadline_key(deadline),
                submitted_on=deadline.due_on + timedelta(days=off),
                doc_no=f"示例{deadline.due_on.year}年第{place + 1}号",
                note="示例",
            )


def _extensions(ground: Ground) -> Iterator[Extension]:
    """Grant one unit a later date for the first thing due."""
    for deadline in _due(ground)[:1]:
        for unit in ground.owing(deadline)[_EXTENDED : _EXTENDED + 1]:
            yield invent(
                Extension,
                unit,
                deadline=ground.office.deadline_key(deadline),
                due_on=deadline.due_on + timedelta(days=_GRANTED_DAYS),
                reason="示例：机构调整，经同意延期",
            )


def _shares(ground: Ground) -> Iterator[Share]:
    """Split the printed numbers of a few cities among their counties, a remainder left to give."""
    programme = ground.office.programme
    for city in (ground.cities[place] for place in _SPLITTING if place < len(ground.cities)):
        counties = ground.parts(city)
        for target in programme.targets:
            even = (target.quota(city.code) or 0) // len(counties)
            spared = 0
            for county in counties if even else ():
                # Every other county gets less than its even part; what they are spared stays to be given.
                spared = 0 if spared else ground.chance.randint(0, even // 3)
                yield invent(
                    Share,
                    county,
                    entered_by=city.code,
                    programme=programme.id,
                    target=target.id,
                    number=even - spared,
                )
