"""零报告: a unit says that a ledger had nothing in a month, and may take it back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrack.domain.fields import Kind
from qtrack.domain.identity import new_uid
from qtrack.domain.problem import refuse
from qtrack.ledgers import NilReport
from qtrack.services.catalog import ledger_class
from qtrack.services.office import Office
from qtrack.services.trees import in_tree


class MonthState(Enum):
    """What a ledger says of a month."""

    ROWS = "有记录"
    NIL = "零报告"
    SILENT = "未报"


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a ledger at a unit and all below it; `month` is 2022-03."""

    month: str
    state: MonthState
    rows: int


def report_nil(session: Session, office: Office, key: str, month: str) -> None:
    """Say that the office's ledger had nothing in a month; refuse when it has rows, or was said before."""
    title = ledger_class(key).title
    if not is_dated(key):
        raise refuse(f"“{title}”台账没有日期，不作零报告")
    rows = _rows(session, office, key).get(month, 0)
    if rows:
        raise refuse(f"{month} 已有 {rows:,} 条{title}记录，不能零报告")
    if month in _nils(session, office, key):
        raise refuse(f"{month} 已作过零报告")
    unit = office.unit.code
    session.add(
        NilReport(
            uid=new_uid(), unit=unit, entered_by=unit, ledger=ledger_class(key).__tablename__, month=month
        )
    )
    session.flush()


def withdraw_nil(session: Session, office: Office, key: str, month: str) -> None:
    """Take a nil report back; refuse when there is none."""
    ledger = ledger_class(key)
    row = session.scalar(
        select(NilReport).where(
            NilReport.ledger == ledger.__tablename__,
            NilReport.month == month,
            NilReport.unit == office.unit.code,
        )
    )
    if row is None:
        raise refuse(f"{month} 没有零报告")
    session.delete(row)
    session.flush()


def months(session: Session, office: Office, key: str) -> tuple[Month, ...]:
    """Give every month of the programme's period up to today: with rows, said to have none, or silent."""
    rows, nils = _rows(session, office, key), _nils(session, office, key)
    found = []
    for month in _period(office):
        state = MonthState.ROWS if rows.get(month) else MonthState.NIL if month in nils else MonthState.SILENT
        found.append(Month(month, state, rows.get(month, 0)))
    return tuple(found)


def is_dated(key: str) -> bool:
    """Say whether a ledger's rows have a day of their own."""
    ledger = ledger_class(key)
    return any(field.key == ledger.dated_by and field.kind is Kind.DATE for field in ledger.schema().fields)


def _rows(session: Session, office: Office, key: str) -> dict[str, int]:
    if not is_dated(key):
        return {}
    ledger = ledger_class(key)
    month = func.substr(getattr(ledger, ledger.dated_by), 1, len("2022-03"))
    here = select(month, func.count()).where(in_tree(ledger.unit, office.unit))
    return {name: number for name, number in session.execute(here.group_by(month)) if name}


def _nils(session: Session, office: Office, key: str) -> set[str]:
    """Give the months the office itself has said nothing happened in."""
    query = select(NilReport.month).where(
        NilReport.ledger == ledger_class(key).__tablename__, NilReport.unit == office.unit.code
    )
    return set(session.scalars(query))


def _period(office: Office) -> list[str]:
    last = min(office.today, office.programme.ends_on)
    year, month = office.programme.starts_on.year, office.programme.starts_on.month
    found = []
    while (year, month) <= (last.year, last.month):
        found.append(f"{year:04}-{month:02}")
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)  # noqa: PLR2004 - December
    return found
