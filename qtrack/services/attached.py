"""What goes with a row when it is removed: the records of its evidence."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.ledgers import Evidence, Ledger
from qtrack.services.search import among


def drop_attached(session: Session, ledger: type[Ledger], uids: Collection[str]) -> None:
    """Take the evidence of rows away before the rows go, in one operation, so that an undo restores both."""
    here = (Evidence.ledger == ledger.__tablename__) & Evidence.row_uid.in_(among(uids))
    for one in session.scalars(select(Evidence).where(here)).all():
        session.delete(one)
    session.flush()
