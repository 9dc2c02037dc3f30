"""The same word asks for different things in different notices: what counts is data of each (X3, X6)."""

from __future__ import annotations

from pathlib import Path

import pytest
from seed_packs import SEEDS, surroundings

from qtrack.domain.programme import Programme, Target
from qtrack.packs import read_pack

QTRACK = Path(__file__).parents[2] / "qtrack"

# tier | Hubei 2022 | its ledger | Hunan 2022 | its ledger, from both notices by hand
TIERS = """
万|10000 家 中小企业开展质量提升行动|action|10000 个 解决质量管理难题|problem
千|1000 家 规模以上企业导入先进质量管理模式|introduction|1000 名 首席质量官培训|quality_officer
百|100 家 质量提升标杆企业|benchmark|100 个 “湖南名品”|famous_product
十|10 个 省级中试公共服务平台|platform|10 个 先进质量管理模式|model
"""

# programme | target | the one state or mark that makes a row count, the rest does not
COUNTING = """
hubei-2022|qian|status=导入、运行、见效；enterprise.above_scale=是
hubei-2022|bai|status=标杆
hubei-2022|shi|status=建成
hubei-2022|yi|stage=投入使用
hubei-2022|wan|
hunan-2022|wan|state=已解决
hunan-2022|qian|
hunan-2022|bai|stage=认定
hunan-2022|shi|state=入选
hunan-2023-quality-month|ten-models|state=入选
hunan-2023-quality-month|metrology-1000|kind=计量服务中小企业行
hunan-2023-quality-month|certification-70|state=帮扶、取证
"""


def rows(table: str) -> list[list[str]]:
    """Give the cells of a table."""
    return [line.split("|") for line in table.strip().splitlines()]


def pack(name: str) -> Programme:
    """Give a pack of the project."""
    programme, faults = read_pack(SEEDS / "programmes" / f"{name}.toml", **surroundings())
    assert programme is not None, faults
    return programme


def words(target: Target) -> str:
    """Say what a target asks for."""
    return f"{target.number} {target.unit} {target.name}"


@pytest.mark.parametrize("row", rows(TIERS), ids=lambda row: row[0])
def test_x3_one_tier_asks_for_different_things_in_two_provinces(row: list[str]) -> None:
    tier, hubei, hubei_ledger, hunan, hunan_ledger = row
    for name, asked, ledger in (("hubei-2022", hubei, hubei_ledger), ("hunan-2022", hunan, hunan_ledger)):
        target = next(target for target in pack(name).targets if target.tier == tier)
        assert (words(target), target.count.ledger) == (asked, ledger)


def test_x3_only_hubei_has_a_station_tier() -> None:
    assert [target.tier for target in pack("hubei-2022").targets] == ["万", "千", "百", "十", "一"]
    assert [target.tier for target in pack("hunan-2022").targets] == ["十", "百", "千", "万"]


@pytest.mark.parametrize("row", rows(COUNTING), ids=lambda row: f"{row[0]}-{row[1]}")
def test_x6_each_target_says_itself_which_rows_count(row: list[str]) -> None:
    programme, identity, allowed = row
    target = next(target for target in pack(programme).targets if target.id == identity)
    assert "；".join(f"{key}={'、'.join(each)}" for key, each in target.count.where) == allowed


@pytest.mark.parametrize("tier", ['"万"', '"千"', '"百"', '"十"', '"wan"', '"qian"', '"bai"', '"shi"'])
def test_x3_no_screen_or_report_knows_a_tier_by_name(tier: str) -> None:
    numerals = QTRACK / "domain" / "numbers.py"
    found = {
        str(path.relative_to(QTRACK))
        for path in QTRACK.rglob("*.py")
        if "demo" not in path.parts and path != numerals and tier in path.read_text("utf-8")
    }
    assert found == set()
