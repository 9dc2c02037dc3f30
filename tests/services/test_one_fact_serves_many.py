"""X5: what is typed once is counted by every notice, floor, matter, activity and point that speaks of it."""

from __future__ import annotations

from datetime import date

import pytest
from facts import PACKS, TODAY, county_on, fact, keep, same_years
from hunan import bureau
from statements import counted

from qtrack.domain.counted import counted_of
from qtrack.domain.seen import Seen
from qtrack.domain.text import quoted
from qtrack.ledgers.award import AwardLevel
from qtrack.ledgers.model import ModelState
from qtrack.ledgers.problem import ProblemState
from qtrack.ledgers.training import TrainingKind, TrainingLevel
from qtrack.services.beside import beside_activity, beside_point
from qtrack.services.counting import tally
from qtrack.services.counts_for import count_words
from qtrack.services.ledger import add
from qtrack.services.office import Office
from qtrack.services.seen import seen
from qtrack.store.store import Store

HUBEI, H22, MONTH, ASSESSED, PLAN = PACKS
HUNAN = (H22, MONTH, ASSESSED, PLAN)

SERVED = [
    pytest.param(
        "training",
        {},
        {
            HUBEI: ["下限 县区培训", "下限 县区培训"],
            H22: ["事项 省、市、县三级联动"],
            MONTH: ["事项 首席质量官培训（场次）"],
            ASSESSED: ["事项 质量教育培训", "考核要点 3. 加强人才队伍建设"],
        },
        id="a class for chief quality officers",
    ),
    pytest.param(
        "training",
        {"kind": TrainingKind.CERTIFICATION},
        {
            HUBEI: ["下限 县区培训", "下限 县区培训"],
            ASSESSED: [
                "事项 质量教育培训",
                "事项 小微企业质量管理体系认证提升行动（培训）",
                "考核要点 3. 加强人才队伍建设",
                "考核要点 5. 加强质量技术基础",
            ],
        },
        id="a class on certificates",
    ),
    pytest.param(
        "training",
        {"kind": TrainingKind.RECALL},
        {
            HUBEI: ["下限 县区培训", "下限 县区培训"],
            MONTH: ["事项 召回企业学习《消费品召回管理暂行规定》"],
            ASSESSED: ["事项 质量教育培训", "考核要点 3. 加强人才队伍建设"],
        },
        id="a class on recalls",
    ),
    pytest.param(
        "quality_officer",
        {"class_level": TrainingLevel.PROVINCE},
        {
            H22: [" 千", "事项 湖南省质量发展高级培训班（总局行政学院，深圳）"],
            MONTH: ["事项 首席质量官培训"],
            ASSESSED: ["事项 首席质量官培训", "考核要点 3. 加强人才队伍建设"],
            PLAN: ["事项 首席质量官培训"],
        },
        id="an officer trained",
    ),
    pytest.param(
        "station",
        {},
        {
            HUBEI: [" 一", "下限 县区服务站", "事项 统筹县域综合服务站建设", "事项 省级示范站所验收授牌"],
            MONTH: ["事项 搭建“一站式”服务平台，开展质量帮扶", "事项 “一站式”试点项目验收"],
            ASSESSED: ["事项 质量基础设施“一站式”服务", "考核要点 5. 加强质量技术基础"],
            PLAN: ["事项 质量基础设施“一站式”服务示范点"],
        },
        id="a station in use",
    ),
    pytest.param(
        "award",
        {},
        {
            HUBEI: ["事项 市、州、县级政府质量奖评选表彰"],
            H22: ["事项 各市州和县市区开展质量奖评审表彰"],
            ASSESSED: ["事项 政府质量奖励制度（市州、县区质量奖）", "考核要点 1. 实施质量强省战略"],
            PLAN: ["事项 政府质量奖励"],
        },
        id="an award of a city",
    ),
    pytest.param(
        "award",
        {"level": AwardLevel.PROVINCE},
        {MONTH: ["事项 第八届省长质量奖评选"], PLAN: ["事项 政府质量奖励"]},
        id="an award of the province",
    ),
    pytest.param(
        "problem",
        {},
        {
            H22: [" 万", "事项 “一站式”服务试点，协同解决企业难题"],
            MONTH: ["事项 “一站式”服务解决质量创新、质量攻关难题"],
        },
        id="a problem solved",
    ),
    pytest.param(
        "famous_product",
        {},
        {
            H22: [" 百"],
            MONTH: ["事项 首届湖南名品评价"],
            ASSESSED: ["事项 首届湖南名品评价", "考核要点 2. 加强品牌建设（2）"],
            PLAN: ["事项 湖南名品培育认定"],
        },
        id="a famous product",
    ),
    pytest.param(
        "model",
        {},
        {
            H22: [" 十", "事项 从获奖组织中筛选先进质量管理模式", "事项 大力推广宣传先进质量管理模式"],
            MONTH: [" 十佳"],
        },
        id="a model",
    ),
]


