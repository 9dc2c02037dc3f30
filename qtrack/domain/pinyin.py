"""How well what a person types fits a name: by its Chinese, its code, its initials or its pinyin.

A reading is a name's pinyin without tones, its syllables apart: "chang yang". Readings are data; nothing here
spells Chinese.
"""

from __future__ import annotations

from collections.abc import Sequence

from qtrack.domain.text import folded, same_words

SHORTEST_CODE = 2
"""So many signs of a code's beginning are needed: a single digit stands in most codes."""

EXACT, BEGINS, SPELLED, INITIALS_BEGIN, PINYIN_BEGINS, HOLDS, LATER_SYLLABLE = range(7)
"""Ranks, the best first."""


def initials(reading: str) -> str:
    """Give the first letters of the syllables: "chang yang" is "cy"."""
    return "".join(syllable[0] for syllable in reading.split())


def fits(typed: str, text: str, code: str, readings: Sequence[str]) -> int | None:
    """Give how well it fits, a lower rank is better; none when it does not fit, EXACT when nothing is typed.

    Width, case and spaces do not matter. A text fits when it is, begins with or holds what is typed, a code
    when it is that or begins with it; a reading fits by all its initials or its whole pinyin, by the
    beginning of either, or from a later syllable on.
    """
    sought = same_words(folded(typed))
    words, key = same_words(folded(text)), same_words(folded(code))
    if not sought or sought in (words, key):
        return EXACT
    if words.startswith(sought) or (len(sought) >= SHORTEST_CODE and key.startswith(sought)):
        return BEGINS
    ranks = [rank for reading in readings if (rank := _fits_reading(sought, reading)) is not None]
    if sought in words:
        ranks.append(HOLDS)
    return min(ranks, default=None)


def _fits_reading(sought: str, reading: str) -> int | None:
    syllables = reading.split()
    letters = initials(reading)
    if sought in (letters, "".join(syllables)):
        return SPELLED
    if letters.startswith(sought):
        return INITIALS_BEGIN
    begun = [at for at in range(len(syllables)) if "".join(syllables[at:]).startswith(sought)]
    if 0 in begun:
        return PINYIN_BEGINS
    return LATER_SYLLABLE if begun or sought in letters else None
