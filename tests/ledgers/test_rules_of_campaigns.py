"""What the ledgers of the Hunan notices refuse and ask about: over the sample, field by field."""

from decimal import Decimal

import pytest
from test_rules import objections, told

from qtrack.ledgers import (
    Answer,
    AwardFeedback,
    CaseReport,
    Certification,
    Checkup,
    DeclaredPoint,
    Event,
    FamousProduct,
    Incident,
    IndicatorValue,
    Ledger,
    Model,
    QualityOfficer,
    QualityProblem,
    Survey,
    TaskProgress,
    WorkPlan,
)
from qtrack.ledgers.declared_point import parts_of

UNSOLVED = {"solved_on": "", "confirmed": ""}
UNHELD = {"held_on": "", "people": ""}

REFUSED: list[tuple[type[Ledger], dict[str, str], list[str]]] = [
    (QualityProblem, {"state": "已提出", **UNSOLVED}, []),
    (QualityProblem, {"state": "解决中"}, ["state"]),
    (QualityProblem, {"solved_on": ""}, ["solved_on"]),
    (QualityProblem, {"solved_on": "2022-07-01"}, []),
    (QualityProblem, {"solved_on": "2022-06-30"}, ["solved_on"]),
    (QualityOfficer, {"stage": "培育", "appointed_on": ""}, []),
    (QualityOfficer, {"stage": "培育"}, ["stage"]),
    (QualityOfficer, {"stage": "履职", "appointed_on": ""}, ["appointed_on"]),
    (QualityOfficer, {"trained_on": "", "class_level": "", "certificate": ""}, []),
    (QualityOfficer, {"class_level": ""}, ["class_level"]),
    (QualityOfficer, {"trained_on": "", "class_level": ""}, ["trained_on"]),
    (FamousProduct, {"stage": "候选", "applied_on": "", "recognised_on": ""}, []),
    (FamousProduct, {"stage": "申报", "recognised_on": ""}, []),
    (FamousProduct, {"stage": "申报", "applied_on": "", "recognised_on": ""}, ["applied_on"]),
    (FamousProduct, {"stage": "认定", "recognised_on": ""}, ["recognised_on"]),
    (FamousProduct, {"stage": "申报"}, ["stage"]),
    (FamousProduct, {"applied_on": "2022-10-02"}, ["recognised_on"]),
    (Model, {"state": "提名", "selected_on": ""}, []),
    (Model, {"state": "提名"}, ["state"]),
    (Model, {"selected_on": ""}, ["selected_on"]),
    (Survey, {"compared_with": ""}, ["compared_with"]),
    (Survey, {"compared_with": "", "results": ""}, []),
    (CaseReport, {"adopted_on": "2022-08-31"}, ["adopted_on"]),
    (Event, {"state": "计划", **UNHELD}, []),
    (Event, {"state": "计划", "people": ""}, ["state"]),
    (Event, {"state": "已开展", "held_on": ""}, ["held_on"]),
    (Event, {"state": "已总结", "planned_on": ""}, []),
    (Checkup, {"state": "列入计划", "visited_on": "", "closed_on": ""}, []),
    (Checkup, {"state": "已体检", "plan": "", "closed_on": ""}, []),
    (Checkup, {"state": "已出方案", "plan": "", "closed_on": ""}, ["plan"]),
    (Checkup, {"state": "已出方案"}, ["state"]),
    (Checkup, {"closed_on": ""}, ["closed_on"]),
    (Checkup, {"closed_on": "2022-08-31"}, ["closed_on"]),
    (Certification, {"state": "遴选", "helped_on": "", "certified_on": ""}, []),
    (Certification, {"state": "帮扶", "certified_on": ""}, []),
    (Certification, {"state": "帮扶"}, ["state"]),
    (Certification, {"certified_on": ""}, ["certified_on"]),
    (Certification, {"chosen_on": "2022-08-02"}, ["helped_on"]),
    (TaskProgress, {"state": "推进中", "done_on": "", "delay_reason": ""}, []),
    (TaskProgress, {"state": "延期", "done_on": ""}, []),
    (TaskProgress, {"state": "延期", "done_on": "", "delay_reason": ""}, ["delay_reason"]),
    (TaskProgress, {"done_on": ""}, ["done_on"]),
    (TaskProgress, {"state": "未启动"}, ["state"]),
    (Incident, {"finding_on": ""}, ["finding_on"]),
    (Incident, {"finding_body": ""}, ["finding_body"]),
    (Incident, {"finding_on": "2022-06-30"}, ["finding_on"]),
    (IndicatorValue, {"value": ""}, []),
    (IndicatorValue, {"words": ""}, []),
    (IndicatorValue, {"value": "", "words": ""}, ["value"]),
    (Answer, {"answered_on": "2022-06-18"}, ["answered_on"]),
    (DeclaredPoint, {"points": "2"}, []),
    (DeclaredPoint, {"points": "2.5"}, ["points"]),
    (DeclaredPoint, {"parts": "示例（０.５分）;示例(1.5 分)"}, []),
]


