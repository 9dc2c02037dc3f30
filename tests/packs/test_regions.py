"""Regions hold the units of the two provinces, and refuse what is no region."""

from __future__ import annotations

from pathlib import Path

import pytest
from seed_packs import SEEDS

from qtrack.domain.problem import RefusedError
from qtrack.domain.region import Level
from qtrack.packs import load_region, read_region

REGIONS = SEEDS / "regions"

SMALL = """
province = { code = "420000", name = "湖北省", short = "湖北" }

[[city]]
code = "420100"
name = "武汉市"
short = "武汉"
kind = "副省级市"
counties = [{ code = "420102", name = "江岸区", kind = "市辖区" }]
"""


@pytest.mark.parametrize(("name", "quotas", "counties"), [("hubei", 17, 103), ("hunan", 14, 122)])
def test_units_are_as_many_as_the_lists_have(name: str, quotas: int, counties: int) -> None:
    units = load_region(REGIONS / f"{name}.toml").units
    assert sum(unit.takes_quota for unit in units) == quotas
    assert sum(unit.counts_as_county for unit in units) == counties
    assert len({unit.code for unit in units}) == len({unit.name for unit in units}) == len(units)


def test_four_units_of_hubei_are_city_and_county_in_one() -> None:
    region = load_region(REGIONS / "hubei.toml")
    direct = [unit for unit in region.units if unit.level is Level.DIRECT]
    assert [unit.short for unit in direct] == ["仙桃", "天门", "潜江", "神农架"]
    assert all(unit.parent == region.province.code for unit in direct)
    assert all(
        unit.takes_quota and unit.counts_as_county and not region.children(unit.code) for unit in direct
    )


def test_wuhan_has_thirteen_districts() -> None:
    region = load_region(REGIONS / "hubei.toml")
    assert len(region.children("420100")) == 13
    assert len(region.children("420000")) == 17


def test_zones_are_kept_but_no_units() -> None:
    text = (REGIONS / "hubei.toml").read_text(encoding="utf-8")
    assert text.count("[[functional_zone]]") == text.count("counted = false") == 2
    assert load_region(REGIONS / "hubei.toml").find("武汉经开区") is None


def test_a_spelling_is_read_bare_in_full_and_with_the_last_word_for_its_kind(tmp_path: Path) -> None:
    spelled = 'name = "长阳土家族自治县", pinyin = ["chang yang|tu jia zu zi zhi xian"]'
    path = tmp_path / "region.toml"
    path.write_text(SMALL.replace('name = "江岸区"', spelled), encoding="utf-8")
    unit = load_region(path).by_code["420102"]
    assert unit.pinyin == ("chang yang", "chang yang tu jia zu zi zhi xian", "chang yang xian")
    assert unit.bare_name == "长阳"


BROKEN = {
    "no TOML": ("province = ", "", "TOML"),
    "no province": (SMALL.replace("province =", "provinz ="), "province", "缺少此项"),
    "code": (SMALL.replace("420102", "42010a"), "", "应为 6 位数字"),
    "code twice": (SMALL.replace("420102", "420100"), "", "代码 420100 出现 2 次"),
    "no counties": (SMALL.replace("counties =", "countys ="), "city.1.countys", "不认识的键"),
    "direct with counties": (SMALL.replace("副省级市", "林区"), "city.1", "直管市、林区不设县"),
    "a county's code of another city": (SMALL.replace("420102", "420302"), "city.1", "不在“武汉市”之下"),
    "a city's code of another province": (SMALL.replace("4201", "4301"), "city.1", "GB/T 2260"),
    "a city coded as governed by the province": (SMALL.replace("4201", "4290"), "city.1", "GB/T 2260"),
    "a city coded as a county": (SMALL.replace("420100", "420101"), "city.1", "GB/T 2260"),
    "a syllable too few": (
        SMALL.replace('"市辖区"', '"市辖区", pinyin = ["jiang an"]'),
        "city.1",
        "每字一个音节",
    ),
    "tones": (SMALL.replace('"市辖区"', '"市辖区", pinyin = ["jiāng àn|qū"]'), "city.1", "每字一个音节"),
    "two marks": (SMALL.replace('"市辖区"', '"市辖区", pinyin = ["jiang|an|qu"]'), "city.1", "每字一个音节"),
    "a province's spelling": (
        SMALL.replace('"湖北" }', '"湖北", pinyin = ["hu bei"] }'),
        "province",
        "每字一个音节",
    ),
    "number for a name": (SMALL.replace('"武汉市"', "7"), "city.1.name", "应为文字"),
    "a former name that is another's": (
        SMALL.replace('"市辖区"', '"市辖区", former = ["武汉市"]'),
        "",
        "旧名“武汉市”另有所指",
    ),
    "zone of nobody": (
        SMALL
        + '[[functional_zone]]\ncity_code = "999999"\nname = "区"\nshort = "区"\ncounted = true\n'
        + 'authority = "局"\nevidence = "无"\n',
        "functional_zone.1.city_code",
        "没有代码为 999999 的市州",
    ),
}


@pytest.mark.parametrize(("text", "key", "reason"), BROKEN.values(), ids=BROKEN)
def test_a_broken_region_names_its_fault(tmp_path: Path, text: str, key: str, reason: str) -> None:
    path = tmp_path / "region.toml"
    path.write_text(text, encoding="utf-8")
    region, faults = read_region(path)
    assert region is None
    assert any(fault.key == key and reason in fault.reason for fault in faults), faults
    with pytest.raises(RefusedError, match=r"region\.toml"):
        load_region(path)
