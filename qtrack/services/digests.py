"""概况: how far the parts of a notice without split numbers have come, a line each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from sqlalchemy.orm import Session

from qtrack.domain.overview import Digest
from qtrack.domain.scoring import show_points
from qtrack.domain.verdict import Outcome
from qtrack.ledgers.task_progress import TaskState
from qtrack.services.assessment import assessment
from qtrack.services.campaign import campaign
from qtrack.services.collection import AnswerState, collection
from qtrack.services.indicators import indicators
from qtrack.services.office import Office
from qtrack.services.tasks import counted_states, tasks

_APART = "　"

_GOOD = (Outcome.REACHED, Outcome.KEPT)
_STATES = (TaskState.DELAYED, TaskState.RUNNING, TaskState.WAITING)


def digests(session: Session, office: Office) -> Iterator[Digest]:
    """Give a line for each part the notice has, in a number of statements those parts alone decide."""
    programme = office.programme
    if programme.indicators:
        yield _indicators(session, office)
    if programme.tasks:
        yield _tasks(session, office)
    if programme.assessment is not None:
        yield _points(session, office)
        if programme.assessment.answers:
            yield _answers(session, office)
    if programme.activities:
        yield _activities(session, office)


def _indicators(session: Session, office: Office) -> Digest:
    """Sum up how indicators read by their last aims; `total` are those that can be judged at this unit."""
    found = [one.own for one in indicators(session, office)]
    outcomes = Counter(one.last.outcome if one.last else Outcome.OPEN for one in found)
    rest = [(one.value, outcomes[one]) for one in Outcome if one not in _GOOD]
    keyed = sum(one.latest is not None for one in found)
    return Digest(
        "indicators",
        "指标",
        Decimal(len(found) - outcomes[Outcome.OPEN]),
        Decimal(sum(outcomes[one] for one in _GOOD)),
        _words([*rest, ("已有填报", keyed)]),
    )


def _tasks(session: Session, office: Office) -> Digest:
    states = counted_states(tasks(session, office, own=True))
    rest = [*((one.value, states[one]) for one in _STATES), ("未填报", states[None])]
    total, done = sum(states.values()), states[TaskState.DONE]
    return Digest("tasks", "重点工作", Decimal(total), Decimal(done), _words(rest))


def _points(session: Session, office: Office) -> Digest:
    found = assessment(session, office)
    whole = found.whole
    said = [f"一律为{found.grade}级"] if found.vetoed is not None else []
    if whole.count > whole.scored:
        said.append(f"未评 {whole.count - whole.scored} 个要点")
    if whole.lost + whole.open:
        said.append(f"还能争取 {show_points(whole.lost + whole.open)} 分")
    if found.bonus:
        said.append(f"加分 {show_points(found.bonus)}")
    if found.deduction:
        said.append(f"减分 {show_points(-found.deduction)}")
    return Digest("points", "考核自评", whole.points, whole.own, _APART.join(said))


def _answers(session: Session, office: Office) -> Digest:
    found = collection(session, office)
    owed, forms = len(found.urged), sum(len(one.missing) for one in found.urged)
    above = "" if found.collects else AnswerState.ABOVE.value
    words = f"还差 {owed} 个部门的 {forms} 张表" if owed else above
    return Digest("answers", "部门反馈", Decimal(len(found.asked)), Decimal(len(found.asked) - owed), words)


def _activities(session: Session, office: Office) -> Digest:
    whole = campaign(session, office).whole
    rest = (
        ("其中已总结", whole.summed_up),
        ("计划", whole.planned),
        ("自办", whole.own),
        ("要求未全", whole.lacking),
    )
    words = _words(rest) if whole.listed or whole.own else "方案没有列本单位的活动"
    return Digest("activities", "活动", Decimal(whole.listed), Decimal(whole.held + whole.summed_up), words)


def _words(numbers: Iterable[tuple[str, int]]) -> str:
    """Give what there is any of, each with its number."""
    return _APART.join(f"{label} {number:,}" for label, number in numbers if number)
