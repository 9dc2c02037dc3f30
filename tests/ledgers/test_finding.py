"""The text a row is found by."""

import re
import subprocess
import sys
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT

from qtrack.domain.fields import Field, Kind, Schema
from qtrack.domain.text import folded
from qtrack.ledgers import LEDGERS
from qtrack.ledgers.finding import END, MOST_INITIALS, find_text, spelled
from qtrack.packs import Regions
from qtrack.places import seeds_folder

SCHEMA = Schema("sample", "示例", tuple(Field(kind.name.lower(), kind.value, kind) for kind in Kind))
PLACES = [unit for region in Regions(seeds_folder() / "regions").values() for unit in region.units]


def test_texts_come_first_then_initials_and_pinyin_of_one_line_texts() -> None:
    values = {
        "text": "示例３Ｄ打印（武汉）厂",
        "note": "第一行\n第二行",
        "code": "91420100MA4K00001X",
        "unit": "420102",
    }
    assert find_text(SCHEMA, values).removesuffix(END).split("\n") == [
        "示例3d打印(武汉)厂",
        "第一行 第二行",
        "91420100ma4k00001x",
        "sl3ddywhc",
        "shili3ddayinwuhanchang",
    ]


def test_what_is_not_text_is_not_in_it() -> None:
    values = {
        "count": 7,
        "money": 5,
        "flag": True,
        "unit": "420102",
        "reference": "uid",
        "deadline": "e22/plan",
    }
    assert find_text(SCHEMA, values) == ""
    assert find_text(SCHEMA, {"text": None, "note": 3}) == ""


def test_one_thing_said_twice_stands_in_it_once() -> None:
    assert find_text(SCHEMA, {"text": "abc", "note": "ＡＢＣ"}) == f"abc{END}"


@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.__tablename__)
def test_the_first_line_is_what_names_the_row(ledger: type) -> None:
    schema = ledger.schema()  # type: ignore[attr-defined]
    values = {field.key: f"示例{field.key}" for field in schema.fields}
    first = find_text(schema, values).partition("\n")[0]
    named = schema.fields[0]
    if named.kind is Kind.TEXT:
        assert first == f"示例{named.key}"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("武汉重型机床", ["whzxjc", "whcxjc", "wuhanzhongxingjichuang"]),
        ("重庆", ["cq", "zq", "chongqing"]),
        ("农业银行", ["nyyh", "nyyx", "nongyeyinhang"]),
        ("行业协会", ["hyxh", "xyxh", "hangyexiehui"]),
        ("会计", ["kj", "kuaiji"]),
        ("长阳", ["cy", "zy", "changyang"]),
        ("长", ["c", "z", "chang"]),
        ("曾都", ["zd", "cd", "zengdu"]),
        ("绿女", ["ln", "lvnv"]),
        ("〇", ["l", "ling"]),
        ("𠀀", ["h", "he"]),
        ("abc 12", []),
        ("", []),
    ],
)
def test_characters_with_several_readings(text: str, lines: list[str]) -> None:
    assert list(spelled(text)) == lines


def test_a_character_nobody_can_read_stands_for_itself() -> None:
    assert spelled("示\U0002ebe0") == ("s\U0002ebe0", "shi\U0002ebe0")


def test_many_doubtful_characters_give_few_lines() -> None:
    *letters, full = spelled("长重乐行" * 50)
    assert 1 < len(letters) <= MOST_INITIALS
    assert {len(line) for line in letters} == {200}
    assert full.startswith("chang")


@pytest.mark.parametrize("unit", PLACES, ids=lambda unit: unit.name)
def test_places_in_a_rows_text_are_spelled_as_the_region_spells_them(unit: object) -> None:
    name, readings = unit.name, [reading.replace(" ", "") for reading in unit.pinyin]  # type: ignore[attr-defined]
    assert spelled(name)[-1] in readings
    assert spelled(f"示例{name}机械厂")[-1].removeprefix("shili").removesuffix("jixiechang") in readings


@given(st.dictionaries(st.sampled_from(("text", "note", "code")), st.text()))
def test_any_text_gives_plain_lines_that_hold_it(values: dict[str, str]) -> None:
    found = find_text(SCHEMA, values)
    assert found == find_text(SCHEMA, values)
    assert all(line == line.strip() != "" for line in found.removesuffix(END).split("\n")) or found == ""
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u2028\u202e\ud800-\udfff]", found)
    assert all(folded(value) in found for value in values.values())


@given(st.text(st.characters(min_codepoint=0x3000, max_codepoint=0x323AF), max_size=40))
def test_any_chinese_can_be_spelled(text: str) -> None:
    lines = spelled(folded(text))
    assert not any(re.search(r"\s", line) for line in lines)


def test_a_text_is_spelled_once() -> None:
    spelled("示例重复的文字")
    hits = spelled.cache_info().hits
    find_text(SCHEMA, {"text": "示例重复的文字"})
    assert spelled.cache_info().hits == hits + 1


def test_the_library_is_not_loaded_before_a_row_is_written() -> None:
    program = (
        "import sys, qtrack.tui.app, qtrack.services.names, qtrack.services.listing, qtrack.store.store\n"
        "from qtrack.domain.pinyin import fits\n"
        "fits('cy', '长阳', '', ('chang yang',))\n"
        "print('pypinyin' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=False, encoding="utf-8", timeout=60
    )
    assert (told.stdout.strip(), told.stderr) == ("False", "")


def test_texts_put_together_of_phrases_are_spelled_as_the_library_spells_them_whole() -> None:
    spelled("示例")  # loads the library with what it misreads put right
    phrases, chance = list(PHRASES_DICT), Random(5)  # noqa: S311 - the same texts every time
    begun = [
        "".join(chance.choice(phrases)[: chance.randint(1, 5)] for _ in range(chance.randint(1, 4)))
        for _ in range(2000)
    ]
    texts = [*begun, "示例好整正视", "示例崭露头", "\U0002ebe0\u3400\u3007"]
    whole = [lazy_pinyin(text, errors=list) for text in texts]  # type: ignore[arg-type]
    assert [spelled(text)[-1] for text in texts] == ["".join(syllables) for syllables in whole]
