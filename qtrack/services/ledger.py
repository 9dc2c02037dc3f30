"""One row of a ledger: read, kept, changed, removed; the same steps for every ledger."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrack.domain.fields import Kind, Values
from qtrack.domain.identity import new_uid
from qtrack.domain.problem import Problem, RefusedError, refuse
from qtrack.domain.value import Draft, Reading, read_form, show_value
from qtrack.ledgers import LEDGERS, Ledger
from qtrack.services.caps import cap_problems
from qtrack.services.catalog import ledger_class
from qtrack.services.names import OfficeNames
from qtrack.services.office import Office
from qtrack.services.trees import in_tree


def texts_of(session: Session, office: Office, key: str, uid: str) -> dict[str, str]:
    """Give one row as texts a form can show and read again."""
    ledger, row = _row(session, office, key, uid)
    names = OfficeNames(session, office)
    schema = ledger.schema()
    names.read_ahead(schema, [row])
    texts = {field.key: show_value(field, getattr(row, field.key), names) for field in schema.fields}
    for field in schema.fields:
        if (
            texts[field.key]
            and field.kind is Kind.REFERENCE
            and not _is_clear(session, field.refers, texts[field.key])
        ):
            texts[field.key] = getattr(row, field.key) or ""
    return texts


def read(session: Session, office: Office, key: str, texts: dict[str, str]) -> Draft:
    """Read a form's texts with the office's names."""
    reading = Reading(office.today, OfficeNames(session, office))
    return read_form(ledger_class(key).schema(), texts, reading)


def add(session: Session, office: Office, key: str, values: Values) -> str:
    """Keep a new row and give its uid; refuse it with every problem it has."""
    ledger = ledger_class(key)
    uid = new_uid()
    _check(session, office, ledger, values, uid)
    session.add(ledger(uid=uid, entered_by=office.unit.code, **values))
    session.flush()
    return uid


def change(session: Session, office: Office, key: str, uid: str, values: Values) -> None:
    """Put new values into a row; refuse them with every problem they have."""
    ledger, row = _row(session, office, key, uid)
    _check(session, office, ledger, values, uid)
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()


def remove(session: Session, office: Office, key: str, uid: str) -> None:
    """Take a row out; refuse when other rows refer to it."""
    ledger, row = _row(session, office, key, uid)
    for other in LEDGERS:
        for field in other.schema().fields:
            if field.refers != ledger.__tablename__:
                continue
            used = session.scalar(
                select(func.count()).select_from(other).where(getattr(other, field.key) == uid)
            )
            if used:
                raise refuse(f"“{other.title}”台账有 {used} 条记录用到它，请先删除那些记录；本条未删除")
    session.delete(row)
    session.flush()


def _check(session: Session, office: Office, ledger: type[Ledger], values: Values, uid: str) -> None:
    problems = [
        *_repeats(session, ledger, values, uid),
        *cap_problems(session, office, ledger, values, uid),
    ]
    if problems:
        raise RefusedError(tuple(problems))


def _repeats(session: Session, ledger: type[Ledger], values: Values, uid: str) -> list[Problem]:
    problems = []
    for column in ledger.__table__.columns:
        value = values.get(column.name)
        if column.unique and value is not None:
            same = getattr(ledger, column.name) == value
            named = session.scalar(select(getattr(ledger, ledger.named_by)).where(same, ledger.uid != uid))
            if named is not None:
                problems.append(Problem(column.name, f"{column.info['label']}：与已登记的“{named}”相同"))
    return problems


def _row(session: Session, office: Office, key: str, uid: str) -> tuple[type[Ledger], Ledger]:
    ledger = ledger_class(key)
    row = session.scalar(select(ledger).where(ledger.uid == uid, in_tree(ledger.unit, office.unit)))
    if row is None:
        raise refuse("这条记录已不存在，可能已被删除；请按 F5 刷新")
    return ledger, row


def _is_clear(session: Session, refers: str, text: str) -> bool:
    """Say whether a name means exactly one row."""
    ledger = ledger_class(refers)
    name = getattr(ledger, ledger.named_by)
    return len(session.scalars(select(ledger.uid).where(name == text).limit(2)).all()) == 1
