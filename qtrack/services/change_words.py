"""Words for what a change did to a row, read from its audit entry."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Self

from sqlalchemy.orm import Session

from qtrack.domain.cells import CUT, cut_to
from qtrack.domain.fields import Field, Kind, Schema
from qtrack.domain.text import plain
from qtrack.domain.value import show_value
from qtrack.ledgers import LEDGERS, Evidence, Extension, Half, Ledger, NilReport, OwnValue, Record, Share
from qtrack.services.names import OfficeNames
from qtrack.services.office import Office
from qtrack.store.audit import Audit, Plain, typed_values

_WIDEST = 40
"""A value is cut to so many cells, so that old and new stand on one line."""

_SEEN_BEFORE = 4
"""So many signs are shown before the place where two long texts begin to differ."""

_BLANK = "（空）"

_MARKS = (
    Field("starred", "星标", Kind.FLAG),
    Field("remark", "备注", Kind.TEXT),
    Field("doubts", "请核实", Kind.NOTE),
    Field("explanation", "核实说明", Kind.TEXT),
)
"""What every row of a ledger holds beside its own fields."""

_UNIT = Field("unit", "所属单位", Kind.UNIT)
_OF_LEDGER = Field("ledger", "台账", Kind.TEXT)
_TYPED = Field("texts", "已填内容", Kind.NOTE)

_BESIDE: tuple[tuple[type[Record], Schema], ...] = (
    (
        Share,
        Schema(
            "share",
            "自行分解",
            (_UNIT, Field("target", "任务指标", Kind.TEXT), Field("number", "分解数", Kind.COUNT)),
        ),
    ),
    (
        Extension,
        Schema(
            "extension",
            "延期",
            (
                Field("deadline", "时限", Kind.ENTRY, refers="deadlines"),
                _UNIT,
                Field("due_on", "延期日期", Kind.DATE),
                Field("reason", "延期理由", Kind.TEXT),
            ),
        ),
    ),
    (
        OwnValue,
        Schema(
            "own_value",
            "本单位设定的数",
            (
                Field("indicator", "指标", Kind.ENTRY, refers="indicators"),
                _UNIT,
                Field("year", "指标年度", Kind.YEAR),
                Field("value", "设定的数", Kind.NUMBER),
                Field("given_by", "出处", Kind.TEXT),
            ),
        ),
    ),
    (Half, Schema("half", "待完善", (_OF_LEDGER, _UNIT, _TYPED))),
    (
        Evidence,
        Schema(
            "evidence",
            "佐证",
            (Field("name", "文件名", Kind.TEXT), Field("kind", "佐证种类", Kind.TEXT), _OF_LEDGER, _UNIT),
        ),
    ),
    (NilReport, Schema("nil_report", "零报告", (_OF_LEDGER, _UNIT, Field("month", "月份", Kind.TEXT)))),
)
"""Records that are no ledgers, as a person reads them; the first field names a row."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One row before and after a change, as an entry holds it."""

    op: str
    table: str
    before: Plain | None
    after: Plain | None

    @classmethod
    def of(cls, entry: Audit) -> Self:
        """Read an entry."""
        before, after = (None if text is None else json.loads(text) for text in (entry.before, entry.after))
        return cls(entry.op, entry.table, before, after)

    @property
    def row_uid(self) -> str:
        """The row's uid."""
        uid: str = (self.after or self.before or {})["uid"]
        return uid


class ChangeWords:
    """Says changes as an office reads them; names of rows they refer to are read ahead."""

    def __init__(self, session: Session, office: Office, changes: Iterable[Changed]) -> None:
        self._names = OfficeNames(session, office)
        rows: dict[str, list[Ledger]] = {}
        for change in changes:
            record, _ = _known()[change.table]
            if issubclass(record, Ledger):
                for values in filter(None, (change.before, change.after)):
                    rows.setdefault(change.table, []).append(record(**typed_values(record, values)))
        for table, listed in rows.items():
            self._names.read_ahead(_known()[table][1], listed)

    def name(self, change: Changed) -> str:
        """Give what a row is called."""
        _, schema = _known()[change.table]
        words = self._words(change.table, schema.fields[0], change.after or change.before)
        return cut_to(words, _WIDEST)

    def fields(self, change: Changed) -> Iterator[str]:
        """Give the fields that changed, or all that are filled where the row came or went."""
        _, schema = _known()[change.table]
        for field in schema.fields:
            was, then = (self._words(change.table, field, row) for row in (change.before, change.after))
            if change.op != "change" and (was or then):
                yield f"{field.label}：{cut_to(was or then, _WIDEST)}"
            elif change.op == "change" and was != then:
                was, then = _side_by_side(was, then)
                yield f"{field.label}：{was or _BLANK} → {then or _BLANK}"

    def _words(self, table: str, field: Field, row: Plain | None) -> str:
        if row is None:
            return ""
        value = typed_values(_known()[table][0], {field.key: row.get(field.key)})[field.key]
        if value is False and field in _MARKS:
            return ""
        if field is _OF_LEDGER:
            return title_of(value)
        if field is _TYPED:
            return plain(" ".join(str(text) for text in json.loads(value).values() if text))
        return plain(show_value(field, value, self._names))


def title_of(table: str) -> str:
    """Give what people call the rows of a table."""
    return _known()[table][1].title


@cache
def _known() -> dict[str, tuple[type[Record], Schema]]:
    """Give every kind of record and how it reads, by its table."""
    ledgers = [(ledger, ledger.schema()) for ledger in LEDGERS]
    marked = [(ledger, replace(schema, fields=schema.fields + _MARKS)) for ledger, schema in ledgers]
    return {schema.key: (record, schema) for record, schema in (*marked, *_BESIDE)}


def _side_by_side(was: str, then: str) -> tuple[str, str]:
    """Cut two texts, so that what differs is seen."""
    if cut_to(was, _WIDEST) == cut_to(then, _WIDEST):
        pairs = zip(was, then, strict=False)
        place = next((at for at, (old, new) in enumerate(pairs) if old != new), min(len(was), len(then)))
        was, then = (CUT + text[place - _SEEN_BEFORE :] for text in (was, then))
    return cut_to(was, _WIDEST), cut_to(then, _WIDEST)
