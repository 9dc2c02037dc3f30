"""The blank form of a ledger, to be filled in with a spreadsheet and brought back."""

from __future__ import annotations

from datetime import date

from qtrack.domain.fields import Field, Kind
from qtrack.domain.uscc import LENGTH
from qtrack.domain.value import (
    FEN_PER_WAN,
    FIRST_YEAR,
    LARGEST_COUNT,
    LARGEST_MONEY,
    LAST_YEAR,
    NOTE_LENGTH,
)
from qtrack.reports.blank import Blank, BlankForm, Entry
from qtrack.services.catalog import ledger_class
from qtrack.services.office import Office

_ENTRIES = {
    Kind.TEXT: Entry.TEXT,
    Kind.NOTE: Entry.NOTE,
    Kind.DATE: Entry.DATE,
    Kind.YEAR: Entry.WHOLE,
    Kind.COUNT: Entry.WHOLE,
    Kind.MONEY: Entry.MONEY,
    Kind.FLAG: Entry.CHOICE,
    Kind.CHOICE: Entry.CHOICE,
    Kind.TICKS: Entry.SEVERAL,
    Kind.CODE: Entry.CODE,
    Kind.UNIT: Entry.CHOICE,
    Kind.REFERENCE: Entry.TEXT,
    Kind.NUMBER: Entry.TEXT,
    Kind.ENTRY: Entry.CHOICE,
}

_HINTS = {
    Kind.DATE: "日期，如 2022-03-25。",
    Kind.YEAR: "年份，如 2022。",
    Kind.COUNT: "整数，不写单位。",
    Kind.MONEY: "金额，以万元为单位，只写数字。",
    Kind.FLAG: "从下拉列表选“是”或“否”。",
    Kind.CHOICE: "从下拉列表选一项。",
    Kind.TICKS: "可写多项，用顿号隔开，如：",
    Kind.CODE: "18 位，按文字填写，不会变成科学计数。",
    Kind.UNIT: "从下拉列表选一项。",
    Kind.REFERENCE: "须已登记在相应台账里。",
    Kind.NUMBER: "数值，只写数字，可带小数。",
    Kind.ENTRY: "从下拉列表选一项。",
}

_KEY = "F4"
"""Hints name a key of the form, which a spreadsheet does not know."""

_TWO = 2


def blank_form(office: Office, key: str) -> BlankForm:
    """Give the blank form of a ledger, by key or Chinese title, as this office fills it in."""
    schema = ledger_class(key).schema()
    blanks = tuple(_blank(office, field) for field in schema.fields)
    note = "带 * 的必须填写；一行写一条；表头请勿改动；选中单元格可看填写说明。"
    return BlankForm(f"{schema.title}台账登记表", note, blanks, office.today)


def _blank(office: Office, field: Field) -> Blank:
    least, most = _bounds(field)
    hint = _hint(field)
    options = _options(office, field)
    return Blank(field.label, _ENTRIES[field.kind], field.required, hint, options, least, most, field.width)


def _options(office: Office, field: Field) -> tuple[str, ...]:
    """Give what may be chosen, in the words reading knows."""
    if field.kind is Kind.UNIT:
        tree = office.region.narrow(office.unit.code, "")
        return tuple(unit.name for unit in tree) or (office.unit.name,)
    if field.kind is Kind.ENTRY:
        return tuple(entry.words for entry in office.entries(field.refers).values() if entry.offered)
    if field.kind is Kind.FLAG:
        return ("是", "否")
    return tuple(str(member.value) for member in field.choices)


def _bounds(field: Field) -> tuple[int | date, int | date]:
    """Give the least and the most a cell takes: a day, a number (money in 万元), or a length."""
    if field.kind is Kind.DATE:
        return date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
    bounds = {
        Kind.YEAR: (FIRST_YEAR, LAST_YEAR),
        Kind.COUNT: (0, LARGEST_COUNT),
        Kind.MONEY: (0, LARGEST_MONEY // FEN_PER_WAN),
        Kind.CODE: (LENGTH, LENGTH),
        Kind.TEXT: (0, field.length or NOTE_LENGTH),
        Kind.NOTE: (0, field.length or NOTE_LENGTH),
    }
    return bounds.get(field.kind, (0, 0))


def _hint(field: Field) -> str:
    """Say how to fill a cell: what its kind asks, then the field's own hint without keys of the program."""
    words = _HINTS.get(field.kind, f"最多 {field.length or NOTE_LENGTH} 个字。")
    if field.kind is Kind.TICKS:
        words += "、".join(str(member.value) for member in field.choices[:_TWO]) + "。"
    parts = [part for part in field.hint.split("，") if _KEY not in part]
    said = field.kind is Kind.UNIT or (field.kind is Kind.DATE and field.hint.startswith("如"))
    return words if said else f"{words}{'，'.join(parts)}"
