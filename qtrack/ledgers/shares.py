"""Records that are no ledgers: a city's split of its quota, extensions of deadlines, numbers set."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import Date, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qtrack.ledgers.base import Record
from qtrack.ledgers.columns import EntryKey, Exact, Year


class Share(Record):
    """The part of a city's quota its bureau gave to one county (E-24)."""

    __tablename__ = "share"
    __table_args__ = (UniqueConstraint("programme", "target", "unit"),)

    programme: Mapped[str] = mapped_column(String(40))
    target: Mapped[str] = mapped_column(String(40))
    number: Mapped[int] = mapped_column(Integer)


class Extension(Record):
    """A later date somebody granted a unit for a deadline, and why."""

    __tablename__ = "extension"
    __table_args__ = (UniqueConstraint("deadline", "unit"),)

    deadline: Mapped[str] = mapped_column(EntryKey("deadlines"))
    due_on: Mapped[date] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(String(200))


class OwnValue(Record):
    """A number a bureau sets for an indicator in a year a notice prints none for, and where it has it from.

    Where the notice prints a text another body puts into numbers it is that threshold; elsewhere it is a step
    on the way to the printed one (P-15).
    """

    __tablename__ = "own_value"
    __table_args__ = (UniqueConstraint("indicator", "year", "unit"),)

    indicator: Mapped[str] = mapped_column(EntryKey("indicators"))
    year: Mapped[int] = mapped_column(Year)
    value: Mapped[Decimal] = mapped_column(Exact)
    given_by: Mapped[str] = mapped_column(String(120))
