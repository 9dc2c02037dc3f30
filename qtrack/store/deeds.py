"""What was done, undone and done again: one deed for each operation that can be taken back."""

from __future__ import annotations

from enum import Enum

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from qtrack.ledgers.base import Base
from qtrack.ledgers.columns import UID_LENGTH
from qtrack.store.audit import last_entry


class DeedKind(Enum):
    """How a deed came about."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


class Deed(Base):
    """One operation a person may take back: `seq` is its last audit entry, `target` the deed it reverts."""

    __tablename__ = "deed"

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    op_id: Mapped[str] = mapped_column(String(UID_LENGTH), unique=True)
    kind: Mapped[str] = mapped_column(String(8))
    target: Mapped[str | None] = mapped_column(String(UID_LENGTH))


def write_deed(session: Session, op_id: str, kind: DeedKind, target: str | None) -> None:
    """Write down the operation, if it changed anything."""
    session.flush()
    seq = last_entry(session)
    if seq:
        session.add(Deed(seq=seq, op_id=op_id, kind=kind.value, target=target))
