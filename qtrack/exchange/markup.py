"""Tables of web pages: what many systems give out as .xls is HTML by content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from qtrack.exchange.book import Limits
from qtrack.exchange.grid import Grid
from qtrack.exchange.source import Found, UnreadableFileError

_BREAKS = frozenset({"br", "p", "div", "li"})
_UNSEEN = frozenset({"script", "style"})
_MOST_COLUMNS_SPANNED, _MOST_ROWS_SPANNED = 1000, 65_534  # as browsers have it


def sheets_of_page(text: str, limits: Limits) -> Iterator[Found]:
    """Give every table with words in it as a sheet; a table inside another is a sheet of its own."""
    page = _Page(limits)
    page.feed(text)
    page.close()
    filled = [table for table in page.tables if any(map(any, table.rows))]
    for number, table in enumerate(filled, 1):
        name = "" if len(filled) == 1 else f"表 {number}"
        yield Found(name, iter(table.rows), len(table.rows), merged=tuple(table.merged))


class _Table(Grid):
    """A table being read, and its open cell if there is one."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] | None = None
        self.spans = (1, 1)

    def open_cell(self, across: int, down: int) -> None:
        """Begin a cell, the one before ends with it."""
        self.close_cell()
        self.words, self.spans = [], (across, down)

    def close_cell(self) -> None:
        """Put the open cell into the grid."""
        if self.words is not None:
            text = "\n".join(" ".join(line.split()) for line in "".join(self.words).split("\0"))
            self.put(text.strip(), *self.spans)
            self.words = None


class _Page(HTMLParser):
    """A page's tables, in the order they begin; the innermost open one gets what comes."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._unseen = 0
        self._limits = limits
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row, a cell or a line."""
        if tag == "table":
            self._open.append(_Table())
            self.tables.append(self._open[-1])
            if len(self.tables) > self._limits.sheets:
                raise UnreadableFileError(f"有 {self._limits.sheets} 个以上的表格，请拆分")
        elif tag in _UNSEEN:
            self._unseen += 1
        elif self._open:
            self._begin(self._open[-1], tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        """End a table or a cell."""
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif self._open and tag in {"td", "th", "tr", "table"}:
            self._open[-1].close_cell()
            if tag == "table":
                self._open.pop()

    def handle_data(self, data: str) -> None:
        """Take words into the open cell."""
        if self._open and self._open[-1].words is not None and not self._unseen:
            self._open[-1].words.append(data.replace("\0", ""))

    def close(self) -> None:
        """End what the page left open."""
        super().close()
        while self._open:
            self._open.pop().close_cell()

    def _begin(self, table: _Table, tag: str, attrs: dict[str, str | None]) -> None:
        if tag == "tr":
            table.close_cell()
            table.begin_row()
        elif tag in {"td", "th"}:
            across = _span(attrs.get("colspan"), _MOST_COLUMNS_SPANNED)
            self._cells += across
            if self._cells > self._limits.cells:
                raise UnreadableFileError(f"超过 {self._limits.cells:,} 个单元格，请拆成几个文件")
            table.open_cell(across, _span(attrs.get("rowspan"), _MOST_ROWS_SPANNED))
        elif tag in _BREAKS and table.words is not None:
            table.words.append("\0")


def _span(text: str | None, most: int) -> int:
    number = re.fullmatch("[0-9]{1,8}", (text or "").strip())
    return min(max(int(number[0]), 1), most) if number else 1
