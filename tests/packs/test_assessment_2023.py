"""The assessment of 2023 says what the notice of 2023-06-19 says; tests are named after the clauses' ids."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from seed_packs import SEEDS, surroundings

from qtrack.domain.assessment import Assessment, Effect, Extra
from qtrack.domain.plan import Judged
from qtrack.domain.programme import Programme
from qtrack.domain.terms import Strength
from qtrack.domain.text import same_words
from qtrack.packs import check_pack, read_pack

PACK = SEEDS / "programmes" / "hunan-2023-assessment.toml"

# The notice's own page: who is asked, in printed order.
ASKED = """
省发展改革委 省教育厅 省工业和信息化厅 省公安厅 省民政厅 省生态环境厅 省住房城乡建设厅 省交通运输厅 省水利厅
省农业农村厅 省商务厅 省文化和旅游厅 省卫生健康委 省应急管理厅 省林业局 省市场监督管理局
省粮食和物资储备局 长沙海关
"""

# 附件4, copied from its pages by hand: number | content | points of each row | who marks each row.
POINTS = """
1|实施质量强省战略|3|质量强省领导小组办公室
2|加强品牌建设|0.5 2 1|省发改委 质量强省领导小组办公室 省工信厅
3|加强人才队伍建设|0.5|省市场监督管理局
4|公共服务质量水平|5|质量强省领导小组办公室
5|加强质量技术基础|5.5|省市场监督管理局
6|开展制造业质量提升行动|2|省工信厅
7|产品质量安全保障|14.5 4 8|省市场监督管理局 省药品监督管理局 省农业农村厅
8|进出口商品质量控制|3|长沙海关
9|粮食质量安全|2|省粮食和物资储备局
10|林产品质量安全|1|省林业局
11|打击违法犯罪行为|3|省公安厅
12|建筑工程与饮用水工程建设|10|省住建厅
13|交通工程建设|4|省交通运输厅
14|水利工程建设|6|省水利厅
15|服务业质量提升|1|省发改委
16|文化旅游服务质量及监管情况|6|省文旅厅
17|医疗服务质量建设|4|省卫健委
18|电子商务质量建设|2|省商务厅
19|养老服务机构质量建设|2|省民政厅
20|水、空气环境质量情况|5 5|省生态环境厅 省生态环境厅
"""
ROWS = [line.split("|") for line in POINTS.strip().splitlines()]

# 附件3: the aims of 2023 as printed, and the row of the plan's table that speaks of the same thing.
AIMS = """
制造业产品质量合格率|达到94%以上|94|13
消费品质量合格率|达到91%以上|91|14
农产品质量安全监测合格率|稳定在98%以上|98|16
基本药物抽验合格率|达100%|100|17
建筑工程质量一次竣工验收合格率|稳定在99%|99|19
水利工程项目质量抽查合格率|稳定在100%|100|20
交通工程项目质量抽查合格率|保持在97%以上|97|21
全省14个城市环境空气平均优良天数比例|完成国家下达的目标值||23
地表水国考断面达到或优于三类水质的比例|达到97.3%|97.3|22
公共服务质量|达到满意水平||
"""
AIM_ROWS = [line.split("|") for line in AIMS.strip().splitlines()]

# 附件3: number | name | who leads or is charged | who supports, as in its brackets.
WORK = """
1|强化协调推进|省质强办|各市州、成员单位
2|贯彻落实质量强国、质量强省纲要|省质强办|各市州、成员单位
3|加强考核督查与激励引导|省市场监管局|各市州、相关成员单位
4|加强全面质量管理，夯实质量基础|市场监管局|各市州、相关成员单位
5|深入推进质量品牌建设|省市场监管局|各市州、相关成员单位
6|开展质量宣传培训活动|省市场监管局|各市州、相关成员单位
7|开展制造业质量提升行动|省工业和信息化厅|各州市、相关成员单位
8|开展建设工程质量管理提升行动|省住房城乡建设厅、省交通运输厅、省水利厅|各州市
9|推进服务质量提档升级|各市州、各成员单位|
10|提升绿色低碳生态环境质量|省生态环境厅|各市州、相关成员单位
11|提升质量安全监管效能|省市场监管局|各市州、相关成员单位
12|加强质量安全监管|省市场监管局|各市州、相关成员单位
13|健全质量监测评价体系|省市场监管局|各市州、相关成员单位
"""
WORK_ROWS = [line.split("|") for line in WORK.strip().splitlines()]


def pack(name: str) -> Programme:
    """Give a sound programme of the project."""
    programme, faults = read_pack(SEEDS / "programmes" / f"{name}.toml", **surroundings())
    assert faults == ()
    assert programme is not None
    return programme


@pytest.fixture(scope="module")
def notice() -> Programme:
    """Give the notice."""
    return pack(PACK.stem)


@pytest.fixture(scope="module")
def table(notice: Programme) -> Assessment:
    """Give its table of points."""
    assert notice.assessment is not None
    return notice.assessment


def extra(table: Assessment, number: int) -> Extra:
    """Give an item beside the tree."""
    return next(one for one in table.extras if one.number == number)


def test_a1_eighteen_departments_are_asked_in_printed_order(notice: Programme) -> None:
    assert [one.name for one in notice.departments if one.asked] == ASKED.split()
    assert len(ASKED.split()) == 18


def test_a1_they_answer_by_the_tenth_of_july(notice: Programme) -> None:
    due = notice.deadline("answer")
    assert (due.due_on, due.receiver, due.submission) == (date(2023, 7, 10), "省质强办", True)
    assert "7月10日前" in due.source.quote
    assert notice.issued_on == date(2023, 6, 19)
    assert notice.doc_no == "湘质强办发〔2023〕8号"
    contact = notice.contacts[0]
    assert (contact.name, contact.phone, contact.mail) == ("唐碧辉", "0731-85693710", "hnszlfzj@163.com")
    assert (contact.fax, contact.receiver) == ("", "省质强办")


def test_a2_the_sample_adds_up_and_a3_stays_below_the_table(notice: Programme, table: Assessment) -> None:
    sample = next(fact for fact in notice.facts if fact.id == "sample-point").source.quote
    assert sample.count("（0.5分）") == 4
    first = next(table.points)[2]
    assert first.points is not None
    assert Decimal("0.5") * 4 == Decimal(2) < first.points
    assert "《2022年度质量强市工作要点》" in sample


def test_a2_a4_the_two_forms_stand_in_printed_order(notice: Programme, table: Assessment) -> None:
    point, bonus = notice.forms
    assert table.forms == (point.id, bonus.id)
    assert (point.ledger, bonus.ledger) == ("declared_point", "declared_bonus")
    head = ["单位名称", "日期", "考核领域"]
    first = [*head, "考核内容", "考核要点", "要点考核内容", "分值", "指标依据"]
    second = [*head, "加分项目", "加分标准", "指标依据"]
    assert [blank.label for blank in point.fields] == first
    assert [blank.label for blank in bonus.fields] == second
    assert all(blank.column for blank in point.fields)
    # 考核领域 of 附件2 is printed as 加分项 on every row; nobody keys it.
    assert [blank.label for blank in bonus.fields if not blank.column] == ["考核领域"]


def test_a4_a6_three_steps_of_the_sample(notice: Programme, table: Assessment) -> None:
    bonus = extra(table, 21)
    assert bonus.effect is Effect.BONUS
    assert [str(step.amount) for step in bonus.steps] == ["1", "0.5", "0.2"]
    assert {step.source.clause for step in bonus.steps} == {"附件2"}
    assert (bonus.highest_only, any(step.each for step in bonus.steps)) == (False, False)
    assert notice.readings_about("incentive") == (
        "可以累加（样例，待省质强办定）",
        "不论几个县，0.2分只加一次",
    )
    kinds = next(tags for tags in notice.tags if tags.id == "bonus-kinds")
    assert kinds.items == ("激励表彰", "质量荣誉")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"A-5-{row[0]}")
def test_a5_a10_each_row_of_2022_has_its_points_and_who_marks_it(
    notice: Programme, table: Assessment, row: list[str]
) -> None:
    number, name, points, owners = row
    content = next(c for domain in table.domains for c in domain.contents if c.number == int(number))
    assert content.name == name
    assert [str(point.points) for point in content.points] == points.split()
    names = {one.id: (one.name, *one.also) for one in notice.departments}
    assert all(
        owner in names[point.owner] for owner, point in zip(owners.split(), content.points, strict=True)
    )
    for point in content.points:
        printed = same_words(point.source.quote)
        assert re.fullmatch(rf"{re.escape(same_words(point.words))}[（(]{point.points}分[)）]", printed)


def test_a5_sums_are_those_printed(table: Assessment) -> None:
    assert [(domain.name, str(domain.total)) for domain in table.domains] == [
        ("宏观质量", "19.5"),
        ("产品质量", "35.5"),
        ("工程质量", "20"),
        ("服务质量", "15"),
        ("环境质量", "10"),
    ]
    assert [len(domain.contents) for domain in table.domains] == [6, 5, 3, 5, 1]
    assert sum(point.points or 0 for _, _, point in table.points) == table.total == 100
    assert (table.year, table.title) == (2022, "2022 年度湖南省政府质量工作考核要点")


def test_a5_the_slipped_row_stays_where_it_belongs_and_is_told(table: Assessment) -> None:
    content = table.domains[0].contents[5]
    assert (content.number, content.name) == (6, "开展制造业质量提升行动")
    assert "错开一栏" in content.note


def test_a7_no_amount_is_invented_for_a_deduction(notice: Programme, table: Assessment) -> None:
    one = extra(table, 22)
    assert (one.effect, one.steps, one.grade) == (Effect.DEDUCTION, (), "")
    assert "较大及以下" in one.source.quote
    missing = {matter.id for matter in notice.matters if matter.missing}
    assert missing == {"deduction-amount", "grade-bands", "points-2023", "task-dates"}


def test_a8_a_major_incident_makes_it_a_d(table: Assessment) -> None:
    one = extra(table, 23)
    assert (one.effect, one.grade, one.steps) == (Effect.VETO, "D", ())
    assert "一律为D级" in one.source.quote
    assert "佐证" in one.note


def test_a9_bands_say_that_the_notice_does_not_print_them(notice: Programme, table: Assessment) -> None:
    assert [(band.grade, int(band.at_least)) for band in table.bands] == [
        ("A", 90),
        ("B", 80),
        ("C", 60),
        ("D", 0),
    ]
    assert all("国办发〔2013〕47号" in band.source and "没有印" in band.source for band in table.bands)
    assert "47号" not in notice.text


def test_a10_market_supervision_marks_30_and_a_half(table: Assessment) -> None:
    own = [p.points or Decimal(0) for _, _, p in table.points if p.owner in {"market", "office"}]
    assert (sum(own), len(own)) == (Decimal("30.5"), 6)


def test_a11_who_marks_and_who_is_asked_differ(notice: Programme, table: Assessment) -> None:
    names = {one.id: one.name for one in notice.departments}
    asked = {one.id for one in notice.departments if one.asked}
    owners = {point.owner for _, _, point in table.points}
    assert {names[one] for one in owners - asked} == {"省药品监督管理局", "质量强省领导小组办公室"}
    assert {names[one] for one in asked - owners} == {"省教育厅", "省应急管理厅"}


@pytest.mark.parametrize("row", AIM_ROWS, ids=lambda row: f"A-12-{row[0][:6]}")
def test_a12_the_aims_of_the_year(notice: Programme, row: list[str]) -> None:
    name, printed, number, plan_row = row
    one = next(one for one in notice.indicators if same_words(one.name) == name)
    assert [aim.year for aim in one.aims] == [2023]
    aim = one.aims[0]
    assert (same_words(aim.printed), aim.strength) == (printed, Strength.AIM)
    assert aim.number == (Decimal(number) if number else None)
    assert (one.judged is Judged.BY_HAND) == (not number)
    plan = {f"hunan-plan-2025/{each.id}": str(each.row) for each in pack("hunan-plan-2025").indicators}
    assert plan.get(one.same_as, "") == plan_row


def test_a12_they_are_ten_in_printed_order(notice: Programme) -> None:
    assert [same_words(one.name) for one in notice.indicators] == [row[0] for row in AIM_ROWS]
    assert len(AIM_ROWS) == 10


@pytest.mark.parametrize("row", WORK_ROWS, ids=lambda row: f"A-13-{row[0]}")
def test_a13_each_work_point_with_those_who_lead_and_support(notice: Programme, row: list[str]) -> None:
    number, name, lead, support = row
    task = notice.tasks[int(number) - 1]
    assert (task.number, task.name) == (f"{number}.", name)
    assert "、".join(task.lead) == lead
    assert "、".join(task.support) == support
    text = same_words(notice.text)
    bracket = re.search("（([^（）]+(?:配合|负责))）", text[text.index(f"{number}.{name}。") :])
    assert bracket is not None
    assert re.split("牵头，|，(?=各州市配合)|按职责", bracket[1])[0].replace("，", "、") == lead
    assert support in bracket[1]


def test_a13_thirteen_points_and_three_days(notice: Programme) -> None:
    assert len(notice.tasks) == 13
    assert "未印“牵头”" in notice.tasks[7].note
    assert "未印“牵头”" in notice.tasks[8].note
    days = notice.tasks[5].on
    assert [word in day for word, day in zip(("质量月", "3·15", "中国品牌日"), days, strict=True)] == [
        True
    ] * 3
    assert "5月10日" not in notice.text
    node = notice.deadline("work-points")
    assert (node.due_on, node.submission) == (date(2023, 12, 31), False)
    assert "非文内日期" in node.reading


def test_a14_what_is_to_be_applied_for(notice: Programme) -> None:
    assert [matter.id for matter in notice.matters if matter.id.startswith("apply-")] == [
        "apply-award",
        "apply-quality",
        "apply-education",
        "apply-housing",
    ]


def test_a7_x5_matters_with_a_ledger_count_its_rows(notice: Programme) -> None:
    counts = {matter.id: matter.count for matter in notice.matters if matter.count is not None}
    assert {name: count.ledger for name, count in counts.items()} == {
        "one-stop": "station",
        "famous-products": "famous_product",
        "chief-officers": "quality_officer",
        "quality-training": "training",
        "quality-awards": "award",
        "quality-month": "event",
        "firm-certification": "certification",
        "certification-training": "training",
        "incidents": "incident",
    }
    assert dict(counts["incidents"].where) == {"level": ("一般", "较大")}
    assert counts["chief-officers"].distinct == "person_name+enterprise"


def test_a15_how_public_it_is(notice: Programme) -> None:
    assert notice.disclosure == "依申请公开"
    assert "（公开属性：依申请公开）" in notice.text


def test_a16_five_stages(table: Assessment) -> None:
    assert len(table.stages) == 5
    assert "47号" in table.reading


def test_titles_of_annexes_that_differ_are_both_kept(notice: Programme) -> None:
    third = notice.annexes[2]
    assert (same_words(third.listed), same_words(third.printed)) == (
        "2023年湖南省质量强省工作要点",
        "湖南省质量强省2023年工作要点",
    )


def test_every_entry_but_single_points_stands_under_one_heading(notice: Programme) -> None:
    kinds = ("indicators", "tasks", "tags", "facts", "matters", "deadlines", "departments", "forms")
    known = [entry.id for kind in kinds for entry in getattr(notice, kind)]
    assert notice.assessment is not None
    known += [one.id for one in notice.assessment.domains]
    known += [one.id for one in notice.assessment.extras]
    listed = Counter(item for section in notice.sections for item in section.items)
    assert listed == Counter(known)
    assert len(notice.readings) == 21


@pytest.mark.parametrize(
    ("right", "wrong", "key"),
    [
        ('points = "14.5"', 'points = "14"', "assessment.domains.product.total"),
        ('total = "19.5"', 'total = "20.5"', "assessment.domains.macro.total"),
        ('owner = "customs"', 'owner = "custom"', "assessment.domains.product.contents.c8.points.p8.owner"),
        ('also = ["省文旅厅"]', 'also = ["省文化厅"]', "departments.culture.also"),
        ('mail = "hnszlfzj@163.com"', 'mail = "hnszlfz@163.com"', "contacts.1.mail"),
        ('disclosure = "依申请公开"', 'disclosure = "主动公开"', "disclosure"),
    ],
)
def test_what_is_not_in_the_notice_is_refused(tmp_path: Path, right: str, wrong: str, key: str) -> None:
    text = PACK.read_text(encoding="utf-8")
    assert right in text
    path = tmp_path / PACK.name
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    assert key in {fault.key for fault in check_pack(path, **surroundings())}
