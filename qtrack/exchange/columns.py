"""A table's columns matched to the fields of a ledger."""

from __future__ import annotations

from dataclasses import dataclass

from qtrack.domain.fields import Field, Schema
from qtrack.domain.problem import Problem, RefusedError
from qtrack.domain.text import plain
from qtrack.exchange.table import Line, Table

_SHOWN_SIGNS = 30


@dataclass(frozen=True, slots=True)
class TextLine:
    """A record by field, with the line it begins on."""

    number: int
    texts: dict[str, str]


def matched(table: Table, schema: Schema, optional: frozenset[str] = frozenset()) -> tuple[TextLine, ...]:
    """Give every record's texts by field; refuse unknown, doubled and missing columns and overlong records.

    Headings are field keys or Chinese labels, units in brackets left out or not. Columns without heading and
    content are passed over. A required field in `optional` may lack its column.
    """
    problems: list[Problem] = []
    fields: list[Field | None] = []
    for place, heading in enumerate(table.header):
        words = plain(heading)
        field = schema.find(words) if words else None
        if field is None and (words or any(_cell(line, place) for line in table.lines)):
            problems.append(
                Problem("", f"第 {place + 1} 列“{words[:_SHOWN_SIGNS]}”不是“{schema.title}”台账的字段")
            )
        elif field is not None and field in fields:
            problems.append(Problem(field.key, f"第 {place + 1} 列“{field.label}”重复"))
        fields.append(field)
    problems += [
        Problem(field.key, f"缺少“{field.label}”这一列")
        for field in schema.fields
        if field.required and field not in fields and field.key not in optional
    ]
    problems += [
        Problem("", f"第 {line.number} 行 比第一行多出内容：“{plain(extra)[:_SHOWN_SIGNS]}”")
        for line in table.lines
        if (extra := "".join(line.cells[len(fields) :]).strip())
    ]
    if problems:
        raise RefusedError(tuple(problems))
    return tuple(_by_field(line, fields) for line in table.lines)


def _by_field(line: Line, fields: list[Field | None]) -> TextLine:
    pairs = zip(fields, line.cells, strict=False)
    return TextLine(line.number, {field.key: text for field, text in pairs if field is not None})


def _cell(line: Line, place: int) -> str:
    return line.cells[place].strip() if place < len(line.cells) else ""
