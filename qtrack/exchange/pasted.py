"""A block of cells pasted from a spreadsheet, as a book like any other."""

from __future__ import annotations

from qtrack.domain.problem import refuse
from qtrack.domain.tsv import from_tsv
from qtrack.exchange.book import Book, Limits, Sheet
from qtrack.exchange.doubted import doubted

_LIMITS = Limits()


def pasted_book(text: str, *, limits: Limits = _LIMITS) -> Book:
    """Give the block as a book with one sheet; refuse a blank one and one that is too large."""
    if len(text) > limits.signs:
        raise refuse(f"粘贴的内容超过 {limits.signs:,} 个字，请分几次粘贴")
    rows = [tuple(map(doubted, row)) for row in from_tsv(text)]
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise refuse("粘贴的内容是空的")
    if sum(map(len, rows)) > limits.cells:
        raise refuse(f"粘贴的内容超过 {limits.cells:,} 个单元格，请分几次粘贴")
    return Book("paste", (Sheet("粘贴的内容", tuple(rows)),))
