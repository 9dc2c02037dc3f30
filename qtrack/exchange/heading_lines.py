"""One, two or three rows judged as the headings of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from qtrack.domain.text import plain
from qtrack.exchange.rows import filled, odd_reason
from qtrack.exchange.wording import JOINT, bare, lower_part, wordings

MOST_LINES = 3

MOST_COLUMNS = 400
"""Headings are looked for in so many columns; what stands further right is not read."""

Rows = Sequence[Sequence[str]]

_LONGEST = 40
_CUT = 120
_UNKNOWN_LONGEST = 20
_BELOW = 6
_VALUES = 0.2
_LIKELY = 0.4
_SURE = 3
_LEAST_GROUPS = 2
_LINE = 0.5
"""What a further line is worth: taken up by the heading it is out of the records' way."""
_CONTRAST = 0.2
_PLAIN = 0.6
_HEADING = re.compile(
    r".{0,20}(?:名称|全称|代码|号码?|时间|日期|年[月度份]|[人家次户]数|数量?|金额|经费|资金|电话|手机|方式|地[址点区]|单位|部门|机构|"
    r"类[型别]|规模|行业|产业|情况|等[级次]|级别|层级|编号|姓名|职务|职称|性别|内容|主题|标题|题目|状态|阶段|进展|原因|说明|意见|"
    r"备注|成效|需求|链接|媒体|方法|形式|人|企业|项目|平台|事项|材料|是否.{1,8}|占比|率|额|产值|利税)(?:\(.{0,12}\)|（.{0,12}）)?"
)
_VALUE = re.compile(
    r"[-+¥￥$]?[0-9][0-9,.\-/:%\s]*(?:万元|亿元|元|万|人|家|个|次|号|日)?"
    r"|[0-9]{4}年[0-9]{1,2}月(?:[0-9]{1,2}[日号])?|[0-9A-HJ-NP-RTUW-Y]{15,18}"
)
_SENTENCE = re.compile(r"[。；;！!？?]|[:：]\s*\S")
_UNIT_ONLY = re.compile(r"[（(\[【].{1,10}[)）\]】]|[百千万亿]*元|[人家个次项场]")


@dataclass(frozen=True, slots=True)
class HeadingLines:
    """A heading of `lines` rows from `row` on; `value` says how sure it is, `known` how many are known."""

    row: int
    lines: int
    columns: tuple[str, ...]
    known: int
    likely: int
    contrast: float
    value: float

    @property
    def end(self) -> int:
        """The row below the heading."""
        return self.row + self.lines

    def is_plain(self, *, after_blank: bool) -> bool:
        """Say whether it is a heading without doubt, so that it may stand below another one."""
        known = self.known > 1 or (after_blank and self.contrast > 0)
        return known and self.known + self.likely >= _PLAIN * sum(map(bool, self.columns))

    def repeats(self, other: HeadingLines) -> bool:
        """Say whether it is the same heading, printed once more."""
        return [bare(words) for words in self.columns] == [bare(words) for words in other.columns]

    def serial_place(self, words: frozenset[str]) -> int | None:
        """Give the column that only numbers the rows."""
        return next((place for place, text in enumerate(self.columns) if bare(text) in words), None)

    def row_keys(self, rows: Rows) -> frozenset[tuple[str, ...]]:
        """Give the first texts of the heading's rows and of those above it, to know them when they recur."""
        keys = {tuple(filled(rows[row], 3)) for row in range(max(0, self.row - 3), self.end)}
        return frozenset(keys - {()})


def heading_at(rows: Rows, row: int, known: frozenset[str]) -> HeadingLines | None:
    """Give the best heading that begins in this row; None when none does."""
    found = [
        heading
        for lines in range(1, MOST_LINES + 1)
        if row + lines <= len(rows) and (heading := _heading(rows, row, lines, known)) is not None
    ]
    return max(found, key=lambda one: one.value, default=None)


def _heading(rows: Rows, row: int, lines: int, known: frozenset[str]) -> HeadingLines | None:
    block = [[plain(cell[:_CUT]) for cell in rows[place][:MOST_COLUMNS]] for place in range(row, row + lines)]
    if not any(block[0]) or odd_reason(filled(block[0], 3)) is not None:
        return None
    if not _are_lines(block, known):
        return None
    columns = joined(block)
    texts = [text for text in columns if text]
    values = sum(map(_is_value, texts))
    hits = len({bare(text) for text in texts if is_known(text, known)})
    if values > _VALUES * len(texts) and hits < _SURE:
        return None
    likely = sum(_is_likely(text) for text in texts if not is_known(text, known))
    contrast = _contrast(rows, row + lines, columns)
    if not _is_enough(rows, row, columns, hits, likely, contrast):
        return None
    doubled = len(texts) - len(set(texts))
    value = 3 * hits + likely + contrast - 3 * values - doubled + _LINE * (lines - 1)
    return HeadingLines(row, lines, columns, hits, likely, contrast, value)


