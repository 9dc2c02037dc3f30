"""Rows that repeat another: what must be unique is refused, what may be one fact twice is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.fields import Kind
from qtrack.domain.problem import Problem
from qtrack.domain.value import show_value
from qtrack.ledgers import Ledger
from qtrack.services.candidate import Candidate
from qtrack.services.names import OfficeNames
from qtrack.services.office import Office
from qtrack.services.search import checked
from qtrack.store.audit import Audit

_Key = tuple[object, ...]


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
        found = tuple(candidate.values[field] for field in self.fields)
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
        self._groups = _groups(ledger)
        self._passed: set[tuple[_Group, _Key]] = set()

    def problems(self, part: Sequence[Candidate]) -> list[list[Problem]]:
        """Give for each row what it repeats; the rows of earlier parts count as kept."""
        told: list[list[Problem]] = [[] for _ in part]
        for group in self._groups:
            keys = [group.of(candidate) for candidate in part]
            others = self._others(group, {key for key in keys if key is not None})
            met = [
                self._meet(group, key, candidate, others) for key, candidate in zip(keys, part, strict=True)
            ]
            words = self._words(group, {uid for uid in met if uid})
            for problems, uid in zip(told, met, strict=True):
                if uid is not None:
                    problems.append(Problem(group.key, words.get(uid, self._beside(group)), group.doubt))
        return told

    def _meet(
        self, group: _Group, key: _Key | None, candidate: Candidate, others: dict[_Key, list[str]]
    ) -> str | None:
        """Give the uid of the row it repeats, empty for one of this run, none when there is no such row."""
        if key is None:
            return None
        uid = next((uid for uid in others.get(key, ()) if uid != candidate.uid), None)
        if uid is None and (group, key) in self._passed:
            uid = ""
        self._passed.add((group, key))
        return uid

    def _others(self, group: _Group, keys: set[_Key]) -> dict[_Key, list[str]]:
        """Give the rows of the file with these values that stay as they are, by their values."""
        if not keys:
            return {}
        columns = [getattr(self._ledger, field) for field in group.fields]
        query = select(self._ledger.uid, *columns).order_by(self._ledger.no)
        schema = self._ledger.schema()
        refers = any(schema.field(field).kind is Kind.REFERENCE for field in group.fields)
        for place, (field, column) in enumerate(zip(group.fields, columns, strict=True)):
            same = column.in_({key[place] for key in keys})
            # A firm has few rows, a day or a form of help has many: the index of the firm must lead.
            leads = not refers or schema.field(field).kind is Kind.REFERENCE
            query = query.where(same if leads else checked(same))
        found: dict[_Key, list[str]] = {}
        for uid, *values in self._session.execute(query):
            if uid not in self._changing and tuple(values) in keys:
                found.setdefault(tuple(values), []).append(uid)
        return found

    def _words(self, group: _Group, uids: set[str]) -> dict[str, str]:
        """Say of each of these rows what it is, when and by whom it was entered."""
        if not uids:
            return {}
        ledger, schema = self._ledger, self._ledger.schema()
        query = select(ledger, Audit.who, Audit.at).outerjoin(Audit, Audit.seq == ledger.no)
        found = self._session.execute(query.where(ledger.uid.in_(uids))).all()
        names = OfficeNames(self._session, self._office)
        names.read_ahead(schema, [row for row, _, _ in found])
        return {
            row.uid: self._told(group, row, names, f"{who} {_day(at)} " if who else "")
            for row, who, at in found
        }

    def _told(self, group: _Group, row: Ledger, names: OfficeNames, entered: str) -> str:
        schema = self._ledger.schema()
        named = show_value(schema.field(row.named_by), getattr(row, row.named_by), names)
        if not group.doubt:
            return f"{schema.field(group.key).label}：与已登记的“{named}”相同"
        unit = names.name(schema.field("unit"), row.unit)
        return f"{self._same(group)}与已登记的“{named}”相同（{unit}，{entered}登记）"

    def _beside(self, group: _Group) -> str:
        return f"{self._same(group)}与同一批的另一条相同"

    def _same(self, group: _Group) -> str:
        schema = self._ledger.schema()
        first = schema.field(group.key).label
        labels = "、".join(schema.field(field).label for field in group.fields)
        return f"{first}：" if labels == first else f"{first}：{labels}"


def _groups(ledger: type[Ledger]) -> tuple[_Group, ...]:
    unique = [(column.name,) for column in ledger.__table__.columns if column.unique]
    named = ledger.named_by
    return (
        *(_Group(fields, fields[0], doubt=False) for fields in unique),
        *(_Group(fields, named if named in fields else fields[0], doubt=True) for fields in ledger.alike),
    )


def _day(at: str) -> str:
    return datetime.fromisoformat(at).astimezone().date().isoformat()
