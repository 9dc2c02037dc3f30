"""The table of points of the notice looked at, at one unit or at all below it, in as many statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrack.domain.assessment import Effect, Extra
from qtrack.domain.extra_standing import ExtraStanding, Occasion, counting
from qtrack.domain.listed import listed
from qtrack.domain.problem import refuse
from qtrack.domain.region import Unit
from qtrack.domain.scoring import AssessmentStanding, PointStanding, Scored
from qtrack.domain.stage import StageStanding
from qtrack.domain.unconfirmed import points_waiting
from qtrack.ledgers import AssessmentStage, ExtraScore, Incident, Score
from qtrack.ledgers.incident import decides
from qtrack.services.office import Office
from qtrack.services.proofs import proofs_of
from qtrack.store.audit import Audit

SCORES, EXTRAS, INCIDENTS = Score.__tablename__, ExtraScore.__tablename__, Incident.__tablename__
STAGES = AssessmentStage.__tablename__

_At = tuple[str, str]
"""A unit's code, and the key of what the notice lists."""


def assessment(session: Session, office: Office) -> AssessmentStanding:
    """Give the table with the unit's own newest scores by today; refuse a notice that has none."""
    (found,) = _standings(session, office, (office.unit,))
    return found


def assessments_below(session: Session, office: Office) -> tuple[AssessmentStanding, ...]:
    """Give the table of each unit directly below, in the region's order; none where there is no unit."""
    return _standings(session, office, office.region.children(office.unit.code))


def _standings(session: Session, office: Office, units: Sequence[Unit]) -> tuple[AssessmentStanding, ...]:
    table = office.programme.assessment
    if table is None:
        raise refuse(f"“{office.programme.short}”没有考核要点")
    if not units:
        return ()
    departments = {one.id: one for one in office.programme.departments}
    codes = [unit.code for unit in units]
    scores = _proved(session, office, _scores(session, office, codes))
    happened = _occasions(session, office, codes)
    stages = _stages(session, office, codes)
    waiting = points_waiting(office.programme)
    return tuple(
        AssessmentStanding(
            unit,
            table,
            tuple(
                PointStanding(
                    key,
                    domain,
                    content,
                    point,
                    departments[point.owner],
                    scores.get((unit.code, key)),
                    point.id in waiting,
                )
                for domain, content, point in table.points
                for key in (f"{office.programme.id}/{point.id}",)
            ),
            tuple(
                ExtraStanding(
                    key,
                    extra,
                    departments[extra.owner],
                    _under(extra, happened.get((unit.code, key), ())),
                    office.programme.readings_about(extra.id),
                )
                for extra in table.extras
                for key in (f"{office.programme.id}/{extra.id}",)
            ),
            tuple(
                _stage(key, one.words, stages.get((unit.code, key)))
                for one in listed(office.programme, "stages")
                for key in (f"{office.programme.id}/{one.id}",)
            ),
        )
        for unit in units
    )


def _stages(session: Session, office: Office, codes: Sequence[str]) -> dict[_At, AssessmentStage]:
    """Give the row that speaks for each stage of each unit: the one keyed last."""
    row = AssessmentStage
    rows = session.scalars(select(row).where(row.unit.in_(codes)).order_by(row.no))
    return {(one.unit, one.stage): one for one in rows if office.programme.id == one.stage.partition("/")[0]}


def _stage(key: str, words: str, row: AssessmentStage | None) -> StageStanding:
    if row is None:
        return StageStanding(key, words)
    told = (row.contact or "", row.phone or "", row.note or "")
    return StageStanding(key, words, row.uid, row.planned_on, row.done_on, *told)


def _scores(session: Session, office: Office, codes: Sequence[str]) -> dict[_At, Scored]:
    """Give each unit's newest score of each point; of the same day the one keyed last."""
    row = Score
    age = (
        func.row_number()
        .over(partition_by=(row.unit, row.point), order_by=(row.scored_on.desc(), row.uid.desc()))
        .label("age")
    )
    ranked = (
        select(row.uid, age)
        .where(
            row.unit.in_(codes),
            row.point.startswith(f"{office.programme.id}/", autoescape=True),
            row.scored_on <= office.today,
        )
        .subquery()
    )
    statement = (
        select(row, Audit.who)
        .join(ranked, ranked.c.uid == row.uid)
        .join(Audit, Audit.seq == row.seq)
        .where(ranked.c.age == 1)
    )
    return {(one.unit, one.point): _scored(one, who) for one, who in session.execute(statement)}


