"""The Hunan programme of 2022 says what its notice of 2022-06-17 says; tests are named after the ids."""

from __future__ import annotations

import re
from datetime import date

import pytest
from seed_packs import SEEDS, everything, surroundings

from qtrack.domain.programme import Contact, Count, Each, Programme, Source, Strength
from qtrack.domain.text import same_words
from qtrack.packs import read_pack


@pytest.fixture(scope="module")
def hunan() -> Programme:
    """Give the Hunan programme of 2022."""
    programme, faults = read_pack(SEEDS / "programmes" / "hunan-2022.toml", **surroundings())
    assert faults == ()
    assert programme is not None
    return programme


def items(programme: Programme, name: str) -> tuple[str, ...]:
    """Give the words of a list of tags."""
    return {tags.id: tags.items for tags in programme.tags}[name]


# The four numbers of 三, by hand: tier, number, unit, the words that print it, what counts.
TARGETS = [
    (
        "十",
        10,
        "个",
        "推介十个先进质量管理模式",
        Count("model", "selected_on", (("state", ("入选",)),), distinct="organisation+name"),
    ),
    (
        "百",
        100,
        "个",
        "认定百个“湖南名品”",
        Count("famous_product", "recognised_on", (("stage", ("认定",)),), distinct="enterprise+product"),
    ),
    (
        "千",
        1000,
        "名",
        "三是培训千名首席质量官",
        Count("quality_officer", "trained_on", distinct="person_name+enterprise"),
    ),
    (
        "万",
        10000,
        "个",
        "四是解决万个质量管理难题",
        Count("problem", "solved_on", (("state", ("已解决",)),), distinct="enterprise+subject"),
    ),
]


@pytest.mark.parametrize("at", range(4), ids=["h1", "h3", "h4", "h5"])
def test_h1_h3_h4_h5_targets_and_what_counts(hunan: Programme, at: int) -> None:
    target = hunan.targets[at]
    tier, number, unit, quote, count = TARGETS[at]
    assert (target.tier, target.number, target.unit) == (tier, number, unit)
    assert (target.source, target.count) == (Source(f"三·{'一二三四'[at]}是", quote), count)
    assert (target.strength, target.paced) == (Strength.TARGET, True)


def test_h1_models_come_from_winners_and_are_promoted_four_ways(hunan: Programme) -> None:
    found = everything(hunan)
    assert "从本届获奖组织和全省已获得中国质量奖的组织中" in found["model-pool"].source.quote
    assert items(hunan, "promotion-channels") == ("巡回演讲", "新闻宣传", "专栏版画", "编印资料")
    assert items(hunan, "model-features") == ("特色鲜明", "代表性强")


def test_h2_local_awards_and_leaders_of_chains(hunan: Programme) -> None:
    found = everything(hunan)
    local = Count("award", "awarded_on", (("level", ("市级", "县级")),), distinct="winner+name")
    assert found["local-awards"].count == local
    assert items(hunan, "chain-fields") == ("技术", "市场", "标准", "质量", "品牌")


def test_h2_a_slip_of_the_printer_stays(hunan: Programme) -> None:
    assert '“链主"作用' in everything(hunan)["chain-leaders"].source.quote


def test_h3_indicators_qualities_and_plans_of_famous_products(hunan: Programme) -> None:
    assert items(hunan, "brand-indicators") == ("质量水平", "市场占有率", "品牌知名度", "顾客满意度")
    assert items(hunan, "brand-qualities") == ("质量过硬", "技术领先", "社会认可", "业绩突出", "放心安全")
    plans = everything(hunan)["brand-plans"].source.quote
    assert re.findall(r"《(.+?)》", plans) == ["湖南省“十四五”品牌发展规划", "湖南省品牌建设三年行动计划"]


def test_h4_standards_class_and_life_of_officers(hunan: Programme) -> None:
    found = everything(hunan)
    assert re.findall(r"《(.+?)》", found["officer-standards"].source.quote) == [
        "湖南省企业首席质量官基本要求及评价规范",
        "湖南省企业首席质量官培训服务规范",
    ]
    assert "总局行政学院（深圳）" in found["senior-class"].source.quote
    assert items(hunan, "officer-cycle") == ("培育", "聘任", "履职", "管理")


def test_h4_no_level_owes_a_session_of_its_own(hunan: Programme) -> None:
    assert hunan.floors == ()
    assert "省、市、县三级联动" in everything(hunan)["three-levels"].source.quote


def test_h5_nine_categories_and_four_fields_of_problems(hunan: Programme) -> None:
    assert items(hunan, "problem-categories") == (
        *("质量管理", "质量安全", "标准化", "计量", "认可与检验检测"),
        *("认证", "质量创新", "知识产权", "品牌建设"),
    )
    assert items(hunan, "problem-focus") == (
        *("国家重大战略", "地方支柱性产业", "“卡脖子”技术产品", "质量问题突出产品"),
    )


