"""What counts: the states a row must be in, out of one ledger's fields, and a count in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from qtrack.domain.fields import Field, Kind, Schema, Values
from qtrack.domain.problem import Problem
from qtrack.domain.terms import TOGETHER
from qtrack.packs.counts import FLAG_WORDS
from qtrack.tui.packs.blanks import picks

Schemas = Mapping[str, Schema]

_ONE_WAY = ("count.distinct", "count.total", "count.largest")


def where_fields(schemas: Schemas, ledger: str, at: str, *, own: bool = False) -> tuple[Field, ...]:
    """Give the fields that ask in which state a row must be; `at` is where the pack holds it."""
    found = list(_conditions(schemas[ledger], at, "", ""))
    if not own:
        for field in schemas[ledger].fields:
            if field.kind is Kind.REFERENCE and field.refers in schemas:
                found += _conditions(schemas[field.refers], at, f"{field.key}.", f"{field.label}的")
    return tuple(found)


def one_way(values: Values) -> Iterator[Problem]:
    """Refuse more than one way of counting: rows, a sum, or the largest."""
    named = [key for key in _ONE_WAY if values.get(key)]
    if len(named) > 1:
        yield Problem(named[1], "只计一次、合计、最大只能选一样")


def count_words(schemas: Schemas, count: Any) -> str:  # noqa: ANN401 - whatever TOML holds
    """Say what counts: 培训 按培训日期，合计培训人数."""
    schema = schemas.get(count.get("ledger", "")) if isinstance(count, dict) else None
    if schema is None:
        return "还没有计数口径"
    labels = {field.key: field.label for field in schema.fields}
    words = [f"计{schema.title}", f"按{labels.get(count.get('on'), '？')}"]
    where = count.get("where", {}).values()
    words += ["、".join(map(str, states)) if isinstance(states, list) else "？" for states in where]
    for key, said in (("total", "合计"), ("largest", "最大")):
        if count.get(key):
            words.append(f"{said}{labels.get(count[key], '？')}")
    if count.get("distinct"):
        apart = [labels.get(key, "？") for key in str(count["distinct"]).split(TOGETHER)]
        words.append(f"同一{'、'.join(apart)}只计一次")
    if count.get("stock"):
        words.append("存量")
    return "，".join(words)


def _conditions(schema: Schema, at: str, before: str, whose: str) -> Iterator[Field]:
    for field in schema.fields:
        key, label = f"{at}:{before}{field.key}", f"{whose}{field.label}须为"
        if field.kind is Kind.CHOICE:
            yield Field(key, label, Kind.TICKS, choices=field.choices, hint="不填就不限")
        elif field.kind is Kind.FLAG:
            yield Field(key, label, Kind.CHOICE, choices=_YES_NO, hint="不填就不限")
        elif field.kind is Kind.YEAR and not before:
            yield Field(key, label, Kind.YEAR, hint="不填就不限")


_YES_NO = picks({word: word for word in FLAG_WORDS})
