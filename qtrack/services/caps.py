"""The most a unit or a value may be (E-15), checked before a row is kept."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrack.domain.fields import Field, Kind, Values
from qtrack.domain.problem import Problem
from qtrack.domain.programme import Cap, Limit, Strength
from qtrack.domain.terms import Where
from qtrack.domain.value import show_money
from qtrack.ledgers import Ledger
from qtrack.services.counting import meant, where_all
from qtrack.services.office import Office, units_of
from qtrack.services.trees import in_tree


def cap_problems(
    session: Session, office: Office, ledger: type[Ledger], values: Values, uid: str
) -> list[Problem]:
    """Give every hard cap and limit that this row, about to be kept under `uid`, would break.

    What the notice puts in a softer word blocks nothing; reports show it.
    """
    programme = office.programme
    problems = [
        problem
        for limit in programme.limits
        if _binds(limit.strength, ledger, limit.ledger, values, limit.where)
        for problem in _limit(limit, ledger, values)
    ]
    for cap in programme.caps:
        if _binds(cap.strength, ledger, cap.count.ledger, values, cap.count.where):
            problems += _cap(session, office, ledger, cap, values, uid)
    return problems


def _limit(limit: Limit, ledger: type[Ledger], values: Values) -> Iterable[Problem]:
    value = values.get(limit.field)
    if isinstance(value, int) and value > limit.at_most:
        field = ledger.schema().field(limit.field)
        yield Problem(
            limit.field,
            f"{limit.name}：{amount_words(field, value)}超过上限 {amount_words(field, limit.at_most)}"
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


def amount_words(field: Field, number: int) -> str:
    """Give a number of a field with its unit, where it has one."""
    return f"{show_money(number)} 万元" if field.kind is Kind.MONEY else f"{number:,}"


def _binds(strength: Strength, ledger: type[Ledger], key: str, values: Values, where: Where) -> bool:
    if strength is not Strength.HARD or key != ledger.__tablename__:
        return False
    fields = ledger.schema()
    return all(
        values.get(name) in [meant(fields.field(name), word) for word in words] for name, words in where
    )
