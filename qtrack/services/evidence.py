"""佐证: files attached to the rows of a ledger, listed, given another kind, taken off."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrack.domain.identity import new_uid
from qtrack.domain.problem import refuse
from qtrack.domain.proof import OTHER, Proof
from qtrack.ledgers import Evidence, Ledger
from qtrack.services.catalog import ledger_class
from qtrack.services.chosen import Chosen, chosen_numbers
from qtrack.services.ledger import row_of
from qtrack.services.office import Office
from qtrack.services.query import Query
from qtrack.services.search import among
from qtrack.services.trees import in_tree
from qtrack.store.evidence_files import EvidenceFiles, StoredFile


@dataclass(frozen=True, slots=True)
class Addition:
    """A file whose bytes are kept, to be attached to a row as one kind of evidence."""

    ledger: str
    row_uid: str
    kind: str
    file: StoredFile


@dataclass(frozen=True, slots=True)
class Attached:
    """What attaching did: the uids of new records, and the names of files a row had already as that kind."""

    uids: tuple[str, ...]
    repeated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListedEvidence:
    """One file of one row; `entered_by` is the code of the unit that attached it."""

    uid: str
    ledger: str
    row_uid: str
    kind: str
    file: StoredFile
    added_on: date
    entered_by: str


def kinds(key: str) -> tuple[Proof, ...]:
    """Give the kinds of evidence a ledger's rows take, those its declaration names and 其他."""
    return (*ledger_class(key).proofs, OTHER)


def attach(session: Session, office: Office, files: EvidenceFiles, additions: Sequence[Addition]) -> Attached:
    """Attach kept files to rows of the office's tree, all or none, in a constant number of statements.

    A record is only written while the bytes lie in the store, so none is ever without them. Refuse a row
    that is gone and a kind its ledger does not have.
    """
    missing = next((one.file for one in additions if not files.holds(one.file)), None)
    if missing is not None:
        raise refuse(f"“{missing.name}”的内容没有存好，没有添加；请再添加一次")
    by_ledger: dict[type[Ledger], list[Addition]] = {}
    for one in additions:
        by_ledger.setdefault(ledger_class(one.ledger), []).append(one)
    parts = [_attach_to(session, office, ledger, part) for ledger, part in by_ledger.items()]
    session.flush()
    return Attached(
        tuple(uid for part in parts for uid in part.uids),
        tuple(name for part in parts for name in part.repeated),
    )


def evidence_of(session: Session, office: Office, key: str, row_uid: str) -> tuple[ListedEvidence, ...]:
    """Give the files of a row, by kind as its ledger names them, then as they were attached."""
    ledger, _row = row_of(session, office, key, row_uid)
    name = ledger.__tablename__
    here = select(Evidence).where(Evidence.ledger == name, Evidence.row_uid == row_uid)
    found = [listed(one) for one in session.scalars(here.order_by(Evidence.uid))]
    places = {proof.name: place for place, proof in enumerate(kinds(name))}
    return tuple(sorted(found, key=lambda one: places.get(one.kind, len(places))))


def evidence_named(session: Session, office: Office, uid: str) -> ListedEvidence:
    """Give one record of evidence in the office's tree; refuse when it or its row is gone."""
    (found,) = _found(session, office, [uid])
    return listed(found)


def attached_to(session: Session, office: Office, query: Query, chosen: Chosen) -> int:
    """Give how many files are attached to the chosen rows: said before the rows are removed with them."""
    ledger = ledger_class(query.ledger)
    rows = select(ledger.uid).where(ledger.no.in_(among(chosen_numbers(session, office, query, chosen))))
    here = (Evidence.ledger == ledger.__tablename__) & Evidence.row_uid.in_(rows)
    return session.scalar(select(func.count()).select_from(Evidence).where(here)) or 0


def change_kind(session: Session, office: Office, uid: str, kind: str) -> None:
    """Let a file be evidence of another kind; refuse when the row has it as that kind already."""
    (found,) = _found(session, office, [uid])
    wanted = kind_of(found.ledger, kind)
    same = select(Evidence.uid).where(
        Evidence.ledger == found.ledger,
        Evidence.row_uid == found.row_uid,
        Evidence.kind == wanted,
        Evidence.sha256 == found.sha256,
        Evidence.uid != uid,
    )
    if session.scalar(same) is not None:
        raise refuse(f"“{found.name}”已作为“{wanted}”附在这条记录上")
    found.kind = wanted
    session.flush()


def detach(session: Session, office: Office, uids: Collection[str]) -> int:
    """Take files off their rows and give how many; the bytes stay, so that an undo brings them back."""
    found = _found(session, office, uids)
    for one in found:
        session.delete(one)
    session.flush()
    return len(found)


def kind_of(key: str, words: str) -> str:
    """Give a kind by its name; refuse one the ledger does not have, naming those it has."""
    names = [proof.name for proof in kinds(key)]
    if words not in names:
        title = ledger_class(key).title
        raise refuse(f"“{title}”台账没有“{words}”这种佐证；可用的有：{'、'.join(names)}")
    return words


def listed(found: Evidence) -> ListedEvidence:
    """Give a record as a pure value."""
    file = StoredFile(found.name, found.size, found.sha256)
    return ListedEvidence(
        found.uid, found.ledger, found.row_uid, found.kind, file, found.added_on, found.entered_by
    )


def _attach_to(
    session: Session, office: Office, ledger: type[Ledger], additions: Sequence[Addition]
) -> Attached:
    units = _units(session, office, ledger, {one.row_uid for one in additions})
    same = select(Evidence.row_uid, Evidence.kind, Evidence.sha256).where(
        Evidence.ledger == ledger.__tablename__, Evidence.row_uid.in_(among(units))
    )
    held = {tuple(row) for row in session.execute(same)}
    uids, repeated = [], []
    for one in additions:
        content = (one.row_uid, kind_of(one.ledger, one.kind), one.file.sha256)
        if content in held:
            repeated.append(one.file.name)
            continue
        held.add(content)
        uids.append(new_uid())
        session.add(
            Evidence(
                uid=uids[-1],
                unit=units[one.row_uid],
                entered_by=office.unit.code,
                ledger=ledger.__tablename__,
                row_uid=one.row_uid,
                kind=one.kind,
                name=one.file.name,
                size=one.file.size,
                sha256=one.file.sha256,
                added_on=office.today,
            )
        )
    return Attached(tuple(uids), tuple(repeated))


def _units(session: Session, office: Office, ledger: type[Ledger], uids: AbstractSet[str]) -> dict[str, str]:
    """Give the unit of each row; refuse when one is gone or of another tree."""
    here = select(ledger.uid, ledger.unit).where(
        ledger.uid.in_(among(uids)), in_tree(ledger.unit, office.unit)
    )
    units: dict[str, str] = dict(session.execute(here).all())
    if uids - units.keys():
        raise refuse("佐证所属的记录已不存在，可能已被删除；请按 F5 刷新")
    return units


def _found(session: Session, office: Office, uids: Collection[str]) -> Sequence[Evidence]:
    """Give records of evidence by their uids; refuse when one or its row is gone or of another tree."""
    found = session.scalars(select(Evidence).where(Evidence.uid.in_(among(uids)))).all()
    if len(found) < len(set(uids)):
        raise refuse("这份佐证已不存在，可能已被删除；请按 F5 或用 qtrack evidence list 重新查看")
    for key in {one.ledger for one in found}:
        _units(session, office, ledger_class(key), {one.row_uid for one in found if one.ledger == key})
    return found
