"""齐套: which kinds of evidence rows have and lack, and how many rows of a unit are complete."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, false, func, or_, select, true
from sqlalchemy.orm import Session

from qtrack.domain.proof import Completeness, Proof
from qtrack.ledgers import LEDGERS, Evidence, Ledger
from qtrack.services.catalog import ledger_class
from qtrack.services.evidence import kinds
from qtrack.services.office import Office
from qtrack.services.search import among
from qtrack.services.trees import in_tree, span


@dataclass(frozen=True, slots=True)
class RowProofs:
    """A row's evidence: the kinds it has with their numbers of files, and those expected that it lacks.

    `expected` is how many kinds it should have; both tuples stand in the order the ledger names kinds.
    """

    uid: str
    there: tuple[tuple[str, int], ...]
    missing: tuple[str, ...]
    expected: int

    @property
    def words(self) -> str:
        """What a cell of a list says: 齐 2, 缺照片、签到表, 有 1, or nothing."""
        files = sum(number for _, number in self.there)
        if self.missing:
            return f"缺{'、'.join(self.missing)}"
        if self.expected:
            return f"齐 {files}"
        return f"有 {files}" if files else ""


def proofs_of(session: Session, office: Office, key: str, uids: Sequence[str]) -> tuple[RowProofs, ...]:
    """Give the evidence of rows in their order, in two statements; those that are gone are left out."""
    ledger = ledger_class(key)
    fields = sorted({proof.field for proof in ledger.proofs if proof.field})
    columns = [getattr(ledger, field) for field in fields]
    here = select(ledger.uid, *columns).where(ledger.uid.in_(among(uids)), in_tree(ledger.unit, office.unit))
    rows = {row.uid: row for row in session.execute(here)}
    files = _files(session, ledger, rows)
    return tuple(
        _row_proofs(ledger, rows[uid], files.get(uid, {})) for uid in dict.fromkeys(uids) if uid in rows
    )


def completeness(session: Session, office: Office) -> tuple[Completeness, ...]:
    """Give how complete the rows of each ledger are at each unit of the tree, one statement a ledger."""
    return tuple(one for ledger in LEDGERS for one in _by_unit(session, office, ledger))


def by_ledger(found: Iterable[Completeness], unit: str) -> tuple[Completeness, ...]:
    """Add up what `completeness` gave, one for each ledger with rows, as the tree's under the unit's code."""
    sums: dict[str, Completeness] = {}
    for one in found:
        before = sums.get(one.ledger, Completeness(one.ledger, unit, 0, 0, 0))
        sums[one.ledger] = Completeness(
            one.ledger,
            unit,
            before.rows + one.rows,
            before.asked + one.asked,
            before.complete + one.complete,
        )
    return tuple(sums.values())


def incomplete(session: Session, office: Office, key: str, most: int) -> tuple[RowProofs, ...]:
    """Give so many rows that lack a kind expected of them, newest first, in three statements."""
    ledger = ledger_class(key)
    asked, complete = _conditions(ledger)
    lacking = select(ledger.uid).where(in_tree(ledger.unit, office.unit), asked, ~complete)
    uids = session.scalars(lacking.order_by(ledger.no.desc()).limit(most)).all()
    return proofs_of(session, office, key, uids)


def _by_unit(session: Session, office: Office, ledger: type[Ledger]) -> Iterable[Completeness]:
    asked, complete = _conditions(ledger)
    statement = (
        select(
            ledger.unit,
            func.count(),
            func.sum(case((asked, 1), else_=0)),
            func.sum(case((and_(asked, complete), 1), else_=0)),
        )
        .where(ledger.unit.between(*span(office.unit)))
        .group_by(ledger.unit)
        .order_by(ledger.unit)
    )
    for unit, *numbers in session.execute(statement):
        yield Completeness(ledger.__tablename__, unit, *numbers)


def _conditions(ledger: type[Ledger]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Say in SQL which rows are asked for evidence, and which have all that is asked."""
    expected = [(_asked(ledger, proof), proof.name) for proof in ledger.proofs if proof.expected]
    asked = or_(false(), *(condition for condition, _ in expected))
    complete = and_(true(), *(or_(~condition, _has(ledger, name)) for condition, name in expected))
    return asked, complete


def _asked(ledger: type[Ledger], proof: Proof) -> ColumnElement[bool]:
    if not proof.field:
        return true()
    column: ColumnElement[Any] = getattr(ledger, proof.field)
    return column.in_(proof.states)


def _has(ledger: type[Ledger], kind: str) -> ColumnElement[bool]:
    return exists().where(
        Evidence.ledger == ledger.__tablename__, Evidence.row_uid == ledger.uid, Evidence.kind == kind
    )


def _files(session: Session, ledger: type[Ledger], uids: Iterable[str]) -> dict[str, dict[str, int]]:
    """Give the number of files of each kind by row."""
    counted = (
        select(Evidence.row_uid, Evidence.kind, func.count())
        .where(Evidence.ledger == ledger.__tablename__, Evidence.row_uid.in_(among(uids)))
        .group_by(Evidence.row_uid, Evidence.kind)
    )
    found: dict[str, dict[str, int]] = {}
    for uid, kind, number in session.execute(counted):
        found.setdefault(uid, {})[kind] = number
    return found


def _row_proofs(ledger: type[Ledger], row: Any, files: dict[str, int]) -> RowProofs:  # noqa: ANN401 - any ledger's
    expected = [proof.name for proof in ledger.proofs if proof.expected_of(lambda field: getattr(row, field))]
    names = [proof.name for proof in kinds(ledger.__tablename__)]
    return RowProofs(
        row.uid,
        tuple((name, files[name]) for name in names if name in files),
        tuple(name for name in expected if name not in files),
        len(expected),
    )
