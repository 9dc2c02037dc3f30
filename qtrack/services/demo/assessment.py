"""Invented work of an assessment: who answered, what was declared and scored, what adds and takes off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from qtrack.domain.assessment import Assessment, Department
from qtrack.domain.programme import Programme
from qtrack.domain.region import Unit
from qtrack.ledgers import Answer, AssessmentStage, DeclaredBonus, DeclaredPoint, ExtraScore, Incident, Score
from qtrack.ledgers.answer import AnswerForm
from qtrack.ledgers.declared_bonus import BonusItem
from qtrack.ledgers.incident import IncidentKind, IncidentLevel
from qtrack.services.demo.ground import CONTACT, PHONE, Ground, Span, invent

_STAGES, _BETWEEN_STAGES = "stages", timedelta(days=35)
_SILENT, _LATE = (4, 9, 13), (6, 11)
_LATE_DAYS = 2
_PROVINCE_PACE = 0.85
_TENTH = Decimal("0.1")
_LOST = ("0", "0.2", "0.1", "0.4", "0", "0.3")
"""The share of a point a unit gives away; each in its turn."""

_STANDARD = "受示例激励的市（州）加 1 分"
_INCIDENTS = (
    (2, "电梯困人", IncidentKind.EQUIPMENT, IncidentLevel.MINOR, "0.3"),
    (5, "配件召回", IncidentKind.PRODUCT, IncidentLevel.LARGER, None),
    (6, "锅炉爆管", IncidentKind.EQUIPMENT, IncidentLevel.MAJOR, None),
    (8, "服务纠纷", IncidentKind.SERVICE, IncidentLevel.MINOR, None),
)
"""By the place of a city: what happened there, how grave it was, what it takes off if anybody said so."""

_REWARDED = {0: 0, 3: 1, 5: 2}
"""By the place of a city: which step of the first bonus it was given."""


def stages(span: Span, programme: Programme) -> Iterator[AssessmentStage]:
    """Take every unit that scores through the first stages; the others are planned for later."""
    ground = span.ground
    entries = [key for key in ground.office.entries(_STAGES) if key.startswith(f"{programme.id}/")]
    for unit in (ground.office.region.province, *ground.cities):
        pace = ground.pace(unit) if unit in ground.cities else _PROVINCE_PACE
        done = round(pace * (1 + span.number(len(entries) - 1)))
        days = sorted(span.day() for _ in entries[:done])
        for at, key in enumerate(entries if pace else ()):
            yield invent(
                AssessmentStage,
                unit,
                stage=key,
                planned_on=span.first + _BETWEEN_STAGES * (at + 1),
                done_on=days[at] if at < len(days) else None,
                contact=CONTACT,
                phone=PHONE,
                note="示例",
            )


def answers(ground: Ground, programme: Programme, table: Assessment) -> Iterator[Answer]:
    """Ask every department for both forms; most answer in time, some late, some not at all."""
    due_on = next(one.due_on for one in programme.deadlines if one.id == table.answers)
    asked_on = (programme.issued_on or programme.starts_on) + timedelta(days=3)
    late_on = due_on + timedelta(days=_LATE_DAYS)
    asked = [one for one in programme.departments if one.asked]
    for place, department in enumerate(asked):
        for form in AnswerForm:
            bonus = form is AnswerForm.BONUS
            silent = place in _SILENT or (bonus and place == 1)
            day = late_on if place in _LATE else due_on - timedelta(days=ground.chance.randint(0, 9))
            come = not silent and day <= ground.last
            yield invent(
                Answer,
                ground.office.region.province,
                department=f"{programme.id}/{department.id}",
                form=form,
                asked_on=asked_on,
                answered_on=day if come else None,
                nothing_to_report=True if bonus and come and place % 3 == 0 else None,
                urged_on=due_on + timedelta(days=1) if silent and due_on < ground.last else None,
                contact=f"{CONTACT} {PHONE}",
                note="示例",
            )


def declared_points(ground: Ground, programme: Programme, table: Assessment) -> Iterator[DeclaredPoint]:
    """Let the departments that answered declare the points they mark: half of each for two halves of it."""
    owners = {one.id: one for one in _answering(programme)}
    for domain, content, point in table.points:
        if point.owner not in owners or point.points is None:
            continue
        half = point.points / 2
        yield invent(
            DeclaredPoint,
            ground.office.region.province,
            content=content.name[:80],
            department=f"{programme.id}/{point.owner}",
            declared_on=_declared_on(programme),
            year=programme.starts_on.year,
            area=domain.name,
            key_point=point.words[:600],
            parts=f"示例小项一（{half.normalize():f}分）；示例小项二（{half.normalize():f}分）",
            points=point.points,
            basis="示例：年度工作要点",
            point=f"{programme.id}/{point.id}",
        )


def declared_bonuses(ground: Ground, programme: Programme) -> Iterator[DeclaredBonus]:
    """Let every other department that answered declare a bonus."""
    for at, department in enumerate(_answering(programme)[1::2]):
        yield invent(
            DeclaredBonus,
            ground.office.region.province,
            department=f"{programme.id}/{department.id}",
            declared_on=_declared_on(programme),
            year=programme.starts_on.year,
            item=list(BonusItem)[at % 2],
            standard=_STANDARD,
            amount=Decimal(1),
            basis="示例：通报文件",
        )


def _answering(programme: Programme) -> list[Department]:
    asked = [one for one in programme.departments if one.asked]
    return [one for place, one in enumerate(asked) if place not in (*_SILENT, *_LATE)]


def _declared_on(programme: Programme) -> object:
    return (programme.issued_on or programme.starts_on) + timedelta(days=12)


def scores(span: Span, programme: Programme, table: Assessment) -> Iterator[Score]:
    """Score points: most of them for the province, as many as it is eager for a city."""
    ground = span.ground
    for place, unit in enumerate((ground.office.region.province, *ground.cities)):
        pace = ground.pace(unit) if unit in ground.cities else _PROVINCE_PACE
        points = list(table.points)
        for at, (*_, point) in enumerate(points[: round(pace * len(points))]):
            if point.points is None:
                continue
            lost = (point.points * Decimal(_LOST[(at + place) % len(_LOST)])).quantize(_TENTH, ROUND_HALF_UP)
            yield invent(
                Score,
                unit,
                point=f"{programme.id}/{point.id}",
                self_score=point.points - lost,
                scored_on=span.day(),
                expected=point.points - lost / 2 if lost else None,
                last_final=point.points - lost if at % 2 else None,
                basis="示例：台账和通报",
                lost="示例：佐证不全，补充材料" if lost else None,
            )


def extras(span: Span, programme: Programme, table: Assessment) -> Iterator[ExtraScore]:
    """Reward a few cities."""
    bonus = table.extras[0]
    for place, step in _REWARDED.items():
        yield invent(
            ExtraScore,
            span.ground.cities[place],
            extra=f"{programme.id}/{bonus.id}",
            happened_on=span.day(),
            subject=f"示例督查激励{step + 1}",
            amount=bonus.steps[step].amount,
            finding="示例机关 示例文号",
        )


def incidents(span: Span) -> Iterator[Incident]:
    """Let a few things go wrong, one of them so that it decides the grade of a city."""
    for place, name, kind, level, deduction in _INCIDENTS:
        unit: Unit = span.ground.cities[place]
        happened_on = span.day()
        found = level is IncidentLevel.MAJOR
        yield invent(
            Incident,
            unit,
            name=f"示例{unit.short}{name}",
            happened_on=happened_on,
            kind=kind,
            level=level,
            deaths=0,
            injured=place // 2,
            loss=place * 1_000_000,
            reported_on=happened_on,
            report="示例：当日处置，已整改",
            finding_body="示例：省政府授权部门" if found else None,
            finding_on=span.day(happened_on) if found else None,
            deduction=Decimal(deduction) if deduction else None,
        )
