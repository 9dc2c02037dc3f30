"""The most a unit or a value may be (E-15), checked before a row is kept."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrack.domain.fields import Values
from qtrack.domain.problem import Problem
from qtrack.domain.programme import Cap, Limit
from qtrack.domain.value import show_money
from qtrack.ledgers import Ledger
from qtrack.services.counting import where_all
from qtrack.services.office import Office, units_of
from qtrack.services.trees import in_tree


def cap_problems(
    session: Session, office: Office, ledger: type[Ledger], values: Values, uid: str
) -> list[Problem]:
    """Give every cap and limit of the programme that this row, about to be kept under `uid`, would break."""
    programme = office.programme
    problems = [
        problem
        for limit in programme.limits
        if limit.ledger == ledger.__tablename__ and _meets(ledger, values, limit.where)
        for problem in _limit(limit, values)
    ]
    for cap in programme.caps:
        if cap.count.ledger == ledger.__tablename__ and _meets(ledger, values, cap.count.where):
            problems += _cap(session, office, ledger, cap, values, uid)
    return problems


def _limit(limit: Limit, values: Values) -> Iterable[Problem]:
    value = values.get(limit.field)
    if isinstance(value, int) and value > limit.at_most:
        yield Problem(
            limit.field,
            f"{limit.name}：{show_money(value)} 万元超过上限 {show_money(limit.at_most)} 万元"
            f"（{limit.source.clause}“{limit.source.quote}”）",
        )


def _cap(
    session: Session, office: Office, ledger: type[Ledger], cap: Cap, values: Values, uid: str
) -> Iterable[Problem]:
    region = office.region
    unit = region.quota_unit(str(values["unit"]))
    if unit not in units_of(region, cap.each, region.province.code):
        return
    others = session.scalar(
        select(func.count())
        .select_from(ledger)
        .where(*where_all(ledger, cap.count.where), in_tree(ledger.unit, unit), ledger.uid != uid)
    )
    if (others or 0) >= cap.at_most:
        yield Problem(
            "unit",
            f"{cap.name}：{unit.name}已有 {others} {cap.unit}，最多 {cap.at_most} {cap.unit}"
            f"（{cap.source.clause}“{cap.source.quote}”）",
        )


def _meets(ledger: type[Ledger], values: Values, where: Iterable[tuple[str, tuple[str, ...]]]) -> bool:
    schema = ledger.schema()
    for key, words in where:
        value = values.get(schema.field(key).key)
        if str(getattr(value, "value", value)) not in words:
            return False
    return True
