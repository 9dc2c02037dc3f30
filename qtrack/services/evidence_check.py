"""Evidence held against its bytes: what is missing or changed, and what no record needs any more."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.progress import Progress
from qtrack.domain.text import plain
from qtrack.ledgers import LEDGERS, Evidence
from qtrack.services.evidence import ListedEvidence, listed
from qtrack.services.named_rows import named_rows
from qtrack.services.office import Office
from qtrack.store.audit import Audit
from qtrack.store.evidence_files import EvidenceFiles, Harm

_READ_AHEAD = 1000


@dataclass(frozen=True, slots=True)
class Recorded:
    """All evidence the file records, what the rows are called by uid, and every hash its history knows."""

    evidence: tuple[ListedEvidence, ...]
    rows: dict[str, str]
    known: frozenset[str]


@dataclass(frozen=True, slots=True)
class Harmed:
    """A record whose bytes are not as they were taken; `row` is its row as people call it."""

    evidence: ListedEvidence
    row: str
    harm: Harm


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: contents read, records harmed, and contents nobody refers to with their bytes."""

    contents: int
    harmed: tuple[Harmed, ...]
    strays: int
    stray_bytes: int


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What was removed."""

    files: int
    bytes: int


def recorded(session: Session, office: Office) -> Recorded:
    """Give all evidence of the file, whatever unit it is of, in a constant number of statements."""
    whole = office.at(office.region.province.code)
    found = tuple(listed(one) for one in session.scalars(select(Evidence).order_by(Evidence.uid)))
    rows: dict[str, str] = {}
    for ledger in LEDGERS:
        key = ledger.__tablename__
        uids = {one.row_uid for one in found if one.ledger == key}
        for held in named_rows(session, whole, key, uids) if uids else ():
            rows[held.uid] = plain(f"{ledger.title}“{held.name}”（{held.unit}）")
    return Recorded(found, rows, known_hashes(session))


def check_files(records: Recorded, files: EvidenceFiles, progress: Progress | None = None) -> Checked:
    """Read every recorded content and compare it with its hash; nothing is changed.

    `progress` hears (contents done, contents in all); what it raises ends the check.
    """
    contents = {(one.file.sha256, one.file.size): one.file for one in records.evidence}
    harms: dict[tuple[str, int], Harm | None] = {}
    for done, (content, file) in enumerate(contents.items()):
        if progress:
            progress(done, len(contents))
        harms[content] = files.harm(file)
    if progress:
        progress(len(contents), len(contents))
    harmed = []
    for one in records.evidence:
        harm = harms[one.file.sha256, one.file.size]
        if harm is not None:
            harmed.append(Harmed(one, records.rows.get(one.row_uid, "已不存在的记录"), harm))
    # A copy made to look at is of a file that a record has, so it is not told as one nobody needs.
    strays = [path for path in files.strays(records.known) if path.parent != files.opened]
    return Checked(len(contents), tuple(harmed), len(strays), sum(path.lstat().st_size for path in strays))


def clean(session: Session, files: EvidenceFiles) -> Cleaned:
    """Remove contents that no record and nothing in the history refers to, and copies made to look at.

    It runs as an operation, so that nobody attaches in the meantime what is about to go.
    """
    strays = files.strays(known_hashes(session))
    size = sum(path.lstat().st_size for path in strays)
    files.drop(strays)
    return Cleaned(len(strays), size)


def known_hashes(session: Session) -> frozenset[str]:
    """Give the hash of every content that is recorded or ever was, so that any undo finds its bytes."""
    history = (
        select(Audit.before, Audit.after)
        .where(Audit.table == Evidence.__tablename__)
        .execution_options(yield_per=_READ_AHEAD)
    )
    known = set(session.scalars(select(Evidence.sha256)))
    for entry in session.execute(history):
        known.update(json.loads(values)["sha256"] for values in entry if values is not None)
    return frozenset(known)
