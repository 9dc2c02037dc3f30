"""What a person marks on rows: stars and remarks; and what a row's marks say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.problem import refuse
from qtrack.domain.text import plain
from qtrack.ledgers.base import REMARK_LENGTH
from qtrack.services.catalog import ledger_class
from qtrack.services.ledger import row_of
from qtrack.services.office import Office
from qtrack.services.trees import in_tree

PART = 500
"""So many rows are fetched at a time."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands beside a row's fields."""

    starred: bool
    remark: str
    doubts: tuple[str, ...]
    explanation: str


def marks_of(session: Session, office: Office, key: str, uid: str) -> Marks:
    """Give the marks of a row; refuse when it is gone."""
    _ledger, row = row_of(session, office, key, uid)
    doubts = tuple((row.doubts or "").splitlines())
    return Marks(row.starred, row.remark or "", doubts, row.explanation or "")


def star(session: Session, office: Office, key: str, uids: Iterable[str]) -> bool:
    """Star rows, or take the stars away if all of them have one; say which."""
    ledger = ledger_class(key)
    wanted = list(uids)
    rows = [
        row
        for at in range(0, len(wanted), PART)
        for row in session.scalars(
            select(ledger).where(ledger.uid.in_(wanted[at : at + PART]), in_tree(ledger.unit, office.unit))
        )
    ]
    starred = not all(row.starred for row in rows)
    for row in rows:
        row.starred = starred
    session.flush()
    return starred


def remark(session: Session, office: Office, key: str, uid: str, words: str) -> None:
    """Write a remark on a row; blank words take it away."""
    _ledger, row = row_of(session, office, key, uid)
    text = plain(words)
    fault = remark_fault(text)
    if fault:
        raise refuse(fault)
    row.remark = text or None
    session.flush()


def remark_fault(text: str) -> str:
    """Say why a text will not do as a remark; an empty text when it will."""
    return f"备注最多 {REMARK_LENGTH} 个字，现在是 {len(text)} 个" if len(text) > REMARK_LENGTH else ""
