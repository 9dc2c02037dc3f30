"""The letters people type for a choice: its initials, kept here because spelling them takes a library."""

from __future__ import annotations

from functools import cache

from qtrack.domain.text import folded

_CHARACTERS = {
    "a": "安案",
    "b": "别备帮把报板标比版病编脖般表部",
    "c": "产传储出创场差成材查测瓷种迟重长",
    "d": "代到动地大定对导度待断点电短端第调达",
    "f": "分反复幅扶放方服法纺费",
    "g": "公告国官工广改杆构格管纲贯过高",
    "h": "会候划化合回好或横海画获行",
    "j": "交价健具决加及奖家届建技机检江激简精级结绩荐见解计讲距较进间集",
    "k": "况刊卡可困康开科馈",
    "l": "六列励履料来栏理略立良论路遴量领龙",
    "m": "免名明模玛目门",
    "n": "农年拟能",
    "p": "品培屏平朴牌聘评",
    "q": "七企全其区千卡取启强期权缺请",
    "r": "人任入荣认",
    "s": "三上使势升召实审属市式手收施时术生申省社纾色设识述首",
    "t": "他体台图头投推提特突统讨调通铁陶题",
    "w": "万务完微未物维问闻",
    "x": "习信先县型学宣小巡席心性息效新现秀系纤线续行西解训询选陷项鲜",
    "y": "一与业严优印员园域已延愿源演用益研硬育要誉越运验",
    "z": "专中主传作值准制助卓召咨在子展属彰总战执指支整查柱正状直知种租站组织综职自装证诊质资重长",
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
