"""The parts of a pack as the editor lists them: one line an entry, known by its path."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from qtrack.domain.fields import Schema
from qtrack.domain.region import Region
from qtrack.domain.terms import MISSING
from qtrack.domain.value import show_date, show_weekday
from qtrack.domain.workdays import Calendar
from qtrack.packs.edit import open_values, unconfirmed_at
from qtrack.packs.paths import Document, step_of
from qtrack.packs.words import entry_words, path_words, raw_words
from qtrack.tui.packs.counting import count_words
from qtrack.tui.packs.forms import BASIC, EACH_WORDS

WAITS, INHERITED, UNQUOTED = "待核", "沿用上年原文", "原文没有"
AGREES, DIFFERS = "相符", "不符"


@dataclass(frozen=True, slots=True)
class Around:
    """What the lines of a pack are told by."""

    schemas: Mapping[str, Schema]
    region: Region
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the path it stands for, what it is, what it says, and its state."""

    path: str
    name: str
    words: str
    state: str = ""


def lines_of(section: str, document: Document, around: Around) -> tuple[Line, ...]:
    """Give the lines of a section, each marked where something in it waits to be confirmed."""
    return tuple(
        line
        if line.state or not unconfirmed_at(document, line.path)
        else Line(line.path, line.name, line.words, WAITS)
        for line in _SECTIONS[section][1](document, around)
    )


def waiting_in(section: str, document: Document) -> int:
    """Count the values of a section that wait to be confirmed; in the last one all."""
    if section == "waiting":
        return len(unconfirmed_at(document))
    roots = _ROOTS.get(section, (section,))
    return sum(len(unconfirmed_at(document, root)) for root in roots)


def titles() -> dict[str, str]:
    """Give the sections with their titles, in their order."""
    return {key: title for key, (title, _) in _SECTIONS.items()}


_ROOTS: Mapping[str, tuple[str, ...]] = {
    "basic": (*(field.key for field in BASIC), "ledgers"),
    "caps": ("caps", "limits"),
    "sources": ("notice",),
}
"""What a section shows where it is not just the list of its own name."""


def _basic(document: Document, around: Around) -> Iterator[Line]:
    yield Line("id", "代号", f"{document.get('id', '')}（{around.region.province.name}）")
    for field in BASIC:
        yield Line(field.key, field.label, raw_words(document.get(field.key)) or MISSING)
    used = [around.schemas[key].title for key in document.get("ledgers", []) if key in around.schemas]
    yield Line("ledgers", "用哪些台账", "、".join(used) or "按计数口径")
    if document.get("derived_from"):
        yield Line("derived_from", "套用自", str(document["derived_from"]))


def _targets(document: Document, around: Around) -> Iterator[Line]:
    for path, entry in _entries(document, "targets"):
        number = f"{raw_words(entry.get('number'))} {entry.get('unit', '')}"
        words = f"{number}　{entry.get('strength', '')}　{count_words(around.schemas, entry.get('count'))}"
        yield Line(path, entry_words(entry), words)


def _quotas(document: Document, around: Around) -> Iterator[Line]:
    table = document.get("quota_table")
    if not table:
        return
    known = {entry.get("id"): entry for entry in document.get("targets", [])}
    named = [(name, known.get(name, {})) for name in table.get("targets", [])]
    rows = table.get("rows", [])
    said, agrees = [], True
    for place, (name, target) in enumerate(named):
        total = sum(row["numbers"][place] for row in rows if place < len(row["numbers"]))
        same = total == target.get("number")
        mark = "=" if same else "≠"
        said.append(f"{target.get('tier', name)} {total:,} {mark} 任务数 {raw_words(target.get('number'))}")
        agrees = agrees and same
    yield Line("quota_table", "合计", "　".join(said), AGREES if agrees else DIFFERS)
    for row in rows:
        unit = around.region.by_code.get(row.get("unit", ""))
        numbers = zip(named, row["numbers"], strict=False)
        words = "　".join(f"{target.get('tier', name)} {number:,}" for (name, target), number in numbers)
        yield Line(f"quota_table.rows.{row.get('unit')}", unit.name if unit else str(row.get("unit")), words)


