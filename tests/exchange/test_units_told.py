"""Which columns tell the unit: addresses, registrars, city and county apart; and what must be asked."""

from qtrack.domain.fields import Kind
from qtrack.exchange.contents import Units
from qtrack.exchange.headings import find_table
from qtrack.exchange.learned import Learned
from qtrack.exchange.mapping import Clues, How, Mapping
from qtrack.exchange.matching import match
from qtrack.exchange.synonyms import known_headings, synonyms
from qtrack.packs import Regions
from qtrack.places import seeds_folder
from qtrack.services.catalog import schemas

UNITS = Units(Regions(seeds_folder() / "regions")["hubei"])
SCHEMA = schemas()["enterprise"]
COUNTIES = ["江岸区", "江汉区", "硚口区", "汉阳区", "武昌区"]


def mapped(headings: str, *rows: str, learned: Learned | None = None, own: bool = False) -> Mapping:
    """Match a small table; cells stand between bars."""
    sheet = [line.split("|") for line in (headings, *rows)]
    table = find_table(sheet, known_headings(SCHEMA, synonyms()))
    clues = Clues(table.sample(sheet), UNITS, table.money_unit, own)
    return match(table.columns, SCHEMA, learned, clues)


def unit_columns(mapping: Mapping) -> list[str]:
    """Give the headings of the columns that fill the unit."""
    return [one.heading for one in mapping.columns if one.field == "unit"]


def asked(mapping: Mapping) -> list[str]:
    """Give the headings of the columns that may be the unit and wait for a person."""
    return [one.heading for one in mapping.columns if one.field is None and "unit" in one.likely]


def test_an_address_tells_the_county_where_no_other_column_does() -> None:
    mapping = mapped("企业名称|住所", *(f"示例{n}厂|湖北省武汉市{n}示例路1号" for n in COUNTIES))
    assert unit_columns(mapping) == ["住所"]
    assert not mapping.sure
    assert mapping.texts(["示例一厂", "武汉市江岸区示例路"])["unit"] == "武汉市江岸区示例路"


def test_a_registrar_tells_the_county() -> None:
    mapping = mapped("企业名称|登记机关", *(f"示例{n}厂|武汉市{n}市场监督管理局" for n in COUNTIES))
    assert unit_columns(mapping) == ["登记机关"]


def test_of_two_columns_that_could_tell_it_neither_is_taken_unasked() -> None:
    rows = (f"示例{n}厂|武汉市{n}示例路|武汉市{n}市场监督管理局" for n in COUNTIES)
    mapping = mapped("企业名称|住所|登记机关", *rows)
    assert (unit_columns(mapping), asked(mapping)) == ([], ["住所", "登记机关"])
    settled = mapping.corrected(1, "unit", SCHEMA)
    assert (unit_columns(settled), asked(settled)) == (["住所"], [])


def test_addresses_of_which_many_name_no_unit_are_asked_about() -> None:
    rows = [f"示例{n}厂|武汉市{n}示例路" for n in COUNTIES]
    mapping = mapped("企业名称|地址", *rows, *(f"示例{n}厂|示例路{n}号" for n in range(3)))
    assert (unit_columns(mapping), asked(mapping)) == ([], ["地址"])


def test_an_address_without_any_unit_is_left_out() -> None:
    mapping = mapped("企业名称|地址", *(f"示例{n}厂|示例路{n}号" for n in range(5)))
    assert (unit_columns(mapping), asked(mapping), mapping.columns[1].how) == ([], [], How.UNNEEDED)


def test_an_address_is_left_out_where_a_column_names_the_county() -> None:
    mapping = mapped("企业名称|县区|住所", *(f"示例{n}厂|{n}|武汉市汉南区示例路" for n in COUNTIES))
    assert unit_columns(mapping) == ["县区"]


def test_an_office_without_units_below_reads_no_addresses() -> None:
    mapping = mapped("企业名称|住所", *(f"示例{n}厂|武汉市{n}示例路" for n in COUNTIES), own=True)
    assert unit_columns(mapping) == []


