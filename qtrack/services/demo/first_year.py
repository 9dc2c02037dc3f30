"""Invented work only one year asks for: reviews fed back, surveys, cases sent in, plans of the year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from qtrack.ledgers import AwardFeedback, CaseReport, Survey, WorkPlan
from qtrack.ledgers.survey import Finding
from qtrack.ledgers.work_plan import PlanPart
from qtrack.services.demo.ground import invent
from qtrack.services.demo.years import Stand

_FEEDBACKS, _SURVEYS, _CASES = 30, 320, 40
_PLANNED_BY = timedelta(days=40)


def feedbacks(stand: Stand) -> Iterator[AwardFeedback]:
    """Review applicants; two of three were told in writing what is good and what is not."""
    span = stand.span
    for at, unit in enumerate(span.dealt(_FEEDBACKS)):
        reviewed_on, told = span.day(), at % 3 != 0
        yield invent(
            AwardFeedback,
            unit,
            organisation=f"示例{unit.short}第{at + 1}申报组织",
            award="示例省级质量奖",
            reviewed_on=reviewed_on,
            strengths="示例：过程管理扎实" if told else None,
            issues="示例：顾客数据不全" if told else None,
            feedback_sent_on=span.day(reviewed_on) if told else None,
            doc_no=f"示例第{at + 1}号" if told else None,
            improved="示例：建立顾客数据库" if told and at % 2 else None,
        )


def surveys(stand: Stand) -> Iterator[Survey]:
    """Survey firms, each once; every other one was held against a better one."""
    surveyed: set[str] = set()
    for at, unit in enumerate(stand.span.dealt(_SURVEYS)):
        firm = stand.firm(unit)
        if firm.uid in surveyed:
            continue
        surveyed.add(firm.uid)
        yield invent(
            Survey,
            unit,
            enterprise=firm.uid,
            surveyed_on=stand.span.day(),
            standard="示例标准",
            indicator_level="示例：国内先进",
            system="示例管理体系",
            compared_with="示例标杆产品" if at % 2 else None,
            results=tuple(Finding)[: 1 + at % 3] if at % 2 else None,
            measures="示例：提高关键尺寸精度" if at % 2 else None,
        )


def cases(stand: Stand) -> Iterator[CaseReport]:
    """Send cases upward; one of three was taken up."""
    for at, unit in enumerate(stand.span.dealt(_CASES)):
        sent_on, adopted = stand.span.day(), at % 3 == 0
        yield invent(
            CaseReport,
            unit,
            headline=f"示例案例：{unit.short}第{at + 1}例",
            sent_on=sent_on,
            subject=stand.firm(unit).name,
            adopted=adopted,
            adopted_on=stand.span.day(sent_on) if adopted else None,
            adopted_by="示例内刊" if adopted else None,
            summary="示例：一企一策帮扶",
        )


def plans(stand: Stand) -> Iterator[WorkPlan]:
    """Let every city that does anything make a plan."""
    span = stand.span
    for at, city in enumerate(city for city in span.ground.cities if span.ground.pace(city)):
        yield invent(
            WorkPlan,
            city,
            name=f"示例{city.short}{span.first.year}年工作计划",
            made_on=min(span.first + timedelta(days=3 * at), span.first + _PLANNED_BY),
            parts=tuple(PlanPart),
            quality_month=at % 2 == 0,
            doc_no=f"示例{span.first.year}年第{at + 1}号",
            note="示例",
        )
