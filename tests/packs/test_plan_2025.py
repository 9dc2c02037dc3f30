"""The plan to 2025 says what its notice of 2021 says; tests are named after the clauses' ids."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from seed_packs import SEEDS, surroundings

from qtrack.domain.path import reckoned
from qtrack.domain.plan import Attribute, Indicator, Judged
from qtrack.domain.programme import Programme
from qtrack.domain.terms import Strength
from qtrack.domain.text import same_words
from qtrack.packs import check_pack, read_pack

# 专栏1, copied from the plan's page by hand: row | name | unit | 2020 | 2025 | attribute.
TABLE = """
1|地理标志商标产品产值|亿元|800|1000|预期性
2|有机产品|个|446|500|预期性
3|绿色食品|个|2494|2800|预期性
4|中华老字号|家|116|130|预期性
5|鲁班奖|项|72|80|预期性
6|国家优质工程奖|项|56|74|预期性
7|中国质量奖|项|6|12|预期性
8|大禹奖|项|3|5|预期性
9|主导和参与制定国际、国家和行业标准|项|2000|2400|预期性
10|省级最高社会公用计量标准|项|245|290|预期性
11|质量管理体系认证证书保有量|个|32878|35000|预期性
12|国检中心|个|24|28|预期性
13|制造业产品质量合格率|%|93.61|95.0|预期性
14|消费品质量合格率|%|90.10|93.5|预期性
15|食品安全评价性抽检合格率|%|98|≥98|预期性
16|农产品质量合格率|%|99|≥99|预期性
17|基本药物抽验合格率|%|100|100|预期性
18|生活性服务业客户满意度|分|77.77|80.0|预期性
19|工程质量一次竣工验收合格率|%|99.4|≥99.4|预期性
20|在建水利工程项目质量抽查合格率|%|100|100|预期性
21|交通工程项目质量合格率|%|95|≥95|预期性
22|国控断面I—III类优良水质比例|%|93.3|达到国家考核目标|约束性
23|地级及以上城市空气质量优良天数比率|%|83|88|约束性
24|森林覆盖率|%|59.96|≥59|约束性
"""
ROWS = [line.split("|") for line in TABLE.strip().splitlines()]


@pytest.fixture(scope="module")
def plan() -> Programme:
    """Give the plan."""
    programme, faults = read_pack(SEEDS / "programmes" / "hunan-plan-2025.toml", **surroundings())
    assert faults == ()
    assert programme is not None
    return programme


def named(plan: Programme, words: str) -> Indicator:
    """Give the indicator whose name begins with these words."""
    return next(one for one in plan.indicators if one.name.startswith(words))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"P-1-{row[0]}")
def test_p1_each_row_of_the_table_is_kept_as_printed(plan: Programme, row: list[str]) -> None:
    number, name, unit, start, aim, attribute = row
    one = next(one for one in plan.indicators if one.row == int(number))
    assert (same_words(one.name), one.unit, one.attribute.value) == (name, unit, attribute)
    assert one.baseline is not None
    assert (one.baseline.year, one.baseline.printed, one.baseline.number) == (2020, start, Decimal(start))
    assert [(each.year, each.printed) for each in one.aims] == [(2025, aim)]
    bare = aim.removeprefix("≥")
    assert one.aims[0].number == (Decimal(bare) if bare[0].isdecimal() else None)
    assert one.source.clause == one.aims[0].source.clause == one.baseline.source.clause == "专栏1"
    assert one.owner == ""


def test_p1_numbers_keep_the_places_they_are_printed_with(plan: Programme) -> None:
    consumer = named(plan, "消费品质量合格率")
    assert consumer.baseline is not None
    assert str(consumer.baseline.number) == "90.10"
    assert str(named(plan, "制造业产品").aims[0].number) == "95.0"


def test_p1_the_table_has_24_rows_and_three_bind(plan: Programme) -> None:
    rows = [one for one in plan.indicators if one.row]
    assert [one.row for one in rows] == list(range(1, 25))
    assert Counter(one.attribute for one in rows) == {Attribute.EXPECTED: 21, Attribute.BINDING: 3}
    outside = {one.attribute for one in plan.indicators if not one.row}
    assert outside == {Attribute.UNPRINTED}


def test_p1_groups_are_as_printed_and_the_missing_one_is_marked_as_ours(plan: Programme) -> None:
    groups = Counter(one.group for one in plan.indicators if one.row)
    assert groups == {
        "品牌（非原文）": 8,
        "质量基础设施": 4,
        "产品质量": 5,
        "服务质量": 1,
        "工程质量": 3,
        "生态环境质量": 3,
    }
    text = same_words(plan.text)
    assert "品牌（非原文）" not in text
    assert all(group in text for group in list(groups)[1:])


def test_p1_how_each_row_is_judged(plan: Programme) -> None:
    judged = {one.row: one.judged for one in plan.indicators if one.row}
    floors = {row for row, how in judged.items() if how is Judged.FLOOR}
    by_hand = {row for row, how in judged.items() if how is Judged.BY_HAND}
    assert (floors, by_hand) == ({15, 16, 19, 21, 24}, {22})
    assert {one.row for one in plan.indicators if one.aims[0].exactly} == {17, 20}
    assert {row for row, how in judged.items() if how is Judged.OPEN} == set()


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("中国质量奖", "提名奖5个"),
        ("主导和参与制定", "存量与流量"),
        ("质量管理体系认证", "15198"),
        ("国检中心", "62家"),
        ("制造业产品", "两位小数"),
        ("国控断面", "国考断面"),
        ("森林覆盖率", "低于2020年"),
    ],
)
def test_p1_traps_are_told(plan: Programme, name: str, word: str) -> None:
    assert word in named(plan, name).note


# Outside 专栏1: clause | name begins | unit | year | printed | number | strength.
OTHERS = [
    ("P-2", "专栏8", "城镇新建建筑节能标准施工执行率", "%", "100%", "100", Strength.TARGET),
    ("P-2", "专栏8", "城镇新增绿色建筑竣工面积占", "%", "75%", "75", Strength.TARGET),
    ("P-2", "专栏8", "城镇新开工装配式建筑面积占", "%", "40%", "40", Strength.TARGET),
    ("P-3", "第三章二（二）1", "国家级产业计量", "个", "不少于1个国家级", "1", Strength.HARD),
    ("P-3", "第三章二（二）1", "省级产业计量", "个", "5个省级", "5", Strength.HARD),
    ("P-4", "第三章二（四）4", "检验检测从业机构数量", "家", "2200家", "2200", Strength.TARGET),
    ("P-4", "第三章二（四）4", "检验检测营收总额", "亿元", "120亿元", "120", Strength.TARGET),
    ("P-6", "第三章四（二）1", "大中型企业首席质量官", "%", "全面实施", "100", Strength.TARGET),
    ("P-7", "专栏9", "洞庭湖入湖河流控制断面", "", "均达到或优于Ⅲ类", None, Strength.TARGET),
    ("P-7", "专栏9", "地级城市生活垃圾", "", "基本建成", None, Strength.TARGET),
]


@pytest.mark.parametrize("told", OTHERS, ids=lambda told: f"{told[0]}-{told[2][:6]}")
def test_p2_to_p7_targets_outside_the_table(
    plan: Programme, told: tuple[str, str, str, str, str, str | None, Strength]
) -> None:
    _, clause, name, unit, printed, number, strength = told
    one = named(plan, name)
    assert (one.source.clause, one.unit, len(one.aims)) == (clause, unit, 1)
    aim = one.aims[0]
    assert (aim.year, same_words(aim.printed), aim.strength) == (2025, printed, strength)
    assert aim.number == (None if number is None else Decimal(number))
    assert (one.judged is Judged.BY_HAND) == (number is None)


def test_p4_the_number_of_institutions_falls_and_is_left_open(plan: Programme) -> None:
    one = named(plan, "检验检测从业机构")
    assert one.baseline is not None
    assert (same_words(one.baseline.printed), one.baseline.number) == ("2300余家", Decimal(2300))
    assert one.baseline.source.clause == "第一章一（二）3"
    assert one.judged is Judged.OPEN
    assert "低于" in one.note
    revenue = named(plan, "检验检测营收").baseline
    assert revenue is not None
    assert same_words(revenue.printed) == "突破100亿元"


def test_p5_about_a_hundred_projects_every_year(plan: Programme) -> None:
    one = named(plan, "服务业重大项目")
    assert [aim.year for aim in one.aims] == [2021, 2022, 2023, 2024, 2025]
    assert {(same_words(aim.printed), aim.number) for aim in one.aims} == {("100个左右", Decimal(100))}
    assert {aim.strength for aim in one.aims} == {Strength.AIM}
    assert one.judged is Judged.OPEN


def test_p6_p7_p14_matters_beside_the_numbers(plan: Programme) -> None:
    matters = {one.id: one for one in plan.matters}
    assert matters["water-networks"].number == 6
    assert matters["talents"].missing
    assert "2035" in matters["goal-2035"].source.quote
    assert matters["county-assessment"].source.clause == "第四章四"


def test_p8_p9_p10_tags(plan: Programme) -> None:
    tags = {one.id: (one.source.clause, len(one.items)) for one in plan.tags}
    assert tags == {
        "manufacturing-works": ("专栏2", 4),
        "base-industries": ("专栏3", 5),
        "consumer-kinds": ("专栏4", 8),
        "food-4812": ("专栏5", 3),
        "food-strictest": ("专栏5", 4),
        "food-systems": ("专栏5", 8),
        "food-drives": ("专栏5", 12),
        "medicine-131": ("专栏6", 3),
        "service-fields": ("专栏7", 8),
    }
    items = {one.id: one.items for one in plan.tags}
    assert items["base-industries"] == ("仪器仪表", "电线电缆", "家居建材", "钢铁有色", "水泥")
    consumer = "电子电器产品 电动自行车及头盔 烟花爆竹 服装服饰 日用口罩 儿童用品 老年用品 残疾人用品"
    assert items["consumer-kinds"] == tuple(consumer.split())
    fields = "现代金融 现代物流 信息服务 科技服务 商务商贸 文化影视出版 健康养老 居民和家庭服务"
    assert items["service-fields"] == tuple(fields.split())
    words = "风险评估 护源 婴幼儿 护苗 农村假冒 餐饮业 护老 优质粮油 国门守护 清网 三小 双安双创"
    assert all(word in item for word, item in zip(words.split(), items["food-drives"], strict=True))


# Headings of 第三章 with how many numbered measures each has, and 第四章.
TREE = """
一、聚焦质量重点领域，着力质量提质升级
（一）奋力实施产品质量提升行动 5
（二）奋力实施服务质量提升行动 4
（三）奋力实施工程质量提升行动 0
（四）奋力实施生态环境美化行动 0
二、加强基础设施建设，服务高质量发展
（一）加快标准提档升级 3
（二）强化计量服务支撑 3
（三）巩固认证认可体系 3
（四）夯实检验检测基础 4
（五）加强全面质量管理 3
（六）统筹质量基础服务 0
三、严格监管执法，优化质量发展环境
（一）创新构筑监管防线 3
（二）严厉打击质量违法行为 0
（三）持续强化信用监管 0
四、创新发展理念，推动质量社会共治
（一）加强质量品牌建设 4
（二）重视质量人才培养 5
（三）营造质量发展氛围 3
"""


def test_p11_the_tree_of_tasks(plan: Programme) -> None:
    below = Counter(task.parent for task in plan.tasks)
    found = []
    for task in plan.tasks:
        if task.number.startswith("（"):
            found.append(f"{task.number}{task.name} {below[task.id]}")
        elif task.id in ("t1", "t2", "t3", "t4"):
            found.append(f"{task.number}{task.name}")
    assert found == TREE.strip().splitlines()
    last = [task.number + task.name for task in plan.tasks if task.parent == "t5"]
    assert last == ["一、健全体制机制", "二、完善政策措施", "三、加大质量投入", "四、强化考核督查"]
    leaves = [task for task in plan.tasks if not below[task.id]]
    assert len(leaves) == 49
    assert all(
        same_words(task.number + task.name) in same_words(task.source.quote) for task in plan.tasks[:-5]
    )


def test_p11_measures_stand_under_their_heading_in_printed_order(plan: Programme) -> None:
    text = same_words(plan.text[plan.text.rindex("第三章 主要任务") :])
    places = [text.index(same_words(task.source.quote)) for task in plan.tasks[:-5]]
    assert places == sorted(places)


# P-12: words of the first chapter with their numbers.
FACTS = """
48个省级服务业示范集聚区 95.9% 93.3% 国际标准15项 国家行业标准47项 地方标准265项 团体标准52项 证书32878张
获证组织15198家 1000家中小企业 计量标准50项 17项地方计量 10家企业入围 国检中心24家 省检中心62家 2300余家
96%以上 突破100亿元 中国质量奖1个 提名奖5个 省长质量奖50个 质量奖103个 鲁班奖72项 优质工程奖56项 大禹奖3项
中华老字号116家 申请量475件 商标242个 超过1600亿元 93.61% 90.1% 99.4% 1.2个百分点 5.11个百分点
从2016年开始 从2018年开始 14个市州全部 第43次局务会
"""


@pytest.mark.parametrize("words", FACTS.split())
def test_p12_p13_facts_of_the_first_chapter(plan: Programme, words: str) -> None:
    assert any(words in same_words(fact.source.quote) for fact in plan.facts)


def test_p14_the_plan_runs_for_five_years(plan: Programme) -> None:
    assert (plan.starts_on, plan.ends_on, plan.issued_on) == (date(2021, 1, 1), date(2025, 12, 31), None)
    assert plan.doc_no == "湘市监质〔2021〕110号"
    end = plan.deadline("plan-end")
    assert (end.due_on, end.submission) == (date(2025, 12, 31), False)
    assert "2025年12月31日" in end.reading


def test_p15_values_between_are_reckoned_only_where_a_line_makes_sense(plan: Programme) -> None:
    assert {one.row for one in plan.indicators if one.pathed} == {*range(1, 15), 18, 23}
    manufacturing = reckoned(named(plan, "制造业产品"), 2023)
    consumer = reckoned(named(plan, "消费品质量合格率"), 2023)
    assert manufacturing is not None
    assert consumer is not None
    assert (str(manufacturing.shown), str(consumer.shown)) == ("94.44", "92.14")


def test_every_entry_stands_under_one_heading(plan: Programme) -> None:
    kinds = ("indicators", "tasks", "tags", "facts", "matters", "deadlines")
    known = [entry.id for kind in kinds for entry in getattr(plan, kind)]
    listed = [item for section in plan.sections for item in section.items]
    assert sorted(listed) == sorted(known)


def test_readings_answer_questions(plan: Programme) -> None:
    assert len(plan.readings) == 16
    assert all(question.endswith("？") and answer for question, answer in plan.readings)


@pytest.mark.parametrize(
    ("right", "wrong", "key"),
    [
        ('number = "95.0"', 'number = "96.0"', "indicators.manufacturing.aims.1.number"),
        ('printed = "93.61"', 'printed = "3.61"', "indicators.manufacturing.baseline.number"),
        ('printed = "2300 余家"', 'printed = "2400 余家"', "indicators.test-institutions.baseline.printed"),
        ('parent = "t1-1"', 'parent = "t1-9"', "tasks.t1-1-1.parent"),
        ('"仪器仪表"', '"仪表仪器"', "tags.base-industries.items"),
    ],
)
def test_a_value_that_is_not_what_is_printed_is_refused(
    tmp_path: Path, right: str, wrong: str, key: str
) -> None:
    text = (SEEDS / "programmes" / "hunan-plan-2025.toml").read_text(encoding="utf-8")
    assert right in text
    path = tmp_path / "hunan-plan-2025.toml"
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    assert key in {fault.key for fault in check_pack(path, **surroundings())}
