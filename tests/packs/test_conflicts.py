"""X2: where notices do not agree, both sides stand side by side with their sources, unsettled."""

from __future__ import annotations

from pathlib import Path

import pytest
from seed_packs import SEEDS, surroundings

from qtrack.domain.conflict import Conflict
from qtrack.domain.path import RECKONED, reckoned
from qtrack.domain.programme import Programme
from qtrack.domain.text import same_words
from qtrack.packs import Fault, Library, check_conflicts, read_conflicts

FILE = SEEDS / "conflicts.toml"
PLAN, MARKS, HUBEI = "hunan-plan-2025", "hunan-2023-assessment", "hubei-2022"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Give the programmes of the project."""
    return Library(SEEDS, tmp_path_factory.mktemp("own"), surroundings()["regions"])


@pytest.fixture(scope="module")
def conflicts(library: Library) -> dict[str, Conflict]:
    """Give all conflicts by their ids."""
    return {one.id: one for one in library.conflicts()}


def pack_file(name: str) -> str:
    """Give a pack of the project as it is written."""
    return (SEEDS / "programmes" / f"{name}.toml").read_text(encoding="utf-8")


def faults_of(path: Path, library: Library) -> tuple[Fault, ...]:
    """Check a file of conflicts against the programmes of the project."""
    return check_conflicts(path, library.known, surroundings()["regions"])


# id | programme | what its quote must say | what its words must say; one line for each side.
SIDES = """
farm-products|hunan-plan-2025|≥99|≥99
farm-products|hunan-2023-assessment|稳定在98%以上|98%以上
construction|hunan-plan-2025|≥99.4|≥99.4
construction|hunan-2023-assessment|稳定在99%|99
traffic-works|hunan-plan-2025|≥95|≥95
traffic-works|hunan-2023-assessment|保持在97%以上|97以上
forest|hunan-plan-2025|59.96|59.96
forest|hunan-plan-2025|≥59约束性|≥59
test-institutions|hunan-plan-2025|2300余家|2300余家
test-institutions|hunan-plan-2025|2200家|2200家
test-revenue|hunan-plan-2025|产业链产值突破100亿元|产业链产值
test-revenue|hunan-plan-2025|营收总额达120亿元|营收总额
water-quality|hunan-plan-2025|国控断面I—III类优良水质比例(%)93.3|国控
water-quality|hunan-plan-2025|60个国考断面|国考
water-quality|hunan-2023-assessment|97.3%|97.3
path-manufacturing|hunan-plan-2025|93.6195.0|94.44
path-manufacturing|hunan-2023-assessment|达到94%以上|94以上
path-consumer-goods|hunan-plan-2025|90.1093.5|92.14
path-consumer-goods|hunan-2023-assessment|达到91%以上|91以上
air-quality|hunan-plan-2025|地级及以上城市空气质量优良天数比率|88
air-quality|hunan-2023-assessment|14个城市环境空气平均优良天数比例|国家下达
public-services|hunan-plan-2025|生活性服务业客户满意度|80.0
public-services|hunan-2023-assessment|公共服务质量达到满意水平|满意水平
china-quality-award|hunan-plan-2025|中国质量奖（项）612|6
china-quality-award|hunan-plan-2025|中国质量奖1个、中国质量奖提名奖5个|1个加5个
china-quality-award|hunan-2022|已获得中国质量奖的组织|没有写提名奖
famous-products|hunan-2022|首次认定百个|2022年首次认定
famous-products|hunan-2023-assessment|首届湖南名品评价|2023年首届评价
famous-products|hunan-2023-quality-month|首届湖南名品评价|2023年首届评价
ten-hundred-thousand|hunan-plan-2025|质量人才“十百千万”工程|质量人才
ten-hundred-thousand|hunan-2022|“十百千万”质量品牌提升行动|质量品牌
brand-plan|hunan-2022|《湖南省品牌建设三年行动计划》|三年
brand-plan|hunan-2023-assessment|《湖南省品牌建设工程行动计划》|工程
standards|hunan-plan-2025|20002400|2000
standards|hunan-plan-2025|国际标准15项、国家行业标准47项|15
asked-and-marking|hunan-2023-assessment|省教育厅|省教育厅
asked-and-marking|hunan-2023-assessment|省应急管理厅|省应急管理厅
asked-and-marking|hunan-2023-assessment|省药品监督管理局|药监局
asked-and-marking|hunan-2023-assessment|质量强省领导小组办公室|质强办
sample-points-year|hunan-2023-assessment|《2022年度质量强市工作要点》|2022年度
sample-bonus-year|hunan-2023-assessment|2022年度推进质量工作成效突出|2022年度
work-points-title|hunan-2023-assessment|《2023年湖南省质量强省工作要点》|2023年湖南省
work-points-title|hunan-2023-assessment|《湖南省质量强省2023年工作要点》|湖南省质量强省2023年
incident-level|hunan-2023-assessment|22.较大质量安全事故|较大
incident-level|hunan-2023-assessment|较大及以下|较大及以下
water-quality|hunan-plan-2025|均达到或优于Ⅲ类|均达到或优于Ⅲ类
air-quality|hunan-plan-2025|超过年度目标1.2个百分点|1.2个百分点
water-works|hunan-plan-2025|新开工在建水利工程项目质量抽查合格率达100%|新开工
water-works|hunan-plan-2025|在建水利工程项目质量抽查合格率(%)100100|在建
water-works|hunan-2023-assessment|水利工程项目质量抽查合格率稳定在100%|没有写在建
overall-level|hunan-plan-2025|达到全国中上水平|已达到
overall-level|hunan-plan-2025|到2035年，全省总体质量水平达到国内中上水平|2035年
five-hundreds|hunan-plan-2025|“5个100”行动计划|“5个100”
five-hundreds|hunan-plan-2025|“五个100”重大产业项目|“五个100”
key-industries|hunan-plan-2025|“3+N”先进产业集群|“3+N”
key-industries|hunan-2023-assessment|“3+3+2”重点产业领域|“3+3+2”
famous-products|hunan-plan-2025|开展湖南名品培育认定工作|培育认定
ten-models|hunan-2022|推介十个先进质量管理模式|十个
ten-models|hunan-2023-quality-month|筛选十佳先进质量管理模式、方法或制度|十佳
outline-name|hunan-2023-quality-month|新修订的《湖南省质量强省建设纲要》|《湖南省质量强省建设纲要》
outline-name|hunan-2023-assessment|《质量强国建设纲要》《湖南省质量强省建设纲要》|《湖南省质量强省建设纲要》
outline-name|hunan-2023-assessment|《质量强国建设纲要》《质量强省建设纲要》|《质量强省建设纲要》
kunlun|hunan-2023-quality-month|“剑网2023”“昆仑2023”|“昆仑2023”
kunlun|hunan-2023-assessment|打击食药环“昆仑”行动|食药环
phone|hunan-2022|传真：0731-85693710|传真
phone|hunan-2023-quality-month|电话（传真）：0731-85693710|电话和传真
phone|hunan-2023-assessment|电话：0731-85693710|电话
quality-bureau|hunan-2023-quality-month|报送省局质量发展局|质量发展局
quality-bureau|hunan-2023-quality-month|质量局牵头|质量局
quality-bureau|hunan-2022|上报省局质量发展局|质量发展局
one-stop-name|hunan-2023-quality-month|质量基础设施“一站式”服务成果|质量基础设施“一站式”服务
one-stop-name|hunan-2023-quality-month|质量基础“一站式”服务设施试点项目|质量基础“一站式”服务设施
recall-rules|hunan-2023-quality-month|《消费品召回管理暂行规定》|暂行规定
recall-rules|hunan-2023-quality-month|《湖南省缺陷消费品召回管理暂行办法》|暂行办法
launch|hunan-2023-quality-month|举办湖南省“质量月”启动仪式|质量局牵头
launch|hunan-2023-quality-month|13.娄底市：举办省、市、县三级“质量月”活动启动仪式|娄底市
sample-points|hunan-2023-assessment|工作机制及运行情况；（2分）|2分
sample-points|hunan-2023-assessment|建立政府质量奖励制度。(3分)|3分
table-name|hunan-2023-assessment|2022年度湖南省政府质量工作考核要点|考核要点
table-name|hunan-2023-assessment|2022年度湖南省质量工作考核指标|考核指标
lead-words|hunan-2023-assessment|省工业和信息化厅牵头，各州市|第7项印牵头
lead-words|hunan-2023-assessment|省住房城乡建设厅，省交通运输厅、省水利厅，各州市配合|没有印牵头
lead-words|hunan-2023-assessment|各市州、各成员单位按职责分工负责|按职责分工
city-words|hunan-2023-assessment|各市州、相关成员单位配合|各市州
city-words|hunan-2023-assessment|各州市、相关成员单位配合|各州市
department-names|hunan-2023-assessment|请省发展改革委、省教育厅、省工业和信息化厅|省发展改革委
department-names|hunan-2023-assessment|省文化和旅游厅、省卫生健康委|省住房城乡建设厅
department-names|hunan-2023-assessment|(0.5分)省发改委|省发改委
department-names|hunan-2023-assessment|(2分)省工信厅|省工信厅
department-names|hunan-2023-assessment|（10分）省住建厅|省住建厅
department-names|hunan-2023-assessment|(6分)省文旅厅|省文旅厅
department-names|hunan-2023-assessment|(4分)省卫健委|省卫健委
department-names|hunan-2023-assessment|省市场监督管理局、省粮食|省市场监督管理局
department-names|hunan-2023-assessment|市场监管局牵头，各市州、相关|没有“省”字
department-names|hunan-2023-assessment|省市场监管局牵头|省市场监管局
form-titles|hunan-2023-assessment|考核指标申报表》和《|指标申报表、加分项申报表
form-titles|hunan-2023-assessment|考核指标申报表（模板）|指标申报表（模板）
form-titles|hunan-2023-assessment|考核加分项申报表（模板）|加分项申报表（模板）
rate-names|hunan-plan-2025|制造业产品质量合格率|制造业产品质量合格率
rate-names|hunan-plan-2025|14消费品质量合格率|消费品质量合格率
rate-names|hunan-plan-2025|以制造业质量合格率、消费品合格率等指标|制造业质量合格率、消费品合格率
industry-51020|hubei-2022|“51020”现代产业集群建设|产业集群
industry-51020|hubei-2022|“51020”现代产业体系|产业体系
annex-1-title|hubei-2022|绩效评价等次|绩效评价等次
annex-1-title|hubei-2022|验收评价结果|验收评价结果
"""
SIDE_ROWS = [line.split("|") for line in SIDES.strip().splitlines()]


@pytest.mark.parametrize("side", SIDE_ROWS, ids=lambda side: f"{side[0]}-{side[2][:8]}")
def test_x2_each_side_is_quoted_from_its_notice(conflicts: dict[str, Conflict], side: list[str]) -> None:
    name, programme, quote, words = side
    assert any(
        one.programme == programme and quote in same_words(one.quote) and words in one.words
        for one in conflicts[name].statements
    )


def test_x2_no_conflict_is_untested(conflicts: dict[str, Conflict]) -> None:
    assert set(conflicts) == {side[0] for side in SIDE_ROWS}
    assert all(len(one.statements) > 1 and one.note for one in conflicts.values())


# Each contradiction that the requirements name, by the id they name it with, and where it stands.
NAMED = """
X2|farm-products construction traffic-works water-quality path-manufacturing path-consumer-goods forest
X2|test-institutions
P-1|china-quality-award standards forest
P-4|test-institutions test-revenue
P-6|ten-hundred-thousand
P-7|water-quality
P-10|key-industries
P-11|five-hundreds
P-13|rate-names
P-14|overall-level
P-15|path-manufacturing path-consumer-goods
H-1|ten-models china-quality-award
H-3|famous-products brand-plan
E-1|annex-1-title
E-23|industry-51020
X7|phone quality-bureau
Q-4|one-stop-name
Q-7|ten-models
Q-8|recall-rules
Q-10|launch
Q-11|outline-name kunlun
A-1|department-names
A-2|form-titles
A-3|sample-points sample-points-year
A-4|sample-bonus-year
A-5|table-name
A-7|incident-level
A-11|asked-and-marking
A-12|farm-products construction water-works traffic-works air-quality water-quality public-services
A-12|path-manufacturing path-consumer-goods
A-13|work-points-title lead-words city-words
"""
NAMED_ROWS = [line.split("|") for line in NAMED.strip().splitlines()]


@pytest.mark.parametrize("row", NAMED_ROWS, ids=lambda row: f"{row[0]}-{row[1].split()[0]}")
def test_x2_each_contradiction_the_requirements_name_is_kept(
    conflicts: dict[str, Conflict], row: list[str]
) -> None:
    assert [name for name in row[1].split() if name not in conflicts] == []


def test_x2_no_conflict_is_without_a_requirement(conflicts: dict[str, Conflict]) -> None:
    assert {name for _, names in NAMED_ROWS for name in names.split()} == set(conflicts)


def test_x2_a_statement_names_a_clause_its_programme_knows(library: Library) -> None:
    astray = {
        (one.id, side.clause)
        for one in library.conflicts()
        for side in one.statements
        if f'clause = "{side.clause}"' not in pack_file(side.programme)
    }
    assert astray == {("annex-1-title", "附件目录"), ("industry-51020", "一")}


def test_x2_the_file_of_the_project_is_sound(library: Library) -> None:
    assert faults_of(FILE, library) == ()


@pytest.mark.parametrize(
    ("name", "indicator"),
    [("path-manufacturing", "manufacturing"), ("path-consumer-goods", "consumer-goods")],
)
def test_x2_reckoned_values_are_those_of_the_line_and_say_so(
    library: Library, conflicts: dict[str, Conflict], name: str, indicator: str
) -> None:
    plan: Programme = library.programme(PLAN)
    found = reckoned(next(one for one in plan.indicators if one.id == indicator), 2023)
    assert found is not None
    first = conflicts[name].statements[0]
    assert first.words == f"2023年{found.shown}（{RECKONED}）"
    assert str(found.shown) not in plan.text


def test_x2_conflicts_are_given_for_one_province(library: Library) -> None:
    assert [one.id for one in library.conflicts("hubei")] == ["annex-1-title", "industry-51020"]
    assert len(library.conflicts("hunan")) == len(library.conflicts()) - 2
    assert library.conflicts("nowhere") == ()


def test_x2_a_conflict_names_its_programmes_once(conflicts: dict[str, Conflict]) -> None:
    assert conflicts["farm-products"].programmes == (PLAN, MARKS)
    assert conflicts["annex-1-title"].programmes == (HUBEI,)


SOUND = """
[[conflicts]]
id = "one"
name = "示例"
region = "hubei"
note = "示例说明"
statements = [
  { programme = "hubei-2022", clause = "附件1", quote = "验收评价结果", words = "甲" },
  { programme = "hubei-2022", clause = "目录", quote = "绩效评价等次", words = "乙" },
]
"""


@pytest.mark.parametrize(
    ("right", "wrong", "key", "reason"),
    [
        (
            'quote = "验收评价结果"',
            'quote = "验收评价等次"',
            "conflicts.one.statements.1.quote",
            "没有这句话",
        ),
        (
            'programme = "hubei-2022", clause = "附',
            'programme = "x", clause = "附',
            ".1.programme",
            "没有“x”",
        ),
        ('region = "hubei"', 'region = "hunan"', "conflicts.one.statements.1.programme", "不是这个区域"),
        ('region = "hubei"', 'region = "hebei"', "conflicts.one.region", "hebei"),
        ('id = "one"', 'id = "甲"', "conflicts.甲.id", "小写字母"),
        ('note = "示例说明"', "", "conflicts.one.note", "缺少此项"),
        ('words = "甲"', 'word = "甲"', "conflicts.one.statements.1.word", "不认识的键"),
        (SOUND, "conflicts = 1", "conflicts", "应为列表"),
        (SOUND, "conflicts = [", "", "不是合格的 TOML"),
        (SOUND, SOUND + SOUND, "conflicts.one.id", "重复"),
    ],
)
def test_a_broken_file_names_every_fault(
    library: Library, tmp_path: Path, right: str, wrong: str, key: str, reason: str
) -> None:
    path = tmp_path / "conflicts.toml"
    path.write_text(SOUND, encoding="utf-8")
    assert faults_of(path, library) == ()
    assert right in SOUND
    path.write_text(SOUND.replace(right, wrong, 1), encoding="utf-8")
    faults = faults_of(path, library)
    assert any(fault.key.endswith(key) and reason in fault.reason for fault in faults)


def test_a_single_statement_is_no_conflict(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "conflicts.toml"
    lines = SOUND.splitlines()
    path.write_text("\n".join(line for line in lines if "乙" not in line), encoding="utf-8")
    assert [fault.key for fault in faults_of(path, library)] == ["conflicts.one.statements"]
    assert read_conflicts(path)[0] == ()


def test_a_file_that_is_not_there_is_told(library: Library, tmp_path: Path) -> None:
    assert [fault.reason for fault in faults_of(tmp_path / "none.toml", library)] == ["找不到文件 none.toml"]
