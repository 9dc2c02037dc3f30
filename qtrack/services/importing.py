"""Rows from a file, kept all together or not at all."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from qtrack.domain.progress import Progress, untold
from qtrack.domain.review import Review
from qtrack.services.catalog import ledger_class
from qtrack.services.incoming import FileLine
from qtrack.services.ledger import put
from qtrack.services.office import Office
from qtrack.services.review import PART, WISH, Judged, Wish, judge


def import_rows(
    session: Session,
    office: Office,
    key: str,
    lines: Sequence[FileLine],
    wish: Wish = WISH,
    progress: Progress = untold,
) -> Review:
    """Keep the rows of a file and say what became of each; nothing is kept while any is refused.

    Rows that are the same already are left as they are, so the same file again changes nothing.
    """
    judged = judge(session, office, key, lines, wish, progress)
    found = Review(tuple(one.line for one in judged))
    if wish.leave_out or not found.refused:
        kept = [one for one in judged if one.candidate]
        for at in range(0, len(kept), PART):
            progress(at, len(kept))
            for one in kept[at : at + PART]:
                _keep(session, office, key, one)
            session.flush()
    return found


def _keep(session: Session, office: Office, key: str, one: Judged) -> None:
    candidate = one.candidate
    if candidate is None:
        return
    row = candidate.stored
    if row is None:
        row = ledger_class(key)(uid=candidate.uid, entered_by=office.unit.code, **candidate.values)
        session.add(row)
    put(row, candidate.values, one.doubts, one.explanation or None)
    row.remark = one.remark or row.remark
