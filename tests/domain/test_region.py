"""Who stands below whom, who takes a quota, who owes a county's floors."""

import pytest

from qtrack.domain.region import Level, Region, Unit

PROVINCE = Unit("420000", "湖北省", "湖北", Level.PROVINCE)
WUHAN = Unit("420100", "武汉市", "武汉", Level.CITY, "420000")
JIANGAN = Unit("420102", "江岸区", "江岸区", Level.COUNTY, "420100", ("jiang an", "jiang an qu"))
HANNAN = Unit("420113", "汉南区", "汉南区", Level.COUNTY, "420100", ("han nan", "han nan qu"))
XIANGYANG = Unit("420600", "襄阳市", "襄阳", Level.CITY, "420000")
GUCHENG = Unit("420625", "谷城县", "谷城县", Level.COUNTY, "420600")
XIANTAO = Unit("429004", "仙桃市", "仙桃", Level.DIRECT, "420000")
REGION = Region((PROVINCE, WUHAN, JIANGAN, HANNAN, XIANGYANG, GUCHENG, XIANTAO))


def test_the_province_stands_first() -> None:
    assert REGION.province is PROVINCE


@pytest.mark.parametrize(
    ("unit", "takes_quota", "counts_as_county"),
    [
        (PROVINCE, False, False),
        (WUHAN, True, False),
        (JIANGAN, False, True),
        (XIANTAO, True, True),
    ],
)
def test_a_direct_unit_takes_a_quota_and_owes_a_countys_floors(
    unit: Unit, *, takes_quota: bool, counts_as_county: bool
) -> None:
    assert (unit.takes_quota, unit.counts_as_county) == (takes_quota, counts_as_county)


@pytest.mark.parametrize(
    ("code", "below"),
    [
        ("420000", (WUHAN, XIANGYANG, XIANTAO)),
        ("420100", (JIANGAN, HANNAN)),
        ("420102", ()),
        ("429004", ()),
    ],
)
def test_children_are_the_units_directly_below_in_order(code: str, below: tuple[Unit, ...]) -> None:
    assert REGION.children(code) == below


@pytest.mark.parametrize(
    ("code", "owing"),
    [
        ("420000", (JIANGAN, HANNAN, GUCHENG, XIANTAO)),
        ("420100", (JIANGAN, HANNAN)),
        ("420102", (JIANGAN,)),
        ("429004", (XIANTAO,)),
        ("999999", ()),
    ],
)
def test_counties_are_all_that_owe_a_countys_floors_in_a_tree(code: str, owing: tuple[Unit, ...]) -> None:
    assert REGION.counties(code) == owing


@pytest.mark.parametrize(
    ("code", "unit"),
    [("420102", WUHAN), ("420100", WUHAN), ("429004", XIANTAO), ("420000", PROVINCE)],
)
def test_a_county_counts_towards_its_citys_quota(code: str, unit: Unit) -> None:
    assert REGION.quota_unit(code) is unit


@pytest.mark.parametrize(
    ("tree", "code", "inside"),
    [
        ("420000", "420102", True),
        ("420100", "420102", True),
        ("420102", "420102", True),
        ("420102", "420100", False),
        ("420600", "420102", False),
        ("420000", "999999", False),
        ("420000", "", False),
    ],
)
def test_a_tree_contains_all_below_its_top(tree: str, code: str, *, inside: bool) -> None:
    assert REGION.contains(tree, code) is inside


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("420102", JIANGAN),
        ("江岸区", JIANGAN),
        ("武汉市", WUHAN),
        ("武汉", WUHAN),
        ("仙桃", XIANTAO),
        ("江岸", None),
        ("长沙市", None),
        ("", None),
    ],
)
def test_a_unit_is_found_by_code_name_or_short_name(text: str, unit: Unit | None) -> None:
    assert REGION.find(text) is unit


def test_a_name_two_units_share_finds_none() -> None:
    twin = Unit("420999", "江岸区", "江岸区", Level.COUNTY, "420600")
    assert Region((*REGION.units, twin)).find("江岸区") is None


@pytest.mark.parametrize(
    ("tree", "typed", "units"),
    [
        ("420000", "", REGION.units),
        ("420100", "ja", (JIANGAN,)),
        ("420100", "42010", (WUHAN, JIANGAN)),
        ("420100", "an", (JIANGAN,)),
        ("420000", "汉", (HANNAN, WUHAN)),
        ("420600", "ja", ()),
    ],
)
def test_typing_narrows_a_tree_the_best_in_front(tree: str, typed: str, units: tuple[Unit, ...]) -> None:
    assert REGION.narrow(tree, typed) == units


@pytest.mark.parametrize(
    ("typed", "units"),
    [
        ("江岸", (JIANGAN,)),
        ("江岸区", (JIANGAN,)),
        ("JA", (JIANGAN,)),
        ("jaq", (JIANGAN,)),
        ("jiang an", (JIANGAN,)),
        ("江", ()),
        ("j", ()),
        ("", ()),
        (" ", ()),
    ],
)
def test_a_unit_is_meant_by_a_whole_name_or_spelling_only(typed: str, units: tuple[Unit, ...]) -> None:
    assert REGION.meant("420000", typed) == units


def test_units_spelled_alike_are_all_meant_in_the_regions_order() -> None:
    twin = Unit("420999", "吉安区", "吉安区", Level.COUNTY, "420600", ("ji an", "ji an qu"))
    assert Region((*REGION.units, twin)).meant("420000", "ja") == (JIANGAN, twin)
