"""How the words of a pack's parts are declared: what a part and each of its blanks are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Blank:
    """What a key is called and how it is filled in.

    `names` says what the text in it stands for: a list of the pack, or ledger, field, day, measure, apart
    (what tells rows apart), unit, entry (whatever has an id), counted, tag; of a condition, own says that
    only the ledger's own fields may be asked for. A `long` text may take several lines; a number
    `in_turn` goes on from the entry before.
    """

    label: str
    hint: str = ""
    names: str = ""
    long: bool = False
    in_turn: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What a part is called, and its blanks by key."""

    title: str
    blanks: Mapping[str, Blank]


def part(title: str, /, **blanks: Blank | str) -> Part:
    """Declare a part; a blank that is told by its label alone is a text."""
    made = {key: Blank(blank) if isinstance(blank, str) else blank for key, blank in blanks.items()}
    return Part(title, made)


COPIED = "照原文"
ID = Blank("编号")
NAME = Blank("名称")
NAME_COPIED = Blank("名称", COPIED)
SOURCE = Blank("出处")
STRENGTH = Blank("措辞强度")
NOTE = Blank("说明")
READING = Blank("读法", "有疑问的词是怎么读的")
IN_TURN = Blank("序号", "不填就接着上一条", in_turn=True)
