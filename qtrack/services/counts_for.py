"""What a row counts for, and what it would have to be: said when it is saved, not found out in December."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.orm import Session

from qtrack.domain.counted import Counted, counted_of
from qtrack.domain.fields import Schema
from qtrack.domain.programme import Count
from qtrack.domain.terms import TOGETHER
from qtrack.domain.text import quoted
from qtrack.domain.value import show_date
from qtrack.ledgers import Ledger
from qtrack.services.catalog import ledger_class
from qtrack.services.counting import counted
from qtrack.services.office import Office, units_of
from qtrack.services.trees import in_tree


class _Asked(NamedTuple):
    """One thing that counts rows, seen on the notice it belongs to; `first` is the notice looked at."""

    office: Office
    one: Counted
    first: bool


class _Twins(NamedTuple):
    """Other rows that count for the same target and say the same: how many, the first of them dated."""

    rows: int
    day: date


def count_words(session: Session, office: Office, key: str, uid: str) -> str:
    """Say what a row counts for in all notices of the bureau, and why targets leave it out; may be empty.

    Two statements, however many notices there are (X5).
    """
    ledger = ledger_class(key)
    asked = list(_asked(office, key))
    if not asked:
        return ""
    this = ledger.uid == uid
    fitting = (counted(ledger, one.one.count, one.office, select(ledger.uid)).where(this) for one in asked)
    query = select(ledger, *(each.correlate(None).exists() for each in fitting)).where(this)
    found = session.execute(query).one_or_none()
    if found is None:
        return ""
    row = found[0]
    fits = [fit and _binds(row, one) for one, fit in zip(asked, found[1:], strict=True)]
    twins = _twins(session, row, [one for one, fit in zip(asked, fits, strict=True) if fit])
    return "；".join(_said(row, asked, fits, twins, several=len(office.programmes) > 1))


def apart_words(count: Count) -> str:
    """Give the words for what tells things counted apart: 企业; 姓名、企业."""
    schema = ledger_class(count.ledger).schema()
    return "、".join(schema.field(key).label for key in count.distinct.split(TOGETHER))


def _asked(office: Office, key: str) -> Iterator[_Asked]:
    for programme in office.programmes:
        there = office.on(programme)
        for one in counted_of(programme):
            if one.count.ledger == key:
                yield _Asked(there, one, programme.id == office.programme.id)


def _twins(session: Session, row: Ledger, asked: Sequence[_Asked]) -> dict[tuple[str, str], _Twins]:
    """Give the rows beside this one that each target takes for the same, by notice and target."""
    ledger = type(row)
    targets = [(there, one.target) for there, one, _ in asked if one.target and one.count.distinct]
    queries = []
    for place, (there, target) in enumerate(targets):
        count = target.count
        same = [getattr(ledger, key) == getattr(row, key) for key in count.distinct.split(TOGETHER)]
        here = in_tree(ledger.unit, there.unit)
        query = select(literal(place), func.count(), func.min(getattr(ledger, count.on)))
        queries.append(counted(ledger, count, there, query).where(ledger.uid != row.uid, here, *same))
    found = session.execute(union_all(*queries)).all() if queries else []
    return {
        (targets[place][0].programme.id, targets[place][1].id): _Twins(rows, day)
        for place, rows, day in found
        if rows
    }


def _said(
    row: Ledger,
    asked: Sequence[_Asked],
    fits: Sequence[bool],
    twins: dict[tuple[str, str], _Twins],
    *,
    several: bool,
) -> Iterator[str]:
    """Say of each notice in turn what counts the row, and which of its targets do not."""
    judged = list(zip(asked, fits, strict=True))
    for programme in {one.office.programme.id: one.office.programme for one in asked}.values():
        own = [(one, fit) for one, fit in judged if one.office.programme is programme]
        prefix = f"{programme.short}：" if several else ""
        serves = dict.fromkeys(_name(one.one) + _once(one, twins) for one, fit in own if fit)
        if serves:
            yield f"计入{prefix}{'、'.join(serves)}"
        for one, fit in own:
            if one.one.target and not fit and (one.first or _in_time(row, one)):
                yield f"暂不计入{prefix}{_name(one.one)}：{_conditions(one)}"


def _binds(row: Ledger, asked: _Asked) -> bool:
    """Say whether rows of the row's unit count at all: a city's own class meets no county's floor."""
    each, region = asked.one.each, asked.office.region
    return each is None or region.by_code.get(row.unit) in units_of(region, each, region.province.code)


def _name(one: Counted) -> str:
    return f"{one.kind}{quoted(one.name)}"


def _once(asked: _Asked, twins: dict[tuple[str, str], _Twins]) -> str:
    """Say that a target counts what the row speaks of once, where other rows speak of it too."""
    one = asked.one
    found = twins.get((asked.office.programme.id, one.target.id)) if one.target else None
    if found is None:
        return ""
    rows = f"{found.rows:,} 条，最早 {show_date(found.day)}" if found.rows > 1 else show_date(found.day)
    return f"（同一{apart_words(one.count)}已登记：{rows}，只计一次）"


def _in_time(row: Ledger, asked: _Asked) -> bool:
    """Say whether a row may yet count for a notice not looked at: neither of them is of another year."""
    count, office = asked.one.count, asked.office
    day: Any = getattr(row, count.on)
    if day is None:
        return office.today <= office.programme.ends_on
    return day <= office.until and (count.stock or day >= office.programme.starts_on)


def _conditions(asked: _Asked) -> str:
    count = asked.one.count
    schema = ledger_class(count.ledger).schema()
    parts = [f"{_label(schema, key)}须为{'、'.join(allowed)}" for key, allowed in count.where]
    return "，".join([*parts, f"{schema.field(count.on).label}须在{_span(count, asked.office)}"])


def _label(schema: Schema, key: str) -> str:
    owner, _, name = key.rpartition(".")
    if not owner:
        return schema.field(name).label
    field = schema.field(owner)
    return f"{field.label}的{ledger_class(field.refers).schema().field(name).label}"


def _span(count: Count, office: Office) -> str:
    until = show_date(office.until)
    return f" {until} 以前" if count.stock else f" {show_date(office.programme.starts_on)} 至 {until}"
