"""No number and no document a notice names is lost: its pack quotes it, or it is reviewed as no fact.

Every sign of a number is found by its looks alone: figures, days, document numbers, telephones, mail, Roman
and Chinese numerals, also those within words. `reviewed_numbers.toml` holds the rest, by notice: words of the
notice, how many signs in them nothing quotes, and why these are no facts. What it excuses and nothing needs
is a fault as well.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path

import pytest
from seed_packs import SEEDS, surroundings

from qtrack.domain.programme import Programme, Section, Source
from qtrack.domain.text import same_words
from qtrack.packs import read_pack

REVIEWED = tomllib.loads((Path(__file__).parent / "reviewed_numbers.toml").read_text(encoding="utf-8"))
NUMERALS = "〇一二三四五六七八九十百千万亿两双零"
SIGN = re.compile(
    rf"""
    [A-Za-z0-9_.]+@[A-Za-z0-9.]+                            # hnszlfzj@163.com
    | \d{{3,4}}-\d{{7,8}}                                   # 0731-85693710
    | [\u4e00-\u9fff]+〔\d{{4}}〕\s*\d+\s*号                # 湘市监办发〔2022〕71 号
    | \d{{4}}\s*年\s*\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日)?   # 2022 年 6 月 17 日, 2021年8月
    | \d{{1,2}}\s*月\s*\d{{1,2}}\s*日                       # 11 月 30 日
    | \d+(?:\+[\dN])+ | \d+·\d+                             # 3+3+2, 3+N, 3·15
    | [≥≤]?\d+(?:\.\d+(?!\d*年))?(?:\s*[余万亿%])*          # ≥99.4, 20万, 2300 余, 6.2%; 1 of 1.2021年
    | [Ⅰ-Ⅻ] | (?<![A-Za-z])I+(?![A-Za-z])                   # Ⅲ类, I—III类
    | 第?[{NUMERALS}](?:\s*[{NUMERALS}])*                   # 第十二, 万千百十一
    """,
    re.VERBOSE,
)

# Signs in each notice, and how many of them are reviewed: a pattern that finds less would prove less.
FOUND = {
    "hunan-2022": (48, 14),
    "hubei-2022": (197, 20),
    "hunan-2023-quality-month": (101, 10),
    "hunan-2023-assessment": (165, 9),
    "hunan-plan-2025": (481, 174),
}

# Parts of entries that are copied from the notice without being quotes.
COPIED = {
    "annexes": ("listed", "printed"),
    "forms": ("title",),
    "contacts": ("phone", "fax", "mail"),
    "tags": ("items",),
    "activities": ("name", "parts"),
    "tasks": ("on",),
}


@dataclass(frozen=True)
class Sign:
    """A sign of a number: what it looks like, where it stands in the text without white space."""

    looks: str
    starts: int
    ends: int

    def within(self, spans: set[tuple[int, int]]) -> bool:
        """Whether one of the spans holds all of it."""
        return any(first <= self.starts and self.ends <= last for first, last in spans)


def joined(text: str) -> str:
    """Give words as quotes are compared: without white space, with brackets of one width."""
    return same_words(text).translate(str.maketrans("()", "（）"))


def signs(text: str) -> list[Sign]:
    """Find every sign of a number."""
    before = 0
    found = []
    at = 0
    for match in SIGN.finditer(text):
        before += len(same_words(text[at : match.start()]))
        looks = same_words(match[0])
        found.append(Sign(looks, before, before + len(looks)))
        before, at = before + len(looks), match.end()
    return found


def places(text: str, words: str) -> set[tuple[int, int]]:
    """Give every place where the words stand; those with ^ in front are a pattern of what begins a line."""
    if words.startswith("^"):
        lines = re.finditer(words, text, re.MULTILINE)
        starts = ((len(same_words(text[: line.start()])), joined(line[0])) for line in lines)
        return {(start, start + len(held)) for start, held in starts}
    held = joined(words)
    return {
        (at.start(), at.start() + len(held)) for at in re.finditer(f"(?={re.escape(held)})", joined(text))
    }


def quotes(value: object) -> Iterator[str]:
    """Walk through every quote, rows of tables included."""
    if isinstance(value, Source):
        yield value.quote
    elif isinstance(value, tuple):
        for part in value:
            yield from quotes(part)
    elif is_dataclass(value):
        for part in fields(value):
            yield from quotes(getattr(value, part.name))


def headings(section: Section) -> Iterator[str]:
    """Give the ways a heading may be printed with its number: 二（一） is （一）, 三 is 三、."""
    yield section.title
    yield section.clause + section.title
    own = re.search(r"（[一二三四五六七八九]）$|[一二三四五六七八九]是?$", section.clause)
    if own is not None:
        yield from (own[0] + section.title, f"{own[0]}、{section.title}")


def numbered(pack: Programme) -> Iterator[str]:
    """Give what is printed behind a number of its own."""
    for annex in pack.annexes:
        yield from (f"{annex.number}.{annex.listed}", f"附件{annex.number}{annex.printed}")
    for task in pack.tasks:
        yield f"{task.number}{task.name}"
    if pack.assessment is not None:
        for domain in pack.assessment.domains:
            yield from (f"{content.number}.{content.name}" for content in domain.contents)
        yield from (f"{extra.number}.{extra.name}" for extra in pack.assessment.extras)


def held_words(pack: Programme) -> Iterator[str]:
    """Give all words of a pack that are the notice's own."""
    yield from quotes(pack)
    yield from (pack.title, pack.addressees, pack.doc_no, pack.theme)
    if pack.issued_on is not None:
        yield f"{pack.issued_on.year}年{pack.issued_on.month}月{pack.issued_on.day}日"
    if pack.quota_table is not None:
        yield from (pack.quota_table.row_source(row.unit).quote for row in pack.quota_table.rows)
    for step, parts in COPIED.items():
        for entry in getattr(pack, step):
            for part in parts:
                copied = getattr(entry, part)
                yield from (copied,) if isinstance(copied, str) else copied
    for form in pack.forms:
        yield from (blank.label for blank in form.fields)
    for section in pack.sections:
        yield from headings(section)
    yield from numbered(pack)


