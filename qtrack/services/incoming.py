"""The table of a file that is to be imported: its sheet, its headings, and which column is which field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace

from qtrack.domain.fields import Field, Kind, Schema
from qtrack.domain.problem import Problem, RefusedError, refuse
from qtrack.domain.progress import Progress, untold
from qtrack.domain.text import half_width, joined_name, plain
from qtrack.exchange.book import Book, Cell, Damaged, Sheet, Unusable
from qtrack.exchange.contents import Units
from qtrack.exchange.doubted import doubted_day
from qtrack.exchange.headings import Table, find_table
from qtrack.exchange.learned import Learned
from qtrack.exchange.mapping import MONEY_UNITS, Clues, Mapping, Match, field_of
from qtrack.exchange.matching import match
from qtrack.exchange.synonyms import BESIDE, known_headings, synonyms
from qtrack.exchange.wording import bare
from qtrack.services.office import Office

Texts = Map[str, str]

_SHOWN_SIGNS = 30
_UNUSUAL = 0.2
"""Of the first records no more may be longer than the heading, or the file is meant so."""
_DOUBTED = 0.5
"""With less confidence a column of amounts must be settled by a person."""
_PLACE = re.compile(r"第?\s*([0-9]{1,4})\s*列?")
_SUMMED = frozenset({Kind.COUNT, Kind.MONEY})
"""What is written once for several rows is not meant for each of them."""

_TOLD_EVERY = 2000
"""So many records are made of rows before it is told how many there are."""

_REASONED = frozenset({Damaged, Unusable})
"""Cells that say why they cannot be used."""


@dataclass(frozen=True, slots=True)
class FileLine:
    """A record of a file: the row a spreadsheet shows it in, its texts by field, cells to doubt."""

    number: int
    texts: dict[str, str]
    faults: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Incoming:
    """A sheet, the table found in it, and the fields its columns fill; all records get the `given` texts.

    A record of more than `width` cells is doubted; 0 lets it be as long as it will.
    """

    schema: Schema
    sheet: Sheet
    table: Table
    mapping: Mapping
    given: Texts = field(default_factory=dict)
    width: int = 0

    def lines(self, progress: Progress = untold) -> list[FileLine]:
        """Give the records; what stands in cells merged downwards holds for every row beside them.

        A name broken over the lines of its cell is put together again.
        """
        below = self._merged_down()
        filled = {one.field for one in self.mapping.columns}
        days = frozenset(one.key for one in self.schema.fields if one.kind is Kind.DATE and one.key in filled)
        names = frozenset(one.key for one in self.schema.fields if _is_name(one))
        rows = self.sheet.rows
        found: list[FileLine] = []
        for number in self.table.numbers():
            if len(found) % _TOLD_EVERY == 0:
                progress(len(found), self.table.last - self.table.first + 1)
            cells = self._cells(number, below) if number in below else rows[number]
            found.append(self._line(number, cells, days, names))
        return found

    def open_columns(self) -> tuple[Match, ...]:
        """Give the columns a person has to decide on: of several fields, or an amount in a doubtful unit.

        Anything else a column hardly holds is refused row by row, with the reason.
        """
        return tuple(
            one
            for one in self.mapping.columns
            if (self._is_money(one) and one.confidence < _DOUBTED if one.field else one.likely)
        )

    def _is_money(self, one: Match) -> bool:
        field = field_of(self.schema, one.field)
        return field is not None and field.kind is Kind.MONEY

    def missing(self, office: Office) -> tuple[Field, ...]:
        """Give the required fields without a text; an office without units below needs none for its own."""
        own = not office.region.children(office.unit.code)
        return tuple(
            field
            for field in self.mapping.missing(self.schema)
            if not (own and field.kind is Kind.UNIT) and field.key not in self.given
        )

    def _line(
        self, number: int, cells: Sequence[Cell], days: frozenset[str], names: frozenset[str]
    ) -> FileLine:
        texts = {**self.given, **self.mapping.texts(cells)}
        for key in names & texts.keys():
            texts[key] = joined_name(texts[key])
        seldom = days or self.width or not _REASONED.isdisjoint(map(type, cells))
        return FileLine(number + 1, texts, tuple(self._faults(cells, days)) if seldom else ())

    def _faults(self, cells: Sequence[Cell], days: frozenset[str]) -> Iterator[Problem]:
        over = plain(next((cell for cell in cells[self.width :] if cell.strip()), "")) if self.width else ""
        if over:
            words = f"这一行比表头多出一格“{over[:_SHOWN_SIGNS]}”，各格可能错位，请在原文件中核对"
            yield Problem("", words)
        for one in self.mapping.columns:
            if one.field is None or one.column >= len(cells):
                continue
            cell = cells[one.column]
            reason = cell.reason if isinstance(cell, Damaged | Unusable) else ""
            if not reason and one.field in days:
                reason = doubted_day(cell)
            if reason:
                words = f"{label(self.schema, one.field)}：“{plain(cell)[:_SHOWN_SIGNS]}”{reason}"
                yield Problem(one.field, words)

    def _merged_down(self) -> dict[int, dict[int, Cell]]:
        """Give by row and column the cells that merged cells cover, with what stands in their first one."""
        fields = {one.column: field_of(self.schema, one.field) for one in self.mapping.columns if one.field}
        rows = self.sheet.rows
        covered: dict[int, dict[int, Cell]] = {}
        for top, left, bottom, right in self.sheet.merged:
            field = fields.get(left)
            inside = self.table.first <= top < bottom <= self.table.last and left == right
            if inside and field and field.kind not in _SUMMED and left < len(rows[top]):
                for row in range(top + 1, bottom + 1):
                    covered.setdefault(row, {})[left] = rows[top][left]
        return covered

    def _cells(self, number: int, below: dict[int, dict[int, Cell]]) -> Sequence[Cell]:
        cells = list(self.sheet.rows[number])
        cells += [""] * (max(below[number]) + 1 - len(cells))
        for column, cell in below[number].items():
            cells[column] = cells[column] or cell
        return cells


def incoming(
    book: Book,
    schema: Schema,
    office: Office,
    learned: Learned,
    sheet: str = "",
    progress: Progress = untold,
) -> Incoming:
    """Find the table of a ledger in a book, and match its columns; refuse a sheet that is not there.

    Of several sheets it is the one whose headings are known best; hidden ones count only when named.
    """
    known = known_headings(schema, synonyms())
    sheets = [one for one in book.sheets if (plain(one.name) == plain(sheet) if sheet else not one.hidden)]
    if sheet and not sheets:
        names = "、".join(f"“{plain(one.name)}”" for one in book.sheets)
        raise refuse(f"没有“{plain(sheet)}”这张表；文件里有：{names}")
    found = [(one, find_table(one.rows, known, progress)) for one in sheets if one.rows]
    if not found:
        raise refuse("没有可以导入的表：能看到的表都是空的")
    best, table = max(found, key=lambda pair: pair[1].worth)
    own = not office.region.children(office.unit.code)
    clues = Clues(table.sample(best.rows), Units(office.region), table.money_unit, own)
    mapping = match(table.columns, schema, learned, clues)
    width = _headed_width(table, clues.rows) if book.kind == "csv" else 0
    return Incoming(schema, best, table, mapping, width=width)


def _headed_width(table: Table, rows: Sequence[Sequence[str]]) -> int:
    """Give how many cells a line of text has at most; 0 when columns without headings are nothing unusual.

    A sign that parts cells and stands unquoted within one moves all that follow into the next columns.
    """
    headed = max((place + 1 for place, words in enumerate(table.columns) if words), default=0)
    longer = sum(any(cell.strip() for cell in row[headed:]) for row in rows)
    return headed if longer <= _UNUSUAL * len(rows) else 0


def with_columns(found: Incoming, said: Sequence[tuple[str, str]]) -> Incoming:
    """Give the table with columns settled by a person: pairs of heading and field, blank to leave it out.

    A column is called by its heading or its place (第3列), a field by label or key; behind an amount's field
    may stand the unit of the column, as in 到账/元.
    """
    mapping = found.mapping
    problems: list[Problem] = []
    for heading, word in said:
        places = _called(mapping, heading)
        before, _, unit = word.rpartition("/")
        key, unit = (
            (_key(found.schema, before), unit) if unit in MONEY_UNITS else (_key(found.schema, word), "")
        )
        if len(places) != 1:
            reason = "不止一列，请写成 第3列=字段" if places else f"没有这一列；有：{_headings(mapping)}"
            problems.append(Problem("", f"“{plain(heading)}”{reason}"))
        elif key is None and plain(word):
            known = "、".join([*(one.label for one in found.schema.fields), *BESIDE.values()])
            problems.append(
                Problem("", f"“{found.schema.title}”台账没有“{plain(word)}”这个字段；可用的有：{known}")
            )
        else:
            mapping = mapping.corrected(places[0], key, found.schema, unit)
    if problems:
        raise RefusedError(tuple(problems))
    return replace(found, mapping=mapping)


def with_own_unit(office: Office, texts: Texts) -> dict[str, str]:
    """Give the texts, a blank unit filled in where the office has no units below it to choose from."""
    own = "" if office.region.children(office.unit.code) else office.unit.code
    return {**texts, "unit": texts.get("unit") or own}


def _is_name(field: Field) -> bool:
    return field.kind is Kind.REFERENCE or (field.kind is Kind.TEXT and field.label.endswith("名称"))


def label(schema: Schema, key: str) -> str:
    """Give the words for what a column fills."""
    field = field_of(schema, key)
    return field.label if field else BESIDE[key]


def named(one: Match) -> str:
    """Say which column is meant: 第 3 列“单位名称”."""
    heading = plain(one.heading)[:_SHOWN_SIGNS]
    return f"第 {one.column + 1} 列“{heading}”" if heading else f"第 {one.column + 1} 列"


def _called(mapping: Mapping, heading: str) -> list[int]:
    words = plain(heading)
    same = [one.column for one in mapping.columns if words and plain(one.heading) == words]
    same = same or [one.column for one in mapping.columns if bare(words) and bare(one.heading) == bare(words)]
    place = _PLACE.fullmatch(half_width(words))
    if same or not place or not 0 < int(place[1]) <= len(mapping.columns):
        return same
    return [int(place[1]) - 1]


def _key(schema: Schema, word: str) -> str | None:
    words = plain(word)
    field = schema.find(words) if words else None
    beside = next((key for key, named in BESIDE.items() if words in (key, named)), None)
    return field.key if field else beside


def _headings(mapping: Mapping) -> str:
    return "、".join(named(one) for one in mapping.columns if plain(one.heading))
