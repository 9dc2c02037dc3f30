"""待完善: rows begun and put aside, which count nowhere until they are finished."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from qtrack.domain.fields import NAMED_KINDS, Field, Kind, Schema, Values
from qtrack.domain.identity import new_uid
from qtrack.domain.problem import refuse
from qtrack.domain.text import plain
from qtrack.domain.value import Reading, UnreadableError, read_value, show_value
from qtrack.ledgers import Half
from qtrack.services.catalog import ledger_class
from qtrack.services.ledger import add
from qtrack.services.names import OfficeNames
from qtrack.services.office import Office
from qtrack.services.trees import in_tree

MOST_WORDS = 3
"""So many texts name a half."""


@dataclass(frozen=True, slots=True)
class ListedHalf:
    """One half: the words that tell it from others, and the labels of what is blank and of what is wrong."""

    uid: str
    words: str
    blank: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def left(self) -> str:
        """What is still to be done, as a person reads it; empty when all is filled in and reads well."""
        parts = (("缺", self.blank), ("待改", self.wrong))
        return "；".join(f"{word} {'、'.join(labels)}" for word, labels in parts if labels)


def save_half(
    session: Session, office: Office, key: str, texts: Mapping[str, str], uid: str | None = None
) -> str:
    """Keep texts as they were typed, anew or in place of those of the half `uid`, and give its uid."""
    ledger = ledger_class(key)
    schema = ledger.schema()
    kept = {field.key: plain(texts[field.key], lines=True) for field in schema.fields if texts.get(field.key)}
    if not kept:
        raise refuse("一项都没有填写，没有可存的")
    half = _half(session, office, key, uid) if uid else None
    if half is None:
        half = Half(uid=new_uid(), entered_by=office.unit.code, ledger=ledger.__tablename__)
        session.add(half)
    half.unit = _unit(session, office, schema, kept)
    half.texts = json.dumps(kept, ensure_ascii=False, sort_keys=True)
    session.flush()
    return half.uid


def halves(session: Session, office: Office, key: str) -> tuple[ListedHalf, ...]:
    """Give the halves of a ledger in the office's tree, the newest first."""
    schema = ledger_class(key).schema()
    names = OfficeNames(session, office)
    rows = session.scalars(_here(office, key).order_by(Half.uid.desc())).all()
    return tuple(_listed(half, schema, Reading(office.today, names)) for half in rows)


def half_counts(session: Session, office: Office) -> dict[str, int]:
    """Give the number of halves of each ledger that has any."""
    here = select(Half.ledger, func.count()).where(in_tree(Half.unit, office.unit)).group_by(Half.ledger)
    return dict(session.execute(here).all())


def half_texts(session: Session, office: Office, key: str, uid: str) -> dict[str, str]:
    """Give the texts of a half as they were typed; a row referred to by its name, where that is clear."""
    reading = Reading(office.today, OfficeNames(session, office))
    schema = ledger_class(key).schema()
    texts = _texts(_half(session, office, key, uid))
    return {name: _clear(schema.field(name), text, reading) for name, text in texts.items()}


def finish(
    session: Session, office: Office, key: str, uid: str, values: Values, explanation: str = ""
) -> str:
    """Make the half a row and give the row's uid; refuse as `add` does, the half then stays."""
    half = _half(session, office, key, uid)
    row = add(session, office, key, values, explanation)
    session.delete(half)
    session.flush()
    return row


def drop(session: Session, office: Office, key: str, uid: str) -> None:
    """Throw a half away."""
    session.delete(_half(session, office, key, uid))
    session.flush()


def _here(office: Office, key: str) -> Select[Half]:
    ledger = ledger_class(key).__tablename__
    return select(Half).where(Half.ledger == ledger, in_tree(Half.unit, office.unit))


def _half(session: Session, office: Office, key: str, uid: str) -> Half:
    half = session.scalar(_here(office, key).where(Half.uid == uid))
    if half is None:
        raise refuse("这条待完善的记录已不存在，可能已经填完或删除；请按 F5 刷新")
    return half


def _texts(half: Half) -> dict[str, str]:
    texts: dict[str, str] = json.loads(half.texts)
    return texts


def _unit(session: Session, office: Office, schema: Schema, texts: Mapping[str, str]) -> str:
    """Give the unit a half speaks of, the office's own while it names none that can be read."""
    try:
        unit = read_value(
            schema.field("unit"), texts.get("unit", ""), Reading(office.today, OfficeNames(session, office))
        )
    except UnreadableError:
        return office.unit.code
    return str(unit)


def _listed(half: Half, schema: Schema, reading: Reading) -> ListedHalf:
    texts = _texts(half)
    left = [field for field in schema.fields if not _stands(field, texts, reading)]
    blank = tuple(field.label for field in left if not plain(texts.get(field.key, "")))
    wrong = tuple(field.label for field in left if plain(texts.get(field.key, "")))
    known = [_words(field, texts[field.key], reading) for field in schema.fields if texts.get(field.key)]
    return ListedHalf(half.uid, "　".join(known[:MOST_WORDS]), blank, wrong)


def _stands(field: Field, texts: Mapping[str, str], reading: Reading) -> bool:
    """Say whether a field holds what can be read, a blank where it may be blank."""
    try:
        read_value(field, texts.get(field.key, ""), reading)
    except UnreadableError:
        return False
    return True


def _clear(field: Field, text: str, reading: Reading) -> str:
    """Give the name for a reference if it reads as the same row; any other text as it is."""
    if field.kind is not Kind.REFERENCE:
        return text
    words = _words(field, text, reading)
    try:
        same = read_value(field, words, reading) == read_value(field, text, reading)
    except UnreadableError:
        return text
    return words if same else text


def _words(field: Field, text: str, reading: Reading) -> str:
    """Give a text as people know it: a key that was chosen is shown by its name."""
    if field.kind not in NAMED_KINDS and field.kind is not Kind.DATE:
        return plain(text)
    try:
        return show_value(field, read_value(field, text, reading), reading.names)
    except UnreadableError:
        return plain(text)
