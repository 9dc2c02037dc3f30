"""Words for keys and keys for words, from the region, the programme and the ledgers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import product
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from qtrack.domain.addresses import Addresses
from qtrack.domain.fields import Field, Kind, Schema
from qtrack.domain.listed import Listed
from qtrack.domain.pinyin import fits
from qtrack.domain.region import Unit
from qtrack.domain.text import folded, name_key, name_spellings, narrow_letters, same_words
from qtrack.domain.uscc import LENGTH, tidy_code
from qtrack.domain.value import UnreadableError
from qtrack.ledgers import Ledger
from qtrack.services.catalog import ledger_class
from qtrack.services.office import Office
from qtrack.store.store import Store

NARROWED = 50
"""So many rows of another ledger are offered at most while a person types."""

LONGEST_NAME = 12
"""A text longer than this is no name of a unit and no spelling, but an address."""

MOST_NAMED = 8
"""So many entries of a notice are named at most when none of them is meant."""

NEAREST = 4
"""So many units are named at most when it is not clear which one is meant."""


class OfficeNames:
    """Names as an office sees them; names of referenced rows are read ahead, one statement a ledger."""

    def __init__(self, session: Session, office: Office) -> None:
        self._session = session
        self._office = office
        self._rows: dict[str, str] = {}
        self._listed: dict[str, dict[str, Listed]] = {}

    @cached_property
    def _addresses(self) -> Addresses:
        return Addresses(self._office.region)

    def read_ahead(self, schema: Schema, rows: Iterable[Ledger]) -> None:
        """Fetch the names of all rows that these rows refer to."""
        listed = list(rows)
        for field in schema.fields:
            if field.kind is not Kind.REFERENCE:
                continue
            ledger = ledger_class(field.refers)
            name = getattr(ledger, ledger.named_by)
            wanted = {getattr(row, field.key) for row in listed} - {None} - self._rows.keys()
            if wanted:
                self._rows.update(
                    self._session.execute(select(ledger.uid, name).where(ledger.uid.in_(wanted))).all()
                )

    def name(self, field: Field, key: str) -> str:
        """Give the words for a key."""
        if field.kind is Kind.UNIT:
            unit = self._office.region.by_code.get(key)
            return unit.name if unit else key
        if field.kind is Kind.ENTRY:
            entry = self._entries(field).get(key)
            return entry.words if entry else key
        if key not in self._rows:
            ledger = ledger_class(field.refers)
            row = select(getattr(ledger, ledger.named_by)).where(ledger.uid == key)
            self._rows[key] = self._session.scalar(row) or key
        return self._rows[key]

    def key(self, field: Field, text: str) -> str:
        """Give the key for what a person wrote."""
        if field.kind is Kind.UNIT:
            return self._unit(text)
        if field.kind is Kind.ENTRY:
            return self._entry(field, text)
        return self._row(field, text)

    def options(self, field: Field, words: str) -> list[tuple[str, str, str]]:
        """Give what a person may choose, narrowed by words: (text to write, text to show, detail)."""
        if field.kind is Kind.UNIT:
            units = self._office.region.narrow(self._office.unit.code, words)
            return [(unit.name, unit.name, unit.code) for unit in units]
        if field.kind is Kind.ENTRY:
            return [
                (self._office.written(field.refers, key), entry.words, entry.detail)
                for key, entry in self._entries(field).items()
                if entry.offered and fits(words, entry.words, entry.id, ()) is not None
            ]
        return self._rows_for(ledger_class(field.refers), words)

    def _rows_for(self, ledger: type[Ledger], words: str) -> list[tuple[str, str, str]]:
        name = getattr(ledger, ledger.named_by)
        code = getattr(ledger, "code", None)
        query = select(ledger.uid, name, ledger.unit if code is None else code).limit(NARROWED)
        query = query.where(*holding(ledger, words)).order_by(*_nearest(ledger, words), name)
        return [
            (detail if code is not None and detail else uid, shown, detail or "无信用代码")
            for uid, shown, detail in self._session.execute(query)
        ]

    def _unit(self, text: str) -> str:
        region, tree = self._office.region, self._office.unit
        unit = region.find(text) or self._addresses.unit(text)
        if unit is None and len(text) <= LONGEST_NAME:
            unit = self._spelled(text)
        if unit is None:
            raise UnreadableError(
                f"“{text}”里没有{region.province.name}的县区或市州，请写县区或市州的全称或 6 位代码"
            )
        if not region.contains(tree.code, unit.code):
            above = region.contains(unit.code, tree.code)
            hint = f"，是本单位的请写{tree.name}" if above else ""
            raise UnreadableError(f"{unit.name}不属于{tree.name}{hint}")
        return unit.code

    def _spelled(self, text: str) -> Unit:
        """Give the unit called or spelled so, in the office's own tree first."""
        region, tree = self._office.region, self._office.unit
        meant = region.meant(tree.code, text) or region.meant(region.province.code, text)
        if len(meant) == 1:
            return meant[0]
        near = [unit.name for unit in meant or region.narrow(tree.code, text)][:NEAREST]
        reason = "可指不止一个单位" if meant else f"不是{region.province.name}的单位"
        hint = f"，是否指{'、'.join(near)}？" if near else "，请写县区或市州的全称或 6 位代码"
        raise UnreadableError(f"“{text}”{reason}{hint}")

    def _entries(self, field: Field) -> dict[str, Listed]:
        if field.refers not in self._listed:
            self._listed[field.refers] = self._office.entries(field.refers)
        return self._listed[field.refers]

    def _entry(self, field: Field, text: str) -> str:
        """Find an entry by its key, id or words, or by the number or clause it alone is printed under.

        Where notices share words, the first one is meant.
        """
        offered = {key: entry for key, entry in self._entries(field).items() if entry.offered}
        wanted = same_words(text)
        for key, entry in offered.items():
            if text in (key, entry.id) or wanted in map(same_words, (entry.words, *entry.also)):
                return key
        for key, entry in offered.items():
            if wanted == same_words(self._office.in_notice(key, entry.words)):
                return key
        coded = [key for key, entry in offered.items() if name_key(text) in map(name_key, entry.codes)]
        if len(coded) == 1:
            return coded[0]
        if coded:
            several = "、".join(offered[key].words for key in coded[:MOST_NAMED])
            raise UnreadableError(f"“{text}”可指不止一项：{several}；请写全名称")
        words = [entry.words for entry in offered.values()]
        more = "……（表单里可按 F4 选）" if len(words) > MOST_NAMED else ""
        known = f"可填：{'、'.join(words[:MOST_NAMED])}{more}" if words else "现有方案里没有可填的"
        raise UnreadableError(f"没有“{text}”这一{field.label}；{known}")

    def _row(self, field: Field, text: str) -> str:
        ledger = ledger_class(field.refers)
        named = getattr(ledger, ledger.named_by)
        code = getattr(ledger, "code", None)
        keys = [ledger.uid, named] if code is None else [ledger.uid, named, code]
        either = dict.fromkeys((text, narrow_letters(text)))
        for column, words in product(keys, either):
            found = self._session.scalars(select(ledger.uid).where(column == words).limit(2)).all()
            if len(found) == 1:
                return found[0]
            if found:
                raise _ambiguous(text)
        query = select(ledger.uid, named).where(named.in_(name_spellings(text)))
        alike: list[str] = [
            uid for uid, name in self._session.execute(query) if name_key(name) == name_key(text)
        ]
        if len(alike) > 1:
            raise _ambiguous(text)
        if alike:
            return alike[0]
        both = code_and_name(text)
        if both and code is not None:
            return self._both(ledger, *both)
        raise UnreadableError(f"“{ledger.title}”台账里没有“{text}”，请先登记")

    def _both(self, ledger: type[Ledger], code: str, said: str) -> str:
        """Find a row by a code and a name, which must mean the same one."""
        named = getattr(ledger, ledger.named_by)
        query = select(ledger.uid, named).where(ledger.__table__.c.code == code)
        found = self._session.execute(query).first()
        if found is None:
            raise UnreadableError(f"“{ledger.title}”台账里没有信用代码 {code}，请先登记")
        uid, name = found
        if name_key(name) != name_key(said):
            raise UnreadableError(f"信用代码 {code} 登记的是“{name}”，不是“{said}”，请改正或去掉一个")
        return str(uid)


