"""Columns matched to the fields of a ledger: by name, by synonym, by what a person settled, by content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from qtrack.domain.fields import Kind, Schema
from qtrack.domain.text import plain
from qtrack.exchange.claims import Claim, claims_on
from qtrack.exchange.contents import FEW, Contents, Reach
from qtrack.exchange.learned import Learned
from qtrack.exchange.likeness import SUGGESTED, near_fields
from qtrack.exchange.mapping import (
    FOREIGN,
    OPPOSITE,
    UNIT_SIGN,
    Clues,
    How,
    Mapping,
    Match,
    field_of,
    is_opposite,
    said_in,
    unit_of,
)
from qtrack.exchange.synonyms import BESIDE, Synonyms, synonyms
from qtrack.exchange.wording import bare, lower_part, money_unit, wordings

_COMPARED = 200
_LARGE_WAN = 100_000
_DOUBTED = 0.4
_BY_CONTENT = 0.7
_BESIDE = 0.9
_TOLD = {"code": "18 位信用代码", "unit": "单位名称", "day": "日期", "phone": "电话号码", "firm": "企业名称"}


def match(
    headings: Sequence[str],
    schema: Schema,
    learned: Learned | None = None,
    clues: Clues | None = None,
    known: Synonyms | None = None,
) -> Mapping:
    """Match every heading to a field, at most one column to each; what is not plain stays open.

    The order of the columns decides nothing. Likeness of words only suggests.
    """
    return _Matcher(headings, schema, clues or Clues(), known or synonyms()).run(learned or Learned())


class _Matcher:
    """Settles columns one way after the other, from the surest to the least sure."""

    def __init__(self, headings: Sequence[str], schema: Schema, clues: Clues, known: Synonyms) -> None:
        self._headings = [plain(heading) for heading in headings]
        self._schema = schema
        self._clues = clues
        self._known = known
        self._contents = [
            Contents([self._cell(row, place) for row in clues.rows], clues.units)
            for place in range(len(self._headings))
        ]
        self._settled: dict[int, Match] = {}
        self._taken: dict[str, int] = {}
        self._unit = next((field.key for field in schema.fields if field.kind is Kind.UNIT), "")
        self._asked: dict[int, str] = {}
        self._claims = {
            place: claims_on(place, heading, schema, known, self._contents[place])
            for place, heading in enumerate(self._headings)
        }

    def run(self, learned: Learned) -> Mapping:
        """Give every column its match."""
        self._by_person(learned)
        self._by_claims(loose=False)
        self._leave_unneeded()
        self._by_claims(loose=True)
        self._by_content()
        self._join_codes()
        self._by_places()
        places = range(len(self._headings))
        found = tuple(self._settled.get(place) or self._open(place) for place in places)
        return Mapping(found, self._clues.money_unit)

    def _by_person(self, learned: Learned) -> None:
        valid = {field.key for field in self._schema.fields} | BESIDE.keys()
        for place, told in learned.fields(self._schema.key, self._headings).items():
            key, _, unit = told.partition(UNIT_SIGN)
            again = key == self._unit and place != self._taken.get(key)
            if key in valid and (key not in self._taken or again):
                self._settle(place, key, 1.0, "上次由您选定", How.PERSON, unit)
            elif not key:
                self._leave(place, "上次由您选定不导入", How.PERSON)

    def _by_claims(self, *, loose: bool) -> None:
        """Settle by names from the strongest claim down; equal claims on one field settle nothing."""
        claims = sorted(
            (
                claim
                for place, held in self._claims.items()
                if place not in self._settled
                for claim in held
                if claim.loose == loose and claim.field not in self._taken
            ),
            key=lambda claim: (-claim.strength, claim.field),
        )
        for _, equal in groupby(claims, key=lambda claim: claim.strength):
            free = [one for one in equal if one.field not in self._taken and one.column not in self._settled]
            for claim in free:
                if self._is_alone(claim, free):
                    self._settle_claim(claim)

    def _is_alone(self, claim: Claim, equal: list[Claim]) -> bool:
        """Say whether neither another column nor another field is as good; empty columns do not count."""
        for other in equal:
            if other is claim or (other.field in self._taken and other.field != claim.field):
                continue
            if other.column == claim.column and other.field != claim.field:
                return False
            same_field = other.field == claim.field and other.column != claim.column
            if same_field and (not self._contents[other.column].empty or self._contents[claim.column].empty):
                return False
        return True

    def _settle_claim(self, claim: Claim) -> None:
        field = field_of(self._schema, claim.field)
        confidence, why = claim.confidence, claim.why
        content = self._contents[claim.column]
        fit = content.fit(field, said_in(self._schema, field)) if field else None
        unit = unit_of(field, self._headings[claim.column], self._clues.money_unit)
        if unit == FOREIGN:
            return
        if field is not None and fit is not None and fit <= FEW:
            confidence, why = _DOUBTED, f"{why}，但内容不像“{field.label}”，请核对"
        elif field and field.kind is Kind.MONEY and not unit and content.are_large(_LARGE_WAN):
            confidence, why = _DOUBTED, f"{why}；表上没有写单位，按万元读，数值较大，请核对是不是元"
        self._settle(claim.column, claim.field, confidence, why, claim.how)

    def _by_content(self) -> None:
        """Settle open columns by what they hold, where one column and one field are left for it."""
        wanted: dict[int, tuple[str, str]] = {}
        for place in range(len(self._headings)):
            if place in self._settled or any(claim.strength for claim in self._claims[place]):
                continue
            told = self._told(place)
            if told:
                wanted[place] = told
        for place, (key, words) in wanted.items():
            rivals = [other for other, (wish, _) in wanted.items() if wish == key and other != place]
            if not rivals and key not in self._taken:
                self._settle(place, key, _BY_CONTENT, f"内容是{words}", How.CONTENT)

    def _told(self, place: int) -> tuple[str, str] | None:
        content = self._contents[place]
        look = content.tell()
        free = [field for field in self._schema.fields if field.key not in self._taken]
        kinds = {"code": Kind.CODE, "unit": Kind.UNIT, "day": Kind.DATE}
        by_kind = [field.key for field in free if look and field.kind is kinds.get(look)]
        by_word = [key for key in self._known.told_by(look, self._schema) if key not in self._taken]
        found = tuple(dict.fromkeys([*by_kind, *by_word]))
        if len(found) == 1:
            return found[0], _TOLD[look]
        choices = [field for field in free if field.kind is Kind.CHOICE and content.are_choices(field)]
        return (choices[0].key, f"“{choices[0].label}”的可选项") if len(choices) == 1 else None

    def _by_places(self) -> None:
        """Let addresses, registrars or a second column of units tell the county where nothing else does."""
        held = self._taken.get(self._unit)
        by_person = held is not None and self._settled[held].how is How.PERSON
        if self._clues.units is None or self._clues.own_unit or not self._unit or by_person:
            return
        if held is not None and not self._contents[held].tells_city:
            self._join_city(held)
            return
        reached = {place: self._reach(held, place) for place in self._free_places()}
        lower = [place for place, reach in reached.items() if reach.is_county]
        beside = "" if held is None else f"，与第 {held + 1} 列合起来"
        if len(lower) == 1:
            self._settle(lower[0], self._unit, _BY_CONTENT, f"从这一列读县区{beside}", How.CONTENT)
            return
        for place in lower or [place for place, reach in reached.items() if reach.has_counties]:
            label = self._label(self._unit)
            self._asked[place] = f"可以从这一列读县区{beside}，请选定是否用作“{label}”"

    def _join_city(self, held: int) -> None:
        """Let a column of cities stand beside the one of counties."""
        cities = [
            place
            for place in range(len(self._headings))
            if place not in self._settled and self._claims_unit(place) and self._contents[place].tells_city
        ]
        if len(cities) == 1 and self._reach(cities[0], held).is_county:
            why = f"与第 {held + 1} 列合起来"
            self._settle(cities[0], self._unit, _BESIDE, why, How.SYNONYM)

    def _join_codes(self) -> None:
        """Let a column of codes and one of names stand together for the row they refer to."""
        refers = {field.key for field in self._schema.fields if field.kind is Kind.REFERENCE}
        for key, held in [(key, place) for key, place in self._taken.items() if key in refers]:
            beside = [
                place
                for place, claims in self._claims.items()
                if place not in self._settled and any(claim.field == key for claim in claims)
            ]
            if len(beside) != 1 or self._contents[beside[0]].empty:
                continue
            if self._holds_codes(held) != self._holds_codes(beside[0]):
                why = f"与第 {held + 1} 列合起来，信用代码和名称须说的是同一家"
                self._settle(beside[0], key, _BESIDE, why, How.SYNONYM)
                self._settled[beside[0]] = replace(self._settled[beside[0]], part=True)
                self._taken[key] = held

    def _holds_codes(self, place: int) -> bool:
        named = bare(self._headings[place]) in self._known.kinds.get(Kind.CODE.value, ())
        return named or self._contents[place].tell() == "code"

    def _free_places(self) -> list[int]:
        """Give the open columns headed as a unit, an address or a registrar, and as no other field."""
        return [
            place
            for place, heading in enumerate(self._headings)
            if place not in self._settled
            and (
                self._claims_unit(place)
                or not any(claim.field not in self._taken for claim in self._claims[place])
            )
            and (self._claims_unit(place) or self._heads_place(heading))
        ]

    def _heads_place(self, heading: str) -> bool:
        return any(words in self._known.places for words in wordings(lower_part(heading) or heading))

    def _claims_unit(self, place: int) -> bool:
        return any(claim.field == self._unit for claim in self._claims[place])

    def _reach(self, city: int | None, place: int) -> Reach:
        """Say how far down a column, behind that of the cities, tells units."""
        held = [] if city is None else [city]
        told = [" ".join(self._cell(row, at) for at in (*held, place)) for row in self._clues.rows]
        return self._clues.units.reach(told) if self._clues.units else Reach(len(told), 0, 0, 0)

    def _cell(self, row: Sequence[str], place: int) -> str:
        """Give the text of a cell; empty where nothing is said."""
        text = row[place] if place < len(row) else ""
        return "" if text in self._known.nothing else text

    def _leave_unneeded(self) -> None:
        for place, heading in enumerate(self._headings):
            if place not in self._settled and bare(heading) in self._known.unneeded:
                self._leave(place, "不需要导入", How.UNNEEDED)
            elif place not in self._settled and not bare(heading) and self._contents[place].empty:
                self._leave(place, "空列", How.UNNEEDED)

    def _open(self, place: int) -> Match:
        """Give a column that is left open, with the fields it may be and what stood in the way."""
        heading = self._headings[place]
        if place in self._asked:
            return self._left(place, self._asked[place], How.OPEN, (self._unit,))
        claimed = [claim.field for claim in self._claims[place]]
        free = [key for key in dict.fromkeys(claimed) if key not in self._taken]
        if money_unit(heading) == FOREIGN:
            return self._left(place, "金额单位是外币，请换算成人民币后再导入", How.OPEN, tuple(free))
        if free:
            words = "、".join(f"“{self._label(key)}”" for key in free[:SUGGESTED])
            return self._left(place, f"可能是{words}，请选定", How.OPEN, tuple(free))
        if claimed:
            key = claimed[0]
            column = self._taken[key] + 1
            return self._left(place, f"“{self._label(key)}”已由第 {column} 列填写", How.TAKEN)
        if self._heads_place(heading):
            return self._left(place, "不需要导入", How.UNNEEDED)
        content, schema = self._contents[place], self._schema
        near = near_fields(heading, content, schema, self._known, self._taken) if place < _COMPARED else ()
        why = f"与“{self._label(near[0])}”相近，请核对" if near else "没有找到对应的字段"
        return self._left(place, why, How.OPEN, near)

    def _settle(self, place: int, key: str, confidence: float, why: str, how: How, unit: str = "") -> None:
        self._taken[key] = place
        unit = unit or unit_of(field_of(self._schema, key), self._headings[place], self._clues.money_unit)
        heading = self._headings[place]
        part = key == self._unit and self._contents[place].tells_city
        said = said_in(self._schema, field_of(self._schema, key))
        opposite = is_opposite(self._schema, field_of(self._schema, key), heading)
        why = OPPOSITE if opposite else why
        self._settled[place] = Match(
            place, heading, key, confidence, why, how, (), unit, part, said, opposite
        )

    def _leave(self, place: int, why: str, how: How) -> None:
        self._settled[place] = self._left(place, why, how)

    def _left(self, place: int, why: str, how: How, likely: tuple[str, ...] = ()) -> Match:
        part = self._claims_unit(place) and self._contents[place].tells_city
        return Match(place, self._headings[place], None, 0.0, why, how, likely, "", part)

    def _label(self, key: str) -> str:
        field = field_of(self._schema, key)
        return field.label if field else BESIDE[key]
