"""What a person settles about a table before its rows are looked at: columns, units, texts for all rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qtrack.domain.fields import Kind
from qtrack.domain.problem import Problem, RefusedError
from qtrack.domain.text import plain
from qtrack.exchange.headings import headless
from qtrack.exchange.mapping import How, Mapping, Match, field_of, unit_of
from qtrack.services.incoming import Incoming, named
from qtrack.services.office import Office

_LOOKED_AT = 50
_SAMPLES = 5
"""Rows looked at for different texts of a column, and how many of those are shown."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What is seen of a table before its rows are judged: how many there are, texts of each column."""

    rows: int
    samples: tuple[tuple[str, ...], ...]


def glance(found: Incoming) -> Glance:
    """Look at a table; takes as long as its rows are many."""
    samples: list[dict[str, None]] = [{} for _ in found.mapping.columns]
    rows = 0
    for number in found.table.numbers():
        rows += 1
        if rows <= _LOOKED_AT:
            for held, cell in zip(samples, found.sheet.rows[number], strict=False):
                text = plain(cell)
                if text and len(held) < _SAMPLES:
                    held[text] = None
    return Glance(rows, tuple(map(tuple, samples)))


def without_headings(found: Incoming) -> Incoming:
    """Give the table of a sheet as if none of its rows were headings."""
    table = headless(found.sheet.rows)
    blank = Match(0, "", None, 0.0, "", How.OPEN)
    columns = tuple(replace(blank, column=place) for place in range(len(table.columns)))
    return replace(found, table=table, mapping=Mapping(columns), given={})


def by_place(found: Incoming, keys: Sequence[str]) -> Incoming:
    """Give a table without headings with its columns filling these fields in their order."""
    columns = []
    for one in found.mapping.columns:
        key = keys[one.column] if one.column < len(keys) else None
        unit = unit_of(field_of(found.schema, key), "", found.mapping.money_unit)
        words = "按位置" if key else "右边没有更多的字段了"
        columns.append(Match(one.column, "", key, float(bool(key)), words, How.PLACE, (), unit))
    return replace(found, mapping=replace(found.mapping, columns=tuple(columns)))


def with_field(found: Incoming, column: int, key: str | None, unit: str = "") -> Incoming:
    """Give the table with a column filling a field, or none; what was said for all its rows gives way."""
    given = {field: text for field, text in found.given.items() if field != key}
    mapping = found.mapping.corrected(column, key, found.schema, unit)
    return replace(found, mapping=mapping, given=given)


def with_text(found: Incoming, key: str, text: str) -> Incoming:
    """Give the table with one text for a field in all rows; an empty one takes it back."""
    given = {field: held for field, held in found.given.items() if field != key}
    return replace(found, given={**given, key: text} if text else given)


def with_texts(found: Incoming, said: Sequence[tuple[str, str]]) -> Incoming:
    """Give the table with texts for all its rows: pairs of a field, by label or key, and its text."""
    problems: list[Problem] = []
    for word, text in said:
        field = found.schema.find(plain(word))
        if field is None:
            title = found.schema.title
            problems.append(Problem("", f"“{title}”台账没有“{plain(word)}”这个字段"))
        elif (column := found.mapping.of(field.key)) is not None:
            words = f"“{field.label}”已由{named(column)}填写，不能再给全部行填同一内容"
            problems.append(Problem(field.key, words))
        else:
            found = with_text(found, field.key, plain(text))
    if problems:
        raise RefusedError(tuple(problems))
    return found


def asks_unit(found: Incoming, column: int, key: str) -> bool:
    """Say whether only a person can tell the unit of a column of amounts."""
    field = field_of(found.schema, key)
    heading = found.mapping.columns[column].heading
    is_money = field is not None and field.kind is Kind.MONEY
    return is_money and not unit_of(field, heading, found.mapping.money_unit)


def hindrances(found: Incoming, office: Office) -> Iterator[Problem]:
    """Give what must be settled before the rows can be looked at."""
    if found.table.heading_row is None and not any(one.field for one in found.mapping.columns):
        yield Problem("", f"表“{plain(found.sheet.name)}”里没有找到表头，请在第一行写各列的名称")
        return
    for one in found.open_columns():
        yield Problem(one.field or "", f"{named(one)}：{one.why}")
    for field in found.missing(office):
        yield Problem(field.key, f"缺少“{field.label}”这一列")