def joined(block: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Join the lines of a heading column by column; what stands above a group reaches over all of it."""
    width = max(map(len, block))
    lines = [[line[place] if place < len(line) else "" for place in range(width)] for line in block]
    for number, line in enumerate(lines[:-1]):
        group = ""
        for place in range(width):
            below = any(lower[place] for lower in lines[number + 1 :])
            group = line[place] or (group if below else "")
            line[place] = group
    columns = [JOINT.join(dict.fromkeys(filter(None, texts))) for texts in zip(*lines, strict=True)]
    while columns and not columns[-1]:
        columns.pop()
    return tuple(columns)


def is_known(text: str, known: frozenset[str]) -> bool:
    """Say whether a heading, or the lowest line of it, is one of these words."""
    return any(word in known for part in (text, lower_part(text)) if part for word in wordings(part))


def _are_lines(block: Sequence[Sequence[str]], known: frozenset[str]) -> bool:
    """Say whether rows are lines of one heading; the words of the last one must be likely headings."""
    return all(
        _continues(upper, lower, known, last=number == len(block) - 1)
        for number, (upper, lower) in enumerate(pairwise(block), start=1)
    )


def _continues(upper: Sequence[str], lower: Sequence[str], known: frozenset[str], *, last: bool) -> bool:
    """Say whether a row goes on with the heading above: it fills groups, or gives units in brackets."""
    filled_above = sum(map(bool, upper))
    below = [(place, text) for place, text in enumerate(lower) if text]
    if filled_above < _LEAST_GROUPS or not below or any(_SENTENCE.search(text) for text in upper if text):
        return False
    fills, stacked = 0, 0
    for place, text in below:
        over = upper[place] if place < len(upper) else ""
        if over == text or _UNIT_ONLY.fullmatch(text):
            fills += _UNIT_ONLY.fullmatch(text) is not None
            continue
        if _is_value(text):
            return False
        if over and not _spans(upper, lower, place):
            stacked += 1
        else:
            fills += 1
    worded = [text for _, text in below if not _UNIT_ONLY.fullmatch(text)]
    sure = sum(_is_likely(text) or is_known(text, known) for text in worded)
    merged = any(
        text and not (place < len(lower) and lower[place] and lower[place] != text)
        for place, text in enumerate(upper)
    )
    fits = 2 * sure >= len(worded) or not last
    return fills > 0 and stacked <= fills and fits and (merged or len(worded) > filled_above)


def _spans(upper: Sequence[str], lower: Sequence[str], place: int) -> bool:
    """Say whether the text above a cell reaches over its neighbour too."""
    for beside in (place + 1, place - 1):
        held = upper[beside] if 0 <= beside < len(upper) else ""
        right = beside > place
        if right and beside < len(lower) and lower[beside] and held in ("", upper[place]):
            return True
        if not right and held == upper[place] and beside >= 0:
            return True
    return False


def _is_value(text: str) -> bool:
    return bool(_VALUE.fullmatch(text)) or len(text) > _LONGEST or bool(_SENTENCE.search(text))


def _is_likely(text: str) -> bool:
    lowest = lower_part(text) or text
    return bool(_HEADING.fullmatch("".join(lowest.split())))


def _contrast(rows: Rows, start: int, columns: tuple[str, ...]) -> float:
    """Give the share of columns with words above and values below."""
    below: list[Sequence[str]] = []
    for row in range(start, min(len(rows), start + 4 * _BELOW)):
        if len(filled(rows[row], 2)) > 1:
            below.append(rows[row])
        if len(below) == _BELOW:
            break
    headed = [place for place, text in enumerate(columns) if text]
    values = [[line[place][:_CUT].strip() for line in below if place < len(line)] for place in headed]
    differing = sum(any(held) and all(map(_is_value, filter(None, held))) for held in values)
    return differing / len(headed) if headed else 0.0


def _is_enough(
    rows: Rows, row: int, columns: tuple[str, ...], known: int, likely: int, contrast: float
) -> bool:
    texts = [text for text in columns if text]
    if len(texts) == 1:
        wide = any(len(filled(cells, 2)) > 1 for cells in rows[row + 1 : row + 1 + _BELOW])
        return not wide and (known > 0 or likely > 0) and row + 1 < len(rows)
    if known > 1 or known + likely >= max(2, _LIKELY * len(texts)):
        return True
    short = all(len(text) <= _UNKNOWN_LONGEST for text in texts)
    return contrast >= _CONTRAST and short and len(set(texts)) == len(texts)
