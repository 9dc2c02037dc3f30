"""What a programme counts must exist: ledgers, their fields, the words of their choices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qtrack.domain.fields import Field, Kind, Schema
from qtrack.domain.programme import Count, Programme
from qtrack.domain.terms import TOGETHER, Where
from qtrack.packs.fault import Place

Schemas = Mapping[str, Schema]

NUMBERS = frozenset({Kind.COUNT, Kind.MONEY})
FLAG_WORDS = ("是", "否")
_WORDLESS = frozenset({Kind.DATE, Kind.MONEY, Kind.NUMBER, Kind.TICKS})
"""Kinds that no single word of a condition can mean."""


def check_counts(programme: Programme, schemas: Schemas, root: Place) -> None:
    """Note every ledger, field or word a programme counts by that is not there."""
    for number, key in enumerate(programme.ledgers, 1):
        _schema(key, schemas, root.at("ledgers").at(number))
    for count, place in _counts(programme, root):
        _check_count(count, schemas, place)
    for matter, place in root.each("matters", programme.matters):
        if matter.count is not None and not matter.unit:
            place.at("unit").wrong("有计数口径的事项须写单位")
    for limit, place in root.each("limits", programme.limits):
        schema = _schema(limit.ledger, schemas, place.at("ledger"))
        if schema is not None:
            _check_field(schema, limit.field, NUMBERS, place.at("field"))
            _check_where(schema, limit.where, schemas, place.at("where"))
            _check_own(limit.where, place.at("where"))
    for cap, place in root.each("caps", programme.caps):
        _check_own(cap.count.where, place.at("count").at("where"))
    _check_forms(programme, schemas, root)


def _check_forms(programme: Programme, schemas: Schemas, root: Place) -> None:
    for form, place in root.each("forms", programme.forms):
        schema = _schema(form.ledger, schemas, place.at("ledger"))
        for blank, here in place.each("fields", form.fields):
            if schema is not None and blank.column:
                _check_field(schema, blank.column, frozenset(Kind), here.at("column"))


def _counts(programme: Programme, root: Place) -> Iterator[tuple[Count, Place]]:
    for step in ("targets", "caps"):
        for entry, place in root.each(step, getattr(programme, step)):
            yield entry.count, place.at("count")
    for floor, place in root.each("floors", programme.floors):
        for step in ("tests", "shown"):
            for test, here in place.each(step, getattr(floor, step)):
                yield test.count, here.at("count")
    for matter, place in root.each("matters", programme.matters):
        if matter.count is not None:
            yield matter.count, place.at("count")


def _check_count(count: Count, schemas: Schemas, place: Place) -> None:
    schema = _schema(count.ledger, schemas, place.at("ledger"))
    if schema is None:
        return
    _check_field(schema, count.on, frozenset({Kind.DATE}), place.at("on"))
    _check_where(schema, count.where, schemas, place.at("where"))
    ways = {"distinct": frozenset(Kind), "total": NUMBERS, "largest": NUMBERS}
    named = [way for way in ways if getattr(count, way)]
    for way in named:
        for key in getattr(count, way).split(TOGETHER) if way == "distinct" else (getattr(count, way),):
            _check_field(schema, key, ways[way], place.at(way))
    if len(named) > 1:
        place.wrong(f"{'、'.join(named)} 只能写一个")


def _schema(ledger: str, schemas: Schemas, place: Place) -> Schema | None:
    if ledger not in schemas:
        place.wrong(f"没有“{ledger}”这个台账；有：{'、'.join(schemas)}")
    return schemas.get(ledger)


def _check_field(schema: Schema, key: str, kinds: frozenset[Kind], place: Place) -> Field | None:
    field = next((field for field in schema.fields if field.key == key), None)
    if field is None:
        place.wrong(f"台账“{schema.title}”没有字段“{key}”")
    elif field.kind not in kinds:
        place.wrong(f"字段“{field.label}”是{field.kind.value}，不能这样用")
    return field


def _check_where(schema: Schema, where: Where, schemas: Schemas, place: Place) -> None:
    for key, words in where:
        here = place.at(key)
        field = _where_field(schema, key, schemas, here)
        for word in words:
            if field is not None and not _fits(field, word):
                here.wrong(f"“{word}”不是字段“{field.label}”的可选值")


def _check_own(where: Where, place: Place) -> None:
    """Hold what blocks a row to that row alone: the row it refers to may change after it was kept."""
    for key, _ in where:
        if "." in key:
            place.at(key).wrong("上限和限额只能看本台账的字段")


def _where_field(schema: Schema, key: str, schemas: Schemas, place: Place) -> Field | None:
    """Find the field of a condition; "enterprise.above_scale" stands in the ledger referred to."""
    owner, _, name = key.rpartition(".")
    if not owner:
        return _check_field(schema, name, frozenset(Kind), place)
    reference = _check_field(schema, owner, frozenset({Kind.REFERENCE}), place)
    if reference is None or reference.refers not in schemas:
        return None
    return _check_field(schemas[reference.refers], name, frozenset(Kind), place)


def _fits(field: Field, word: str) -> bool:
    if field.kind is Kind.CHOICE:
        return word in {member.value for member in field.choices}
    if field.kind is Kind.FLAG:
        return word in FLAG_WORDS
    if field.kind in (Kind.COUNT, Kind.YEAR):
        return word.isascii() and word.isdecimal()
    return field.kind not in _WORDLESS