def test_a_column_of_cities_and_an_address_tell_the_county_together() -> None:
    mapping = mapped("企业名称|地区|注册地址", *(f"示例{n}厂|武汉|{n}示例路1号" for n in COUNTIES))
    assert unit_columns(mapping) == ["地区", "注册地址"]
    assert mapping.texts(["示例一厂", "武汉", "江岸区示例路1号"])["unit"] == "武汉 江岸区示例路1号"
    assert mapping.texts(["示例一厂", "武汉", "-"])["unit"] == "武汉"


def test_city_and_county_in_two_columns_are_read_together_in_either_order() -> None:
    rows = [f"示例{n}厂|武汉市|{n}" for n in COUNTIES]
    assert unit_columns(mapped("企业名称|市州|县区", *rows)) == ["市州", "县区"]
    turned = [f"示例{n}厂|{n}|武汉市" for n in COUNTIES]
    assert unit_columns(mapped("企业名称|所属区县|所属城市", *turned)) == ["所属区县", "所属城市"]


def test_of_two_columns_for_the_unit_either_can_be_taken_away() -> None:
    mapping = mapped("企业名称|地区|注册地址", *(f"示例{n}厂|武汉|{n}示例路1号" for n in COUNTIES))
    assert unit_columns(mapping.corrected(2, None, SCHEMA)) == ["地区"]
    alone = mapping.corrected(1, None, SCHEMA)
    assert unit_columns(alone) == ["注册地址"]
    assert unit_columns(alone.corrected(1, "unit", SCHEMA)) == ["地区", "注册地址"]


def test_both_columns_are_remembered() -> None:
    rows = [f"示例{n}厂|武汉|{n}示例路1号" for n in COUNTIES]
    headings = "企业名称|地区|注册地址"
    learned = mapped(headings, *rows).taught(SCHEMA, Learned())
    again = mapped(headings, *rows, learned=learned)
    assert unit_columns(again) == ["地区", "注册地址"]
    assert {one.how for one in again.columns} == {How.PERSON}


def test_what_registers_say_of_a_firm_is_left_out_unasked() -> None:
    headings = "企业名称|法定代表人|企业类型|注册资本|成立日期|经营范围|登记状态|所属省份"
    rows = [f"示例{n}厂|示例人|有限责任公司|100万元|2015-01-01|示例|存续|湖北省" for n in COUNTIES]
    mapping = mapped(headings, *rows)
    assert {one.how for one in mapping.columns[1:]} == {How.UNNEEDED}
    assert mapping.sure


def test_what_stands_for_nothing_is_a_blank() -> None:
    mapping = mapped("企业名称|信用代码|联系人|规模", *(f"示例{n}厂|||小型企业" for n in COUNTIES))
    blank = mapping.texts(["示例一厂", "无", "N/A", "-"])
    assert blank == {"name": "示例一厂", "code": "", "contact": "", "size": ""}
    assert mapping.texts(["无", "", "无", ""])["contact"] == "无"


def test_what_lists_say_instead_of_a_choice_is_understood() -> None:
    rows = [
        f"示例{n}厂|{scale}|{size}"
        for n, scale, size in zip(
            "一二三", ["规上", "规下", "规上"], ["大型企业", "小型企业", "微型企业"], strict=True
        )
    ]
    mapping = mapped("企业名称|是否规上|企业规模", *rows)
    assert mapping.sure
    texts = mapping.texts(["示例一厂", "规下", "中型企业"])
    assert (texts["above_scale"], texts["size"]) == ("否", "中型")


def test_every_word_said_instead_of_a_choice_is_one_of_its_field() -> None:
    for place, said in synonyms().said.items():
        ledger, _, key = place.partition(".")
        field = schemas()[ledger].field(key)
        allowed = {str(member.value) for member in field.choices} | {""}
        allowed |= {"是", "否"} if field.kind is Kind.FLAG else set()
        assert set(said.values()) <= allowed, place
