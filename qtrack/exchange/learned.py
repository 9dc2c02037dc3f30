"""What a person corrected once: which column of which set of headings is which field."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from qtrack.domain.text import plain
from qtrack.exchange.wording import bare
from qtrack.files import write_text_atomic

MOST_SETS = 200
"""So many sets of headings are remembered; the one longest unused goes first."""


@dataclass(frozen=True, slots=True)
class LearnedSet:
    """One set of headings of one ledger: pairs of a heading's mark and a field's key, or none."""

    ledger: str
    marks: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Learned:
    """All sets a person has settled, the latest last."""

    sets: tuple[LearnedSet, ...] = ()

    def fields(self, ledger: str, headings: Sequence[str]) -> dict[int, str]:
        """Give the fields by column as settled for just these headings, in whatever order they stand."""
        marks = marks_of(headings)
        wanted = tuple(sorted(marks))
        for held in reversed(self.sets):
            if (held.ledger, held.marks) == (ledger, wanted):
                known = dict(held.fields)
                return {place: known[mark] for place, mark in enumerate(marks) if mark in known}
        return {}

    def taught(self, ledger: str, headings: Sequence[str], fields: Sequence[str | None]) -> Learned:
        """Give what is known with these headings settled so; `fields` has a key or None for every heading."""
        if not headings:
            return self
        marks = marks_of(headings)
        pairs = tuple((mark, key or "") for mark, key in zip(marks, fields, strict=True))
        new = LearnedSet(ledger, tuple(sorted(marks)), tuple(sorted(pairs)))
        others = [held for held in self.sets if (held.ledger, held.marks) != (ledger, new.marks)]
        return Learned((*others, new)[-MOST_SETS:])


def marks_of(headings: Sequence[str]) -> tuple[str, ...]:
    """Give a mark for every heading, one that stays when the columns change places: 备注, 备注#2, #1."""
    seen: Counter[str] = Counter()
    marks: list[str] = []
    for heading in headings:
        words = bare(heading)
        seen[words] += 1
        marks.append(words if words and seen[words] == 1 else f"{words}#{seen[words]}")
    return tuple(marks)


def load_learned(path: Path) -> tuple[Learned, str]:
    """Read what was settled, and give a sentence when something could not be read; the rest is kept.

    A file that is no TOML is put aside under another name, so that saving anew does not destroy it.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Learned(), ""
    except OSError:
        return Learned(), f"列对应文件 {path.name} 无法读取，各列按名称重新识别"
    except (ValueError, RecursionError):
        return Learned(), f"列对应文件 {path.name} 已损坏，各列按名称重新识别；{_put_aside(path)}"
    raw = table.get("set", [])
    found = [_read(one) for one in raw] if isinstance(raw, list) else [None]
    sets = tuple(one for one in found if one is not None)
    doubted = len(sets) < len(found) or bool(table.keys() - {"set"})
    return Learned(sets[-MOST_SETS:]), f"列对应文件 {path.name} 有的内容不认识，已略去" if doubted else ""


def save_learned(path: Path, learned: Learned) -> None:
    """Write what was settled, whole or not at all; OSError when the disk refuses."""
    import tomli_w

    sets = [
        {"ledger": plain(held.ledger), "fields": {plain(mark): plain(key) for mark, key in held.fields}}
        for held in learned.sets
    ]
    write_text_atomic(path, tomli_w.dumps({"set": sets}))


def _read(body: object) -> LearnedSet | None:
    match body:
        case {"ledger": str(ledger), "fields": dict(fields)} if fields:
            if all(isinstance(key, str) for key in fields.values()):
                pairs = tuple(sorted((plain(mark), plain(key)) for mark, key in fields.items()))
                return LearnedSet(plain(ledger), tuple(sorted(mark for mark, _ in pairs)), pairs)
    return None


def _put_aside(path: Path) -> str:
    aside = path.with_name(f"{path.stem}-damaged{path.suffix}")
    with suppress(OSError):
        path.replace(aside)
        return f"原文件已改名为 {aside.name}"
    return "原文件未改动"
