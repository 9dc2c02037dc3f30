"""Rows for the tests of the assessment: scores, extras, incidents, answers, declared points."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hunan import ASSESSMENT, CHANGSHA, bureau

from qtrack.ledgers.answer import AnswerForm
from qtrack.ledgers.declared_bonus import BonusItem
from qtrack.ledgers.incident import IncidentKind, IncidentLevel
from qtrack.services.catalog import ledger_class
from qtrack.services.ledger import add
from qtrack.services.office import Office
from qtrack.store.store import Store

DAY = date(2023, 7, 5)
PLAIN: dict[str, dict[str, object]] = {
    "score": {"scored_on": date(2023, 7, 1)},
    "extra_score": {"happened_on": date(2023, 5, 10), "subject": "示例事由"},
    "assessment_stage": {},
    "incident": {
        "name": "示例事故",
        "happened_on": date(2023, 4, 1),
        "kind": IncidentKind.PRODUCT,
        "level": IncidentLevel.LARGER,
    },
    "answer": {"form": AnswerForm.INDICATORS, "answered_on": date(2023, 7, 3)},
    "declared_point": {
        "declared_on": date(2023, 7, 3),
        "year": 2023,
        "area": "示例领域",
        "content": "示例内容",
        "key_point": "示例要点",
        "parts": "示例一（1分）；示例二（1 分）",
        "points": Decimal(2),
        "basis": "示例依据",
    },
    "declared_bonus": {
        "declared_on": date(2023, 7, 3),
        "year": 2023,
        "item": BonusItem.COMMENDATION,
        "standard": "示例标准",
        "basis": "示例依据",
    },
}
_ENTRIES = {"point", "extra", "department", "stage"}


def city(unit: str = CHANGSHA, today: date = DAY) -> Office:
    """Give a unit's view of the assessment, on the fifth of July unless said otherwise."""
    return bureau(ASSESSMENT, unit=unit, today=today)


def put(store: Store, office: Office, key: str, why: str = "示例说明", /, **said: object) -> str:
    """Keep a row, explained unless `why` is empty; points, extras and departments by their ids alone."""
    given = {name: f"{ASSESSMENT}/{value}" if name in _ENTRIES else value for name, value in said.items()}
    given = {
        name: Decimal(value) if isinstance(value, str) and _is_number(name) else value
        for name, value in given.items()
    }
    blank: dict[str, object] = {field.key: None for field in ledger_class(key).schema().fields}
    return store.run(add, office, key, blank | PLAIN[key] | {"unit": office.unit.code} | given, why)


def _is_number(name: str) -> bool:
    return name in ("self_score", "expected", "final", "amount", "deduction", "points")
