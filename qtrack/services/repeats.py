"""Rows that repeat another: what must be unique is refused, what may be one fact twice is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from types import SimpleNamespace
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.fields import Kind
from qtrack.domain.problem import Problem
from qtrack.domain.value import show_value
from qtrack.ledgers import Ledger
from qtrack.services.candidate import Candidate, Label
from qtrack.services.names import OfficeNames
from qtrack.services.office import Office
from qtrack.services.stored_alike import alike_key, with_any_of
from qtrack.store.audit import Audit

_Key = tuple[object, ...]

_SPOKEN = {Kind.DATE: "天", Kind.UNIT: "单位"}
"""What people say instead of a field's label."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Fields in which two rows do not agree, or seldom do; `key` is the field a problem is told beside."""

    fields: tuple[str, ...]
    key: str
    doubt: bool

    def of(self, candidate: Candidate) -> _Key | None:
        """Give the row's values; none when one is blank, or when the row was kept before as it is."""
        kept = candidate.stored is not None and not candidate.stored.doubts
        if self.doubt and kept and not candidate.touches(self.fields):
            return None
        found = tuple([candidate.values[field] for field in self.fields])
        return None if None in found else found


class Repeats:
    """Compares rows with those in the file, of which `changing` are about to be others, and with each other.

    A few statements for each part it is given, however many rows the part has.
    """

    def __init__(
        self, session: Session, office: Office, ledger: type[Ledger], changing: AbstractSet[str]
    ) -> None:
        self._session = session
        self._office = office
        self._ledger = ledger
        self._changing = changing
        self._groups: dict[_Group, dict[_Key, Label]] = {group: {} for group in _groups(ledger)}
        self._names = OfficeNames(session, office)

    def problems(self, part: Sequence[Candidate]) -> list[list[Problem]]:
        """Give for each row what it repeats; the rows of earlier parts count as kept."""
        told: list[list[Problem]] = [[] for _ in part]
        labels = [candidate.label(self._ledger) for candidate in part]
        for group, passed in self._groups.items():
            said = [group.of(candidate) for candidate in part]
            keys = [None if values is None else self._key(group, values) for values in said]
            others = self._others(group, {values for values in said if values is not None})
            met = [
                None
                if key is None
                else _met(others.get(key, ()), candidate.uid, passed.setdefault(key, label), label)
                for key, candidate, label in zip(keys, part, labels, strict=True)
            ]
            if not any(met):
                continue
            words = self._words(group, {other for other in met if isinstance(other, str)})
            self._read_ahead([other for other in met if isinstance(other, Label)])
            for problems, other in zip(told, met, strict=True):
                if other is not None:
                    message = words[other] if isinstance(other, str) else self._beside(group, other)
                    problems.append(Problem(group.key, message, group.doubt))
        return told

    def _key(self, group: _Group, values: Sequence[object]) -> _Key:
        return alike_key(self._ledger, group.fields, dict(zip(group.fields, values, strict=True)))

    def _others(self, group: _Group, said: set[_Key]) -> dict[_Key, list[str]]:
        """Give the rows of the file with these values that stay as they are, by what is compared of them."""
        if not said:
            return {}
        keys = {self._key(group, values) for values in said}
        columns = [getattr(self._ledger, field) for field in group.fields]
        query = select(self._ledger.uid, *columns).order_by(self._ledger.no)
        query = query.where(*with_any_of(self._ledger, group.fields, said))
        found: dict[_Key, list[str]] = {}
        for uid, *values in self._session.execute(query):
            key = self._key(group, values)
            if uid not in self._changing and key in keys:
                found.setdefault(key, []).append(uid)
        return found

    def _words(self, group: _Group, uids: set[str]) -> dict[str, str]:
        """Say of each of these rows what it is, when and by whom it was entered."""
        if not uids:
            return {}
        ledger = self._ledger
        query = select(ledger, Audit.who, Audit.at).outerjoin(Audit, Audit.seq == ledger.no)
        found = self._session.execute(query.where(ledger.uid.in_(uids))).all()
        self._names.read_ahead(ledger.schema(), [row for row, _, _ in found])
        return {row.uid: self._told(group, row, _entered(who, at)) for row, who, at in found}

    def _told(self, group: _Group, row: Ledger, entered: str) -> str:
        schema = self._ledger.schema()
        named = show_value(schema.field(row.named_by), getattr(row, row.named_by), self._names)
        said = f"{schema.field(group.key).label}：与已登记的“{named}”{self._same(group)}"
        if not group.doubt:
            return said
        unit = self._names.name(schema.field("unit"), row.unit)
        return f"{said}（{'，'.join(filter(None, (unit, entered)))}）"

    def _beside(self, group: _Group, other: Label) -> str:
        label = self._ledger.schema().field(group.key).label
        return f"{label}：与同一批的“{other.words(self._ledger, self._names)}”{self._same(group)}"

    def _same(self, group: _Group) -> str:
        """Say in what two rows agree; nothing more where it is the field that is spoken of."""
        if group.fields == (group.key,):
            return "相同"
        fields = map(self._ledger.schema().field, group.fields)
        return "是" + "、".join(f"同一{_SPOKEN.get(field.kind, field.label)}" for field in fields)

    def _read_ahead(self, labels: Sequence[Label]) -> None:
        schema, named = self._ledger.schema(), self._ledger.named_by
        rows = [cast("Ledger", SimpleNamespace(**{named: label.name})) for label in labels]
        self._names.read_ahead(replace(schema, fields=(schema.field(named),)), rows)


def _met(others: Sequence[str], uid: str, first: Label, own: Label) -> str | Label | None:
    """Give the uid of the row it repeats, or the label of the first of this run; none for neither."""
    stored = next((other for other in others if other != uid), None)
    return stored if stored is not None or first is own else first


def _groups(ledger: type[Ledger]) -> tuple[_Group, ...]:
    unique = [(column.name,) for column in ledger.__table__.columns if column.unique]
    named = ledger.named_by
    return (
        *(_Group(fields, fields[0], doubt=False) for fields in unique),
        *(_Group(fields, named if named in fields else fields[0], doubt=True) for fields in ledger.alike),
    )


def _entered(who: str | None, at: str | None) -> str:
    """Say by whom and on which day a row was entered; a person without a name is left out."""
    if not at:
        return ""
    return " ".join(filter(None, (who, datetime.fromisoformat(at).astimezone().date().isoformat(), "登记")))
