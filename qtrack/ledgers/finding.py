"""The text a row is found by: its words, and the pinyin of its Chinese.

Pinyin comes from a library that is slow to load and large (0.2 s, 66 MB), so it is loaded when the first
text is spelled, which happens only where a row is written; whoever searches reads what is stored.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Mapping, Sequence
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

_DOUBTFUL = frozenset(OTHER_INITIALS)

MOST_INITIALS = 8
"""So many lines of initials a text has at most; three doubtful characters make as many."""

END = "\n\n"
"""Ends the text: from each of its signs on there are three, and the index holds every three."""

_WORDED = (Kind.TEXT, Kind.CODE, Kind.NOTE)
_CHINESE = re.compile("[\u3007\u3400-\u9fff\U00020000-\U0003ffff]+")
_WORD = re.compile("[\u3007\u3400-\u9fff\U00020000-\U0003ffff]+|[a-z0-9]+")


def find_text(schema: Schema, values: Mapping[str, object]) -> str:
    """Give what a row is found by, one thing a line: its texts folded, then initials and pinyin of each.

    Numbers, dates, choices, units and references are not in it: they are asked for by their own columns.
    The same values give the same text on every machine; nothing to find gives an empty text.
    """
    return finder(schema)(values)


def finder(schema: Schema) -> Callable[[Mapping[str, object]], str]:
    """Give `find_text` for many rows of one schema."""
    fields = [(field.key, field.kind is Kind.TEXT) for field in schema.fields if field.kind in _WORDED]

    def found(values: Mapping[str, object]) -> str:
        lines: list[str] = []
        spellings: list[str] = []
        for key, is_spelled in fields:
            value = values.get(key)
            if isinstance(value, str):
                text = folded(value)
                lines.append(text)
                if is_spelled and not text.isascii():
                    spellings += spelled(text)
        words = "\n".join([line for line in dict.fromkeys(lines + spellings) if line])
        return words and words + END

    return found


@lru_cache(maxsize=8192)
def spelled(text: str) -> tuple[str, ...]:
    """Give the pinyin of a folded text: initials, other initials it may be read with, then in full.

    Latin letters and digits stay as they are, all else between them goes; no Chinese gives nothing.
    """
    if not _CHINESE.search(text):
        return ()
    runs = _WORD.findall(text)
    read = [(run, run) if run.isascii() else _speller()(run) for run in runs]
    firsts = [letters for letters, _ in read]
    initials = ["".join(firsts)] if _DOUBTFUL.isdisjoint(text) else _initials(runs, firsts)
    return (*initials, "".join([syllables for _, syllables in read]))


def _initials(runs: Sequence[str], firsts: Sequence[str]) -> list[str]:
    """Give every way to read the initials, the best first; past the limit each character has one."""
    ways = [""]
    for run, letters in zip(runs, firsts, strict=True):
        if run.isascii():
            ways = [way + run for way in ways]
            continue
        for sign, letter in zip(run, letters, strict=True):
            others = OTHER_INITIALS.get(sign, "").replace(letter, "") if len(ways) < MOST_INITIALS else ""
            ways = [way + first for first in letter + others for way in ways]
    return ways


class _Speller:
    """Spells runs of Chinese as the library does, which is asked once for every phrase and character.

    The library takes the longest phrase it knows from the left, else a character; a rest that is but the
    beginning of phrases it takes apart. What it spells alone it spells the same within a run.
    """

    def __init__(
        self, phrases: Collection[str], begun: Container[str], spell: Callable[[str], list[str]]
    ) -> None:
        self._phrases = phrases
        self._begun = begun
        self._pairs = frozenset(phrase[:2] for phrase in phrases)
        self._spell = spell
        self._known: dict[str, tuple[str, str]] = {}

    def __call__(self, run: str) -> tuple[str, str]:
        """Give a letter for each character, and all their syllables together."""
        letters = syllables = ""
        at, end, pairs = 0, len(run), self._pairs
        while at < end:
            word = self._phrase(run, at) if run[at : at + 2] in pairs else run[at]
            if not word:
                word, pairs = run[at], frozenset()
            known = self._known.get(word)
            if known is None:
                found = self._spell(word)
                known = self._known[word] = "".join([one[0] for one in found]), "".join(found)
            letters += known[0]
            syllables += known[1]
            at += len(word)
        return letters, syllables

    def _phrase(self, run: str, at: int) -> str:
        """Give the phrase that stands there, or the character; nothing where the rest is taken apart."""
        seen, found = at + 2, at + 1
        while seen <= len(run) and (word := run[at:seen]) in self._begun:
            if word in self._phrases:
                found = seen
            seen += 1
        is_rest = seen > len(run) and found == at + 1
        return "" if is_rest else run[at:found]


@cache
def _speller() -> _Speller:
    """Load the library once, with what it misreads put right: its own way goes twice over all phrases."""
    from pypinyin import lazy_pinyin
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
    from pypinyin.seg.mmseg import p_set

    PINYIN_DICT.update({ord(sign): readings for sign, readings in FIRST_READINGS.items()})
    PHRASES_DICT.update(
        {name: [[syllable] for syllable in spelling.split()] for name, spelling in SPELLED_PLACES.items()}
    )
    p_set.train(iter(SPELLED_PLACES))
    # A character it does not know stands for itself; that a list may be given is missing in its types.
    return _Speller(PHRASES_DICT, p_set, lambda word: lazy_pinyin(word, errors=list))  # type: ignore[arg-type]
