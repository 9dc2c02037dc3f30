"""A table's columns with the fields they fill, as a person sees and corrects them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from qtrack.domain.choices import read_flag
from qtrack.domain.fields import Field, Kind, Schema
from qtrack.domain.text import half_width
from qtrack.domain.unreadable import UnreadableError
from qtrack.exchange.contents import Units
from qtrack.exchange.learned import Learned
from qtrack.exchange.synonyms import synonyms
from qtrack.exchange.wording import count_scale, money_unit

OPPOSITE = "意思相反，“是”按“否”读，“否”按“是”读"
"""Said of a column whose yes is the field's no."""

FOREIGN = "外币"
"""The unit of a column in another currency, which nothing here can read."""

MONEY_UNITS = ("万元", "元", "千元", "百万元", "亿元")
"""The units a person may say a column of amounts is in, the usual one first."""

UNIT_SIGN = ":"
"""Stands in what is remembered between a field and the unit a person says its column is in."""

_SURE = 0.85
_NUMBER = re.compile(r"[-+]?[0-9][0-9,]*(?:\.[0-9]+)?")


class How(Enum):
    """What decided about a column."""

    PERSON = "您选定"
    NAME = "名称相同"
    SYNONYM = "同义"
    CONTENT = "按内容"
    PLACE = "按位置"
    UNNEEDED = "不需要"
    TAKEN = "字段已有别的列"
    OPEN = "未定"


@dataclass(frozen=True, slots=True)
class Clues:
    """What helps the headings: some records, how units are written, the unit of money stated above.

    `own_unit` says that every row is the office's own, so that no address need tell the unit.
    """

    rows: Sequence[Sequence[str]] = ()
    units: Units | None = None
    money_unit: str = ""
    own_unit: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """One column, counted from 0, and the field it fills; `field` is None while that is open.

    `why` says in Chinese what decided or what is doubtful; `likely` are fields a person may mean, best first;
    `unit` stands behind a bare number of this column (元, 万 …), see `in_unit`; `part` says that it tells the
    city alone, or a code or name beside the other, so that a second column may tell the rest; `said` has what
    it says instead of a choice; `opposite` says that its yes is the field's no.
    """

    column: int
    heading: str
    field: str | None
    confidence: float
    why: str
    how: How
    likely: tuple[str, ...] = ()
    unit: str = ""
    part: bool = False
    said: Map[str, str] = dataclasses.field(default_factory=dict, compare=False)
    opposite: bool = False


