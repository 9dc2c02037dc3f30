"""What units sent for their deadlines, thing by thing, and what is doubtful in what they say they sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.due import things_in
from qtrack.domain.fields import Values
from qtrack.domain.problem import Problem
from qtrack.domain.programme import Deadline
from qtrack.ledgers import Ledger, Submission
from qtrack.services.office import Office
from qtrack.services.trees import in_tree


@dataclass(frozen=True, slots=True)
class Sent:
    """What one unit sent for one deadline.

    `on` is the day from which nothing that binds was lacking, None before it; `doc_no` is that of the first
    submission, `things` are all that were named in any.
    """

    on: date | None
    doc_no: str
    things: frozenset[str]


def sent(session: Session, office: Office, *, every: bool = False) -> dict[tuple[str, str], Sent]:
    """Give what was sent in the office's tree by its day, by deadline key and unit; in one statement.

    It is judged for the deadlines of `every` programme or of the one looked at.
    """
    binding = {
        f"{programme.id}/{deadline.id}": _binding(deadline)
        for programme in (office.programmes if every else (office.programme,))
        for deadline in programme.occasions
    }
    found: dict[tuple[str, str], Sent] = {}
    row = Submission
    statement = (
        select(row.deadline, row.unit, row.submitted_on, row.doc_no, row.deliverables)
        .where(in_tree(row.unit, office.unit), row.submitted_on <= office.today)
        .order_by(row.submitted_on, row.no)
    )
    for key, unit, day, doc_no, words in session.execute(statement):
        before = found.get((key, unit), Sent(None, doc_no or "", frozenset()))
        things = before.things.union(things_in(words))
        whole = binding.get(key, frozenset()) <= things
        found[key, unit] = Sent(before.on or (day if whole else None), before.doc_no, things)
    return found


def thing_doubts(office: Office, ledger: type[Ledger], values: Values) -> Iterator[Problem]:
    """Ask about a submission that names other things than its deadline asks for, or none of them."""
    if ledger is not Submission:
        return
    key = str(values["deadline"])
    deadline = office.listed_deadline(key) if key in office.entries("deadlines") else None
    if deadline is None or not deadline.deliverables:
        return
    field = ledger.schema().field("deliverables")
    named, asked = things_in(str(values[field.key] or "")), "、".join(deadline.deliverables)
    strange = [one for one in named if one not in deadline.deliverables]
    if not named:
        yield Problem(field.key, f"{field.label}：没有写报了哪几样（应报{asked}）", doubt=True)
    if strange:
        yield Problem(field.key, f"{field.label}：“{'、'.join(strange)}”不在应报的{asked}之内", doubt=True)


def _binding(deadline: Deadline) -> frozenset[str]:
    return frozenset(deadline.deliverables) - frozenset(deadline.advisory)
