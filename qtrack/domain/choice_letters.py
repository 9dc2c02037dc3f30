"""The letters people type for a choice: its initials, kept here because spelling them takes a library."""

from __future__ import annotations

from functools import cache

from qtrack.domain.text import folded

_CHARACTERS = {
    "b": "备标部",
    "c": "产储场成材测瓷种迟长",
    "d": "代动大对导端达",
    "f": "方服法纺",
    "g": "国工杆构格管高",
    "h": "划化合回好行",
    "j": "价健具加及奖家建技机检江精级绩荐见计进",
    "k": "可康科",
    "l": "六料来理立良量龙",
    "m": "玛门",
    "n": "农年拟能",
    "p": "品培牌",
    "q": "企其区千权缺请",
    "r": "人入认",
    "s": "三上使升实属市收施术生省识",
    "t": "他体头投推提统陶",
    "w": "万务微问",
    "x": "信先县型小巡息效新现秀系续行西训选陷项",
    "y": "一业优园域已延源用益育越运验",
    "z": "专中值准卓在属直知种组织综装证诊质长",
}
"""By letter the characters that stand in choices; what is read in several ways has several places."""


@cache
def letters_of(words: str) -> tuple[str, ...]:
    """Give the readings of a choice as `domain.pinyin` takes them: "x x" for 小型.

    Latin letters and digits stand for themselves; a character that is not known leaves none.
    """
    ways = [""]
    for sign in folded(words):
        letters = [letter for letter, signs in _CHARACTERS.items() if sign in signs]
        if sign.isascii() and sign.isalnum():
            letters = [sign]
        elif sign.isalnum() and not letters:
            return ()
        ways = [f"{way} {letter}" for letter in letters for way in ways] or ways
    return tuple(way.strip() for way in ways)
