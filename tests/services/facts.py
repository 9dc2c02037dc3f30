"""One fact of every kind that notices count, as its form would give it, and the notices that may count it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hunan import programme, regions
from sqlalchemy.orm import Session

from qtrack.domain.programme import Count, Programme
from qtrack.domain.region import Level, Unit
from qtrack.ledgers.action import ActionKind
from qtrack.ledgers.award import AwardKind, AwardLevel
from qtrack.ledgers.benchmark import BenchmarkStatus
from qtrack.ledgers.certification import CertificationState
from qtrack.ledgers.checkup import CheckupState
from qtrack.ledgers.event import Conduct, EventState
from qtrack.ledgers.famous_product import FameStage
from qtrack.ledgers.focus import FocusKind
from qtrack.ledgers.incident import IncidentKind, IncidentLevel
from qtrack.ledgers.introduction import IntroductionStatus, Method
from qtrack.ledgers.model import ModelPool, ModelState
from qtrack.ledgers.platform import Direction, PlatformStatus
from qtrack.ledgers.problem import ProblemCategory, ProblemSource, ProblemState
from qtrack.ledgers.publicity import MediaLevel
from qtrack.ledgers.quality_officer import OfficerStage
from qtrack.ledgers.slogan_use import SloganMedium
from qtrack.ledgers.station import Stage, StationKind
from qtrack.ledgers.training import TrainingKind, TrainingLevel
from qtrack.ledgers.work_plan import PlanPart
from qtrack.services.catalog import ledger_class
from qtrack.services.counting import meant
from qtrack.services.ledger import add
from qtrack.services.office import Office

PACKS = (
    "hubei-2022",
    "hunan-2022",
    "hunan-2023-quality-month",
    "hunan-2023-assessment",
    "hunan-plan-2025",
)
DAY, TODAY = date(2023, 5, 8), date(2023, 9, 18)

FACTS: dict[str, dict[str, object]] = {
    "enterprise": {"name": "示例一厂", "above_scale": True},
    "action": {"done_on": DAY, "kind": ActionKind.CLINIC},
    "introduction": {
        "method": Method.LEAN,
        "status": IntroductionStatus.INTRODUCED,
        "trained_on": DAY,
        "introduced_on": DAY,
    },
    "benchmark": {"status": BenchmarkStatus.BENCHMARK, "surveyed_on": DAY, "recognised_on": DAY},
    "platform": {
        "name": "示例平台",
        "direction": Direction.HEALTH,
        "status": PlatformStatus.BUILT,
        "built_on": DAY,
    },
    "training": {
        "subject": "示例首席质量官班",
        "held_on": DAY,
        "trainees": 60,
        "level": TrainingLevel.COUNTY,
        "free": True,
        "kind": TrainingKind.OFFICERS,
    },
    "station": {
        "name": "示例服务站",
        "stage": Stage.IN_USE,
        "built_on": DAY,
        "in_use_on": DAY,
        "demo_accepted_on": DAY,
        "demo_awarded_on": DAY,
        "kind": StationKind.COUNTY,
    },
    "focus": {"kind": FocusKind.PRODUCT, "name": "示例产品", "started_on": DAY},
    "problem": {
        "subject": "示例难题",
        "raised_on": DAY,
        "source": ProblemSource.ONE_STOP,
        "category": ProblemCategory.METROLOGY,
        "state": ProblemState.SOLVED,
        "solved_on": DAY,
    },
    "quality_officer": {
        "person_name": "示例员",
        "stage": OfficerStage.NURTURED,
        "trained_on": DAY,
        "class_level": TrainingLevel.COUNTY,
    },
    "famous_product": {
        "product": "示例名品",
        "stage": FameStage.RECOGNISED,
        "applied_on": DAY,
        "recognised_on": DAY,
    },
    "model": {
        "name": "示例模式",
        "organisation": "示例一厂",
        "pool": next(iter(ModelPool)),
        "state": ModelState.SELECTED,
        "nominated_on": DAY,
        "selected_on": DAY,
        "promoted_on": DAY,
    },
    "award": {
        "winner": "示例一厂",
        "level": AwardLevel.CITY,
        "name": "示例市市长质量奖",
        "awarded_on": DAY,
        "kind": AwardKind.AWARD,
    },
    "certification": {"state": CertificationState.HELPED, "chosen_on": DAY, "helped_on": DAY},
    "checkup": {
        "state": CheckupState.CLOSED,
        "visited_on": DAY,
        "plan": "示例方案",
        "closed_on": DAY,
    },
    "event": {"name": "示例活动", "state": EventState.HELD, "held_on": DAY, "conduct": tuple(Conduct)},
    "slogan_use": {
        "slogan": "hunan-2023-quality-month/slogan-1",
        "medium": SloganMedium.SCREEN,
        "used_on": DAY,
        "place": "示例广场",
    },
    "publicity": {
        "headline": "示例报道",
        "published_on": DAY,
        "medium": "示例日报",
        "level": MediaLevel.CITY,
    },
    "survey": {"surveyed_on": DAY},
    "award_feedback": {"organisation": "示例一厂", "award": "示例省长质量奖", "feedback_sent_on": DAY},
    "case_report": {"headline": "示例案例", "sent_on": DAY},
    "work_plan": {"name": "示例计划", "made_on": DAY, "parts": tuple(PlanPart)},
    "incident": {
        "name": "示例事故",
        "happened_on": DAY,
        "kind": IncidentKind.PRODUCT,
        "level": IncidentLevel.MINOR,
    },
}


def same_years(name: str) -> Programme:
    """Give a notice as if it spoke of the years of all of them, so that one fact can count for each."""
    return replace(programme(name), starts_on=date(2022, 1, 1), ends_on=date(2025, 12, 31))


def county_on(*names: str, today: date = TODAY) -> Office:
    """Give the view of the first county of the province that has these notices, the first one looked at."""
    first, *others = map(same_years, names)
    region = regions()[first.region]
    unit: Unit = next(one for one in region.units if one.level is Level.COUNTY)
    return Office(unit, region, first, today, lambda: tuple(others))


def fact(office: Office, key: str, firm: str, **said: object) -> dict[str, object]:
    """Give the values of one fact at the office's own unit."""
    fields = ledger_class(key).schema().fields
    blank: dict[str, object] = {field.key: None for field in fields}
    about = {"enterprise": firm} if any(field.key == "enterprise" for field in fields) else {}
    return blank | FACTS[key] | {"unit": office.unit.code} | about | said


def keep(session: Session, /, office: Office, key: str, firm: str = "", **said: object) -> str:
    """Keep one fact, explained should it be doubtful, and give its uid."""
    return add(session, office, key, fact(office, key, firm, **said), "示例说明")


def fitting(count: Count) -> dict[str, object]:
    """Give the values of a row's own fields that a count asks for, the first of each."""
    schema = ledger_class(count.ledger).schema()
    return {key: meant(schema.field(key), words[0]) for key, words in count.where if "." not in key}
