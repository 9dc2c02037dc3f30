"""A-4 to A-10: the table of points at one unit, with sums computed by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from assessed import city, put
from hunan import CHANGSHA, FURONG, PLAN, PROVINCE, bureau
from statements import counted

from qtrack.domain.assessment import Effect, Extra, Step
from qtrack.domain.extra_standing import ExtraStanding, counting
from qtrack.domain.problem import RefusedError
from qtrack.domain.scoring import AssessmentStanding, PointStanding, show_points
from qtrack.domain.terms import Source
from qtrack.ledgers.incident import IncidentLevel
from qtrack.services.assessment import assessment, assessments_below
from qtrack.services.office import Office
from qtrack.store.store import Store

XIANGTAN = "430300"

# Every point as a city scored itself, by hand: what it is worth, and what it took.
WORKED = {
    "p1": ("3", "2.5"), "p2-1": ("0.5", "0.5"), "p2-2": ("2", "1"), "p2-3": ("1", "1"), "p3": ("0.5", "0.5"),
    "p4": ("5", "4.2"), "p5": ("5.5", "5"), "p6": ("2", "1.8"),
    "p7-1": ("14.5", "13"), "p7-2": ("4", "4"), "p7-3": ("8", "6.5"), "p8": ("3", "3"), "p9": ("2", "2"),
    "p10": ("1", "0"), "p11": ("3", "3"),
    "p12": ("10", "9"), "p13": ("4", "4"), "p14": ("6", "5.4"),
    "p15": ("1", "1"), "p16": ("6", "5"), "p17": ("4", "3.6"), "p18": ("2", "2"), "p19": ("2", "2"),
    "p20-1": ("5", "5"), "p20-2": ("5", "4"),
}  # fmt: skip
SELF = Decimal(89)
"""16.5 of 宏观质量, 31.5 of 产品, 18.4 of 工程, 13.6 of 服务, 9 of 环境."""


def table(store: Store, office: Office | None = None) -> AssessmentStanding:
    """Give the table of Changsha, or of another office."""
    return store.read(assessment, office or city())


def point(standing: AssessmentStanding, name: str) -> PointStanding:
    """Give one point."""
    return next(one for one in standing.points if one.point.id == name)


def extra(standing: AssessmentStanding, name: str) -> ExtraStanding:
    """Give one extra item."""
    return next(one for one in standing.extras if one.extra.id == name)


def shown(*points: Decimal | None) -> list[str]:
    """Give points as people write them; a dash for none."""
    return ["-" if one is None else show_points(one) for one in points]


def worked(store: Store) -> None:
    """Score every point."""
    for name, (_, own) in WORKED.items():
        put(store, city(), "score", point=name, self_score=own)


def test_a5_before_anything_is_scored_all_is_open_and_the_sums_are_the_notices(store: Store) -> None:
    found = table(store)
    assert {one.point.id: str(one.points) for one in found.points} == {
        name: worth for name, (worth, _) in WORKED.items()
    }
    whole = found.whole
    assert shown(whole.points, whole.open, whole.own, whole.lost) == ["100", "100", "0", "0"]
    assert (whole.count, whole.scored) == (25, 0)
    assert shown(*(domain.total for domain in found.assessment.domains)) == ["19.5", "35.5", "20", "15", "10"]
    assert shown(*(one.points for one in found.winnable[:4])) == ["14.5", "10", "8", "6"]


def test_a5_a_table_scored_whole_adds_up_as_by_hand(store: Store) -> None:
    worked(store)
    whole = table(store).whole
    assert shown(whole.own, whole.lost, whole.open, whole.expected) == ["89", "11", "0", "89"]
    assert (whole.scored, whole.finals) == (25, 0)


def test_a10_market_supervision_answers_for_30_5_and_others_for_the_rest(store: Store) -> None:
    worked(store)
    found = table(store)
    assert found.own.points == Decimal("30.5")
    assert found.own.own == Decimal("2.5") + 1 + Decimal("4.2") + Decimal("0.5") + 5 + 13
    sums = {owner.id: held for owner, held in found.by_owner()}
    assert sum(held.points for held in sums.values()) == 100
    assert shown(sums["market"].points, sums["office"].points) == ["20.5", "10"]
    assert shown(sums["ecology"].own, sums["ecology"].lost) == ["9", "1"]
    assert {"education", "emergency"}.isdisjoint(sums)


def test_what_may_still_be_won_is_ranked_unscored_points_on_top(store: Store) -> None:
    for name, own in (("p7-1", "13"), ("p12", "9.9"), ("p9", "2"), ("p20-2", "2")):
        put(store, city(), "score", point=name, self_score=own)
    found = table(store).winnable
    ranked = [(one.point.id, show_points(one.winnable)) for one in found]
    assert len(ranked) == 24
    assert ranked[-3:] == [("p20-2", "3"), ("p7-1", "1.5"), ("p12", "0.1")]
    assert all(one.score is None for one in found[:-3])


def test_the_newest_score_of_a_point_stands_and_one_of_tomorrow_does_not_yet(store: Store) -> None:
    put(store, city(), "score", point="p1", self_score="1", scored_on=date(2023, 6, 1))
    late = put(store, city(), "score", point="p1", self_score="2", scored_on=date(2023, 7, 4), expected="3")
    put(store, city(), "score", point="p1", self_score="3", scored_on=date(2023, 5, 1))
    put(store, city(), "score", point="p1", self_score="3", scored_on=date(2023, 7, 6))
    found = table(store)
    score = point(found, "p1").score
    assert score is not None
    assert (score.uid, *shown(score.self_score, point(found, "p1").lost)) == (late, "2", "1")
    assert (score.files, score.lacking) == (0, ("证明材料",))
    assert (show_points(found.whole.expected), found.whole.proved) == ("3", 0)
    again = put(store, city(), "score", point="p1", self_score="2.5", scored_on=date(2023, 7, 4))
    score = point(table(store), "p1").score
    assert score is not None
    assert score.uid == again


def test_a_unit_sees_its_own_scores_alone(store: Store) -> None:
    put(store, city(), "score", point="p1", self_score="1")
    seen = {unit: table(store, city(unit)).whole.scored for unit in (PROVINCE, CHANGSHA, FURONG)}
    assert seen == {PROVINCE: 0, CHANGSHA: 1, FURONG: 0}


@pytest.mark.parametrize("field", ["self_score", "expected", "final"])
def test_more_than_a_point_is_worth_is_refused_and_just_as_much_is_kept(store: Store, field: str) -> None:
    for name, (worth, _) in WORKED.items():
        said = {"self_score": "0", field: str(Decimal(worth) + Decimal("0.1"))}
        with pytest.raises(RefusedError) as refused:
            put(store, city(), "score", point=name, **said)
        (problem,) = refused.value.problems
        assert (problem.key, problem.doubt) == (field, False)
        assert f"的 {worth} 分" in problem.message
        put(store, city(), "score", point=name, **{"self_score": "0", field: worth})


# Extra items


def test_a4_each_step_counts_once_and_the_steps_add_up(store: Store) -> None:
    for number, amount in enumerate(("1", "0.5", "0.2", "0.2")):
        put(store, city(), "extra_score", extra="incentive", amount=amount, subject=f"示例{number}")
    bonus = extra(table(store), "incentive")
    assert (bonus.amount, bonus.most) == (Decimal("1.7"), Decimal("1.7"))
    assert [one.counts for one in bonus.occasions] == [True, True, True, False]
    assert table(store).total == Decimal("1.7")


STEPS = tuple(Step("示例", Decimal(amount), Source("", "")) for amount in ("1", "0.5", "0.2"))

EACH = (*STEPS[:2], replace(STEPS[2], each=True))


@pytest.mark.parametrize(
    ("said", "amounts", "counts"),
    [
        ({}, ["0.2", "0.2", "1"], [True, False, True]),
        ({"steps": EACH}, ["0.2", "0.2", "1", "1"], [True, True, True, False]),
        ({"highest_only": True}, ["0.2", "1", "0.5"], [False, True, False]),
        ({}, ["0.7", "0.7", None], [True, True, False]),
        ({"highest_only": True}, [None, None], [False, False]),
        ({"highest_only": True}, ["1", "1"], [True, False]),
    ],
)
def test_a4_how_steps_count_is_a_reading_of_the_pack(
    said: dict[str, Any], amounts: list[str | None], counts: list[bool]
) -> None:
    one = replace(Extra("x", 1, Effect.BONUS, "示例", "office", Source("", ""), STEPS), **said)
    assert list(counting(one, [None if a is None else Decimal(a) for a in amounts])) == counts


def test_a7_a_deduction_is_missing_until_somebody_says_how_much(store: Store) -> None:
    worked(store)
    put(store, city(), "incident", name="示例一")
    found = extra(table(store), "incident")
    assert (len(found.occasions), found.unsaid, show_points(found.amount)) == (1, 1, "0")
    assert table(store).total == SELF
    put(store, city(), "incident", name="示例二", deduction="1.5", happened_on=date(2023, 5, 2))
    found = extra(table(store), "incident")
    assert (len(found.occasions), found.unsaid, show_points(found.amount)) == (2, 1, "-1.5")
    assert table(store).total == SELF - Decimal("1.5")
    # The same incident keyed among the extras as well takes nothing off twice, another one does.
    put(store, city(), "extra_score", extra="incident", subject="示例二", amount="1.5")
    assert table(store).deduction == Decimal("-1.5")
    put(store, city(), "extra_score", extra="incident", subject="示例三", amount="0.5")
    assert table(store).deduction == -2


def test_a7_incidents_of_another_year_or_unit_take_nothing_off(store: Store) -> None:
    put(store, city(), "incident", deduction="1", happened_on=date(2022, 12, 31))
    put(store, city(), "incident", deduction="1", happened_on=date(2023, 7, 6))
    put(store, city(FURONG), "incident", deduction="1")
    assert table(store).deduction == 0
    put(store, city(), "incident", deduction="1", happened_on=date(2023, 1, 1))
    assert table(store).deduction == -1


@pytest.mark.parametrize(
    ("said", "grade"),
    [
        ({"level": IncidentLevel.LARGER}, "A"),
        ({"level": IncidentLevel.MAJOR}, "A"),
        ({"level": IncidentLevel.MAJOR, "finding_body": "示例机关", "finding_on": date(2023, 6, 1)}, "D"),
        ({"level": IncidentLevel.GRAVEST, "finding_body": "示例机关", "finding_on": date(2023, 6, 1)}, "D"),
        ({"systemic": True, "finding_body": "示例机关", "finding_on": date(2023, 6, 1)}, "D"),
        ({"finding_body": "示例机关", "finding_on": date(2023, 6, 1)}, "A"),
    ],
)
def test_a8_a_major_incident_decides_the_grade_once_it_is_found(
    store: Store, said: dict[str, object], grade: str
) -> None:
    worked(store)
    put(store, city(), "extra_score", extra="incentive", amount="1")
    assert table(store).grade == "A"
    put(store, city(), "incident", **said)
    found = table(store)
    assert (found.vetoed is not None, found.grade) == (grade == "D", grade)
    assert found.total == SELF + 1
    if grade == "D" and "level" in said:
        assert extra(found, "major-incident").occasions[0].lacking == ("事故报告", "判定文件")


@pytest.mark.parametrize(
    ("lost", "grade"),
    [
        ("0", "A"),
        ("10", "A"),
        ("10.1", "B"),
        ("20", "B"),
        ("20.1", "C"),
        ("40", "C"),
        ("40.1", "D"),
        ("101", "D"),
    ],
)
def test_a9_the_bands_are_those_of_the_national_rule_and_say_so(store: Store, lost: str, grade: str) -> None:
    for name, (worth, _) in WORKED.items():
        put(store, city(), "score", point=name, self_score=worth)
    put(store, city(), "incident", deduction=lost)
    found = table(store)
    assert (found.grade, found.band is not None and found.band.source) == (
        grade,
        "来自国办发〔2013〕47号，本通知没有印",
    )


def test_a_notice_without_a_table_is_refused(store: Store) -> None:
    with pytest.raises(RefusedError, match="没有考核要点"):
        store.read(assessment, bureau(PLAN))


def test_as_many_statements_are_said_however_much_is_scored(store: Store) -> None:
    def said() -> int:
        with counted() as statements:
            table(store)
        return len(statements)

    before = said()
    worked(store)
    for number in range(3):
        put(store, city(), "extra_score", extra="incentive", amount="1", subject=f"示例{number}")
        put(store, city(), "incident", name=f"示例{number}", happened_on=date(2023, 3, 1 + number))
    assert said() == before <= 11


# Units side by side


def test_p13_a_province_sees_its_cities_side_by_side_each_with_its_own_sums(store: Store) -> None:
    worked(store)
    put(store, city(XIANGTAN), "score", point="p1", self_score="2")
    put(store, city(XIANGTAN), "extra_score", extra="incentive", amount="0.5")
    put(store, city(XIANGTAN), "incident", name="示例一")
    found = {one.unit.code: one for one in store.read(assessments_below, city(PROVINCE))}
    assert list(found) == [unit.code for unit in city(PROVINCE).region.children(PROVINCE)]
    assert len(found) == 14
    changsha, xiangtan = found[CHANGSHA], found[XIANGTAN]
    sums = {domain.name: show_points(held.own) for domain, held in changsha.by_domain()}
    assert sums == {
        "宏观质量": "16.5",
        "产品质量": "31.5",
        "工程质量": "18.4",
        "服务质量": "13.6",
        "环境质量": "9",
    }
    assert (changsha.total, changsha.grade_words) == (SELF, "B")
    assert (show_points(xiangtan.total), xiangtan.grade_words, xiangtan.unsaid) == ("2.5", "暂为D", 1)
    assert all(not one.whole.scored and one.grade_words == "" for one in list(found.values())[4:])
    for code in (CHANGSHA, XIANGTAN):
        assert found[code] == table(store, city(code))


def test_units_side_by_side_cost_as_many_statements_as_one(store: Store) -> None:
    worked(store)
    with counted() as one:
        table(store)
    with counted() as all_of_them:
        store.read(assessments_below, city(PROVINCE))
    assert len(all_of_them) == len(one)


def test_a_county_has_no_units_to_compare(store: Store) -> None:
    assert store.read(assessments_below, city(FURONG)) == ()


@pytest.mark.parametrize(("amount", "doubted"), [("5", True), ("0.3", True), ("1", False), ("0.20", False)])
def test_a4_an_amount_that_is_no_printed_step_is_asked_about(
    store: Store,
    amount: str,
    doubted: bool,  # noqa: FBT001 - a line of the table
) -> None:
    def keep(why: str) -> None:
        put(store, city(), "extra_score", why, extra="incentive", amount=amount)

    if doubted:
        with pytest.raises(RefusedError) as refused:
            keep("")
        (problem,) = refused.value.problems
        assert (problem.key, problem.doubt) == ("amount", True)
        assert "印的是 1、0.5、0.2 分" in problem.message
        keep("示例说明")
    else:
        keep("")
    assert extra(table(store), "incentive").amount == Decimal(amount)


def test_a7_where_no_amount_is_printed_any_is_taken(store: Store) -> None:
    put(store, city(), "extra_score", "", extra="incident", amount="5")
    found = extra(table(store), "incident")
    assert found.amount == -5
    assert found.amount_from(found.occasions[0]) == "本单位设定"
    assert found.said == ("减分分值通知没有印，本单位设定",)
    put(store, city(), "extra_score", extra="incentive", amount="0.5")
    found = extra(table(store), "incentive")
    assert found.amount_from(found.occasions[0]) == "附件2"


# Stages


def test_a16_a_unit_goes_through_the_stages_with_its_own_days_and_liaison(store: Store) -> None:
    found = table(store)
    assert [one.words for one in found.stages] == list(found.assessment.stages)
    assert (found.stage, found.liaison) == (None, "")
    said = {"contact": "示例员甲", "phone": "000-1"}
    put(store, city(), "assessment_stage", stage="stage-1", done_on=date(2023, 6, 1), **said)
    put(store, city(), "assessment_stage", stage="stage-2", planned_on=date(2023, 7, 20))
    found = table(store)
    assert (found.stage, found.next_stage) == found.stages[:2]
    assert found.liaison == "示例员甲 000-1"
    assert found.stages[1].planned_on == date(2023, 7, 20)
    assert table(store, city(PROVINCE)).stage is None
