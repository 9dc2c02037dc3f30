"""Rows for the tests of services, added by the program itself."""

from datetime import date

from programme import JIANGAN
from sqlalchemy.orm import Session

from qtrack.domain.uscc import ALPHABET
from qtrack.ledgers.action import ActionKind
from qtrack.ledgers.benchmark import BenchmarkStatus
from qtrack.ledgers.focus import FocusKind
from qtrack.ledgers.introduction import IntroductionStatus, Method
from qtrack.ledgers.platform import Direction, PlatformStatus
from qtrack.ledgers.project import ProjectState
from qtrack.ledgers.publicity import MediaLevel
from qtrack.ledgers.station import Stage, StationKind
from qtrack.ledgers.training import TrainingLevel
from qtrack.services.catalog import ledger_class
from qtrack.services.ledger import add
from qtrack.services.office import Office

DAY = date(2022, 6, 1)

PLAIN: dict[str, dict[str, object]] = {
    "enterprise": {"name": "示例一厂", "above_scale": True},
    "action": {"done_on": DAY, "kind": ActionKind.CLINIC},
    "introduction": {
        "method": Method.LEAN,
        "status": IntroductionStatus.INTRODUCED,
        "introduced_on": DAY,
    },
    "benchmark": {"status": BenchmarkStatus.BENCHMARK, "recognised_on": DAY},
    "platform": {
        "name": "示例平台",
        "direction": Direction.HEALTH,
        "status": PlatformStatus.BUILT,
        "built_on": DAY,
    },
    "training": {
        "subject": "示例培训",
        "held_on": DAY,
        "trainees": 60,
        "level": TrainingLevel.COUNTY,
        "free": True,
    },
    "station": {
        "name": "示例服务站",
        "stage": Stage.IN_USE,
        "built_on": DAY,
        "in_use_on": DAY,
        "kind": StationKind.COUNTY,
    },
    "focus": {"kind": FocusKind.PRODUCT, "name": "示例产品", "started_on": DAY},
    "publicity": {
        "headline": "示例报道",
        "published_on": DAY,
        "medium": "示例日报",
        "level": MediaLevel.CITY,
    },
    "project": {"name": "示例项目", "year": 2022, "state": ProjectState.DRAFT},
    "submission": {"deadline": "e22/plan", "submitted_on": date(2022, 3, 25)},
}


def values(key: str, unit: object = JIANGAN, **said: object) -> dict[str, object]:
    """Give values for every field of a ledger."""
    blank: dict[str, object] = {field.key: None for field in ledger_class(key).schema().fields}
    return blank | PLAIN[key] | {"unit": unit} | said


def put(session: Session, /, office: Office, key: str, unit: str = JIANGAN, **said: object) -> str:
    """Add one row, explained should it be doubtful, and give its uid."""
    return add(session, office, key, values(key, unit, **said), "示例说明")


def code(serial: int) -> str:
    """Give a credit code with a right check digit."""
    from stdnum.cn.uscc import calc_check_digit

    body = f"91420102XX{serial:07}"
    last = str(calc_check_digit(body))
    assert last in ALPHABET
    return body + last
