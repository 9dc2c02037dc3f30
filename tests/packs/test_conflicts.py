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
    assert [one.id for one in library.conflicts("hubei")] == ["annex-1-title"]
    assert len(library.conflicts("hunan")) == len(library.conflicts()) - 1
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
