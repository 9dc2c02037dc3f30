"""What goes with a row when it is removed: the records of its evidence."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from qtrack.ledgers import Evidence, Ledger
from qtrack.services.search import among


def attached_count(session: Session, ledger: type[Ledger], uids: Collection[str]) -> int:
    """Give how many files are attached to rows of a ledger, to be said before the rows are removed."""
    here = select(func.count()).select_from(Evidence)
    return session.scalar(here.where(_of(ledger, uids))) or 0


def drop_attached(session: Session, ledger: type[Ledger], uids: Collection[str]) -> None:
    """Take the evidence of rows away before the rows go, in one operation, so that an undo restores both."""
    for one in session.scalars(select(Evidence).where(_of(ledger, uids))).all():
        session.delete(one)
    session.flush()


def _of(ledger: type[Ledger], uids: Collection[str]) -> ColumnElement[bool]:
    return and_(Evidence.ledger == ledger.__tablename__, Evidence.row_uid.in_(among(uids)))
