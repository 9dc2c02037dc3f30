"""The table of points of the notice looked at, at one unit; a constant number of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrack.domain.assessment import Effect, Extra
from qtrack.domain.problem import refuse
from qtrack.domain.scoring import (
    AssessmentStanding,
    ExtraStanding,
    Occasion,
    PointStanding,
    Scored,
    counting,
)
from qtrack.ledgers import ExtraScore, Incident, Score
from qtrack.ledgers.incident import decides
from qtrack.services.office import Office
from qtrack.services.proofs import proofs_of
from qtrack.store.audit import Audit

SCORES, EXTRAS, INCIDENTS = Score.__tablename__, ExtraScore.__tablename__, Incident.__tablename__


def assessment(session: Session, office: Office) -> AssessmentStanding:
    """Give the table with the unit's own newest scores by today; refuse a notice that has none."""
    table = office.programme.assessment
    if table is None:
        raise refuse(f"“{office.programme.short}”没有考核要点")
    departments = {one.id: one for one in office.programme.departments}
    scores = _proved(session, office, _scores(session, office))
    happened = _occasions(session, office)
    return AssessmentStanding(
        table,
        tuple(
            PointStanding(key, domain, content, point, departments[point.owner], scores.get(key))
            for domain, content, point in table.points
            for key in (f"{office.programme.id}/{point.id}",)
        ),
        tuple(
            ExtraStanding(key, extra, departments[extra.owner], _under(extra, happened[key]))
            for extra in table.extras
            for key in (f"{office.programme.id}/{extra.id}",)
        ),
    )


def _scores(session: Session, office: Office) -> dict[str, Scored]:
    """Give the unit's newest score of each point; of the same day the one keyed last."""
    row = Score
    age = (
        func.row_number()
        .over(partition_by=row.point, order_by=(row.scored_on.desc(), row.uid.desc()))
        .label("age")
    )
    ranked = (
        select(row.uid, age)
        .where(
            row.unit == office.unit.code,
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
    return {one.point: _scored(one, who) for one, who in session.execute(statement)}


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


def _proved(session: Session, office: Office, scores: dict[str, Scored]) -> dict[str, Scored]:
    """Add to scores what evidence they have."""
    proofs = {
        one.uid: one for one in proofs_of(session, office, SCORES, [each.uid for each in scores.values()])
    }
    return {
        key: replace(
            one,
            files=sum(number for _, number in proofs[one.uid].there),
            lacking=proofs[one.uid].missing,
        )
        for key, one in scores.items()
    }


def _under(extra: Extra, happened: Sequence[Occasion]) -> tuple[Occasion, ...]:
    counts = counting(extra, [one.amount for one in happened])
    return tuple(replace(one, counts=does) for one, does in zip(happened, counts, strict=True))


def _occasions(session: Session, office: Office) -> dict[str, list[Occasion]]:
    """Give what happened under each extra item, the oldest first.

    What is both in the register of incidents and keyed by hand under the same name is one occasion.
    """
    table = office.programme.assessment
    extras = table.extras if table else ()
    found: dict[str, list[Occasion]] = {f"{office.programme.id}/{extra.id}": [] for extra in extras}
    incidents = _incidents(session, office)
    for extra in extras:
        if extra.incidents:
            grave = extra.effect is Effect.VETO
            found[f"{office.programme.id}/{extra.id}"] += [
                one for one, decided in incidents if decided is grave
            ]
    registered = {one.subject for one, _ in incidents}
    for key, occasion in _keyed(session, office):
        if key in found and occasion.subject not in registered:
            found[key].append(occasion)
    for happened in found.values():
        happened.sort(key=lambda one: (one.happened_on, one.uid))
    return found


def _keyed(session: Session, office: Office) -> list[tuple[str, Occasion]]:
    row = ExtraScore
    statement = (
        select(row, Audit.who)
        .join(Audit, Audit.seq == row.seq)
        .where(row.unit == office.unit.code, row.happened_on <= office.today)
    )
    found = [
        (
            one.extra,
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
    return [(key, occasion) for (key, _), occasion in zip(found, proved, strict=True)]


def _incidents(session: Session, office: Office) -> list[tuple[Occasion, bool]]:
    """Give the unit's incidents of the notice's period, and whether each decides a grade once it is found."""
    row, programme = Incident, office.programme
    statement = (
        select(row, Audit.who)
        .join(Audit, Audit.seq == row.seq)
        .where(row.unit == office.unit.code, row.happened_on.between(programme.starts_on, office.until))
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
        found.append((occasion, graded))
    proved = _lacking(session, office, INCIDENTS, [occasion for occasion, _ in found])
    return [(occasion, graded) for (_, graded), occasion in zip(found, proved, strict=True)]


def _lacking(session: Session, office: Office, key: str, found: Sequence[Occasion]) -> list[Occasion]:
    proofs = {one.uid: one.missing for one in proofs_of(session, office, key, [one.uid for one in found])}
    return [replace(one, lacking=proofs[one.uid]) for one in found]
