"""Year-end sheets of an assessment: the table of points with self scores, what is added, who has answered."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from qtrack.domain.counted import entries_that_count
from qtrack.domain.extra_standing import ExtraStanding
from qtrack.domain.scoring import AssessmentStanding, PointStanding, Sum, added, show_points
from qtrack.domain.terms import MISSING
from qtrack.domain.unconfirmed import marked
from qtrack.domain.value import show_date
from qtrack.ledgers.answer import AnswerForm
from qtrack.reports.report import Cell, Column, Grid, Row, Shape, Sheet, Tone, Value, row, without_empty
from qtrack.services.collection import AnswerStanding, AnswerState, Collection
from qtrack.services.year_end.facts import Facts

_ANSWERS = {
    AnswerState.IN_TIME: Tone.GOOD,
    AnswerState.NOTHING: Tone.GOOD,
    AnswerState.LATE: Tone.WARN,
    AnswerState.WAITING: Tone.PLAIN,
    AnswerState.OVERDUE: Tone.BAD,
    AnswerState.NOT_ASKED: Tone.PLAIN,
    AnswerState.ABOVE: Tone.PLAIN,
}


def assessment_sheets(facts: Facts) -> Iterator[Sheet]:
    """Give the table of points as the office scored itself, and the items beside it."""
    found = facts.assessment
    if found is None:
        return
    title = f"{found.assessment.title}：自评"
    yield Sheet("考核自评", (_tree_grid(facts, found),), title)
    if facts.assessed:
        yield Sheet("各单位考核", (_below_grid(facts.assessed),), f"{found.assessment.title}：各单位自评")
    if found.stages:
        yield Sheet("考核阶段", (_stage_grid(found),), "考核阶段和联络员")
    yield Sheet("评价部门", (_owner_grid(found),), "按评价部门汇总的自评得分")
    yield Sheet("加减分与否决", (_extra_grid(found),), "加分、减分和否决")


def answer_sheets(facts: Facts) -> Iterator[Sheet]:
    """Give which department has answered with which form."""
    if facts.collection is not None:
        yield Sheet("部门反馈", (_matrix(facts.collection),), "各部门两张申报表反馈情况")


def _tree_grid(facts: Facts, found: AssessmentStanding) -> Grid:
    columns = (
        Column("考核领域"),
        Column("考核内容", width=16),
        Column("考核要点", width=44),
        Column("分值", Shape.NUMBER),
        Column("评价部门", width=16),
        Column("自评得分", Shape.NUMBER),
        Column("失分", Shape.NUMBER),
        Column("争取得分", Shape.NUMBER),
        Column("评定得分", Shape.NUMBER),
        Column("自评日期", Shape.DATE),
        Column("佐证", width=10),
        Column("依据与说明", width=36),
        Column("出处"),
    )
    rows: list[Row] = []
    for domain in found.assessment.domains:
        points = [one for one in found.points if one.domain is domain]
        rows += [_point_row(facts, one) for one in points]
        rows.append(_sum_row(f"{domain.name}小计", added(points)))
    rows.append(_sum_row("合计", found.whole))
    grid = Grid("", columns, rows, notes=tuple(_notes(found)))
    return without_empty(grid, ("争取得分", "评定得分", "自评日期"))


def _point_row(facts: Facts, one: PointStanding) -> Row:
    score = one.score
    said = [score.basis, score.reason, score.explanation] if score else [one.point.note, one.point.reading]
    return row(
        one.domain.name,
        f"{one.content.number}. {one.content.name}",
        one.point.words,
        _points(one.point.points) if one.point.points is not None else MISSING,
        f"{one.owner.name}{one.point.joint and f'（{one.point.joint}）'}",
        _points(score.self_score) if score else MISSING,
        _points(one.lost),
        _points(score.expected) if score else None,
        _points(score.final) if score else None,
        score.scored_on if score else None,
        _proved(one),
        "；".join(filter(None, (*said, *_registered(facts, one)))),
        marked(one.point.source.clause, unconfirmed=one.unconfirmed),
    )


def _registered(facts: Facts, one: PointStanding) -> Iterator[str]:
    """Say what other ledgers hold of what a point asks about; it gives no points."""
    named = entries_that_count(facts.programme)
    for key in one.point.beside:
        if key in facts.witnessed:
            yield f"已登记（不算分）：{named[key].name} {facts.witnessed[key]:,} {named[key].unit}"


def _proved(one: PointStanding) -> Cell:
    if one.score is None:
        return Cell("")
    if one.score.lacking:
        return Cell(f"缺{'、'.join(one.score.lacking)}", Tone.WARN)
    return Cell(f"{one.score.files} 份")


def _sum_row(label: str, held: Sum) -> Row:
    return row(
        label,
        f"{held.count} 个要点",
        f"已自评 {held.scored} 个",
        *(float(held.points), "", float(held.own), float(held.lost), float(held.expected)),
        float(held.final) if held.finals else None,
        *(None, f"齐 {held.proved} 个", "", ""),
        total=True,
    )


def _notes(found: AssessmentStanding) -> Iterator[str]:
    table, own = found.assessment, found.own
    yield f"出处：{table.source.clause}“{table.source.quote}”"
    if table.reading:
        yield f"读法：{table.reading}"
    yield (
        f"自评 {show_points(found.whole.own)} 分（已自评的要点），加分 {show_points(found.bonus)}，"
        f"减分 {show_points(found.deduction)}，合计 {show_points(found.total)} 分；"
        f"还没有自评的要点共 {show_points(found.whole.open)} 分"
    )
    if table.own:
        others = show_points(found.whole.points - own.points)
        yield f"市场监管部门自己负责的要点共 {show_points(own.points)} 分，其余 {others} 分由别的部门评价"
    if found.vetoed is not None:
        yield f"否决：{found.vetoed.extra.name}，考核结果为 {found.vetoed.extra.grade} 级"
    elif found.band is not None and not found.whole.open:
        yield f"按 {found.band.source} 的档次为 {found.grade} 级：通知没有印档次，只供参考"


def _below_grid(found: tuple[AssessmentStanding, ...]) -> Grid:
    """Set the units below side by side, as each scored itself."""
    table = found[0].assessment
    columns = (
        Column("单位"),
        Column("要点数", Shape.COUNT),
        Column("已自评", Shape.COUNT),
        *(Column(f"{domain.name} {show_points(domain.total)}分", Shape.NUMBER) for domain in table.domains),
        Column("自评得分", Shape.NUMBER),
        Column("加分", Shape.NUMBER),
        Column("减分", Shape.NUMBER),
        Column("总分", Shape.NUMBER),
        Column("参考等级"),
        Column("评定得分", Shape.NUMBER),
        Column("佐证"),
    )
    rows = [_below_row(one) for one in found]
    lacking = "、".join(one.unit.name for one in found if one.whole.open)
    notes = [f"没有自评或没有评完的：{lacking}" if lacking else "都已自评"]
    if table.bands:
        notes.append(f"等级的分数线{table.bands[0].source}，只供参考；否决的一律为该等级")
    return Grid("", columns, rows, notes=tuple(notes))


def _below_row(one: AssessmentStanding) -> Row:
    whole = one.whole
    scored = bool(whole.scored)
    unsaid = f"另有 {one.unsaid} 项{MISSING}" if one.unsaid else ""
    return row(
        *(one.unit.name, whole.count, whole.scored),
        *(float(held.own) if held.scored else MISSING for _, held in one.by_domain()),
        float(whole.own) if scored else MISSING,
        float(one.bonus),
        Cell(f"{show_points(one.deduction)}，{unsaid}", Tone.WARN) if unsaid else float(one.deduction),
        float(one.total) if scored else MISSING,
        Cell(one.grade_words, Tone.BAD if one.vetoed else Tone.PLAIN),
        float(whole.final) if whole.finals else None,
        f"齐 {whole.proved}/{whole.scored}" if scored else "",
    )


def _stage_grid(found: AssessmentStanding) -> Grid:
    columns = (
        Column("阶段"),
        Column("计划日期", Shape.DATE),
        Column("完成日期", Shape.DATE),
        Column("联络员"),
        Column("联络电话"),
        Column("说明"),
    )
    rows = [
        row(one.words, one.planned_on, one.done_on or "未完成", one.contact, one.phone, one.note)
        for one in found.stages
    ]
    return Grid("", columns, rows, notes=(f"读法：{found.assessment.reading}",))


def _owner_grid(found: AssessmentStanding) -> Grid:
    columns = (
        Column("评价部门"),
        Column("要点数", Shape.COUNT),
        Column("已自评", Shape.COUNT),
        Column("分值", Shape.NUMBER),
        Column("自评得分", Shape.NUMBER),
        Column("失分", Shape.NUMBER),
        Column("未自评", Shape.NUMBER),
    )
    rows = [
        row(
            *(owner.name, held.count, held.scored, float(held.points)),
            *(float(held.own), float(held.lost), float(held.open)),
        )
        for owner, held in found.by_owner()
    ]
    return Grid("", columns, rows)


def _extra_grid(found: AssessmentStanding) -> Grid:
    columns = (
        Column("类别"),
        Column("项目"),
        Column("事由"),
        Column("发生日期", Shape.DATE),
        Column("分值", Shape.NUMBER),
        Column("分值来自"),
        Column("计入"),
        Column("认定"),
        Column("佐证"),
        Column("出处"),
    )
    rows = [line for one in found.extras for line in _extra_rows(one)]
    notes = [f"{one.extra.name}：{words}" for one in found.extras for words in _readings(one)]
    return Grid("", columns, rows, notes=tuple(notes))


def _extra_rows(one: ExtraStanding) -> Iterator[Row]:
    extra, clause = one.extra, one.extra.source.clause
    if not one.occasions:
        yield row(extra.effect.value, extra.name, "（没有登记）", None, "", "", "", "", "", clause)
    for held in one.occasions:
        amount = "" if extra.grade else MISSING if held.amount is None else float(held.amount)
        lacking = Cell(f"缺{'、'.join(held.lacking)}", Tone.WARN) if held.lacking else Cell("")
        yield row(
            *(extra.effect.value, extra.name, held.subject, held.happened_on, amount, one.amount_from(held)),
            *("是" if held.counts or one.vetoes else "否", held.finding or "未认定", lacking, clause),
        )


def _readings(one: ExtraStanding) -> Iterator[str]:
    yield from filter(None, (one.extra.note, *one.said, one.extra.reading))
    if any(step.amount is None for step in one.extra.steps):
        yield f"分值{MISSING}：通知没有印数"


def _matrix(found: Collection) -> Grid:
    columns = (
        Column("部门"),
        Column("通知点名"),
        *(Column(form.value) for form in AnswerForm),
        Column("最近催报", Shape.DATE),
        Column("申报项数", Shape.COUNT),
        Column("申报分值", Shape.NUMBER),
        Column(f"{found.printed_year}年分值", Shape.NUMBER),
        Column("加分项数", Shape.COUNT),
        Column("出处"),
    )
    rows = [
        row(
            one.department.name,
            "是" if one.department.asked else "否",
            *(_answer(each) for each in one.answers),
            max((each.urged_on for each in one.answers if each.urged_on), default=None),
            *(one.rows, float(one.declared), float(one.printed), one.bonuses),
            one.department.source.clause,
        )
        for one in found.departments
    ]
    return Grid("", columns, rows, notes=_answer_notes(found))


def _answer_notes(found: Collection) -> tuple[str, ...]:
    day = f"反馈期限 {show_date(found.due.due_on)}"
    if not found.collects:
        return (f"{day}；{AnswerState.ABOVE.value}",)
    asked = len(found.asked)
    counts = "，".join(f"{form.value} {found.answered(form)}/{asked}" for form in AnswerForm)
    urged = "、".join(one.department.name for one in found.urged)
    return f"{day}；已反馈：{counts}", f"催报名单：{urged}" if urged else "没有要催报的部门"


def _answer(one: AnswerStanding) -> Cell:
    return Cell(one.words, _ANSWERS[one.state])


def _points(points: Decimal | None) -> Value:
    return None if points is None else float(points)