def counts(store: Store, office: Office, name: str) -> list[tuple[str, int]]:
    """Give what every heading of a notice has counted in the office's tree."""
    there = office.on(same_years(name))
    return [
        (f"{one.kind} {one.name}", store.read(tally, one.count, there).whole)
        for one in counted_of(there.programme)
    ]


@pytest.mark.parametrize("name", PACKS)
@pytest.mark.parametrize(("key", "said", "served"), SERVED)
def test_x_5_one_row_is_counted_wherever_a_notice_speaks_of_it(
    store: Store, key: str, said: dict[str, object], served: dict[str, list[str]], name: str
) -> None:
    office = county_on(name)
    firm = store.run(keep, office, "enterprise")
    before = counts(store, office, name)
    uid = store.run(keep, office, key, firm, **said)
    after = counts(store, office, name)
    risen = [label for (label, old), (_, new) in zip(before, after, strict=True) if new > old]
    assert risen == served.get(name, [])
    labels = (label.partition(" ") for label in dict.fromkeys(risen))
    words = "、".join(f"{kind}{quoted(heading)}" for kind, _, heading in labels)
    assert store.read(count_words, office, key, uid) == (words and f"计入{words}")


def test_x_5_saving_says_what_a_row_counts_for_in_every_notice_of_the_bureau(store: Store) -> None:
    office = county_on(*HUNAN)
    firm = store.run(keep, office, "enterprise")
    uid = store.run(keep, office, "quality_officer", firm)
    assert store.read(count_words, office, "quality_officer", uid).split("；") == [
        "计入湖南2022“十百千万”：“千”",
        "计入湖南2023“质量月”：事项“首席质量官培训”",
        "计入湖南2023质量工作考核：事项“首席质量官培训”、考核要点“3. 加强人才队伍建设”",
        "计入湖南“十四五”质量强省规划：事项“首席质量官培训”",
    ]


def test_a_notice_of_another_year_is_not_told_to_leave_a_row_out_but_the_one_looked_at_is(
    store: Store,
) -> None:
    office = bureau(MONTH, H22, today=TODAY)
    uid = store.run(keep, office.at("430102"), "model")
    assert store.read(count_words, office, "model", uid) == "计入湖南2023“质量月”：“十佳”"
    nominated: dict[str, object] = {"state": ModelState.NOMINATED, "selected_on": None, "promoted_on": None}
    uid = store.run(keep, office.at("430102"), "model", "", name="示例二", **nominated)
    left_out = store.read(count_words, office, "model", uid)
    assert left_out.startswith("暂不计入湖南2023“质量月”：“十佳”：状态须为入选")
    assert "湖南2022" not in left_out
    looked_at = bureau(H22, MONTH, today=TODAY)
    uid = store.run(keep, looked_at.at("430102"), "model", name="示例三")
    first, second = store.read(count_words, looked_at, "model", uid).split("；")
    assert first.startswith(
        "暂不计入湖南2022“十百千万”：“十”：状态须为入选，入选日期须在 2022-01-01 至 2022-12-31"
    )
    assert second == "计入湖南2023“质量月”：“十佳”"