def test_h6_what_a_survey_asks_and_what_a_comparison_finds(hunan: Programme) -> None:
    assert everything(hunan)["survey"].count == Count("survey", "surveyed_on")
    assert items(hunan, "survey-contents") == ("执行标准", "指标水平", "管理体系")
    assert items(hunan, "comparison-results") == ("比较优势", "行业通病", "差距短板")


def test_h7_applicants_get_strengths_and_problems_in_writing(hunan: Programme) -> None:
    quote = everything(hunan)["award-feedback"].source.quote
    assert "第七届省长质量奖" in quote
    assert quote.endswith("亮点和问题进行书面反馈")


def test_h8_a_plan_has_four_parts_and_no_day(hunan: Programme) -> None:
    assert items(hunan, "plan-parts") == ("工作重点", "目标任务", "路线图", "时间表")
    plan = everything(hunan)["work-plan"]
    assert plan.count == Count("work_plan", "made_on")
    assert "“质量月”" in plan.source.quote


def test_h9_cases_are_sent_as_they_come(hunan: Programme) -> None:
    cases = everything(hunan)["cases"]
    assert (cases.count, cases.number) == (Count("case_report", "sent_on"), None)


def test_h10_the_summary_is_due_on_the_last_of_november(hunan: Programme) -> None:
    assert len(hunan.deadlines) == 1
    due = hunan.deadline("summary")
    assert (due.due_on, due.strength, due.owed_by) == (date(2022, 11, 30), Strength.HARD, (Each.CITY,))
    assert (due.receiver, due.deliverables) == ("省局质量发展局", ())
    assert "11月30日前上报省局质量发展局" in due.source.quote


def test_h11_nothing_is_split_and_that_is_said(hunan: Programme) -> None:
    assert hunan.quota_table is None
    assert all(target.quotas == () for target in hunan.targets)
    assert {matter.id for matter in hunan.matters if matter.missing} == {"unit-split"}


def test_x7_the_head_and_whom_to_ask(hunan: Programme) -> None:
    assert (hunan.doc_no, hunan.issued_on) == ("湘市监办发〔2022〕71号", date(2022, 6, 17))
    assert (hunan.addressees, hunan.disclosure) == ("各市州市场监督管理局", "主动公开")
    assert (hunan.starts_on, hunan.ends_on) == (date(2022, 1, 1), date(2022, 12, 31))
    sources = ("联系人：孔豫湘", "联系人：孔豫湘严文胜")
    assert hunan.contacts == tuple(
        Contact(
            name,
            "0731-85693708",
            Source("文末", quote),
            "0731-85693710",
            "hnszlfzj@163.com",
            "省局质量发展局",
        )
        for name, quote in zip(("孔豫湘", "严文胜"), sources, strict=True)
    )


def test_the_notices_order_holds_every_entry_once(hunan: Programme) -> None:
    assert [(section.clause, section.title) for section in hunan.sections] == [
        ("二", "目标任务"),
        ("三·一是", "推介十个先进质量管理模式"),
        ("三·二是", "认定百个“湖南名品”"),
        ("三·三是", "培训千名首席质量官"),
        ("三·四是", "解决万个质量管理难题"),
        ("四（一）", "高度重视"),
        ("四（二）", "精心组织"),
        ("四（三）", "及时总结"),
    ]
    listed = [item for section in hunan.sections for item in section.items]
    assert len(listed) == len(set(listed))
    assert set(listed) == set(everything(hunan))


def clauses(text: str) -> dict[str, str]:
    """Cut the notice into its clauses, white space taken out."""
    whole = same_words(text)
    body, closing = whole.split("联系人：")
    parts = re.split(r"(?<=。)(?=[二三四]、)", body)
    found = {part[0]: part for part in parts[1:]}
    found |= {f"三·{piece[:2]}": piece for piece in re.split(r"(?<=[容。])(?=[一二三四]是)", found["三"])[1:]}
    found |= {f"四{piece[:3]}": piece for piece in re.split(r"(?=（[一二三]）)", found["四"])[1:]}
    return found | {"文末": f"联系人：{closing}"}


def test_each_entry_stands_in_its_section_and_its_quote_under_that_clause(hunan: Programme) -> None:
    texts = clauses(hunan.text)
    found = everything(hunan)
    astray = {
        name: (section.clause, found[name].source)
        for section in hunan.sections
        for name in section.items
        if found[name].source.clause != section.clause
        or same_words(found[name].source.quote) not in texts[section.clause]
    }
    assert astray == {}
    assert all(same_words(contact.source.quote) in texts["文末"] for contact in hunan.contacts)


def test_readings_say_what_was_chosen(hunan: Programme) -> None:
    assert len(hunan.readings) == 8
    assert all(question.endswith("？") and answer for question, answer in hunan.readings)
