"""Columns find their fields by name, synonym, content and a person's word; what is not plain stays open."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets import CODE, SHAPES, Shape

from qtrack.domain.fields import Kind
from qtrack.domain.text import plain
from qtrack.domain.value import read_money
from qtrack.exchange.contents import Units
from qtrack.exchange.headings import find_table
from qtrack.exchange.learned import Learned
from qtrack.exchange.mapping import Clues, How, Mapping, in_unit
from qtrack.exchange.matching import match
from qtrack.exchange.synonyms import BESIDE, known_headings, names, synonyms
from qtrack.exchange.wording import bare, wordings
from qtrack.packs import Regions
from qtrack.places import seeds_folder
from qtrack.services.catalog import schemas

SCHEMAS = schemas()
UNITS = Units(Regions(seeds_folder() / "regions")["hubei"])
KNOWN = synonyms()


def mapped(ledger: str, *headings: str, rows: tuple[tuple[str, ...], ...] = ()) -> Mapping:
    """Match headings to a ledger."""
    return match(headings, SCHEMAS[ledger], clues=Clues(rows, UNITS))


def fields(mapping: Mapping) -> tuple[str | None, ...]:
    """Give the fields column by column."""
    return tuple(one.field for one in mapping.columns)


@pytest.mark.parametrize("ledger", SCHEMAS)
def test_a_ledgers_own_labels_and_keys_are_matched_with_full_confidence(ledger: str) -> None:
    schema = SCHEMAS[ledger]
    for headings in ([field.label for field in schema.fields], [field.key for field in schema.fields]):
        mapping = match(headings, schema)
        assert fields(mapping) == tuple(field.key for field in schema.fields)
        assert {one.confidence for one in mapping.columns} == {1.0}
        assert (mapping.missing(schema), mapping.sure) == ((), True)


@pytest.mark.parametrize("ledger", SCHEMAS)
def test_every_synonym_alone_finds_its_field_or_stays_open(ledger: str) -> None:
    schema = SCHEMAS[ledger]
    for field in schema.fields:
        others = {name for other in schema.fields if other is not field for name in names(other)}
        for word in KNOWN.ledgers.get(ledger, {}).get(field.key, ()):
            if word not in others:
                (one,) = match([word], schema).columns
                assert one.field == field.key, (word, one)


def test_the_synonyms_name_ledgers_and_fields_there_are() -> None:
    for ledger, held in KNOWN.ledgers.items():
        assert held.keys() <= {field.key for field in SCHEMAS[ledger].fields}
        words = [word for listed in held.values() for word in listed]
        assert sorted(words) == sorted(set(words)), f"two fields of {ledger} claim a word"
    assert KNOWN.refers.keys() <= SCHEMAS.keys()
    assert (KNOWN.kinds.keys() | KNOWN.words.keys()) <= {kind.value for kind in Kind}
    assert KNOWN.beside.keys() == BESIDE.keys()
    places = [place.partition(".") for listed in KNOWN.contents.values() for place in listed]
    assert all(key in {field.key for field in SCHEMAS[ledger].fields} for ledger, _, key in places)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_shuffled_columns_map_equally(shape: Shape) -> None:
    table = find_table(shape.rows, known_headings(SCHEMAS[shape.ledger], KNOWN))
    width = len(table.columns)
    rows = [[*cells, *[""] * width][:width] for cells in table.sample(shape.rows)]
    for order in list(permutations(range(width)))[:: max(1, width * 40)][:12]:
        headings = [table.columns[place] for place in order]
        shuffled = [[cells[place] for place in order] for cells in rows]
        mapping = match(headings, SCHEMAS[shape.ledger], clues=Clues(shuffled, UNITS))
        assert fields(mapping) == tuple(shape.fields[place] for place in order)


@given(st.data())
def test_any_mix_of_columns_is_matched_whatever_their_order(data: st.DataObject) -> None:
    schema = SCHEMAS[data.draw(st.sampled_from(sorted(SCHEMAS)))]
    words = sorted(known_headings(schema, KNOWN))
    headings = data.draw(
        st.lists(st.one_of(st.sampled_from(words), st.text(max_size=9)), max_size=9, unique=True)
    )
    order = data.draw(st.permutations(range(len(headings))))
    plainly = match(headings, schema)
    shuffled = match([headings[place] for place in order], schema)
    assert [plainly.columns[place].field for place in order] == list(fields(shuffled))
    taken = [key for key in fields(plainly) if key]
    assert len(taken) == len(set(taken))


def test_each_field_is_filled_once_and_the_better_word_wins() -> None:
    mapping = mapped("enterprise", "单位名称", "企业名称", "市州", "所属单位")
    assert fields(mapping) == (None, "name", None, "unit")
    assert mapping.columns[0].why == "“企业名称”已由第 2 列填写"
    assert mapping.columns[0].how is How.TAKEN


def test_two_columns_with_one_name_stay_open_unless_one_of_them_is_empty() -> None:
    assert fields(mapped("training", "培训主题", "人数", "人数")) == ("subject", None, None)
    rows = (("甲", "", "3"), ("乙", "", "4"))
    assert fields(mapped("training", "培训主题", "人数", "人数", rows=rows)) == ("subject", None, "trainees")


def test_a_word_for_several_days_stays_open_and_names_them() -> None:
    one = mapped("introduction", "日期").columns[0]
    assert (one.field, set(one.likely)) == (None, {"trained_on", "introduced_on"})
    assert "培训日期" in one.why
    one = mapped("introduction", "培训日期", "日期").columns[1]
    assert (one.field, one.confidence < 0.8) == ("introduced_on", True)


def test_likeness_suggests_and_does_not_decide() -> None:
    one = mapped("enterprise", "参训企业名称").columns[0]
    assert (one.field, one.likely[0], one.how) == (None, "name", How.OPEN)
    assert mapped("enterprise", "天气").columns[0].likely == ()


def test_content_tells_a_column_of_codes_units_and_choices_whatever_its_heading() -> None:
    rows = tuple(
        (CODE, unit, size) for unit, size in (("江岸区", "大型"), ("武汉市江汉区", "小型"), ("汉阳", "大型"))
    )
    assert fields(mapped("enterprise", "甲", "乙", "丙", rows=rows)) == ("code", "unit", "size")
    assert mapped("enterprise", "甲", rows=rows).columns[0].why == "内容是18 位信用代码"


def test_a_name_and_a_code_that_are_filled_stand_together() -> None:
    assert fields(mapped("action", "企业名称", "信用代码")) == ("enterprise", None)
    rows = tuple(("示例一厂", CODE) for _ in range(3))
    assert fields(mapped("action", "企业名称", "信用代码", rows=rows)) == ("enterprise",) * 2


def test_content_that_does_not_fit_its_heading_is_told() -> None:
    one = mapped("training", "培训日期", rows=(("示例礼堂",), ("示例中学",), ("示例局",))).columns[0]
    assert (one.field, one.confidence < 0.5) == ("held_on", True)
    assert "内容不像" in one.why


@pytest.mark.parametrize(
    ("heading", "above", "written", "fen"),
    [
        ("上年产值（万元）", "", "25", 25_000_000),
        ("上年产值", "", "25", 25_000_000),
        ("上年产值（元）", "", "250,000", 25_000_000),
        ("上年产值(单位：元)", "", "250000.00", 25_000_000),
        ("上年产值/元", "", "250000", 25_000_000),
        ("上年产值亿元", "", "0.0025", 25_000_000),
        ("上年产值 / （千元）", "", "250", 25_000_000),
        ("上年产值（百万元）", "", "0.25", 25_000_000),
        ("上年产值", "元", "250000", 25_000_000),
        ("上年产值（万元）", "元", "25", 25_000_000),
        ("上年产值（元）", "", "25万元", 25_000_000),
    ],
)
def test_the_unit_in_a_heading_or_above_the_table_changes_the_reading(
    heading: str, above: str, written: str, fen: int
) -> None:
    mapping = match([heading], SCHEMAS["project"], clues=Clues(money_unit=above))
    assert read_money(mapping.texts([written])["output_value"]) == fen


def test_counts_in_ten_thousands_are_read_so() -> None:
    mapping = mapped("project", "从业人数（万人）", "企业数量（家）")
    assert mapping.texts(["1.2", "30"]) == {"workers": "1.2万", "firms": "30"}


def test_a_foreign_currency_stays_open_with_the_reason() -> None:
    one = mapped("project", "上年产值（万美元）").columns[0]
    assert (one.field, "外币" in one.why) == (None, True)


def test_large_amounts_without_a_unit_are_doubted() -> None:
    rows = (("2500000",), ("3,000,000",), ("1800000.00",))
    one = mapped("project", "上年产值", rows=rows).columns[0]
    assert (one.field, one.confidence < 0.5, "请核对是不是元" in one.why) == ("output_value", True, True)


def test_only_a_bare_number_takes_the_unit() -> None:
    assert [in_unit(text, "元") for text in (" 12 ", "１２", "12万元", "无", "")] == [
        "12元",
        "１２元",
        "12万元",
        "无",
        "",
    ]


def test_a_persons_correction_frees_the_column_that_had_the_field() -> None:
    schema = SCHEMAS["project"]
    mapping = match(["名称", "项目简称", "产值（元）"], schema, clues=Clues()).corrected(1, "name", schema)
    assert fields(mapping) == (None, "name", "output_value")
    moved = mapping.corrected(2, "profit_tax", schema)
    assert moved.texts(["", "甲", "5"]) == {"name": "甲", "profit_tax": "5元"}
    assert mapping.corrected(1, None, schema).of("name") is None


def test_what_a_person_settled_comes_back_for_the_same_headings_in_any_order() -> None:
    schema = SCHEMAS["training"]
    headings = ["班 次", "何时", "备注", "备注", ""]
    settled = match(headings, schema).corrected(1, "held_on", schema).corrected(3, "evidence", schema)
    settled = settled.corrected(2, None, schema)
    learned = settled.taught(schema, Learned())
    again = match(["何时", "", "班次", "备注", "备注"], schema, learned)
    assert fields(again) == ("held_on", None, "subject", None, "evidence")
    assert (again.columns[0].how, again.columns[0].why) == (How.PERSON, "上次由您选定")
    assert fields(match(["何时"], schema, learned)) == (None,)
    assert fields(match(headings, SCHEMAS["station"], learned))[1] is None


HOSTILE = (
    "=1+1",
    "[/]",
    "\x1b[31m企业名称",
    "\u202e企业名称",
    "企业名称\u200b",
    "'; DROP TABLE",
    "甲" * 40_000,
    "((((",
    "\x00",
    "）（",
)


@pytest.mark.parametrize("heading", HOSTILE)
def test_hostile_headings_are_plain_text_and_nothing_more(heading: str) -> None:
    one = match([heading], SCHEMAS["enterprise"]).columns[0]
    assert (one.heading, one.why) == (plain(heading), plain(one.why))
    assert "\n" not in one.heading


@given(st.text(max_size=80))
def test_any_heading_has_a_plain_wording(heading: str) -> None:
    assert bare(heading) == plain(bare(heading))
    assert all(word == plain(word) for word in wordings(heading))


def test_thousands_of_columns_are_matched_in_time() -> None:
    mapping = match([f"第{number}栏" for number in range(16_384)], SCHEMAS["project"])
    assert not any(fields(mapping))
