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
from qtrack.services.resting import collector_resting
from qtrack.services.review import PART, WISH, Judged, Wish, judge
from qtrack.store.adding import Adding


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
    with collector_resting():
        judged = judge(session, office, key, lines, wish, progress)
        found = Review(tuple(one.line for one in judged))
        if wish.leave_out or not found.refused:
            _keep(session, office, key, [one for one in judged if one.candidate], progress)
    return found


def _keep(session: Session, office: Office, key: str, kept: Sequence[Judged], progress: Progress) -> None:
    """Write the rows that change, whose codes new ones may take, and then the new ones."""
    changed = [one for one in kept if one.candidate and one.candidate.stored]
    for at in range(0, len(changed), PART):
        progress(at, len(kept))
        for one in changed[at : at + PART]:
            _change(one)
        session.flush()
    new = [one for one in kept if one.candidate and not one.candidate.stored]
    with Adding(session, ledger_class(key)) as adding:
        for at in range(0, len(new), PART):
            progress(len(changed) + at, len(kept))
            adding.add([_row(office, one) for one in new[at : at + PART]])


def _change(one: Judged) -> None:
    if one.candidate and one.candidate.stored:
        stored = one.candidate.stored
        put(stored, one.candidate.values, one.doubts, one.explanation or None)
        stored.remark = one.remark or stored.remark


def _row(office: Office, one: Judged) -> dict[str, object]:
    """Give a new row by its columns; its values are let go, for there may be very many."""
    candidate, one.candidate = one.candidate, None
    values = {} if candidate is None else {**candidate.values, "uid": candidate.uid}
    return {
        **values,
        "entered_by": office.unit.code,
        "remark": one.remark or None,
        "doubts": one.doubts,
        "explanation": one.explanation or None,
    }
