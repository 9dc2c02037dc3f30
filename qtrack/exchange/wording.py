"""The words of a column's heading, without what does not distinguish it from others."""

from __future__ import annotations

import re
from functools import lru_cache

from qtrack.domain.text import half_width, plain

JOINT = " / "
"""Stands between the lines of a heading that takes several rows: 联系方式 / 电话."""

LONGEST = 60
"""So many characters of a heading are looked at; what is longer is no heading."""

MONEY_UNIT = r"(?:[百千]?[万亿]|[百千])?元"

_REMEMBERED = 4096
_OPEN, _SHUT = r"(\[【{<\u3014〈《「", r")\]】}>\u3015〉》」"
_BRACKETED = re.compile(f"[{_OPEN}][^{_OPEN}{_SHUT}]*[{_SHUT}]")
_MARKS = re.compile(r"^[\s*★☆※●#]+|[\s*★※:]+$")
_NUMBERING = re.compile(r"^(?:\(?[0-9]{1,2}[.、)](?![0-9])|\(?[一二三四五六七八九十]{1,3}[、)])")
_NO_WORD = re.compile(r"[\W_]+")
_LATIN = re.compile(r"[0-9a-z]+")
_ASKED = re.compile(r"必填项?|选填项?|可选|非必填")
_UNIT = re.compile(rf"(?P<foreign>[美欧日港澳英]|加拿大|新台)?(?P<unit>{MONEY_UNIT})")
_SCALE = re.compile(r"(?P<scale>[百千]?[万亿]|[百千])(?P<of>[人家个次场份条件项台名位户期批篇处所座套]?次?)")
_CHINESE = 2


@lru_cache(maxsize=_REMEMBERED)
def bare(heading: str) -> str:
    """Give a heading as it is compared: half-width, lower case, letters and digits only, no brackets.

    Marks (*, ：), numbering (1. 二、) and what asks for filling in (必填) go too. A heading that stands in
    brackets as a whole keeps its words.
    """
    tidy = _tidy(heading)
    return _squeezed(_BRACKETED.sub("", tidy)) or _squeezed(tidy)


@lru_cache(maxsize=_REMEMBERED)
def wordings(heading: str) -> tuple[str, ...]:
    """Give the ways a heading may be compared, the whole one first, each once, none empty.

    县（市、区） is 县市区 and 县; 产值（万元） and 产值万元 are 产值; 企业名称 Name is 企业名称.
    """
    tidy = _tidy(heading)
    without = bare(heading)
    latin_free = _LATIN.sub("", without)
    forms = [
        _squeezed(tidy),
        without,
        re.sub(rf"{MONEY_UNIT}$", "", without),
        latin_free if len(latin_free) >= _CHINESE else "",
    ]
    return tuple(dict.fromkeys(form for form in forms if form))


def lower_part(heading: str) -> str:
    """Give the lowest line of a heading of several lines; empty for a heading of one."""
    return heading.rpartition(JOINT)[2] if JOINT in heading else ""


@lru_cache(maxsize=_REMEMBERED)
def money_unit(heading: str) -> str:
    """Give the unit of money a heading names: 元, 万元, 亿元 …; 外币 for any other currency, else empty."""
    found = [*_UNIT.finditer(_bracketed(heading)), *_UNIT.finditer(bare(heading)[-4:])]
    if not found:
        return ""
    return "外币" if found[0]["foreign"] else found[0]["unit"]


@lru_cache(maxsize=_REMEMBERED)
def count_scale(heading: str) -> str:
    """Give by how much a heading multiplies a count: 万 for 人数（万人）; else empty."""
    found = next((hit for hit in map(_SCALE.fullmatch, _inside(heading)) if hit), None)
    return found["scale"] if found else ""


def _inside(heading: str) -> list[str]:
    tidy = _tidy(heading)
    return [group[1:-1].removeprefix("单位").lstrip(": ") for group in _BRACKETED.findall(tidy)]


def _bracketed(heading: str) -> str:
    """Give what stands in brackets or behind a sign that leads to a unit: 产值/万元, 产值，单位：元."""
    tidy = _tidy(heading)
    return " ".join([*_inside(heading), *re.findall(rf"[/:,，、|\s]({MONEY_UNIT})", tidy)])


def _tidy(heading: str) -> str:
    words = half_width(plain(heading, lines=False)[:LONGEST]).casefold()
    return _NUMBERING.sub("", _MARKS.sub("", words))


def _squeezed(words: str) -> str:
    return _ASKED.sub("", _NO_WORD.sub("", words)) or _NO_WORD.sub("", words)
