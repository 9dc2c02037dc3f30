"""Quotes of the two longest notices stand under the clause they name, those of contradictions too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass

import pytest
from seed_packs import SEEDS, surroundings

from qtrack.domain.programme import Programme, Source
from qtrack.domain.text import same_words
from qtrack.packs import read_conflicts, read_pack

Marks = list[tuple[int, str]]
"""Where each clause begins in the text without white space, in its order."""


def plan_marks(text: str) -> Marks:
    """Give the clauses of the plan: chapter, section, subsection, number; a box is a clause of its own."""
    levels = [r"(第[一二三四]章)", r"([一二三四])、", r"(（[一二三四五六]）)", r"([1-5])\. "]
    body = text.index("## 第一章")
    found: Marks = [(0, "文首")]
    under = [""] * len(levels)
    for line in re.finditer(r"^.+$", text[body:], re.MULTILINE):
        words = line[0].lstrip("# *")
        box = re.match(r"专栏 ?(\d)", words)
        at = next((at for at, level in enumerate(levels) if re.match(level, words)), None)
        if at is not None:
            heading = re.match(levels[at], words)
            under = [*under[:at], heading[1] if heading else "", *[""] * (len(levels) - at - 1)]
        if box is not None or at is not None:
            start = len(same_words(text[: body + line.start()]))
            found.append((start, f"专栏{box[1]}" if box else "".join(under)))
    return found


def assessment_marks(text: str) -> Marks:
    """Give the clauses of the assessment: its own page, four annexes, notes under two, numbers in two."""
    whole = same_words(text)
    starts = {
        "文首": "湖南省质量强省领导小组办公室文件",
        "正文": "为切实做好2023年度",
        "文末": "联系人：",
        "附件1": "附件12023年度",
        "附件1注": "注：分值",
        "附件2": "附件22023年度",
        "附件2注": "注：加分项",
        "附件3": "附件3湖南省质量强省领导小组",
        "附件4": "附件42022年度",
    }
    found: Marks = [(whole.index(words), clause) for clause, words in starts.items()]
    places = {clause: start for start, clause in found}
    for annex, first, last in (
        ("附件3", places["附件3"], places["附件4"]),
        ("附件4", places["附件4"], len(whole)),
    ):
        for row in re.finditer(r"(?<![\d.])(\d{1,2})\.(?=[\u4e00-\u9fff])", whole[first:last]):
            found.append((first + row.start(), f"{annex}第{row[1]}项"))
    return sorted(found)


NOTICES: dict[str, Callable[[str], Marks]] = {
    "hunan-plan-2025": plan_marks,
    "hunan-2023-assessment": assessment_marks,
}


def pack_of(name: str) -> Programme:
    """Give a sound pack of the project."""
    pack, faults = read_pack(SEEDS / "programmes" / f"{name}.toml", **surroundings())
    assert faults == ()
    assert pack is not None
    return pack


def sources(value: object) -> Iterator[Source]:
    """Walk through everything that has a source."""
    if isinstance(value, Source):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from sources(part)
    elif is_dataclass(value):
        for part in fields(value):
            yield from sources(getattr(value, part.name))


def quoted_against(name: str) -> Iterator[Source]:
    """Give what the contradictions quote from a notice."""
    for one in read_conflicts(SEEDS / "conflicts.toml")[0]:
        for side in one.statements:
            if side.programme == name:
                yield Source(side.clause, side.quote)


@pytest.mark.parametrize("name", NOTICES)
def test_each_quote_stands_under_its_own_clause(name: str) -> None:
    pack = pack_of(name)
    whole, marks = same_words(pack.text), NOTICES[name](pack.text)
    astray = []
    for source in (*sources(pack), *quoted_against(name)):
        starts = [at.start() for at in re.finditer(re.escape(same_words(source.quote)), whole)]
        under = {max(mark for mark in marks if mark[0] <= start)[1] for start in starts}
        if not any(clause.startswith(source.clause) for clause in under):
            astray.append((source, under))
    assert astray == []


def test_clauses_are_cut_where_they_begin() -> None:
    plan = [clause for _, clause in plan_marks(pack_of("hunan-plan-2025").text)]
    assert [f"专栏{number}" for number in range(1, 10)] == [one for one in plan if one.startswith("专栏")]
    assert {"第一章一（四）3", "第三章一（三）", "第三章四（二）5", "第四章四"} <= set(plan)
    rows = [clause for _, clause in assessment_marks(pack_of("hunan-2023-assessment").text)]
    for annex, last in (("附件3", 13), ("附件4", 23)):
        numbered = [one for one in rows if one.startswith(f"{annex}第")]
        assert numbered == [f"{annex}第{number}项" for number in range(1, last + 1)]
