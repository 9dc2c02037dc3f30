"""What stands in the document of a pack in words: paths, values and faults as people read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import is_dataclass
from datetime import date
from typing import Any, cast

from qtrack.domain.programme import Programme
from qtrack.domain.text import plain
from qtrack.domain.value import show_date, show_weekday
from qtrack.packs.derive import Moved
from qtrack.packs.fault import Fault
from qtrack.packs.part_words import part_of
from qtrack.packs.paths import Document, NoPathError, descend
from qtrack.packs.shapes import below

LONGEST = 60
"""Signs of a text that are shown."""

_IN_QUOTES = re.compile(r"“([a-z][a-z0-9-]*)”")


def raw_words(value: Any) -> str:  # noqa: ANN401 - whatever TOML holds
    """Give a value of TOML on one line, long texts cut."""
    if isinstance(value, list):
        return "、".join(raw_words(one) for one in value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, date):
        return show_date(value)
    text = "" if value is None else str(value)
    words = plain(text[: 2 * LONGEST])
    return words if len(text) <= LONGEST else f"{words[:LONGEST]}…（共 {len(text):,} 字）"


def path_words(document: Document, path: str) -> str:
    """Say where a path leads: 任务指标 万 中小企业 数量."""
    said, shape = list[str](), cast("Any", Programme)
    steps = path.split(".")
    with suppress(NoPathError):  # a fault may speak of what is missing
        for step, value in descend(document, path):
            steps = steps[str(step).count(".") + 1 :]
            entry = isinstance(step, int) and isinstance(value, dict)
            said.append(entry_words(value) if entry else label_of(shape, step))
            shape = below(shape, step)
    return " ".join([*said, *(label_of(shape, step) for step in steps)])


def label_of(shape: Any, step: object) -> str:  # noqa: ANN401 - a type of any form
    """Give what people call a key of a part; what is none stays as it is written."""
    if is_dataclass(shape):
        blank = part_of(cast("Any", shape)).blanks.get(str(step))
        return blank.label if blank else str(step)
    return str(step)


def moved_words(document: Document, moved: Moved) -> str:
    """Say which due day is not worked, and the workday before it."""
    reckoned = "（推算，当年放假安排未公布）" if moved.reckoned else ""
    day = f"{show_date(moved.day)} {show_weekday(moved.day)}"
    return (
        f"{path_words(document, moved.path)} {day}不是工作日{reckoned}，"
        f"之前最近的工作日是 {show_date(moved.workday)}；日期未改"
    )


def fault_words(document: Document, fault: Fault) -> str:
    """Say a fault with its place; entries it names by their ids are told by their words."""
    place = path_words(document, fault.key) if fault.key else "整个方案"
    return f"{place}：{reason_words(document, fault)}"


def reason_words(document: Document, fault: Fault) -> str:
    """Say what is wrong; entries that are named by their ids are told by their words."""
    named = {one["id"]: entry_words(one) for one in entries_with_ids(document)}
    return _IN_QUOTES.sub(lambda found: f"“{named.get(found[1], found[1])}”", fault.reason)


def entries_with_ids(value: object) -> Iterator[dict[str, Any]]:
    """Give every entry that has an id, at whatever depth, in the order they are written."""
    below_it: Iterable[object] = ()
    if isinstance(value, dict):
        below_it = value.values()
    elif isinstance(value, list):
        yield from (one for one in value if isinstance(one, dict) and isinstance(one.get("id"), str))
        below_it = value
    for one in below_it:
        yield from entries_with_ids(one)


def entry_words(entry: Mapping[str, Any]) -> str:
    """Give what an entry is known by."""
    return plain(" ".join(str(entry[key]) for key in naming_keys(entry)))[:LONGEST]


def naming_keys(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the keys of what an entry is known by: its tier, and the first of its names there is."""
    name = next((key for key in _NAMING if key in entry), "")
    return tuple(key for key in ("tier", name) if key in entry)


_NAMING = ("name", "title", "label", "printed", "words", "grade", "clause")
