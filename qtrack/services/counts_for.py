"""Whether a row counts, and what it would have to be: said when it is saved, not found out in December."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.fields import Schema
from qtrack.domain.programme import Count, Target
from qtrack.domain.value import show_date
from qtrack.services.catalog import ledger_class
from qtrack.services.counting import counted
from qtrack.services.office import Office


def count_words(session: Session, office: Office, key: str, uid: str) -> str:
    """Say which targets a row counts for, and what it must be for those that leave it out; may be empty."""
    ledger = ledger_class(key)
    words = []
    for target in office.programme.targets:
        if target.count.ledger != ledger.__tablename__:
            continue
        row = counted(ledger, target.count, office, select(ledger.uid).where(ledger.uid == uid))
        if session.scalar(row) is not None:
            words.append(f"计入“{target.tier}”")
        else:
            words.append(f"暂不计入“{target.tier}”：{_conditions(target, office)}")
    return "；".join(words)


def _conditions(target: Target, office: Office) -> str:
    count, schema = target.count, ledger_class(target.count.ledger).schema()
    parts = [f"{_label(schema, key)}须为{'、'.join(allowed)}" for key, allowed in count.where]
    return "，".join([*parts, f"{schema.field(count.on).label}须在{_span(count, office)}"])


def _label(schema: Schema, key: str) -> str:
    owner, _, name = key.rpartition(".")
    if not owner:
        return schema.field(name).label
    field = schema.field(owner)
    return f"{field.label}的{ledger_class(field.refers).schema().field(name).label}"


def _span(count: Count, office: Office) -> str:
    until = show_date(office.until)
    return f" {until} 以前" if count.stock else f" {show_date(office.programme.starts_on)} 至 {until}"
