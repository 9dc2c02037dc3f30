"""Invented work a bureau does year after year: persons trained, products, awards, problems, stations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import NamedTuple

from qtrack.domain.region import Level, Unit
from qtrack.ledgers import (
    Award,
    Enterprise,
    FamousProduct,
    Ledger,
    Model,
    Publicity,
    QualityOfficer,
    QualityProblem,
    Station,
    Training,
)
from qtrack.ledgers.award import AwardKind, AwardLevel, Drive
from qtrack.ledgers.famous_product import FameQuality, FameStage
from qtrack.ledgers.model import Channel, ModelFeature, ModelKind, ModelPool, ModelState
from qtrack.ledgers.problem import HelpMode, ProblemCategory, ProblemFocus, ProblemSource, ProblemState
from qtrack.ledgers.publicity import MediaLevel
from qtrack.ledgers.quality_officer import OfficerStage
from qtrack.ledgers.station import Service, Stage, StationKind
from qtrack.ledgers.training import Topic, TrainingKind, TrainingLevel
from qtrack.services.demo.ground import Span, counted_words, invent

_SURNAMES = "甲乙丙丁戊己庚辛壬癸"
_HALF, _MOSTLY = 0.5, 0.8
_STAGES = (Stage.IN_USE, Stage.IN_USE, Stage.IN_USE, Stage.BUILT, Stage.BUILDING, Stage.PLANNED)
_MEDIA = (
    ("示例日报", MediaLevel.PROVINCE),
    ("示例晚报", MediaLevel.CITY),
    ("示例县报", MediaLevel.COUNTY),
    ("示例新闻网", MediaLevel.NATION),
)
_NOMINATED_ONLY = 3
_SPREAD = 4
"""Few models lie far apart: in every so many-th of the units more of them would lie in."""


@dataclass(frozen=True)
class Stand:
    """What a year's work stands on: the stretch of time and the firms by the unit they lie in."""

    span: Span
    firms: Mapping[str, Sequence[Enterprise]]

    def firm(self, unit: Unit) -> Enterprise:
        """Give one of a unit's firms."""
        return self.span.ground.chance.choice(self.firms[unit.code])

    def often(self, share: float) -> bool:
        """Say yes in so many cases out of all."""
        return self.span.ground.chance.random() < share

    def among(self, most: int) -> int:
        """Give a number from 1 to this."""
        return self.span.ground.chance.randint(1, most)


Invention = Callable[[Stand, int], Iterator[Ledger]]


def trainings(stand: Stand, whole: int) -> Iterator[Training]:
    """Hold sessions of every kind, most in counties, some called by cities."""
    kinds, span = list(TrainingKind), stand.span
    for at, unit in enumerate(span.dealt(whole)):
        kind, trainees = kinds[at % len(kinds)], 25 + stand.among(120)
        topics = span.ground.chance.sample(list(Topic), 3)
        yield invent(
            Training,
            unit,
            subject=f"示例{unit.short}{kind.value.removesuffix('培训')}培训",
            held_on=span.day(),
            trainees=trainees,
            level=TrainingLevel.CITY if unit.level is Level.CITY else TrainingLevel.COUNTY,
            free=True,
            kind=kind,
            place="示例礼堂",
            host=f"示例{unit.short}局",
            topics=tuple(topic for topic in Topic if topic in topics),
            teachers="示例讲师",
            managers=trainees // 4,
            quality_staff=trainees // 2,
            enterprises=trainees // 2,
            evidence="示例柜1号",
        )


