"""What was done, undone and done again: one deed for each operation that can be taken back."""

from __future__ import annotations

from enum import Enum

from sqlalchemy import BigInteger, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from qtrack.ledgers.base import Base
from qtrack.ledgers.columns import UID_LENGTH
from qtrack.store.audit import Audit, operation_of

_REVERTS = "qtrack_reverts"


class DeedKind(Enum):
    """How a deed came about."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


class Deed(Base):
    """One operation a person may take back: `seq` is its last audit entry.

    An undo takes back the newest deed on its `target`, and a redo that undo; the target is always the
    operation first done, and a deed that was done has none.
    """

    __tablename__ = "deed"

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    op_id: Mapped[str] = mapped_column(String(UID_LENGTH), unique=True)
    kind: Mapped[str] = mapped_column(String(8))
    target: Mapped[str | None] = mapped_column(String(UID_LENGTH))

    @property
    def done(self) -> str:
        """The operation first done, which this deed does, undoes or does again."""
        return self.target or self.op_id


def deed_of(session: Session, op_id: str) -> Deed:
    """Give the deed of an operation."""
    return session.scalars(select(Deed).where(Deed.op_id == op_id)).one()


def revert_as_deed(session: Session, deed: Deed) -> None:
    """Let what the session does be the undo of a deed, or the redo if that was an undo."""
    kind = DeedKind.REDO if deed.kind == DeedKind.UNDO.value else DeedKind.UNDO
    session.info[_REVERTS] = (kind, deed.done)


def write_deed(session: Session) -> None:
    """Write down what the session did, if it changed anything."""
    session.flush()
    op_id = operation_of(session).op_id
    # Asked of the file: entries of a savepoint that was taken back are not there.
    seq = session.scalar(select(func.max(Audit.seq)).where(Audit.op_id == op_id))
    if seq is not None:
        kind, target = session.info.get(_REVERTS, (DeedKind.DO, None))
        session.add(Deed(seq=seq, op_id=op_id, kind=kind.value, target=target))