def test_what_a_row_counts_for_takes_two_statements_however_many_notices_there_are(store: Store) -> None:
    office = county_on(*HUNAN)
    firm = store.run(keep, office, "enterprise")
    uid = store.run(keep, office, "problem", firm)
    for names in ((H22,), HUNAN):
        with counted() as said:
            store.read(count_words, county_on(*names), "problem", uid)
        assert sum(one.startswith("SELECT") for one in said) == 2


BESIDE = [
    ("main-1", ["help-platform"]),
    ("shaoyang-4", ["help-platform"]),
    ("loudi-3", ["help-platform"]),
    ("main-3", ["famous-products", "governors-award", "ten-models"]),
    (
        "main-4",
        ["pilot-acceptance", "officers", "officer-classes", "checkups", "metrology-1000", "certification-70"],
    ),
    ("hengyang-2", ["officers", "officer-classes"]),
    ("main-8", ["fibre-training", "recall-training"]),
    ("changsha-1", []),
]


@pytest.mark.parametrize(("activity", "beside"), BESIDE)
def test_x_5_what_is_counted_elsewhere_stands_beside_an_activity_and_is_not_added(
    store: Store, activity: str, beside: list[str]
) -> None:
    office = bureau(MONTH, today=TODAY)
    activities = {each.id: each for each in office.programme.activities}
    found = store.read(beside_activity, office, activities[activity])
    assert [each.id for each in found] == beside
    assert {each.done for each in found} <= {0}


def test_x_5_a_station_stands_beside_the_activities_and_the_point_that_speak_of_stations(
    store: Store,
) -> None:
    office = county_on(MONTH, ASSESSED)
    store.run(keep, office, "station")
    activities = {each.id: each for each in office.programme.activities}
    (platform,) = store.read(beside_activity, office, activities["shaoyang-4"])
    assert (platform.done, platform.unit) == (1, "个")
    table = office.of(ASSESSED).programme.assessment
    assert table is not None
    points = {point.id: point for _, _, point in table.points}
    found = store.read(beside_point, office.of(ASSESSED), points["p5"])
    assert [(one.id, one.done, one.unit) for one in found] == [
        ("one-stop", 1, "个"),
        ("firm-certification", 0, "家"),
        ("certification-training", 0, "场"),
    ]
    assert store.read(beside_point, office.of(ASSESSED), points["p9"]) == ()


def test_x_5_who_sat_in_a_class_that_is_registered_takes_its_day_and_level(store: Store) -> None:
    office = county_on(MONTH)
    store.run(keep, office, "training")
    store.run(keep, office, "training", subject="示例班（二）", held_on=date(2023, 6, 1))
    for text, day in (("示例首席质量官班", "2023-05-08"), (" 示例班(二) ", "2023-06-01")):
        known = store.read(seen, office, "quality_officer", "class_name", text, {})
        assert known == Seen({"trained_on": day, "class_level": "县级"}, f"“培训”台账：{day}　县级")
    assert store.read(seen, office, "quality_officer", "class_name", "示例另一班", {}) == Seen()
    elsewhere = office.at("430200")
    assert store.read(seen, elsewhere, "quality_officer", "class_name", "示例首席质量官班", {}) == Seen()


def test_x_5_problems_a_station_solved_are_counted_for_it_and_not_typed_again(store: Store) -> None:
    office = county_on(H22, MONTH)
    firm = store.run(keep, office, "enterprise")
    for subject, helper in (("一", "示例站"), ("二", "示例站"), ("三", "示例院"), ("四", None)):
        store.run(keep, office, "problem", firm, subject=f"示例难题{subject}", helper=helper)
    raised = {"state": ProblemState.RAISED, "solved_on": None, "helper": "示例站"}
    store.run(
        add, office, "problem", fact(office, "problem", firm, subject="示例难题五", **raised), "示例说明"
    )
    known = store.read(seen, office, "station", "name", "示例站", {})
    assert known == Seen({"solved_problems": "2"}, "“质量难题”台账：已解决 2 条")
    assert store.read(seen, office, "station", "name", "示例另一站", {}) == Seen()
