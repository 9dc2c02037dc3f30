"""What every row has, and how a mapped class becomes a pure schema."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Boolean, Date, Index, Integer, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeEngine

from qtrack.domain.bounded import Bounded
from qtrack.domain.fields import Field, Kind, Rule, Schema
from qtrack.domain.follows import Adds, Follows
from qtrack.domain.proof import Proof
from qtrack.ledgers.columns import (
    UID_LENGTH,
    UNIT_LENGTH,
    Choice,
    CreditCode,
    EntryKey,
    Exact,
    Money,
    Ticks,
    UnitCode,
    Year,
    about,
)

ONE_LINE = 200
"""A text column longer than this takes several lines."""

REMARK_LENGTH = 200
EXPLANATION_LENGTH = 400

DERIVED = {"derived": True}
"""Marks a column that follows from the others: no history is kept of it."""


class Base(DeclarativeBase):
    """All tables of the file; named constraints can be changed by a later migration."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Record(Base):
    """A row whose every change is audited.

    `uid` is a UUIDv7 that stays with the fact wherever it travels; `unit` is the unit it belongs to,
    `entered_by` the unit that keyed it; `seq` is the number of the audit entry that last changed it.
    """

    __abstract__ = True

    uid: Mapped[str] = mapped_column(String(UID_LENGTH), primary_key=True)
    unit: Mapped[str] = mapped_column(
        UnitCode, index=True, info=about("所属单位", "县区或市州，写名称或代码", 12)
    )
    entered_by: Mapped[str] = mapped_column(String(UNIT_LENGTH))
    seq: Mapped[int] = mapped_column(BigInteger, index=True)


class Ledger(Record):
    """A ledger an officer keys; a subclass declares its columns once and everything follows from them.

    `dated_by` is the column a list is ordered by, `named_by` the field that names a row in a sentence; rows
    that agree in all fields of one of the groups in `alike` are probably one fact entered twice; `proofs` are
    the kinds of evidence a row may have, in the order people see them; the days of the fields in `ahead` may
    still lie ahead, in all others such a day is asked about; `bounds` are numbers a notice bounds. Of the
    days in `seasonal` the first that is given belongs into the season of a campaign; `follows` says which
    texts name rows of other ledgers, and what follows from these, `adds` which numbers such rows add up to.

    `no` is the number of the row's first audit entry and stays with it in this file; `find` is what searching
    looks at (`ledgers.finding`); `starred` and `remark` are a person's marks; `doubts` are the 请核实 the row
    was kept with, a line each, and `explanation` what was written about them.
    """

    __abstract__ = True

    title: ClassVar[str]
    dated_by: ClassVar[str]
    named_by: ClassVar[str]
    rules: ClassVar[tuple[Rule, ...]] = ()
    alike: ClassVar[tuple[tuple[str, ...], ...]] = ()
    proofs: ClassVar[tuple[Proof, ...]] = ()
    ahead: ClassVar[tuple[str, ...]] = ()
    seasonal: ClassVar[tuple[str, ...]] = ()
    bounds: ClassVar[tuple[Bounded, ...]] = ()
    follows: ClassVar[tuple[Follows, ...]] = ()
    adds: ClassVar[tuple[Adds, ...]] = ()

    no: Mapped[int] = mapped_column(BigInteger, server_default="0")
    find: Mapped[str] = mapped_column(Text, server_default="", info=DERIVED)
    starred: Mapped[bool] = mapped_column(Boolean, default=False, server_default="0")
    remark: Mapped[str | None] = mapped_column(String(REMARK_LENGTH))
    doubts: Mapped[str | None] = mapped_column(Text)
    explanation: Mapped[str | None] = mapped_column(String(EXPLANATION_LENGTH))

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[Index, ...]:
        """Index the order of a list, so that its pages cost the same at any size."""
        return (
            Index(f"uq_{cls.__tablename__}_no", "no", unique=True),
            Index(f"ix_{cls.__tablename__}_listed", *dict.fromkeys((cls.dated_by, "no", "unit"))),
        )

    @classmethod
    @cache
    def schema(cls) -> Schema:
        """Give the ledger as a pure value: first what names a row, then its unit, then as declared."""
        columns = [column for column in cls.__table__.columns if "label" in column.info]
        columns.sort(key=lambda column: (column.name != cls.named_by, column.name != "unit"))
        return Schema(cls.__tablename__, cls.title, tuple(_field(column) for column in columns), cls.rules)


_KINDS: tuple[tuple[type[TypeEngine[Any]], Kind], ...] = (
    (Money, Kind.MONEY),
    (Year, Kind.YEAR),
    (CreditCode, Kind.CODE),
    (UnitCode, Kind.UNIT),
    (EntryKey, Kind.ENTRY),
    (Exact, Kind.NUMBER),
    (Choice, Kind.CHOICE),
    (Ticks, Kind.TICKS),
    (Boolean, Kind.FLAG),
    (Date, Kind.DATE),
    (Integer, Kind.COUNT),
)


def _field(column: Any) -> Field:  # noqa: ANN401 - a Column of any type
    kind = next((kind for of_type, kind in _KINDS if isinstance(column.type, of_type)), Kind.TEXT)
    length = getattr(column.type, "length", None) if kind is Kind.TEXT else None
    refers = next((key.target_fullname.partition(".")[0] for key in column.foreign_keys), "")
    if refers:
        kind = Kind.REFERENCE
    elif kind is Kind.ENTRY:
        refers = column.type.list_
    elif kind is Kind.TEXT and (length or 0) > ONE_LINE:
        kind = Kind.NOTE
    choices = tuple(column.type.members) if kind in (Kind.CHOICE, Kind.TICKS) else ()
    required = not column.nullable
    return Field(
        column.name,
        column.info["label"],
        kind,
        required,
        length,
        choices,
        column.info["hint"],
        column.info["width"],
        refers,
    )
