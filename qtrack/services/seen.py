"""What a form is told about a text while the person is still typing the next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrack.domain.fields import Field, Kind, Schema
from qtrack.domain.follows import Adds, Follows
from qtrack.domain.problem import Problem
from qtrack.domain.region import Level, Region, Unit
from qtrack.domain.seen import Seen
from qtrack.domain.text import name_spellings, plain
from qtrack.domain.uscc import LENGTH, check_code, district, tidy_code
from qtrack.domain.value import Reading, UnreadableError, read_value, show_date, show_value
from qtrack.ledgers import Ledger
from qtrack.services.candidate import Candidate
from qtrack.services.catalog import ledger_class
from qtrack.services.counting import where_all
from qtrack.services.doubts import day_doubt
from qtrack.services.names import OfficeNames
from qtrack.services.office import Office
from qtrack.services.repeats import Repeats
from qtrack.services.trees import in_tree


def seen(  # noqa: PLR0913, PLR0917 - the blank, its text, the others, and which row they are
    session: Session,
    office: Office,
    key: str,
    field_key: str,
    text: str,
    texts: Mapping[str, str],
    uid: str = "",
) -> Seen:
    """Give what is known about a blank's text beside the form's other texts; `uid` is the row, if it stands.

    What cannot be read is no concern of this: the form itself says so.
    """
    ledger = ledger_class(key)
    field = ledger.schema().field(field_key)
    if not plain(text):
        return Seen()
    told = [_repeated(session, office, ledger, field, {**texts, field_key: text}, uid)]
    told += [_named(session, office, one, text) for one in ledger.follows if one.field == field_key]
    told += [_added(session, office, one, text) for one in ledger.adds if one.field == field_key]
    if field.kind is Kind.CODE:
        told.append(_code(office, text))
    else:
        value = _value(session, office, field, text)
        if field.kind is Kind.REFERENCE and isinstance(value, str):
            told.append(_referred(session, office, ledger, field, value))
        elif field.kind is Kind.DATE and isinstance(value, date):
            told.append(Seen(remark=day_doubt(office, ledger, field_key, value)))
    return Seen(
        {name: words for one in told for name, words in one.fills.items()},
        "；".join(one.remark for one in told if one.remark),
        any(one.problem for one in told),
    )


def _code(office: Office, text: str) -> Seen:
    """Say what is wrong with a code as soon as it is as long as one, and whose unit it tells."""
    code = tidy_code(text)
    wrong = check_code(code) if len(code) >= LENGTH else ""
    unit = office.region.by_code.get(district(code))
    return Seen({} if unit is None else _unit_fill(office, unit), wrong, bool(wrong))


def _referred(session: Session, office: Office, ledger: type[Ledger], field: Field, uid: str) -> Seen:
    """Tell of the row referred to: what it is, where it is, what this ledger already has of it."""
    row = session.get_one(ledger_class(field.refers), uid)
    flags = [one for one in row.schema().fields if one.kind is Kind.FLAG]
    words = [one.label if getattr(row, one.key) else f"非{one.label}" for one in flags]
    unit = office.region.by_code.get(row.unit)
    if unit is not None:
        words.append(_full_name(office.region, unit))
    words.append(_uses(session, ledger, field, uid))
    fills = _unit_fill(office, unit) if unit is not None else {}
    return Seen(fills, "　".join(word for word in words if word))


def _named(session: Session, office: Office, follows: Follows, text: str) -> Seen:
    """Tell what follows from the row of another ledger that is called so, the newest where several are."""
    other = ledger_class(follows.ledger)
    schema, day = other.schema(), getattr(other, other.dated_by)
    called = getattr(other, other.named_by).in_(name_spellings(plain(text)))
    query = select(other).where(called, in_tree(other.unit, office.unit)).order_by(day.desc()).limit(1)
    row = session.scalar(query)
    if row is None:
        return Seen()
    names = OfficeNames(session, office)
    fills = {own: show_value(schema.field(key), getattr(row, key), names) for own, key in follows.fills}
    return Seen(fills, f"“{other.title}”台账：{'　'.join(fills.values())}")


def _added(session: Session, office: Office, adds: Adds, text: str) -> Seen:
    """Tell how many rows of another ledger name the row that is called so."""
    other = ledger_class(adds.ledger)
    called = getattr(other, adds.named).in_(name_spellings(plain(text)))
    rows = session.scalar(
        select(func.count()).where(called, in_tree(other.unit, office.unit), *where_all(other, adds.where))
    )
    states = "、".join(word for _, words in adds.where for word in words)
    return Seen({adds.fills: str(rows)}, f"“{other.title}”台账：{states} {rows:,} 条") if rows else Seen()


def _uses(session: Session, ledger: type[Ledger], field: Field, uid: str) -> str:
    day = getattr(ledger, ledger.dated_by)
    query = select(func.count(), func.max(day)).select_from(ledger)
    rows, last = session.execute(query.where(getattr(ledger, field.key) == uid)).one()
    if not rows:
        return ""
    latest = f"，最近 {show_date(last)}" if isinstance(last, date) else ""
    return f"“{ledger.title}”已有 {rows:,} 条{latest}"


def _repeated(
    session: Session,
    office: Office,
    ledger: type[Ledger],
    field: Field,
    texts: Mapping[str, str],
    uid: str,
) -> Seen:
    """Say which row this one repeats in a group of fields that the blank belongs to."""
    schema = ledger.schema()
    typed: dict[str, object] = {one.key: None for one in schema.fields}
    for name in _beside(ledger, field.key):
        typed[name] = _value(session, office, schema.field(name), texts.get(name, ""))
    (problems,) = Repeats(session, office, ledger, frozenset()).problems([Candidate(uid, typed)])
    return Seen(remark=_words(schema, problems), problem=any(not problem.doubt for problem in problems))


def _beside(ledger: type[Ledger], key: str) -> set[str]:
    """Give the fields that are unique, or alike, together with this one."""
    unique = {key} if ledger.__table__.columns[key].unique else set()
    return unique.union(*(group for group in ledger.alike if key in group))


def _words(schema: Schema, problems: list[Problem]) -> str:
    """Give what is said of a row without the label of the field it would stand beside."""
    labels = {problem: schema.field(problem.key).label for problem in problems}
    return "；".join(problem.message.removeprefix(f"{label}：") for problem, label in labels.items())


def _value(session: Session, office: Office, field: Field, text: str) -> object:
    try:
        return read_value(field, text, Reading(office.today, OfficeNames(session, office)))
    except UnreadableError:
        return None


def _unit_fill(office: Office, unit: Unit) -> dict[str, str]:
    """Give the text for the row's unit, where it is one the office may write."""
    region = office.region
    if unit.level is Level.PROVINCE or not region.contains(office.unit.code, unit.code):
        return {}
    return {"unit": unit.name if region.find(unit.name) == unit else unit.code}


def _full_name(region: Region, unit: Unit) -> str:
    """Give a county's name behind its city's."""
    return f"{region.by_code[unit.parent].name}{unit.name}" if unit.level is Level.COUNTY else unit.name
