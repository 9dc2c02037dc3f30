"""Records beside the ledgers: rows begun and not finished, months with nothing, and files that prove rows."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, Date, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.ledgers.base import Record
from qtrack.ledgers.columns import UID_LENGTH

KIND_LENGTH = 20
NAME_LENGTH = 200
"""So many signs of a file's name are kept."""


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


class Evidence(Record):
    """One file that proves a row (佐证): `kind` is the name of a `Proof`, `name` what the file was called.

    The bytes lie under `sha256`, the hash of their content, and `size` is their number; `unit` is the row's
    when the file was attached, and what a tree shows follows from the row itself.
    """

    __tablename__ = "evidence"
    __table_args__ = (UniqueConstraint("ledger", "row_uid", "kind", "sha256"),)

    ledger: Mapped[str] = mapped_column(String(40))
    row_uid: Mapped[str] = mapped_column(String(UID_LENGTH), index=True)
    kind: Mapped[str] = mapped_column(String(KIND_LENGTH))
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    added_on: Mapped[date] = mapped_column(Date)
