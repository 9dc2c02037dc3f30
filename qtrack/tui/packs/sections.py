"""The sections of a pack as the editor lists them: what is in each, and where a fault belongs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from functools import cache
from typing import Any

from qtrack.domain.programme import Programme
from qtrack.domain.terms import MISSING
from qtrack.domain.text import same_words
from qtrack.packs import Fault
from qtrack.packs.edit import open_values, unconfirmed_at
from qtrack.packs.part_words import part_of
from qtrack.packs.paths import Document, value_at, walk
from qtrack.packs.shapes import leaves_of, lists_of
from qtrack.packs.words import entry_words, path_words, raw_words, reason_words
from qtrack.tui.packs.forms import ASIDE
from qtrack.tui.packs.lines import Line, Teller

WAITS, INHERITED, UNQUOTED = "待核", "沿用上年原文", "原文没有"
QUOTE = ".source.quote"
AGREES, DIFFERS = "相符", "不符"
WRONG, HINT = "要补", "可补"

TODO, BASIC, SOURCES, WAITING, QUOTAS = "todo", "basic", "sources", "waiting", "quota_table"

_ORDER = (
    *("targets", QUOTAS, "floors", "caps", "limits", "deadlines", "matters", "forms", "indicators", "tasks"),
    *("activities", "slogans", "departments", "assessment", "past_projects", "funding", "season", "tags"),
    *("facts", "annexes", "contacts", "sections"),
)
"""The parts of a pack, in the order in which notices are usually written down; any other comes after them."""

_OWN_TITLES = {TODO: "还缺什么", BASIC: "基本信息", SOURCES: "通知原文", WAITING: "待核"}


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a draft, and which of its words the notice does not have."""

    faults: Sequence[Fault] = ()
    unquoted: Sequence[Fault] = ()


@cache
def titles() -> dict[str, str]:
    """Give the sections with their titles, in their order."""
    words = part_of(Programme).blanks
    keys = dict.fromkeys((TODO, BASIC, SOURCES, *_ORDER, *_parts(), WAITING))
    return {key: _OWN_TITLES.get(key) or words[key].label for key in keys}


def lines_of(section: str, teller: Teller, wrong: Wrong) -> tuple[Line, ...]:
    """Give the lines of a section, each marked where something in it waits to be confirmed."""
    document = teller.document
    found = _todo(document, wrong) if section == TODO else _LINES.get(section, _part)(section, teller)
    return tuple(
        line
        if line.state or not unconfirmed_at(document, line.path)
        else Line(line.path, line.name, line.words, WAITS)
        for line in found
    )


def count_in(section: str, document: Document, wrong: Wrong) -> int:
    """Count the entries of a section; of what is missing, the faults."""
    if section == TODO:
        return len(wrong.faults)
    found = document.get(section)
    found = found.get("rows", [found]) if isinstance(found, dict) else found
    return len(found) if isinstance(found, list) else 0


def waiting_in(section: str, document: Document) -> int:
    """Count the values of a section that wait to be confirmed; in the last one all."""
    if section == WAITING:
        return len(unconfirmed_at(document))
    roots = {BASIC: _basic_keys(), SOURCES: ("notice",)}.get(section, (section,))
    return sum(len(unconfirmed_at(document, root)) for root in roots)


def section_of(path: str) -> str:
    """Give the section in which something is edited."""
    root = path.partition(".")[0]
    return SOURCES if root == "notice" else root if root in titles() else BASIC


@cache
def shape_of(section: str) -> Any:  # noqa: ANN401 - any dataclass a pack is made of
    """Give what the entries of a section are, or the section itself; none for what is no part."""
    known = {**lists_of(Programme), **leaves_of(Programme)}
    shape = known.get(section, (None, False))[0]
    return shape if is_dataclass(shape) else None


@cache
def _parts() -> tuple[str, ...]:
    """Give what of a pack is a part or a list of parts."""
    return tuple(key for key in part_of(Programme).blanks if shape_of(key) is not None)


def is_single(section: str) -> bool:
    """Say whether a section is one part and no list."""
    return is_dataclass(leaves_of(Programme).get(section, (None, False))[0])


@cache
def _basic_keys() -> tuple[str, ...]:
    return tuple(
        key for key, (hint, _) in leaves_of(Programme).items() if key not in ASIDE and not is_dataclass(hint)
    )


