"""docs/packs.md names every key of a pack, and none else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any, get_args

from qtrack.domain.programme import Programme
from qtrack.packs.part_words import part_of
from qtrack.packs.reading import blanks

PAGE = (Path(__file__).parents[2] / "docs" / "packs.md").read_text(encoding="utf-8")
PARTS = {
    found[1]: dict(re.findall(r"^\| `(\w+)`( \*)? \|", found[2], re.MULTILINE))
    for found in re.finditer(r"^### [^\n]* `(\w+)`\n(.*?)(?=^#|\Z)", PAGE, re.MULTILINE | re.DOTALL)
}


def types_in(hint: Any) -> Iterator[Any]:  # noqa: ANN401 - a type of any form
    """Give all types a type is made of."""
    yield hint
    for part in get_args(hint):
        yield from types_in(part)


def shapes(start: Any) -> dict[str, Any]:  # noqa: ANN401 - any dataclass
    """Give all dataclasses a pack is made of, by name."""
    found: dict[str, Any] = {start.__name__: start}
    for hint, _ in blanks(start).values():
        for one in types_in(hint):
            if isinstance(one, type) and is_dataclass(one) and one.__name__ not in found:
                found |= shapes(one)
    return found


SHAPES = shapes(Programme)


def test_every_part_of_a_pack_has_its_table() -> None:
    assert sorted(PARTS) == sorted(SHAPES)


def test_every_key_is_named_in_its_table_and_none_else() -> None:
    told = {name: {key: bool(star) for key, star in keys.items()} for name, keys in PARTS.items()}
    assert told == {
        name: {key: needed for key, (_, needed) in blanks(shape).items()} for name, shape in SHAPES.items()
    }


def test_the_editor_calls_every_part_and_key_what_the_page_calls_it() -> None:
    titles = dict(re.findall(r"^### ([^`\n（]*?)(?:（[^`\n]*)? `(\w+)`$", PAGE, re.MULTILINE))
    assert {words: part_of(SHAPES[name]).title for words, name in titles.items()} == {
        words: words for words in titles
    }
    said = dict(re.findall(r"^### [^\n]* `(\w+)`\n(.*?)(?=^#|\Z)", PAGE, re.MULTILINE | re.DOTALL))
    strange = [
        f"{name}.{key}: {blank.label}"
        for name, shape in SHAPES.items()
        for key, blank in part_of(shape).blanks.items()
        if not re.search(rf"^\| `{key}`(?: \*)? \| {re.escape(blank.label)}", said[name], re.MULTILINE)
    ]
    assert strange == []


def test_every_key_is_explained() -> None:
    assert re.findall(r"^\| `\w+`(?: \*)? \|\s*\|", PAGE, re.MULTILINE) == []


def test_every_fixed_word_is_named() -> None:
    words = {
        str(member.value)
        for shape in SHAPES.values()
        for hint, _ in blanks(shape).values()
        for one in types_in(hint)
        if isinstance(one, type) and issubclass(one, Enum)
        for member in one
    }
    fixed = PAGE.partition("## 固定的说法")[2]
    assert [word for word in sorted(words) if word and word not in fixed] == []
