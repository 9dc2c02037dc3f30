"""Every unit of the provinces is reached by its pinyin, in two keystrokes where no other is called so."""

import pytest
from seed_packs import SEEDS

from qtrack.domain.pinyin import initials
from qtrack.domain.region import Region, Unit
from qtrack.packs import load_region

REGIONS = {path.stem: load_region(path) for path in sorted((SEEDS / "regions").glob("*.toml"))}
UNITS = [(region, unit) for region in REGIONS.values() for unit in region.units]
COUNTIES = [(region, unit) for region, unit in UNITS if unit.counts_as_county]

BEHIND = {
    "黄石港区": ["黄石市"],
    "荆州区": ["荆州市"],
    "石首市": ["沙市区"],
    "监利市": ["江陵县"],
    "恩施市": ["恩施土家族苗族自治州"],
    "仙桃市": ["猇亭区"],
    "长沙县": ["长沙市"],
    "衡阳县": ["衡阳市"],
    "湘潭县": ["湘潭市"],
    "邵阳县": ["邵阳市"],
    "岳阳楼区": ["岳阳市", "岳阳县"],
    "岳阳县": ["岳阳市"],
    "冷水滩区": ["蓝山县"],
}
"""Who stands before a county when its two letters are typed: units whose whole name has just these two."""

SPELLED = {
    "硚口区": "qk",
    "蔡甸区": "cd",
    "黄陂区": "hp",
    "大冶市": "dy",
    "郧阳区": "yy",
    "猇亭区": "xt",
    "秭归县": "zg",
    "长阳土家族自治县": "cy zy cyx cytjzzzx changyang zhangyang",
    "宜都市": "yd",
    "枝江市": "zj",
    "监利市": "jl",
    "掇刀区": "dd",
    "钟祥市": "zx",
    "大悟县": "dw",
    "应城市": "yc",
    "浠水县": "xs",
    "蕲春县": "qc",
    "武穴市": "wx",
    "曾都区": "zd zdq zengdu",
    "随县": "sx suixian",
    "神农架林区": "snj snjlq",
    "恩施土家族苗族自治州": "es esz",
    "长沙县": "cs csx changsha",
    "浏阳市": "ly",
    "耒阳市": "ly leiyang",
    "渌口区": "lk",
    "攸县": "yx youxian",
    "茶陵县": "cl",
    "炎陵县": "yl",
    "醴陵市": "ll",
    "隆回县": "lh",
    "绥宁县": "sn",
    "城步苗族自治县": "cb cbx",
    "武冈市": "wg",
    "汨罗市": "ml",
    "澧县": "lx",
    "津市市": "js jss",
    "桑植县": "sz",
    "沅江市": "yj",
    "郴州市": "cz chenzhou",
    "宜章县": "yz",
    "沅陵县": "yl",
    "辰溪县": "cx",
    "溆浦县": "xp",
    "会同县": "ht huitong",
    "新晃侗族自治县": "xh xhx xinhuang",
    "芷江侗族自治县": "zj",
    "靖州苗族侗族自治县": "jz",
    "通道侗族自治县": "td",
    "泸溪县": "lx",
    "花垣县": "hy huayuan",
    "古丈县": "gz guzhang",
    "湘西土家族苗族自治州": "xx xxz",
}


def test_all_counties_are_spelled() -> None:
    assert len(COUNTIES) == 225
    assert [unit.name for _, unit in UNITS if not unit.pinyin] == []


@pytest.mark.parametrize(("region", "unit"), COUNTIES, ids=lambda part: getattr(part, "name", ""))
def test_two_letters_bring_a_county_to_the_front_of_its_city(region: Region, unit: Unit) -> None:
    for reading in unit.pinyin:
        found = region.narrow(unit.parent, initials(reading)[:2])
        assert [before.name for before in found[: found.index(unit)]] == BEHIND.get(unit.name, [])


@pytest.mark.parametrize(("region", "unit"), UNITS, ids=lambda part: getattr(part, "name", ""))
def test_a_unit_is_meant_by_its_name_and_by_every_spelling(region: Region, unit: Unit) -> None:
    typed = [unit.name, unit.bare_name, unit.code]
    typed += [way for reading in unit.pinyin for way in (reading, initials(reading).upper())]
    assert [way for way in typed if unit not in region.meant(unit.code, way)] == []


@pytest.mark.parametrize("name", SPELLED)
def test_names_that_are_hard_to_read_are_read_as_people_there_do(name: str) -> None:
    region, unit = next((region, unit) for region, unit in UNITS if unit.name == name)
    top = unit.parent or unit.code
    assert [way for way in SPELLED[name].split() if unit not in region.meant(top, way)] == []