@pytest.mark.parametrize(("ledger", "written", "refused"), REFUSED)
def test_a_state_said_is_a_day_given_and_what_does_not_fit_is_refused(
    ledger: type[Ledger], written: dict[str, str], refused: list[str]
) -> None:
    problems = objections(ledger, written)
    assert [problem.key for problem in problems] == refused
    for problem in problems:
        assert problem.message.startswith(f"{ledger.schema().field(problem.key).label}：")


DOUBTFUL: list[tuple[type[Ledger], dict[str, str], list[str]]] = [
    (QualityProblem, {"state": "解决中", "solved_on": ""}, ["confirmed"]),
    (AwardFeedback, {"strengths": ""}, ["strengths"]),
    (AwardFeedback, {"issues": ""}, ["issues"]),
    (AwardFeedback, {"issues": "", "strengths": "", "feedback_sent_on": ""}, []),
    (CaseReport, {"adopted": ""}, ["adopted"]),
    (CaseReport, {"adopted": "", "adopted_on": ""}, []),
    (WorkPlan, {"parts": "工作重点、时间表"}, ["parts"]),
    (WorkPlan, {"parts": ""}, ["parts"]),
    (Event, {"state": "计划", "held_on": ""}, ["people"]),
    (Event, {"conduct": "免费、简朴"}, ["conduct"]),
    (Event, {"conduct": ""}, []),
    (Incident, {"level": "重大", "deduction": "", "finding_body": "", "finding_on": ""}, ["finding_body"]),
    (Incident, {"systemic": "是", "deduction": "", "finding_body": "", "finding_on": ""}, ["finding_body"]),
    (Incident, {"level": "特别重大"}, ["deduction"]),
    (Incident, {"level": "重大", "deduction": ""}, []),
    (Answer, {"answered_on": ""}, ["nothing_to_report"]),
    (Answer, {"form": "指标申报表"}, ["form"]),
    (Answer, {"nothing_to_report": "", "answered_on": ""}, []),
    (DeclaredPoint, {"parts": "示例，没有分值"}, ["parts"]),
    (DeclaredPoint, {"parts": "下发《2021年度示例要点》（2分）"}, ["parts"]),
    (DeclaredPoint, {"parts": "下发《2022 年度示例要点》（2分）"}, []),
]


@pytest.mark.parametrize(("ledger", "written", "asked"), DOUBTFUL)
def test_what_is_seldom_right_in_a_campaign_is_asked_about(
    ledger: type[Ledger], written: dict[str, str], asked: list[str]
) -> None:
    problems = told(ledger, written)
    assert [problem.key for problem in problems] == asked
    for problem in problems:
        assert problem.doubt
        assert problem.message.startswith(f"{ledger.schema().field(problem.key).label}：")


def test_parts_that_do_not_add_up_are_told_with_both_sums() -> None:
    (problem,) = told(DeclaredPoint, {"points": "3"})
    assert problem.message == "分值：各小项（0.5、0.5、1）合计 2.0 分，与所填 3 分不一致"


def test_the_sample_of_the_notice_has_four_halves_and_speaks_of_another_year() -> None:
    words = (
        "认真贯彻落实《质量强省建设纲要》《湖南省“十四五”质量强省发展规划》有部署（0.5分）；质量强市（州）组织机构完善（0.5分）；"
        "将质量工作纳入地方党委政府工作报告或地方党委政府专题研究质量工作（0.5分）；下发《2022年度质量强市工作要点》（0.5分）。"
    )
    assert parts_of(words) == (Decimal("0.5"),) * 4
    assert told(DeclaredPoint, {"parts": words, "points": "2", "year": "2022"}) == ()
    (problem,) = told(DeclaredPoint, {"parts": words, "points": "2", "year": "2023"})
    assert (problem.doubt, problem.message) == (
        True,
        "要点考核内容：写有 2022 年，考核年度是 2023 年",
    )