def _scored(row: Score, who: str) -> Scored:
    return Scored(
        row.uid,
        row.self_score,
        row.scored_on,
        who,
        row.expected,
        row.final,
        row.last_final,
        row.basis or "",
        row.lost or "",
        row.explanation or "",
    )


def _proved(session: Session, office: Office, scores: dict[_At, Scored]) -> dict[_At, Scored]:
    """Add to scores what evidence they have."""
    proofs = {
        one.uid: one for one in proofs_of(session, office, SCORES, [each.uid for each in scores.values()])
    }
    return {
        at: replace(
            one,
            files=sum(number for _, number in proofs[one.uid].there),
            lacking=proofs[one.uid].missing,
        )
        for at, one in scores.items()
    }


def _under(extra: Extra, happened: Iterable[Occasion]) -> tuple[Occasion, ...]:
    """Give what happened under an item in its order, each with whether it counts."""
    ordered = sorted(happened, key=lambda one: (one.happened_on, one.uid))
    counts = counting(extra, [one.amount for one in ordered])
    return tuple(replace(one, counts=does) for one, does in zip(ordered, counts, strict=True))


def _occasions(session: Session, office: Office, codes: Sequence[str]) -> dict[_At, list[Occasion]]:
    """Give what happened under each extra item of each unit.

    What is both in the register of incidents and keyed by hand under the same name is one occasion.
    """
    table = office.programme.assessment
    extras = {f"{office.programme.id}/{extra.id}": extra for extra in (table.extras if table else ())}
    incidents = _incidents(session, office, codes)
    found: dict[_At, list[Occasion]] = {}
    for key, extra in extras.items():
        grave = extra.effect is Effect.VETO
        for unit, occasion, decided in incidents if extra.incidents else ():
            if decided is grave:
                found.setdefault((unit, key), []).append(occasion)
    registered = {(unit, occasion.subject) for unit, occasion, _ in incidents}
    for (unit, key), occasion in _keyed(session, office, codes):
        if key in extras and (unit, occasion.subject) not in registered:
            found.setdefault((unit, key), []).append(occasion)
    return found


def _keyed(session: Session, office: Office, codes: Sequence[str]) -> list[tuple[_At, Occasion]]:
    row = ExtraScore
    statement = (
        select(row, Audit.who)
        .join(Audit, Audit.seq == row.seq)
        .where(row.unit.in_(codes), row.happened_on <= office.today)
    )
    found = [
        (
            (one.unit, one.extra),
            Occasion(
                one.uid,
                EXTRAS,
                one.subject,
                one.happened_on,
                one.amount,
                one.finding or "",
                who,
                found=one.finding is not None,
            ),
        )
        for one, who in session.execute(statement)
    ]
    proved = _lacking(session, office, EXTRAS, [occasion for _, occasion in found])
    return [(at, occasion) for (at, _), occasion in zip(found, proved, strict=True)]


def _incidents(session: Session, office: Office, codes: Sequence[str]) -> list[tuple[str, Occasion, bool]]:
    """Give incidents of the notice's period by unit, and whether each decides a grade once it is found."""
    row, programme = Incident, office.programme
    statement = (
        select(row, Audit.who)
        .join(Audit, Audit.seq == row.seq)
        .where(row.unit.in_(codes), row.happened_on.between(programme.starts_on, office.until))
    )
    found = []
    for one, who in session.execute(statement):
        graded = decides({"level": one.level, "systemic": one.systemic})
        occasion = Occasion(
            one.uid,
            INCIDENTS,
            one.name,
            one.happened_on,
            None if graded else one.deduction,
            one.finding_body or "",
            who,
            found=one.finding_body is not None,
        )
        found.append((one.unit, occasion, graded))
    proved = _lacking(session, office, INCIDENTS, [occasion for _, occasion, _ in found])
    return [(unit, occasion, graded) for (unit, _, graded), occasion in zip(found, proved, strict=True)]


def _lacking(session: Session, office: Office, key: str, found: Sequence[Occasion]) -> list[Occasion]:
    proofs = {one.uid: one.missing for one in proofs_of(session, office, key, [one.uid for one in found])}
    return [replace(one, lacking=proofs[one.uid]) for one in found]
