"""One row of a ledger: read, kept, changed, removed; the same steps for every ledger."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrack.domain.fields import Kind, Values
from qtrack.domain.identity import new_uid
from qtrack.domain.problem import refuse
from qtrack.domain.value import Draft, Reading, read_form, show_value
from qtrack.ledgers import LEDGERS, Ledger
from qtrack.services.attached import drop_attached
from qtrack.services.candidate import Candidate
from qtrack.services.catalog import ledger_class
from qtrack.services.doubts import Checks, settled
from qtrack.services.names import OfficeNames
from qtrack.services.office import Office
from qtrack.services.trees import in_tree


def texts_of(session: Session, office: Office, key: str, uid: str) -> dict[str, str]:
    """Give one row as texts a form can show and read again."""
    ledger, row = row_of(session, office, key, uid)
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
        if field.kind is Kind.ENTRY:
            entry = office.entries(field.refers).get(getattr(row, field.key) or "")
            if entry is not None and entry.offered:
                texts[field.key] = office.written(field.refers, getattr(row, field.key))
    return texts


def explanation_of(session: Session, office: Office, key: str, uid: str) -> str:
    """Give what was written about a row's doubts; empty where there are none."""
    _ledger, row = row_of(session, office, key, uid)
    return row.explanation or ""


def read(session: Session, office: Office, key: str, texts: dict[str, str]) -> Draft:
    """Read a form's texts with the office's names."""
    reading = Reading(office.today, OfficeNames(session, office))
    return read_form(ledger_class(key).schema(), texts, reading)


def add(session: Session, office: Office, key: str, values: Values, explanation: str = "") -> str:
    """Keep a new row and give its uid; refuse it with every problem it has.

    Doubts are no reason to refuse when an explanation is given; both stay with the row.
    """
    ledger = ledger_class(key)
    candidate = Candidate(new_uid(), values)
    (problems,) = Checks(session, office, ledger).problems([candidate])
    doubts, words = settled(problems, explanation)
    marks = {"doubts": doubts, "explanation": words}
    session.add(ledger(uid=candidate.uid, entered_by=office.unit.code, **values, **marks))
    session.flush()
    return candidate.uid


def change(
    session: Session, office: Office, key: str, uid: str, values: Values, explanation: str = ""
) -> None:
    """Put new values into a row; refuse them with every problem they have, doubts as `add` does.

    An explanation given before stands while no doubt is new, and stays when there is none any more.
    """
    ledger, row = row_of(session, office, key, uid)
    (problems,) = Checks(session, office, ledger).problems([Candidate(uid, values, row)])
    put(row, values, *settled(problems, explanation, row))
    session.flush()


def put(row: Ledger, values: Values, doubts: str | None, explanation: str | None) -> None:
    """Write judged values into a row."""
    for name, value in values.items():
        setattr(row, name, value)
    row.doubts, row.explanation = doubts, explanation


def remove(session: Session, office: Office, key: str, uid: str) -> None:
    """Take a row out with its evidence; refuse when other rows refer to it."""
    ledger, row = row_of(session, office, key, uid)
    used = uses(session, ledger, [uid])
    if used:
        raise refuse(f"{used}用到它，请先删除那些记录；本条未删除")
    drop_attached(session, ledger, [uid])
    session.delete(row)
    session.flush()


def uses(session: Session, ledger: type[Ledger], uids: Collection[str]) -> str:
    """Say which ledger has how many rows that refer to one of these; an empty text when none has."""
    for other in LEDGERS:
        for field in other.schema().fields:
            if field.refers != ledger.__tablename__:
                continue
            using = select(func.count()).select_from(other).where(getattr(other, field.key).in_(uids))
            used = session.scalar(using)
            if used:
                return f"“{other.title}”台账有 {used} 条记录"
    return ""


def row_of(session: Session, office: Office, key: str, uid: str) -> tuple[type[Ledger], Ledger]:
    """Give a row of the office's tree and its ledger; refuse when it is gone."""
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
