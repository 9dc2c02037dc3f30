"""What the next undo and redo would do, said before it is done; and doing it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrack.domain.problem import refuse
from qtrack.domain.text import plain
from qtrack.services.change_words import Changed, ChangeWords, title_of
from qtrack.services.office import Office
from qtrack.store.audit import Audit
from qtrack.store.deeds import DeedKind, deed_of
from qtrack.store.undo import ConflictError, candidates, revert

MOST_DETAILS = 12
"""So many lines say what an operation changed; more are counted."""

_VERBS = {"add": "新增", "change": "修改", "remove": "删除"}


@dataclass(frozen=True, slots=True)
class Step:
    """One operation that can be undone or redone.

    `op_id` is what `take_back` wants; `at` and `who` tell when (local time) and by whom it was first done,
    `words` what was done in a line, `details` the changes in a few lines. All texts are plain.
    """

    op_id: str
    at: str
    who: str
    words: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """What an undo and a redo would do now; None where there is nothing to do."""

    undo: Step | None
    redo: Step | None


@dataclass(frozen=True, slots=True)
class _Group:
    """Rows of one table to which the same was done."""

    op: str
    table: str
    rows: int

    @property
    def words(self) -> str:
        """What was done to what."""
        return f"{_VERBS[self.op]} {title_of(self.table)}"


def next_steps(session: Session, office: Office) -> Steps:
    """Say what an undo and a redo would do, in a constant number of statements.

    The office is the bureau's own: it takes back what it did itself, wherever it looks.
    """
    undo, redo = candidates(session, office.unit.code)
    return Steps(*(None if op_id is None else _step(session, office, op_id) for op_id in (undo, redo)))


def take_back(session: Session, office: Office, op_id: str) -> int:
    """Undo the operation of a step, or redo it if it was undone, and give how many changes that took.

    Refuse, naming the row, when something it changed has been changed since; nothing is half done.
    """
    try:
        return revert(session, op_id)
    except ConflictError as conflict:
        verb = "重做" if deed_of(session, op_id).kind == DeedKind.UNDO.value else "撤销"
        row = Changed("remove", conflict.table, conflict.row, None)
        name = ChangeWords(session, office, [row]).name(row)
        words = f"{title_of(conflict.table)}“{name}”{conflict.why}，不能{verb}；没有作任何改动"
        raise refuse(words) from conflict


def _step(session: Session, office: Office, op_id: str) -> Step:
    done = deed_of(session, op_id).done
    groups = [
        _Group(op, table, rows)
        for op, table, rows, _ in session.execute(
            select(Audit.op, Audit.table, func.count(Audit.row_uid.distinct()), func.min(Audit.seq))
            .where(Audit.op_id == done)
            .group_by(Audit.op, Audit.table)
            .order_by(func.min(Audit.seq))
        )
    ]
    first = session.scalars(
        select(Audit).where(Audit.op_id == done).order_by(Audit.seq).limit(MOST_DETAILS)
    ).all()
    changes = [Changed.of(entry) for entry in first]
    words = ChangeWords(session, office, changes)
    at = datetime.fromisoformat(first[0].at).astimezone()
    return Step(
        op_id,
        f"{at:%Y-%m-%d %H:%M}",
        plain(first[0].who),
        "，".join(_group_words(group, changes, words) for group in groups),
        tuple(_details(groups, changes, words)),
    )


def _group_words(group: _Group, changes: Sequence[Changed], words: ChangeWords) -> str:
    if group.rows > 1:
        return f"批量{group.words} {group.rows:,} 条"
    of_group = (change for change in changes if (change.op, change.table) == (group.op, group.table))
    name = next((words.name(change) for change in of_group), "")
    return f"{group.words} 1 条{'：' if name else ''}{name}"


def _details(groups: Sequence[_Group], changes: Sequence[Changed], words: ChangeWords) -> Iterable[str]:
    """Give the fields of a single row a line each, of several rows each row a line."""
    total = sum(group.rows for group in groups)
    if total == 1:
        lines = [line for change in changes for line in words.fields(change)]
        yield from lines[:MOST_DETAILS]
        if len(lines) > MOST_DETAILS:
            yield f"……另有 {len(lines) - MOST_DETAILS} 项"
        return
    for change in changes:
        said = f"{words.name(change)}{'：' if change.op == 'change' else ''}"
        if change.op == "change":
            said += "；".join(words.fields(change))
        yield said if len(groups) == 1 else f"{_VERBS[change.op]} {title_of(change.table)} {said}"
    left = total - len({(change.op, change.table, change.row_uid) for change in changes})
    if left > 0:
        yield f"……另有 {left:,} 条"
