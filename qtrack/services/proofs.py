"""齐套: which kinds of evidence rows have and lack, and how many rows of a unit are complete."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from qtrack.domain.proof import Completeness
from qtrack.domain.region import Region
from qtrack.ledgers import LEDGERS, Evidence, Ledger
from qtrack.services.catalog import ledger_class
from qtrack.services.evidence import ListedEvidence, evidence_of, kinds
from qtrack.services.office import Office
from qtrack.services.proof_sql import asked_and_complete
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


def asks_for_proofs(key: str) -> bool:
    """Say whether rows of a ledger may be asked for evidence at all."""
    return any(proof.expected for proof in ledger_class(key).proofs)


def row_evidence(
    session: Session, office: Office, key: str, uid: str
) -> tuple[RowProofs, tuple[ListedEvidence, ...]]:
    """Give which kinds a row has and lacks, and its files by kind; refuse when the row is gone."""
    files = evidence_of(session, office, key, uid)
    (found,) = proofs_of(session, office, key, [uid])
    return found, files


def completeness(session: Session, office: Office) -> tuple[Completeness, ...]:
    """Give how complete the rows of each ledger are at each unit of the tree, one statement a ledger."""
    return tuple(one for ledger in LEDGERS for one in _by_unit(session, office, ledger))


def by_ledger(found: Iterable[Completeness], unit: str) -> tuple[Completeness, ...]:
    """Add up what `completeness` gave, one for each ledger with rows, as the tree's under the unit's code."""
    return _summed(found, lambda _one: unit)


def by_child(found: Iterable[Completeness], region: Region, unit: str) -> tuple[Completeness, ...]:
    """Add up what `completeness` gave for each unit directly below one, and for the unit's own rows."""
    tops = (unit, *(child.code for child in region.children(unit)))
    places = {code: top for top in tops for code in region.by_code if region.contains(top, code)}
    return _summed(found, lambda one: unit if one.unit == unit else places.get(one.unit, one.unit))


def _summed(
    found: Iterable[Completeness], unit_of: Callable[[Completeness], str]
) -> tuple[Completeness, ...]:
    sums: dict[tuple[str, str], Completeness] = {}
    for one in found:
        key = (one.ledger, unit_of(one))
        before = sums.get(key, Completeness(*key, 0, 0, 0))
        sums[key] = Completeness(
            *key, before.rows + one.rows, before.asked + one.asked, before.complete + one.complete
        )
    return tuple(sums.values())


def incomplete(
    session: Session, office: Office, key: str, most: int, *, own: bool = False
) -> tuple[RowProofs, ...]:
    """Give so many rows that lack a kind expected of them, newest first, in three statements.

    `own` leaves out the rows of units below the office's.
    """
    ledger = ledger_class(key)
    asked, complete = asked_and_complete(ledger)
    here = ledger.unit == office.unit.code if own else in_tree(ledger.unit, office.unit)
    lacking = select(ledger.uid).where(here, asked, ~complete)
    uids = session.scalars(lacking.order_by(ledger.no.desc()).limit(most)).all()
    return proofs_of(session, office, key, uids)


def _by_unit(session: Session, office: Office, ledger: type[Ledger]) -> Iterable[Completeness]:
    asked, complete = asked_and_complete(ledger)
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