@cache
def pack_of(name: str) -> Programme:
    """Give a sound pack of the project."""
    pack, faults = read_pack(SEEDS / "programmes" / f"{name}.toml", **surroundings())
    assert faults == ()
    assert pack is not None
    return pack


@cache
def looked_through(name: str) -> tuple[str, list[Sign], list[Sign]]:
    """Give a notice's text, all signs of numbers in it, and those that its pack does not hold."""
    pack = pack_of(name)
    held = {place for words in held_words(pack) if words for place in places(pack.text, words)}
    found = signs(pack.text)
    return pack.text, found, [sign for sign in found if not sign.within(held)]


def shown(text: str, sign: Sign) -> str:
    """Give a sign with the words around it."""
    whole = joined(text)
    return (
        f"{whole[max(0, sign.starts - 12) : sign.starts]}【{sign.looks}】{whole[sign.ends : sign.ends + 12]}"
    )


@pytest.mark.parametrize("name", FOUND)
def test_every_number_is_quoted_or_reviewed(name: str) -> None:
    text, _, left = looked_through(name)
    excused = {place for words in REVIEWED[name] for place in places(text, words)}
    assert [shown(text, sign) for sign in left if not sign.within(excused)] == []


@pytest.mark.parametrize("name", FOUND)
def test_no_review_is_left_over_or_excuses_more_than_it_says(name: str) -> None:
    text, _, left = looked_through(name)
    needed = {words: sum(sign.within(places(text, words)) for sign in left) for words in REVIEWED[name]}
    assert needed == {words: times for words, (times, _) in REVIEWED[name].items()}
    assert all(reason for _, reason in REVIEWED[name].values())
    assert sum(needed.values()) == len(left)


@pytest.mark.parametrize("name", FOUND)
def test_as_many_numbers_are_found_as_were_counted(name: str) -> None:
    _, found, left = looked_through(name)
    assert (len(found), len(left)) == FOUND[name]


@pytest.mark.parametrize("name", FOUND)
def test_every_title_of_a_document_is_quoted(name: str) -> None:
    pack = pack_of(name)
    held = "\n".join(map(joined, held_words(pack)))
    titles = dict.fromkeys(re.findall("《([^》]+)》", joined(pack.text)))
    assert titles
    assert [title for title in titles if title not in held] == []


def test_every_notice_is_looked_through() -> None:
    assert set(FOUND) == set(REVIEWED) == {path.stem for path in (SEEDS / "notices").glob("*.txt")}


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("湘市监办发〔2022〕71 号", ["湘市监办发〔2022〕71号"]),
        ("2022 年 6 月 17 日印发，11 月\n30 日前", ["2022年6月17日", "11月30日"]),
        ("2021年8月，2022年度", ["2021年8月", "2022"]),
        ("传真：0731-85693710 hnszlfzj@163.com", ["0731-85693710", "hnszlfzj@163.com"]),
        ("1.2021年度，1. 2022年，93.61%，≥99.4", ["1", "2021", "1", "2022", "93.61%", "≥99.4"]),
        ("20万元，2300 余家，1000\n家", ["20万", "2300余", "1000"]),
        ("“3+N”“3+3+2”“3·15”“4812”", ["3+N", "3+3+2", "3·15", "4812"]),
        ("Ⅲ类，I—III 类，QC 小组", ["Ⅲ", "I", "III"]),
        ("第七届，第十二次，培训千名，“双\n百”，进一步", ["第七", "第十二", "千", "双百", "一"]),
        ("黄石\t600\t60\t7", ["600", "60", "7"]),
    ],
)
def test_a_sign_of_a_number_is_known_by_its_looks(text: str, looks: list[str]) -> None:
    assert [sign.looks for sign in signs(text)] == looks
    assert all(joined(text)[sign.starts : sign.ends] == sign.looks for sign in signs(text))


def test_a_number_that_nothing_holds_is_seen() -> None:
    text = "服务站总数达到 150 个以上，培训 50 人"
    held = places(text, "服务站总数达到150个以上")
    assert [sign.looks for sign in signs(text) if not sign.within(held)] == ["50"]