def _floors(document: Document, around: Around) -> Iterator[Line]:
    for path, entry in _entries(document, "floors"):
        each = EACH_WORDS.get(entry.get("each", ""), "？")
        yield Line(path, entry_words(entry), f"{each}　{entry.get('strength', '')}")
        for step, before in (("tests", "不少于"), ("shown", "只列出")):
            for place, test in _entries(entry, step):
                words = f"{before} {raw_words(test.get('at_least'))} {test.get('unit', '')}"
                said = f"{words}　{count_words(around.schemas, test.get('count'))}"
                yield Line(f"{path}.{place}", f"  {entry_words(test)}", said)


def _caps(document: Document, around: Around) -> Iterator[Line]:
    for path, entry in _entries(document, "caps"):
        each = EACH_WORDS.get(entry.get("each", ""), "？")
        words = f"{each}最多 {raw_words(entry.get('at_most'))} {entry.get('unit', '')}"
        yield Line(path, entry_words(entry), f"{words}　{count_words(around.schemas, entry.get('count'))}")
    for path, entry in _entries(document, "limits"):
        schema = around.schemas.get(str(entry.get("ledger")))
        labels = {field.key: field.label for field in schema.fields} if schema else {}
        title = schema.title if schema else "？"
        words = f"{title}的{labels.get(str(entry.get('field')), '？')}最多 {raw_words(entry.get('at_most'))}"
        yield Line(path, entry_words(entry), words)


def _deadlines(document: Document, around: Around) -> Iterator[Line]:
    for path, entry in _entries(document, "deadlines"):
        owed = "、".join(EACH_WORDS.get(each, "？") for each in entry.get("owed_by", []))
        yield Line(path, entry_words(entry), f"{_day_words(entry.get('due_on'), around.calendar)}　{owed}")


def _day_words(day: object, calendar: Calendar) -> str:
    """Give a day with its weekday, and the workday before it where it is none."""
    if not isinstance(day, date):
        return MISSING
    workday = calendar.latest_workday(day)
    reckoned = "推算，" if calendar.reckons(day.year) else ""
    rest = "" if workday == day else f"（{reckoned}非工作日，之前最近的工作日 {show_date(workday)}）"
    return f"{show_date(day)} {show_weekday(day)}{rest}"


def _forms(document: Document, around: Around) -> Iterator[Line]:
    for path, entry in _entries(document, "forms"):
        schema = around.schemas.get(str(entry.get("ledger")))
        labels = {field.key: field.label for field in schema.fields} if schema else {}
        blanks = entry.get("fields", [])
        yield Line(path, entry_words(entry), f"{schema.title if schema else '？'}　{len(blanks)} 栏")
        for number, blank in enumerate(blanks, 1):
            column = labels.get(blank.get("column", ""), "")
            group = f"{blank['group']}　" if blank.get("group") else ""
            filled = f"填 {column}" if column else "不从台账填"
            yield Line(f"{path}.fields.{number}", f"  {number} {blank.get('label', '')}", f"{group}{filled}")


def _sources(document: Document, _around: Around) -> Iterator[Line]:
    notice = str(document.get("notice", ""))
    inherited = bool(document.get("derived_from")) and "notice" in unconfirmed_at(document)
    words = f"{len(notice):,} 字" if notice else f"{MISSING}（没有原文就不核对引文）"
    yield Line("notice", "通知原文", words, INHERITED if inherited else "")
    text = "".join(notice.split())
    for section in ("targets", "floors", "caps", "limits", "deadlines", "forms"):
        for path, entry in _entries(document, section):
            source = entry.get("source", {})
            quote = str(source.get("quote", ""))
            found = not text or "".join(quote.split()) in text
            state = UNQUOTED if not found else INHERITED if inherited else ""
            yield Line(f"{path}.source", entry_words(entry), f"{source.get('clause', '')}：{quote}", state)


def _waiting(document: Document, _around: Around) -> Iterator[Line]:
    for path, value in open_values(document):
        yield Line(path, path_words(document, path), raw_words(value), WAITS)


def _entries(document: Mapping[str, Any], step: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, entry in enumerate(document.get(step, []), 1):
        yield f"{step}.{step_of(entry, number)}", entry


_SECTIONS: Mapping[str, tuple[str, Callable[[Document, Around], Iterator[Line]]]] = {
    "basic": ("基本信息", _basic),
    "targets": ("任务指标", _targets),
    "quota_table": ("任务分解表", _quotas),
    "floors": ("下限", _floors),
    "caps": ("上限和限额", _caps),
    "deadlines": ("时限", _deadlines),
    "forms": ("表式", _forms),
    "sources": ("来源原文", _sources),
    "waiting": ("待核", _waiting),
}
