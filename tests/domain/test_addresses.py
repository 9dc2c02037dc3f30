"""The unit an address or an authority's name tells, and what is refused rather than guessed."""

import pytest

from qtrack.domain.addresses import Addresses
from qtrack.domain.unreadable import UnreadableError
from qtrack.packs import Regions
from qtrack.places import seeds_folder

REGIONS = Regions(seeds_folder() / "regions")
HUBEI, HUNAN = Addresses(REGIONS["hubei"]), Addresses(REGIONS["hunan"])


def told(addresses: Addresses, text: str) -> str:
    """Give the name of the unit a text tells; empty for none."""
    unit = addresses.unit(text)
    return unit.name if unit else ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("湖北省武汉市江岸区示例大道1号", "江岸区"),
        ("武汉江岸区示例大道1号", "江岸区"),
        ("江岸区示例街", "江岸区"),
        ("湖北省-武汉市-江岸区", "江岸区"),
        ("武汉市/江岸区", "江岸区"),
        ("武 汉 市 江 岸 区", "江岸区"),
        ("武汉 江岸", "江岸区"),
        ("江岸区 武汉市", "江岸区"),
        ("420100 420102", "江岸区"),
        ("420102000000", "江岸区"),
        ("湖北 恩施", "恩施土家族苗族自治州"),
        ("武汉市江岸区市场监督管理局", "江岸区"),
        ("武汉市工商行政管理局东西湖分局", "东西湖区"),
        ("武汉市市场监督管理局江岸区分局", "江岸区"),
        ("武汉市市场监督管理局", "武汉市"),
        ("武汉市 市辖区", "武汉市"),
        ("武汉市汉口示例路8号", "武汉市"),
        ("黄石 武汉路31号", "黄石市"),
        ("武汉东湖新技术开发区示例路1号", "武汉市"),
        ("东湖高新区", "武汉市"),
        ("襄阳高新区示例路", "襄阳市"),
        ("省直辖县级行政区划 仙桃市", "仙桃市"),
        ("湖北省潜江经济开发区示例路", "潜江市"),
        ("恩施 恩施市示例坝", "恩施市"),
        ("恩施州利川市", "利川市"),
        ("宜昌市长阳县示例镇", "长阳土家族自治县"),
        ("十堰市郧县城关镇", "郧阳区"),
        ("襄樊市襄阳区示例镇", "襄州区"),
        ("嘉鱼县武汉新港示例园", "嘉鱼县"),
        ("荆州区示例工业园", "荆州区"),
    ],
)
def test_an_address_tells_the_lowest_unit_it_names_in_front(text: str, name: str) -> None:
    assert told(HUBEI, text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("湖南省长沙县示例街道", "长沙县"),
        ("长沙高新开发区示例路", "长沙市"),
        ("宁乡县示例镇", "宁乡市"),
        ("株洲县示例镇", "渌口区"),
        ("湘西州吉首市", "吉首市"),
        ("永州市芝山区示例路", "零陵区"),
        ("衡阳 市石鼓区示例路", "石鼓区"),
    ],
)
def test_the_other_province_reads_its_own(text: str, name: str) -> None:
    assert told(HUNAN, text) == name


@pytest.mark.parametrize(
    "text", ["", "示例路8号", "湖北省", "湖北", "湖北省市场监督管理局", "江岸曲", "武昌示例路8号"]
)
def test_what_names_no_unit_is_not_guessed(text: str) -> None:
    assert told(HUBEI, text) == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("黄石 武汉市汉阳区示例路", "武汉市不在黄石市"),
        ("荆州 嘉鱼县示例镇", "嘉鱼县不在荆州市"),
        ("江岸区 宜昌市", "宜昌市不在江岸区"),
        ("武汉市桥口区示例路9号", "“桥口区”不是武汉市的县区"),
        ("武汉市江岸曲", "“江岸曲”不是武汉市的县区"),
        ("荆州 荆州", "可指不止一个单位，是否指荆州市、荆州区？"),
    ],
)
def test_what_contradicts_itself_or_is_mistyped_is_refused(text: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        HUBEI.unit(text)