def officers(stand: Stand, whole: int) -> Iterator[QualityOfficer]:
    """Train officers at three levels; some were appointed since, and some hold office."""
    levels, span, persons = list(TrainingLevel), stand.span, count(1)
    for unit in span.dealt(whole):
        number, trained_on = next(persons), span.day()
        stage = span.ground.chance.choice(list(OfficerStage))
        appointed = stage is not OfficerStage.NURTURED
        level = levels[0 if number % 9 == 0 else 1 + number % 2]
        certified = stand.often(_HALF)
        yield invent(
            QualityOfficer,
            unit,
            person_name=f"示例{_SURNAMES[number % 10]}{counted_words(1 + number % 900)}",
            enterprise=stand.firm(unit).uid,
            stage=stage,
            trained_on=trained_on,
            class_level=level,
            class_name=f"示例{level.value}首席质量官培训班",
            certificate=f"示例{span.first.year}第{number}号" if certified else None,
            post="示例副总经理",
            appointed_on=span.day(trained_on) if appointed else None,
            note="示例：主持质量改进" if stage is OfficerStage.SERVING else None,
        )


def products(stand: Stand, whole: int) -> Iterator[FamousProduct]:
    """Recognise products; as many again are applied for or only candidates."""
    span, numbers = stand.span, count(1)
    for unit in span.dealt(2 * whole):
        number, firm = next(numbers), stand.firm(unit)
        stage = FameStage.RECOGNISED if number % 2 else span.ground.chance.choice(list(FameStage)[:2])
        applied_on = None if stage is FameStage.CANDIDATE else span.day()
        yield invent(
            FamousProduct,
            unit,
            product=f"示例{firm.industry}产品{span.first.year}第{number}号",
            enterprise=firm.uid,
            stage=stage,
            applied_on=applied_on,
            recognised_on=span.day(applied_on) if stage is FameStage.RECOGNISED else None,
            brand="示例牌",
            quality="示例：达到先进标准",
            share="示例 全省 12%",
            fame="示例：本地知名",
            satisfaction="示例 92分",
            qualities=tuple(list(FameQuality)[: stand.among(5)]),
        )


def problems(stand: Stand, whole: int) -> Iterator[QualityProblem]:
    """Solve so many problems of firms; of every ten one more is raised and one more being solved."""
    span, numbers, chance = stand.span, count(1), stand.span.ground.chance
    for unit in span.dealt(round(whole * 1.2)):
        number, firm = next(numbers), stand.firm(unit)
        state = {4: ProblemState.RAISED, 9: ProblemState.SOLVING}.get(number % 12, ProblemState.SOLVED)
        raised_on, category = span.day(), chance.choice(list(ProblemCategory))
        solved = state is ProblemState.SOLVED
        yield invent(
            QualityProblem,
            unit,
            subject=f"示例{firm.industry}{category.value}难题{span.first.year}第{number}号",
            enterprise=firm.uid,
            raised_on=raised_on,
            source=chance.choice(list(ProblemSource)),
            category=category,
            state=state,
            solved_on=span.day(raised_on + timedelta(days=7)) if solved else None,
            focus=chance.choice((None, *ProblemFocus)),
            helper=None if state is ProblemState.RAISED else "示例专家组",
            mode=None if state is ProblemState.RAISED else chance.choice(list(HelpMode)),
            solution="示例：调整工艺后复测合格" if solved else None,
            confirmed=stand.often(_MOSTLY) if solved else None,
        )


def models(stand: Stand, whole: int) -> Iterator[Model]:
    """Choose models among those nominated; half of the chosen ones were made known."""
    span = stand.span
    chosen, units = span.number(whole), [*span.dealt(_SPREAD * whole)]
    for at, unit in enumerate(units[::_SPREAD][: chosen + _NOMINATED_ONLY]):
        nominated_on, selected = span.day(), at < chosen
        selected_on = span.day(nominated_on) if selected else None
        promoted = at % 2 == 0 and selected
        yield invent(
            Model,
            unit,
            name=f"示例“{counted_words(at + 1)}全”管理模式",
            organisation=f"示例{unit.short}{span.first.year}第{at + 1}组织",
            pool=list(ModelPool)[at % 2],
            state=ModelState.SELECTED if selected else ModelState.NOMINATED,
            nominated_on=nominated_on,
            selected_on=selected_on,
            kind=list(ModelKind)[at % 3],
            features=tuple(ModelFeature),
            channels=tuple(Channel)[: 1 + at % 4] if promoted else None,
            promoted_on=span.day(selected_on) if promoted else None,
            copies=200 + 50 * at if promoted else None,
            note="示例：巡回演讲三场" if promoted else None,
        )