def code_and_name(text: str) -> tuple[str, str] | None:
    """Give the code and the name a text consists of, in whichever order; None for any other text."""
    first, _, rest = text.partition(" ")
    before, _, last = text.rpartition(" ")
    pairs = ((tidy_code(code), name.strip()) for code, name in ((first, rest), (last, before)))
    return next(
        ((code, name) for code, name in pairs if name and len(code) == LENGTH and code.isascii()), None
    )


def _ambiguous(text: str) -> UnreadableError:
    return UnreadableError(f"有不止一条“{text}”，请改写信用代码（表单里可按 F4 选）")


def holding(ledger: type[Ledger], words: str) -> list[ColumnElement[bool]]:
    """Give the conditions for the rows whose words, initials or pinyin hold every word typed."""
    return [func.instr(ledger.find, word) > 0 for word in folded(words).split()]


def _nearest(ledger: type[Ledger], words: str) -> list[ColumnElement[Any]]:
    """Give the order of what fits: a code or name that begins so, then a line of initials, then the rest."""
    typed = folded(words)
    if not typed:
        return []
    code = getattr(ledger, "code", None)
    begins = [] if code is None else [(func.instr(func.lower(code), typed) == 1, 0)]
    begins.append((func.instr(ledger.find, typed) == 1, 1))
    begins.append((func.instr(ledger.find, f"\n{typed}") > 0, 2))
    return [case(*begins, else_=3)]


class StoredNames:
    """An office's names for whoever has no session; each question is a short read of its own."""

    def __init__(self, store: Store, office: Office) -> None:
        self._store = store
        self._office = office

    def name(self, field: Field, key: str) -> str:
        """Give the words for a key."""
        return self._store.read(lambda session: OfficeNames(session, self._office).name(field, key))

    def key(self, field: Field, text: str) -> str:
        """Give the key for what a person wrote; UnreadableError says why there is none."""
        return self._store.read(lambda session: OfficeNames(session, self._office).key(field, text))

    def options(self, field: Field, words: str) -> list[tuple[str, str, str]]:
        """Give what a person may choose: (text to write, text to show, detail)."""
        return self._store.read(lambda session: OfficeNames(session, self._office).options(field, words))
