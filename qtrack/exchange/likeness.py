"""Fields a column may be meant for because its heading is like their names; likeness only suggests."""

from __future__ import annotations

from collections.abc import Container
from difflib import SequenceMatcher

from qtrack.domain.fields import Kind, Schema
from qtrack.exchange.contents import FEW, Contents
from qtrack.exchange.mapping import said_in
from qtrack.exchange.synonyms import DENYING, Synonyms, names
from qtrack.exchange.wording import bare, lower_part

SUGGESTED = 3
"""So many fields are suggested for a column at most."""

_ALIKE = 0.6


def near_fields(
    heading: str, content: Contents, schema: Schema, known: Synonyms, taken: Container[str]
) -> tuple[str, ...]:
    """Give the free fields whose names are like a heading, and that could read what the column holds.

    Likeness tells nothing of yes and no (是否规下 is like 是否规上): a flag must be named, and not denied.
    """
    words = bare(lower_part(heading) or heading)
    if not words:
        return ()
    ranked: list[tuple[float, str]] = []
    for field in schema.fields:
        fit = content.fit(field, said_in(schema, field))
        if field.key in taken or (fit is not None and fit <= FEW):
            continue
        called = (*names(field), *known.of(schema, field))
        named = any(word in words for word in called) and not any(sign in words for sign in DENYING)
        if field.kind is not Kind.FLAG or named:
            ranked.append((max(_likeness(words, word) for word in called), field.key))
    ranked.sort(key=lambda pair: -pair[0])
    return tuple(key for likeness, key in ranked[:SUGGESTED] if likeness >= _ALIKE)


def _likeness(words: str, other: str) -> float:
    """Give how much two wordings are alike, 0 to 1; one that holds the other is alike too."""
    if min(len(words), len(other)) > 1 and (words in other or other in words):
        return _ALIKE + (1 - _ALIKE) * min(len(words), len(other)) / max(len(words), len(other))
    compared = SequenceMatcher(None, words, other, autojunk=False)
    if compared.real_quick_ratio() < _ALIKE or compared.quick_ratio() < _ALIKE:
        return 0.0
    return compared.ratio()