def _todo(document: Document, wrong: Wrong) -> Iterator[Line]:
    """Give what is wrong and what can be done next, each with its place behind its number and a colon."""
    for number, (path, name, words, state) in enumerate(_missing(document, wrong), 1):
        yield Line(f"{number}:{path}", name, words, state)


def _missing(document: Document, wrong: Wrong) -> Iterator[tuple[str, str, str, str]]:
    for fault in wrong.faults:
        place = path_words(document, fault.key) if fault.key else "整个方案"
        yield fault.key, place, reason_words(document, fault), WRONG
    if not document.get("notice") and not document.get("text_file"):
        yield "notice", "通知原文", "还没有粘贴；有了原文才能核对引文", HINT
    if not any(document.get(key) for key in _parts()):
        yield "targets", "各部分内容", "还没有登记：任务指标、下限、时限、事项等，有什么登记什么", HINT
    for fault in wrong.unquoted:
        yield fault.key, path_words(document, fault.key), fault.reason, UNQUOTED
    waiting = len(unconfirmed_at(document))
    if waiting:
        yield WAITING, "待核", f"{waiting:,} 处，改过或确认过就不再标", WAITS


def _basic(_section: str, teller: Teller) -> Iterator[Line]:
    document, words = teller.document, part_of(Programme).blanks
    yield Line("id", words["id"].label, f"{document.get('id', '')}（{teller.around.region.province.name}）")
    for key in _basic_keys():
        said = document.get(key)
        if key == "ledgers":
            schemas = teller.around.schemas
            used = "、".join(schemas[name].title for name in said or [] if name in schemas)
            yield Line(key, words[key].label, used or "各部分要用到的")
        elif isinstance(said, dict):
            yield Line(key, words[key].label, "；".join(f"{name} = {value}" for name, value in said.items()))
        else:
            yield Line(key, words[key].label, raw_words(said) or MISSING)
    if document.get("derived_from"):
        yield Line("derived_from", words["derived_from"].label, str(document["derived_from"]))


def _part(section: str, teller: Teller) -> Iterator[Line]:
    """Give the lines of a list, or of a part there is one of."""
    shape, held = shape_of(section), teller.document.get(section)
    if not is_single(section):
        yield from teller.several(shape, section, held)
    elif isinstance(held, dict):
        yield Line(section, entry_words(held) or MISSING, teller.summary(shape, held))
        yield from teller.below(shape, section, held, depth=1)


def _quotas(_section: str, teller: Teller) -> Iterator[Line]:
    document = teller.document
    table = document.get(QUOTAS)
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
    yield Line(QUOTAS, "合计", "　".join(said), AGREES if agrees else DIFFERS)
    for row in rows:
        unit = teller.around.region.by_code.get(row.get("unit", ""))
        numbers = zip(named, row["numbers"], strict=False)
        words = "　".join(f"{target.get('tier', name)} {number:,}" for (name, target), number in numbers)
        yield Line(f"{QUOTAS}.rows.{row.get('unit')}", unit.name if unit else str(row.get("unit")), words)


def _sources(_section: str, teller: Teller) -> Iterator[Line]:
    document = teller.document
    notice = str(document.get("notice", ""))
    inherited = bool(document.get("derived_from")) and "notice" in unconfirmed_at(document)
    words = f"{len(notice):,} 字" if notice else f"{MISSING}（没有原文就不核对引文）"
    yield Line("notice", part_of(Programme).blanks["notice"].label, words, INHERITED if inherited else "")
    text = same_words(notice)
    for quoted, quote in walk(document):
        if not quoted.endswith(QUOTE):
            continue
        path = quoted.removesuffix(QUOTE)
        entry = value_at(document, path)
        source = entry["source"]
        found = not text or same_words(str(quote)) in text
        state = UNQUOTED if not found else INHERITED if inherited else ""
        yield Line(f"{path}.source", entry_words(entry), f"{source.get('clause', '')}：{quote}", state)


def _waiting(_section: str, teller: Teller) -> Iterator[Line]:
    document = teller.document
    for path, value in open_values(document):
        yield Line(path, path_words(document, path), raw_words(value), WAITS)


_LINES: Mapping[str, Callable[[str, Teller], Iterator[Line]]] = {
    BASIC: _basic,
    SOURCES: _sources,
    QUOTAS: _quotas,
    WAITING: _waiting,
}
