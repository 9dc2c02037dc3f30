"""The text a row is found by: its words, and the pinyin of its Chinese.

Pinyin comes from a library that is slow to load and large (0.3 s, 66 MB), so it is loaded when the first
text is spelled, which happens only where a row is written; whoever searches reads what is stored.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache

from qtrack.domain.fields import Kind, Schema
from qtrack.domain.text import folded

SPELLED_PLACES = {"长阳": "cháng yáng", "曾都": "zēng dū"}
"""Names of places the library misreads; all others in seeds/regions it reads right."""

FIRST_READINGS = {"长": "cháng,zhǎng", "曾": "zēng,céng", "朝": "cháo,zhāo", "覃": "qín,tán"}
"""Readings of single characters in names of firms and people, where the library prefers another."""

OTHER_INITIALS = {
    "长": "cz", "重": "zc", "乐": "ly", "行": "xh", "曾": "zc", "朝": "cz", "单": "ds", "盛": "sc",
    "调": "dt", "传": "cz", "藏": "cz", "参": "cs", "弹": "dt", "降": "jx", "解": "jx", "仇": "qc",
    "翟": "zd", "种": "zc", "宿": "sx", "厦": "sx", "校": "xj", "查": "cz", "卡": "kq", "咖": "kg",
    "召": "zs", "折": "zs", "覃": "qt", "谌": "cs", "莘": "sx", "属": "sz", "粘": "zn", "番": "fp",
    "堡": "bp", "圈": "qj", "巷": "xh", "轧": "zy",
}  # fmt: skip
"""First letters of characters people read in several ways, whichever of them the library takes."""

MOST_INITIALS = 8
"""So many lines of initials a text has at most; three doubtful characters make as many."""

END = "\n\n"
"""Ends the text: from each of its signs on there are three, and the index holds every three."""

_CHINESE = re.compile("[\u3007\u3400-\u9fff\U00020000-\U0003ffff]+")
_WORD = re.compile("[\u3007\u3400-\u9fff\U00020000-\U0003ffff]+|[a-z0-9]+")


def find_text(schema: Schema, values: Mapping[str, object]) -> str:
    """Give what a row is found by, one thing a line: its texts folded, then initials and pinyin of each.

    Numbers, dates, choices, units and references are not in it: they are asked for by their own columns.
    The same values give the same text on every machine; nothing to find gives an empty text.
    """
    texts = [(field.kind, _value(values.get(field.key))) for field in schema.fields]
    lines = [text for kind, text in texts if kind in (Kind.TEXT, Kind.CODE, Kind.NOTE)]
    for kind, text in texts:
        if kind is Kind.TEXT:
            lines += spelled(text)
    found = "\n".join(dict.fromkeys(line for line in lines if line))
    return found and found + END


def _value(value: object) -> str:
    return folded(value) if isinstance(value, str) else ""


@lru_cache(maxsize=8192)
def spelled(text: str) -> tuple[str, ...]:
    """Give the pinyin of a folded text: initials, other initials it may be read with, then in full.

    Latin letters and digits stay as they are, all else between them goes; no Chinese gives nothing.
    """
    if not _CHINESE.search(text):
        return ()
    syllables = [pair for run in _WORD.findall(text) for pair in _syllables(run)]
    return (*_initials(syllables), "".join(syllable for _, syllable in syllables))


def _syllables(run: str) -> list[tuple[str, str]]:
    """Give a run of Chinese as characters with their syllables, and a run of Latin as it is."""
    return list(zip(run, _speller()(run), strict=True)) if _CHINESE.match(run) else [(run, run)]


def _initials(syllables: list[tuple[str, str]]) -> Iterator[str]:
    """Give every way to read the initials, the best first; past the limit each character has one."""
    ways = [""]
    for sign, syllable in syllables:
        letters = syllable if sign == syllable else syllable[0]
        if len(ways) < MOST_INITIALS:
            letters_too = OTHER_INITIALS.get(sign, "").replace(letters, "")
            ways = [way + first for first in (letters, *letters_too) for way in ways]
        else:
            ways = [way + letters for way in ways]
    return iter(ways)


@cache
def _speller() -> Callable[[str], list[str]]:
    """Load the library once, with what it misreads put right; it gives a syllable for each character."""
    from pypinyin import lazy_pinyin, load_phrases_dict, load_single_dict

    load_single_dict({ord(sign): readings for sign, readings in FIRST_READINGS.items()})
    load_phrases_dict(
        {name: [[syllable] for syllable in spelling.split()] for name, spelling in SPELLED_PLACES.items()}
    )
    # A character it does not know stands for itself; that a list may be given is missing in its types.
    return lambda run: lazy_pinyin(run, errors=list)  # type: ignore[arg-type]