@dataclass(frozen=True, slots=True)
class Mapping:
    """All columns of a table with their fields; `money_unit` holds for the whole.

    A field has one column at most, but a unit may have one for the city and one for what is below it, and
    what refers to a row one for its code and one for its name.
    """

    columns: tuple[Match, ...]
    money_unit: str = ""

    def of(self, key: str) -> Match | None:
        """Give the column of a field."""
        return next((one for one in self.columns if one.field == key), None)

    def missing(self, schema: Schema) -> tuple[Field, ...]:
        """Give the required fields no column fills."""
        held = {one.field for one in self.columns}
        return tuple(field for field in schema.fields if field.required and field.key not in held)

    @property
    def sure(self) -> bool:
        """Whether nothing is open or doubtful."""
        return all(
            one.confidence >= _SURE if one.field else one.how in (How.UNNEEDED, How.PERSON)
            for one in self.columns
        )

    def texts(self, cells: Sequence[str]) -> dict[str, str]:
        """Give a record's texts by field, each in the unit its column is in."""
        texts: dict[str, str] = {}
        nothing = synonyms().nothing
        for one in self.columns:
            if one.field is None or one.column >= len(cells):
                continue
            text = cells[one.column]
            if text in nothing:
                text = ""
            elif one.said or one.opposite:
                text = one.said.get(text.strip(), turned(text) if one.opposite else text)
            elif one.unit:
                text = in_unit(text, one.unit)
            held = texts.get(one.field)
            texts[one.field] = f"{held} {text}".strip() if held else text
        return texts

    def corrected(self, column: int, key: str | None, schema: Schema, unit: str = "") -> Mapping:
        """Give the mapping with a column filling another field or none; what had it lets go.

        Of two columns for a unit the one that tells the city stays. `unit` is the unit of money a person says
        it is in; without one it is what the table says.
        """
        columns: list[Match] = []
        part = any(one.column == column and one.part for one in self.columns)
        for one in self.columns:
            if one.column == column:
                chosen = field_of(schema, key)
                unit = unit or unit_of(chosen, one.heading, self.money_unit)
                decided = _decided(one, key, "由您选定", How.PERSON, unit)
                opposite = is_opposite(schema, chosen, one.heading)
                why = OPPOSITE if opposite else decided.why
                said = said_in(schema, chosen)
                columns.append(replace(decided, said=said, opposite=opposite, why=why))
            elif key is not None and one.field == key and not one.part and not part:
                columns.append(_decided(one, None, "已改用别的列", How.OPEN, ""))
            elif key is not None and key in one.likely:
                columns.append(_let_go(one, key, column))
            else:
                columns.append(one)
        return replace(self, columns=tuple(columns))

    def taught(self, schema: Schema, learned: Learned) -> Learned:
        """Give what is remembered with this mapping settled for its headings."""
        headings = [one.heading for one in self.columns]
        return learned.taught(schema.key, headings, [self._told(one, schema) for one in self.columns])

    def _told(self, one: Match, schema: Schema) -> str | None:
        """Give what is remembered of a column: its field, and the unit of money if only a person knows it."""
        field = field_of(schema, one.field)
        if field is None or field.kind is not Kind.MONEY or unit_of(field, one.heading, self.money_unit):
            return one.field
        return f"{field.key}{UNIT_SIGN}{one.unit}" if one.unit else field.key


def in_unit(text: str, unit: str) -> str:
    """Give a bare number with its column's unit behind it; any other text as it is."""
    bare_number = unit and _NUMBER.fullmatch(half_width(text).strip())
    return f"{text.strip()}{unit}" if bare_number else text


def _decided(one: Match, key: str | None, why: str, how: How, unit: str) -> Match:
    confidence = 1.0 if how is How.PERSON else 0.0
    return replace(one, field=key, confidence=confidence, why=why, how=how, likely=(), unit=unit)


def _let_go(one: Match, key: str, column: int) -> Match:
    """Give an open column that may no longer fill a field, because another one does."""
    likely = tuple(other for other in one.likely if other != key)
    if likely:
        return replace(one, likely=likely)
    return replace(one, likely=(), how=How.TAKEN, why=f"已由第 {column + 1} 列填写")


def said_in(schema: Schema, field: Field | None) -> Map[str, str]:
    """Give what lists say instead of a field's choices."""
    return synonyms().instead(schema, field) if field else {}


def is_opposite(schema: Schema, field: Field | None, heading: str) -> bool:
    """Say whether a column's yes is the field's no."""
    return field is not None and field.kind is Kind.FLAG and synonyms().is_opposite(schema, field, heading)


def turned(text: str) -> str:
    """Give the opposite of a yes or no; any other text as it is."""
    try:
        return "否" if read_flag(text.strip()) else "是"
    except UnreadableError:
        return text


def unit_of(field: Field | None, heading: str, money: str = "") -> str:
    """Give what stands behind a bare number of a column: its unit of money, else `money`; a count's 万."""
    if field is None:
        return ""
    if field.kind is Kind.MONEY:
        return money_unit(heading) or money
    return count_scale(heading) if field.kind is Kind.COUNT else ""


def field_of(schema: Schema, key: str | None) -> Field | None:
    """Give the field with this key; None for what stands beside the fields and for none."""
    return next((field for field in schema.fields if field.key == key), None)
