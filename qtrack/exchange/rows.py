"""What a row of a sheet is when it is no record: a title, a sum, a note, a signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from qtrack.domain.text import half_width, plain
from qtrack.exchange.wording import MONEY_UNIT

_QUOTED = 30
_CUT = 120
"""Signs of a cell that are looked at; what is longer is no title, sum or signature."""
_SHORT = 24
_LONG = 30


class Reason(Enum):
    """Why a row is no record."""

    TITLE = "表头上方的标题"
    FORM = "表头上方的填报信息"
    BLANK = "空行"
    PLACES = "栏号"
    EXAMPLE = "填写示例"
    NUMBERED = "只有序号，没有内容"
    TOTAL = "合计行"
    GROUP = "分组标题"
    REPEATED = "重复的表头"
    NOTE = "表下的说明"
    SIGNED = "签名栏"
    PAGE = "页码"
    OTHER = "另一张表"
    WIDE = "表太宽，右边的列没有读取"


@dataclass(frozen=True, slots=True)
class Skipped:
    """Rows left out, the first and the last by their place in the sheet, counted from 0; and why."""

    first: int
    last: int
    reason: Reason
    words: str = ""

    @property
    def sentence(self) -> str:
        """Say it to a person, rows counted from 1: 第 12 行 合计行：“合计”."""
        rows = f"{self.first + 1}" if self.first == self.last else f"{self.first + 1} 至 {self.last + 1}"
        return f"第 {rows} 行 {self.reason.value}" + (f"：“{self.words}”" if self.words else "")


def skipped(row: int, reason: Reason, cells: Sequence[str] = ()) -> Skipped:
    """Give one row left out with the beginning of what it says."""
    words = plain(" ".join(cell.strip()[:_CUT] for cell in cells[:50] if cell.strip()))
    return Skipped(row, row, reason, words if len(words) <= _QUOTED else f"{words[:_QUOTED]}…")


def together(found: list[Skipped]) -> tuple[Skipped, ...]:
    """Give the rows left out in order, neighbours with the same reason and no words of their own as one."""
    joined: list[Skipped] = []
    for one in sorted(found, key=lambda held: held.first):
        before = joined[-1] if joined else None
        if before and before.reason is one.reason and before.last + 1 == one.first and not one.words:
            joined[-1] = Skipped(before.first, one.last, one.reason, before.words)
        else:
            joined.append(one)
    return tuple(joined)


def filled(cells: Sequence[str], most: int | None = None) -> list[str]:
    """Give the texts of a row that are not blank, tidy, the first `most` of them."""
    found: list[str] = []
    for cell in cells:
        if cell and not cell.isspace():
            found.append(half_width(cell.strip()[:_CUT]))
            if len(found) == most:
                break
    return found


def odd_reason(texts: Sequence[str]) -> Reason | None:
    """Say why a row is no record, by its first texts that are not blank; None when it may be one."""
    first = texts[0]
    if _is_total(texts):
        return Reason.TOTAL
    if len(first) <= _SHORT * 2 and _PAGE.fullmatch(first):
        return Reason.PAGE
    if _SIGNED.match(first):
        return Reason.SIGNED
    if _NOTE.match(first):
        return Reason.NOTE
    return Reason.EXAMPLE if _EXAMPLE.fullmatch(first) else None


def lone_reason(text: str) -> Reason | None:
    """Say why a row with a single text is no record; None when it may be one."""
    if _GROUP.match(text):
        return Reason.GROUP
    return Reason.SIGNED if _STAMP.fullmatch(text) else None


def is_remark(text: str) -> bool:
    """Say whether a single text at the end of a sheet is a sentence rather than a value."""
    return len(text) > _LONG or bool(_SENTENCE.search(text)) or bool(_NUMBERED.match(text)) or is_day(text)


def is_day(text: str) -> bool:
    """Say whether a text is a day alone, as it stands below a signature."""
    return bool(_DAY.fullmatch(text))


def is_form_line(texts: Sequence[str]) -> bool:
    """Say whether a row above a table says who filled it in and when."""
    return any(_SIGNED.match(text) or _LABELLED.search(text) or _STAMP.fullmatch(text) for text in texts)


def are_places(texts: Sequence[str]) -> bool:
    """Say whether a row numbers the columns: 1 2 3, or 甲 乙 1 2."""
    letters = [text for text in texts if text in _STEMS]
    numbers = [text.strip("()[]栏") for text in texts[len(letters) :]]
    counted = [str(number) for number in range(1, len(numbers) + 1)]
    return len(texts) >= _LEAST_PLACES and letters == list(_STEMS[: len(letters)]) and numbers == counted


def above(rows: Sequence[Sequence[str]], end: int) -> list[Skipped]:
    """Tell of the rows above the first heading."""
    told: list[Skipped] = []
    for row in range(end):
        texts = filled(rows[row])
        reason = Reason.BLANK
        if texts:
            reason = Reason.FORM if is_form_line(texts) else Reason.TITLE
        told.append(skipped(row, reason, rows[row] if texts else ()))
    return told


def stated_money_unit(rows: Sequence[Sequence[str]], heading_row: int) -> str:
    """Give the unit of money a line above the headings states for all of them."""
    for cells in reversed(rows[max(0, heading_row - _NEAR) : heading_row]):
        found = _MONEY_LINE.search(" ".join(filled(cells)))
        if found:
            return found[1]
    return ""


def _is_total(texts: Sequence[str]) -> bool:
    for place, text in enumerate(texts[:_TOTAL_WITHIN]):
        if len(text) <= _SHORT and _TOTAL.fullmatch("".join(text.split())):
            return True
        if text == "合" and texts[place + 1 : place + 2] == ["计"]:
            return True
        if not _SERIAL.fullmatch(text):
            return False
    return False


_TOTAL_WITHIN = 3
_NEAR = 6
_MONEY_LINE = re.compile(rf"单\s*位\s*:\s*(?:人民币)?({MONEY_UNIT})")
_LEAST_PLACES = 3
_STEMS = "甲乙丙丁戊己"
_SERIAL = re.compile(r"[0-9]{1,6}(?:\.0)?")
_TOTAL = re.compile(
    r"(?:本页|本表|累计|全[省市州县区]|[^,，。]{0,8})?(?:合计|小计|总计|共计|总数)"
    r"[:：]?(?:\(.*\)|[0-9,.]+[人家场次个项元万]*)?"
)
_PAGE = re.compile(
    r"-?\s*第\s*[0-9一二三四五六七八九十&]+\s*页.*|[0-9]+\s*/\s*[0-9]+\s*页|page\s*[0-9]+.*", re.IGNORECASE
)
_SIGNED = re.compile(
    r"(?:单位|部门|本表|科室)?(?:填\s*[表报]\s*人|制\s*表\s*人?|审\s*[核批]\s*人?|复\s*核\s*人?|校对人?|经办人?|报送人|统计人|"
    r"(?:单位|部门|科室|分管|主要)?(?:负\s*责\s*人|领导)|联系人|联系电话|电话|(?:填[表报]|报送|上报|制表|统计)(?:日期|时间|单位|部门)|"
    r"单位名称|日\s*期|时\s*间|单\s*位|签字|签名)"
    r"\s*(?:\([^)]*\))?\s*(?:签[字章名]|盖章)?\s*[::]"
)
_STAMP = re.compile(r".{0,20}\((?:盖章|公章|签章|签字|章|印)\)\s*[::]?|盖章处?|签字处?")
_NOTE = re.compile(
    r"(?:备\s*注|注|说\s*明|填[表报]说明|填报要求|填表要求|数据来源|资料来源|统计口径|口径|附|注意|注意事项|提示)\s*[0-9一二三]?\s*[::、.]"
    r"|填[表报]说明|\*+\s*注|※"
)
_EXAMPLE = re.compile(r"(?:示例|样例|例|例如|举例|填写示例|填报示例|示范)[::]?")
_GROUP = re.compile(r"\(?[一二三四五六七八九十]{1,3}[、.)]|第[一二三四五六七八九十]+部分")
_LABELLED = re.compile(r"[\u4e00-\u9fff)]\s*[::]")
_SENTENCE = re.compile(r"[:;。;]|^\(.*\)$|^以上|^共\s*[0-9]+")
_NUMBERED = re.compile(r"[0-9]{1,2}[.、)]\D")
_DAY = re.compile(r"(?:19|20)[0-9]{2}\s*[-/.年]\s*[0-9]{1,2}\s*[-/.月]\s*(?:[0-9]{1,2}\s*日?)?")