def awards(stand: Stand, whole: int) -> Iterator[Award]:
    """Give awards of cities and counties, a few of the province."""
    span = stand.span
    for at, unit in enumerate(span.dealt(whole)):
        level = AwardLevel.PROVINCE if at % 6 == 0 else list(AwardLevel)[2 + at % 2]
        yield invent(
            Award,
            unit,
            winner=f"示例{unit.short}{span.first.year}第{at + 1}获奖组织",
            level=level,
            name=f"示例{level.value}质量奖",
            awarded_on=span.day(),
            kind=AwardKind.AWARD if at % 3 else AwardKind.NOMINATION,
            session="示例届",
            drive=tuple(Drive)[: 1 + at % 5],
            driven=stand.among(30),
            note="示例：带动上下游企业",
        )


def stations(stand: Stand, whole: int) -> Iterator[Station]:
    """Open stations; some are built, begun or planned, and a few of those open were accepted as models."""
    span = stand.span
    for at, unit in enumerate(span.dealt(whole)):
        stage, kind = _STAGES[at % len(_STAGES)], list(StationKind)[at % 3]
        built_on = span.day() if stage in (Stage.BUILT, Stage.IN_USE) else None
        in_use_on = span.day(built_on) if stage is Stage.IN_USE else None
        accepted_on = span.day(in_use_on) if in_use_on and at % 4 == 0 else None
        served = stand.among(150) if in_use_on else None
        yield invent(
            Station,
            unit,
            name=f"示例{unit.short}{span.first.year}第{at + 1}{kind.value}服务站",
            stage=stage,
            built_on=built_on,
            in_use_on=in_use_on,
            kind=kind,
            host=f"示例{unit.short}检测所",
            address="示例路1号",
            serves="示例园区",
            staff=stand.among(9) if in_use_on else None,
            services=tuple(Service)[: 2 + at % 5],
            served_enterprises=served,
            solved_problems=served // 3 if served else None,
            demo_applied_on=in_use_on if accepted_on else None,
            demo_accepted_on=accepted_on,
        )


def publicity(stand: Stand, whole: int) -> Iterator[Publicity]:
    """Publish articles in media of all levels."""
    for at, unit in enumerate(stand.span.dealt(whole)):
        medium, level = _MEDIA[at % len(_MEDIA)]
        yield invent(
            Publicity,
            unit,
            headline=f"示例报道{stand.span.first.year}第{at + 1}篇：{unit.short}质量工作",
            published_on=stand.span.day(),
            medium=medium,
            level=level,
            link="示例文件夹",
        )


class Work(NamedTuple):
    """A kind of work and how much of it a whole year would bring, by year."""

    invented: Invention
    wholes: Mapping[int, int]


WORKS: tuple[Work, ...] = (
    Work(trainings, {2021: 120, 2022: 260, 2023: 240, 2024: 180, 2025: 160}),
    Work(officers, {2021: 180, 2022: 1040, 2023: 620, 2024: 480, 2025: 450}),
    Work(products, {2022: 94, 2023: 80, 2024: 60, 2025: 40}),
    Work(problems, {2022: 6_000, 2023: 900, 2024: 300, 2025: 300}),
    Work(models, {2022: 9, 2023: 10}),
    Work(awards, {2021: 24, 2022: 36, 2023: 30, 2024: 30, 2025: 24}),
    Work(stations, {2021: 30, 2022: 50, 2023: 50, 2024: 40, 2025: 20}),
    Work(publicity, {2021: 40, 2022: 90, 2023: 120, 2024: 60, 2025: 60}),
)
"""What is done in every year, whichever notice asks for it."""


def year_of(span: Span, year: int) -> Span:
    """Give one year of the same ground."""
    return Span(span.ground, date(year, 1, 1), date(year, 12, 31))
