"""The XML workbooks of Excel 2003, which some systems still give out as .xls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from html.parser import HTMLParser

from qtrack.exchange.book import Limits, Unusable
from qtrack.exchange.doubted import ERROR_VALUE
from qtrack.exchange.grid import Grid
from qtrack.exchange.source import Found, UnreadableFileError
from qtrack.exchange.wire import Raw


def sheets_of_old_xml(text: str, limits: Limits) -> Iterator[Found]:
    """Give the worksheets. The parser is the one for pages: it knows no entities of a document's own."""
    book = _OldBook(limits)
    book.feed(text)
    book.close()
    for name, grid in book.sheets:
        yield Found(name, iter(grid.rows), len(grid.rows), merged=tuple(grid.merged))


class _OldBook(HTMLParser):
    """Worksheets, rows and cells as they come; what stands before the colon of a name is passed over."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self.sheets: list[tuple[str, Grid]] = []
        self._limits = limits
        self._spans = (1, 1)
        self._type = ""
        self._words: list[str] | None = None
        self._content: Raw = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a worksheet, a row, a cell or its content."""
        said = {key.rpartition(":")[2]: value or "" for key, value in attrs}
        name = tag.rpartition(":")[2]
        if name == "worksheet":
            self.sheets.append((said.get("name", ""), Grid()))
            if len(self.sheets) > self._limits.sheets:
                raise UnreadableFileError(f"有 {self._limits.sheets} 个以上的工作表，请拆分")
        elif name == "row" and self.sheets:
            rows = self.sheets[-1][1].rows
            for _ in range(_count(said.get("index"), self._limits.rows) - 1 - len(rows)):
                rows.append([])
            self.sheets[-1][1].begin_row()
        elif name == "cell" and self.sheets:
            grid = self.sheets[-1][1]
            if not grid.rows:
                grid.begin_row()
            row = grid.rows[-1]
            row += [""] * (_count(said.get("index"), self._limits.columns) - 1 - len(row))
            across = _count(said.get("mergeacross"), self._limits.columns)
            down = _count(said.get("mergedown"), self._limits.rows)
            self._spans, self._content = (across + 1, down + 1), ""
        elif name == "data":
            self._type, self._words = said.get("type", ""), []

    def handle_endtag(self, tag: str) -> None:
        """End a cell or its content."""
        name = tag.rpartition(":")[2]
        if name == "data" and self._words is not None:
            self._content, self._words = _sent(self._type, "".join(self._words)), None
        elif name == "cell" and self.sheets and self.sheets[-1][1].rows:
            self.sheets[-1][1].put(self._content, *self._spans)
            self._spans, self._content = (1, 1), ""

    def handle_data(self, data: str) -> None:
        """Take words into the open cell."""
        if self._words is not None:
            self._words.append(data)


def _sent(kind: str, text: str) -> Raw:
    if kind == "Boolean":
        return text.strip() == "1"
    if kind == "Error":
        return Unusable(text, ERROR_VALUE)
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            return datetime.fromisoformat(text)
    except ValueError:
        pass  # it is not what it says, so it stays text
    return text


def _count(text: str | None, most: int) -> int:
    return min(int(text), most) if text and re.fullmatch("[0-9]{1,8}", text) else 0
