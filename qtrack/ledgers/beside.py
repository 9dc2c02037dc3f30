"""Records beside the ledgers: rows begun and not finished, and periods in which there was nothing."""

from __future__ import annotations

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.ledgers.base import Record


class Half(Record):
    """A row still to be finished (待完善): its texts as typed, as JSON by field; it counts nowhere."""

    __tablename__ = "half"

    ledger: Mapped[str] = mapped_column(String(40), index=True)
    texts: Mapped[str] = mapped_column(Text)


class NilReport(Record):
    """A unit says that a ledger had nothing in a month (零报告), which is not the same as saying nothing."""

    __tablename__ = "nil_report"
    __table_args__ = (UniqueConstraint("ledger", "unit", "month"),)

    ledger: Mapped[str] = mapped_column(String(40))
    month: Mapped[str] = mapped_column(String(7))
