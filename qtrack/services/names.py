"""Words for keys and keys for words, from the region, the programme and the ledgers."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.fields import Field, Kind, Schema
from qtrack.domain.value import UnreadableError
from qtrack.ledgers import Ledger
from qtrack.ledgers.columns import like_words
from qtrack.services.catalog import ledger_class
from qtrack.services.office import Office
from qtrack.store.store import Store

NARROWED = 50
"""So many rows of another ledger are offered at most while a person types."""


class OfficeNames:
    """Names as an office sees them; names of referenced rows are read ahead, one statement a ledger."""

    def __init__(self, session: Session, office: Office) -> None:
        self._session = session
        self._office = office
        self._rows: dict[str, str] = {}

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
        if field.kind is Kind.DEADLINE:
            deadline = self._office.deadline(key)
            return deadline.title if deadline else key
        return self._rows.get(key, key)

    def key(self, field: Field, text: str) -> str:
        """Give the key for what a person wrote."""
        if field.kind is Kind.UNIT:
            return self._unit(text)
        if field.kind is Kind.DEADLINE:
            return self._deadline(text)
        return self._row(field, text)

    def options(self, field: Field, words: str) -> list[tuple[str, str, str]]:
        """Give what a person may choose, narrowed by words: (text to write, text to show, detail)."""
        if field.kind is Kind.UNIT:
            tree = self._office.unit.code
            units = [
                unit for unit in self._office.region.units if self._office.region.contains(tree, unit.code)
            ]
            return [
                (unit.name, unit.name, unit.code)
                for unit in units
                if words in unit.name or words in unit.code
            ]
        if field.kind is Kind.DEADLINE:
            deadlines = [deadline for deadline in self._office.programme.deadlines if deadline.submission]
            return [(d.title, d.title, d.due_on.isoformat()) for d in deadlines if words in d.title]
        ledger = ledger_class(field.refers)
        name = getattr(ledger, ledger.named_by)
        code = getattr(ledger, "code", None)
        query = select(ledger.uid, name, ledger.unit if code is None else code).order_by(name).limit(NARROWED)
        if words:
            found = name.ilike(like_words(words), escape="\\")
            query = query.where(found if code is None else found | code.ilike(like_words(words), escape="\\"))
        return [
            (detail if code is not None and detail else uid, words, detail or "无信用代码")
            for uid, words, detail in self._session.execute(query)
        ]

    def _unit(self, text: str) -> str:
        region = self._office.region
        unit = region.find(text)
        if unit is None:
            near = [unit.name for unit in region.units if text in unit.name][:4]
            hint = f"，是否指{'、'.join(near)}？" if near else "，请写县区或市州的全称或 6 位代码"
            raise UnreadableError(f"“{text}”不是{region.province.name}的单位{hint}")
        if not region.contains(self._office.unit.code, unit.code):
            raise UnreadableError(f"{unit.name}不属于{self._office.unit.name}")
        return unit.code

    def _deadline(self, text: str) -> str:
        sent = [deadline for deadline in self._office.programme.deadlines if deadline.submission]
        for deadline in sent:
            key = self._office.deadline_key(deadline)
            if text in (deadline.id, deadline.title, key):
                return key
        titles = "、".join(deadline.title for deadline in sent)
        raise UnreadableError(f"没有“{text}”这一报送事项；可填：{titles}")

    def _row(self, field: Field, text: str) -> str:
        ledger = ledger_class(field.refers)
        named = getattr(ledger, ledger.named_by)
        code = getattr(ledger, "code", None)
        keys = [ledger.uid, named] if code is None else [ledger.uid, named, code]
        for column in keys:
            found = self._session.scalars(select(ledger.uid).where(column == text).limit(2)).all()
            if len(found) == 1:
                return found[0]
            if found:
                raise UnreadableError(f"有不止一条“{text}”，请改写信用代码（表单里可按 F4 选）")
        raise UnreadableError(f"“{ledger.title}”台账里没有“{text}”，请先登记")


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
