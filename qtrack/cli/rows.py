"""Commands on ledger rows: add, list."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterable
from datetime import date

from qtrack.cli.codes import Exit
from qtrack.cli.say import Column, say, say_json, say_table, tell
from qtrack.domain.fields import Field, Kind, Schema
from qtrack.domain.problem import RefusedError, must_fix, refuse
from qtrack.domain.text import plain
from qtrack.domain.unreadable import UnreadableError
from qtrack.domain.value import Reading, read_value, show_date
from qtrack.ledgers import Ledger
from qtrack.reports.report import Value
from qtrack.services import ledger as ledgers
from qtrack.services.catalog import ledger_class
from qtrack.services.chosen import Chosen, chosen_rows
from qtrack.services.counts_for import count_words
from qtrack.services.incoming import with_own_unit
from qtrack.services.ledger_report import valued_rows
from qtrack.services.named_rows import named_rows
from qtrack.services.query import Query
from qtrack.services.seen import seen
from qtrack.wiring import Desk

_RIGHT = frozenset({Kind.COUNT, Kind.MONEY, Kind.NUMBER})


def add(desk: Desk, asked: Namespace) -> int:
    """Keep one row."""
    schema = ledger_class(asked.ledger).schema()
    wrong = next((pair for pair in asked.pairs if "=" not in pair), None)
    if wrong is not None:
        tell(f"“{wrong}”应写成 字段=内容")
        return Exit.USAGE
    texts = _with_known(desk, schema, with_own_unit(desk.office, _texts(schema, asked.pairs)))
    draft = desk.store.read(ledgers.read, desk.office, schema.key, texts)
    if must_fix(draft.problems):
        raise RefusedError(draft.problems)
    uid = desk.store.run(ledgers.add, desk.office, schema.key, draft.values, asked.explain)
    counts = desk.store.read(count_words, desk.office, schema.key, uid)
    (row,) = desk.store.read(named_rows, desk.office, schema.key, [uid])
    about = "，".join(filter(None, (row.unit, show_date(row.day) if row.day else "")))
    said = f"已登记到“{schema.title}”台账：{row.name}（{about}）"
    say("，".join(filter(None, (said, counts, f"编号 {uid}"))))
    return Exit.OK


def list_(desk: Desk, asked: Namespace) -> int:
    """List the rows of a ledger, newest first."""
    ledger = ledger_class(asked.ledger)
    schema = ledger.schema()
    query = Query(
        schema.key,
        plain(asked.find),
        order=tuple(_sorted_by(schema, word) for word in asked.sort),
        where=_narrowed(desk, schema, asked.where),
    )
    if asked.json:
        valued = desk.store.read(valued_rows, desk.office, query)
        keys = [field.key for field in schema.fields]
        say_json([{"uid": row.uid, **dict(zip(keys, map(_json, row.values), strict=True))} for row in valued])
        return Exit.OK
    rows = desk.store.read(chosen_rows, desk.office, query, Chosen(all=True))
    shown = [(place, field) for place, field in enumerate(schema.fields) if _is_shown(ledger, field)]
    say_table(
        [Column(field.label, right=field.kind in _RIGHT) for _, field in shown],
        [[row.texts[place] for place, _ in shown] for row in rows],
    )
    say(f"共 {len(rows):,} 条")
    return Exit.OK


def _with_known(desk: Desk, schema: Schema, texts: dict[str, str]) -> dict[str, str]:
    """Fill in what one text tells about another blank, as a form does: the unit of a firm or a code."""
    said = {key: text for key, text in texts.items() if plain(text)}
    known: dict[str, str] = {}
    for key, text in said.items():
        known |= desk.store.read(seen, desk.office, schema.key, key, text, said).fills
    return known | said


def _texts(schema: Schema, pairs: Iterable[str]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for pair in pairs:
        word, _, text = pair.partition("=")
        field = _field(schema, word)
        if field.key in texts:
            raise refuse(f"“{field.label}”写了不止一次", field.key)
        texts[field.key] = text
    return texts


def _field(schema: Schema, word: str) -> Field:
    field = schema.find(word.strip())
    if field is None:
        known = "、".join(f"{field.key}（{field.label}）" for field in schema.fields)
        raise refuse(f"“{schema.title}”台账没有“{word}”这个字段；可用的有：{known}")
    return field


def _sorted_by(schema: Schema, said: str) -> tuple[str, bool]:
    """Read a field to sort by, `:desc` behind it for downwards."""
    word = said.removesuffix(":desc")
    return _field(schema, word).key, word != said


def _narrowed(desk: Desk, schema: Schema, pairs: Iterable[str]) -> tuple[tuple[str, tuple[object, ...]], ...]:
    """Read what fields shall be; a field said twice may be either, a day may be a whole month."""
    reading = Reading(desk.office.today, desk.names(desk.office))
    asked: dict[str, list[object]] = {}
    for pair in pairs:
        word, _, text = pair.partition("=")
        field = _field(schema, word)
        asked.setdefault(field.key, []).append(_value(field, plain(text), reading))
    return tuple((key, tuple(values)) for key, values in asked.items())


def _value(field: Field, text: str, reading: Reading) -> object:
    if not text or (field.kind is Kind.DATE and re.fullmatch(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])", text)):
        return text or None
    try:
        return read_value(field, text, reading)
    except UnreadableError as error:
        raise refuse(f"{field.label}：{error}", field.key) from None


def _is_shown(ledger: type[Ledger], field: Field) -> bool:
    """Say whether a field fits on a terminal's line: what every row has, its day, its code and its figure."""
    return field.required or field.key == ledger.dated_by or field.kind in (Kind.CODE, Kind.NUMBER)


def _json(value: Value) -> Value:
    return value.isoformat() if isinstance(value, date) else value
