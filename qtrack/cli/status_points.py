"""The table of points and the answers of departments on the command line, for people and for scripts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from qtrack.cli.say import Column, say, say_table
from qtrack.domain.extra_standing import ExtraStanding
from qtrack.domain.scoring import AssessmentStanding, PointStanding, show_points
from qtrack.domain.terms import MISSING
from qtrack.domain.unconfirmed import marked
from qtrack.ledgers.answer import AnswerForm
from qtrack.services.assessment import assessment
from qtrack.services.collection import AnswerState, Collection, collection
from qtrack.services.office import Office
from qtrack.wiring import Desk

Json = dict[str, Any]


def say_points(desk: Desk, office: Office) -> None:
    """Print totals, lost points and answers of a notice that has them; nothing of any other."""
    table = office.programme.assessment
    if table is None:
        return
    _say_scores(desk.store.read(assessment, office))
    if table.answers:
        _say_answers(desk.store.read(collection, office))


def points_json(desk: Desk, office: Office) -> Json:
    """Give the same for scripts; points are texts, exact as they were keyed."""
    table = office.programme.assessment
    if table is None:
        return {}
    found = _scores_json(desk.store.read(assessment, office))
    if table.answers:
        found["answers"] = _answers_json(desk.store.read(collection, office))
    return {"assessment": found}


def _say_scores(found: AssessmentStanding) -> None:
    whole, own = found.whole, found.own
    say(f"\n考核自评（{found.assessment.year}年度的表）")
    say(
        f"自评 {show_points(whole.own)}/{show_points(whole.points)}　已评 {whole.scored}/{whole.count} 个要点"
        f"　失分 {show_points(whole.lost)}　未评 {show_points(whole.open)}"
    )
    say(f"市场监管口 {show_points(own.points)} 分，自评 {show_points(own.own)}")
    for one in found.extras:
        say(f"{one.extra.effect.value}　{one.extra.name}：{_extra_words(one)}")
        if one.occasions and one.said:
            say(f"　按：{'；'.join(one.said)}")
    say(f"总分 {show_points(found.total)}" + _grade_words(found))
    if found.stages:
        done = "　".join(f"{'√' if one.done_on else '-'} {one.words}" for one in found.stages)
        say(f"阶段　{done}" + (f"　联络员 {found.liaison}" if found.liaison else ""))
    say("\n还能争取的分")
    columns = (
        Column("要点"),
        Column("分值", right=True),
        Column("自评", right=True),
        Column("失分", right=True),
    )
    say_table((*columns, Column("评价部门")), [_point_words(one) for one in found.winnable])


def _grade_words(found: AssessmentStanding) -> str:
    """Give the grade; while points are open it is one for the time being."""
    if found.vetoed is not None:
        return f"　等级 {found.grade}"
    return f"　参考等级 {found.grade_words}（{found.band.source}）" if found.band else ""


def _point_words(one: PointStanding) -> list[str]:
    own = "未评" if one.score is None else show_points(one.score.self_score)
    lost = "-" if one.lost is None else show_points(one.lost)
    return [
        one.content.words_of(one.point),
        marked(show_points(one.points), unconfirmed=one.unconfirmed),
        own,
        lost,
        one.owner.name,
    ]


def _extra_words(one: ExtraStanding) -> str:
    if not one.occasions:
        return "无"
    if one.vetoes:
        return f"一律为{one.extra.grade}级"
    unsaid = f"，{one.unsaid} 项{MISSING}" if one.unsaid else ""
    amount = "待判定" if one.extra.grade else show_points(one.amount)
    return f"{amount}（{len(one.occasions)} 项{unsaid}）"


def _say_answers(found: Collection) -> None:
    counts = "　".join(f"{form.value} {found.answered(form)}/{len(found.asked)}" for form in AnswerForm)
    say(f"\n部门反馈　{counts if found.collects else AnswerState.ABOVE.value}")
    columns = (Column("部门"), *(Column(form.value) for form in AnswerForm), Column("申报分值", right=True))
    rows = [
        [
            one.department.name,
            *(each.words for each in one.answers),
            show_points(one.declared) if one.rows else "-",
            show_points(one.printed),
        ]
        for one in found.departments
    ]
    say_table((*columns, Column(f"{found.printed_year}年分值", right=True)), rows)


def _exact(points: Decimal | None) -> str | None:
    return None if points is None else show_points(points)


def _scores_json(found: AssessmentStanding) -> Json:
    whole = found.whole
    return {
        "year": found.assessment.year,
        "points": _exact(whole.points),
        "self_score": _exact(whole.own),
        "lost": _exact(whole.lost),
        "open": _exact(whole.open),
        "expected": _exact(whole.expected),
        "own_points": _exact(found.own.points),
        "own_self_score": _exact(found.own.own),
        "bonus": _exact(found.bonus),
        "deduction": _exact(found.deduction),
        "total": _exact(found.total),
        "grade": found.grade,
        "grade_source": found.band.source if found.band and found.vetoed is None else "",
        "vetoed": found.vetoed is not None,
        "items": [
            {
                "id": one.point.id,
                "name": one.content.words_of(one.point),
                "points": _exact(one.point.points),
                "unconfirmed": one.unconfirmed,
                "self_score": _exact(one.score.self_score) if one.score else None,
                "lost": _exact(one.lost),
                "expected": _exact(one.score.expected) if one.score else None,
                "final": _exact(one.score.final) if one.score else None,
                "department": one.owner.id,
                "lacking": list(one.score.lacking) if one.score else [],
                "clause": one.point.source.clause,
                "quote": one.point.source.quote,
            }
            for one in found.points
        ],
        "extras": [
            {
                "id": one.extra.id,
                "effect": one.extra.effect.value,
                "amount": _exact(one.amount),
                "occasions": len(one.occasions),
                "unsaid": one.unsaid,
                "readings": list(one.said),
                "clause": one.extra.source.clause,
                "quote": one.extra.source.quote,
            }
            for one in found.extras
        ],
    }


def _answers_json(found: Collection) -> Json:
    return {
        "due_on": found.due.due_on.isoformat(),
        "departments": [
            {
                "id": one.department.id,
                "name": one.department.name,
                "asked": one.department.asked,
                "forms": {
                    each.form.name.lower(): {
                        "state": each.state.name.lower(),
                        "answered_on": each.answered_on.isoformat() if each.answered_on else None,
                        "days": each.days,
                    }
                    for each in one.answers
                },
                "declared": _exact(one.declared),
                "printed": _exact(one.printed),
            }
            for one in found.departments
        ],
    }
