"""Room that Chinese words take on paper, in cells: half the width of a Chinese character."""

from __future__ import annotations

import math
import unicodedata
from functools import lru_cache

from qtrack.domain.text import plain
from qtrack.domain.value import FEN_PER_WAN
from qtrack.reports.report import Column, Shape, Value

MOST_SIGNS = 32_767
"""What one cell of a workbook holds, in UTF-16 units."""

CUT_MARK = "…（已截断）"

MOST_LINES = 26
"""Lines that fit the tallest row a workbook knows (409 points)."""

_REMEMBERED = 20_000
_WIDE = frozenset("WFA")  # A: “ ” … — are wide in Chinese fonts
_NO_XML = str.maketrans("", "", "\ufffe\uffff")


@lru_cache(maxsize=_REMEMBERED)
def printable(text: str) -> str:
    """Give the text without signs a workbook cannot hold, cut with a visible mark where a cell ends."""
    kept = plain(text, lines=True).translate(_NO_XML)
    return cut(kept, MOST_SIGNS, CUT_MARK)


def cut(text: str, most: int, mark: str = "") -> str:
    """Give the text within `most` UTF-16 units, the mark included that says it was cut."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * most:
        return text
    return units[: 2 * (most - len(mark))].decode("utf-16-le", "ignore") + mark


def cells(text: str) -> int:
    """Give the cells the widest line takes."""
    return max(map(_line_cells, text.split("\n")))


def lines(text: str, width: float) -> int:
    """Give how many lines the text takes when wrapped at `width` cells, a spare one for long texts."""
    needed = sum(max(1, math.ceil(_line_cells(line) / max(2.0, width))) for line in text.split("\n"))
    return needed + needed // 8


def parts(text: str, width: float, most: int) -> list[str]:
    """Give the text in pieces of at most `most` lines each, none lost."""
    pieces: list[str] = []
    while lines(text, width) > most:
        end = int(most * width / 2.4)
        pieces.append(text[:end])
        text = text[end:]
    return [*pieces, text]


def shown(column: Column, value: Value, decimals: int) -> str:
    """Give the words a value shows as, to measure them; `decimals` is for money."""
    if value is None:
        return ""
    if isinstance(value, str):
        return printable(value)
    if column.shape is Shape.RATE and isinstance(value, (int, float)):
        return f"{cut_rate(value):.1%}"
    if column.shape is Shape.MONEY and isinstance(value, int):
        return f"{value / FEN_PER_WAN:,.{decimals}f}"
    return f"{value:,}" if isinstance(value, (int, float)) else str(value)


def cut_rate(rate: float) -> float:
    """Give the rate cut to a tenth of a percent: what is not done is never rounded up to 100%."""
    return math.floor(rate * 1000 + 1e-9) / 1000


def money_decimals(amounts: list[int]) -> int:
    """Give the decimals in 万元 that show every 分 of these amounts, two at least."""
    for decimals in range(2, 6):
        step = FEN_PER_WAN // 10**decimals
        if all(amount % step == 0 for amount in amounts):
            return decimals
    return 6


@lru_cache(maxsize=_REMEMBERED)
def _line_cells(line: str) -> int:
    return sum(map(_sign_cells, line))


@lru_cache(maxsize=_REMEMBERED)
def _sign_cells(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in _WIDE else 1
