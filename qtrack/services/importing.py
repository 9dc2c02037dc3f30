"""Rows from a file, kept all together or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from qtrack.domain.problem import Problem, RefusedError, must_fix
from qtrack.services.incoming import FileLine
from qtrack.services.ledger import add, read
from qtrack.services.office import Office


def import_rows(
    session: Session,
    office: Office,
    key: str,
    lines: Iterable[FileLine],
    *,
    keep: bool,
    explanation: str = "",
) -> int:
    """Keep every line as a row and give their number; refuse all, each problem named by its line.

    An explanation stands for every doubtful line. Without `keep` everything is tried and taken back.
    """
    problems: list[Problem] = []
    kept = 0
    with session.begin_nested() as attempt:
        for line in lines:
            texts = with_own_unit(office, line.texts)
            wrong = line.faults or _keep(session, office, key, texts, explanation)
            problems += [
                replace(problem, message=f"第 {line.number} 行 {problem.message}") for problem in wrong
            ]
            kept += not wrong
        if problems:
            raise RefusedError(tuple(problems))
        if not keep:
            attempt.rollback()
    return kept


def with_own_unit(office: Office, texts: Mapping[str, str]) -> dict[str, str]:
    """Give the texts, a blank unit filled in where the office has no units below it to choose from."""
    own = "" if office.region.children(office.unit.code) else office.unit.code
    return {**texts, "unit": texts.get("unit") or own}


def _keep(
    session: Session, office: Office, key: str, texts: dict[str, str], explanation: str
) -> tuple[Problem, ...]:
    draft = read(session, office, key, texts)
    if must_fix(draft.problems):
        return draft.problems
    try:
        add(session, office, key, draft.values, explanation)
    except RefusedError as refusal:
        return refusal.problems
    return ()
