"""Widths of a sheet's columns: what the contents need, fitted to the page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qtrack.reports.measure import MOST_LINES, cells, money_decimals, printable, shown
from qtrack.reports.report import Column, Grid, Shape, Sheet

COLUMN_GAP = 0.72
"""What a column takes beside its width, in units: five pixels."""

CHART_WIDTH = 56.0
"""The least room a chart is given beside its grid."""

PADDING = 1.6
"""Room left and right of the words, in cells."""

FILTER_ARROW = 3
"""Room for the arrow beside a heading, in cells."""

_LANDSCAPE_PAGE = 138.0
_PORTRAIT_PAGE = 92.0
_SHRUNK = 1.3  # wider tables are printed a size smaller rather than with narrower columns
_LEAST = 6.0
_NUMBER_INDENT = 0.8
_NARROWEST_TEXT = 10.0
_LONGEST_NAME = 22.0  # 湘西土家族苗族自治州
_WIDEST_TEXT = 60.0
_WIDEST_COLUMN = 160.0
_LONGEST_WORD = 24
_ONE_LINE_HEAD = 10
_STRETCH = 1.4
_WORD_COLUMNS = 12
_MOST_LEVEL = 4.0
_LEVEL_STEP = 0.02
_LATIN_WORD = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class _Need:
    """What a column takes in cells: never less than `least`, well with `common`, on one line with `most`."""

    least: float
    common: float
    most: float

    def at(self, level: float) -> float:
        return min(self.most, max(self.least, self.common * level))

    def over(self, other: _Need) -> _Need:
        return _Need(max(self.least, other.least), max(self.common, other.common), max(self.most, other.most))


def page_width(sheet: Sheet) -> float:
    """Give the column units an A4 page of this sheet holds at full size."""
    return _LANDSCAPE_PAGE if sheet.landscape else _PORTRAIT_PAGE


def column_widths(sheet: Sheet) -> list[float]:
    """Give the widths of the columns the sheet's blocks share, fitted to the page and beside a chart."""
    grids = [block for block in sheet.blocks if isinstance(block, Grid)]
    page = page_width(sheet)
    if not grids:
        return [page / _WORD_COLUMNS - COLUMN_GAP] * _WORD_COLUMNS
    needs: list[_Need] = []
    for grid in grids:
        for place, column in enumerate(grid.columns):
            need = _need(grid, place, column)
            needs[place : place + 1] = [needs[place].over(need) if place < len(needs) else need]
    gaps = COLUMN_GAP * len(needs)
    if any(grid.chart for grid in grids):
        return _fitted(needs, page - CHART_WIDTH - gaps, page * 1.1 - CHART_WIDTH - gaps, 1.0)
    # Paragraphs want the whole page; a table alone need not be torn that far apart.
    stretch = _STRETCH if len(grids) == len(sheet.blocks) else page
    return _fitted(needs, page - gaps, page * _SHRUNK - gaps, stretch)


def decimals(grid: Grid, place: int) -> int:
    """Give the decimals of a column of money, the same in all its cells; 0 for other columns."""
    if grid.columns[place].shape is not Shape.MONEY:
        return 0
    values = (row.cell(place).value for row in grid.rows)
    return money_decimals([value for value in values if isinstance(value, int)])


def longest(grid: Grid, place: int) -> int:
    """Give the cells the longest value of a column takes on one line."""
    return max(_lengths(grid, place), default=0)


def _lengths(grid: Grid, place: int) -> list[int]:
    column, digits = grid.columns[place], decimals(grid, place)
    return [cells(shown(column, row.cell(place).value, digits)) for row in grid.rows]


def _need(grid: Grid, place: int, column: Column) -> _Need:
    lengths = sorted(_lengths(grid, place)) or [0]
    head = cells(printable(column.label))
    if head > _ONE_LINE_HEAD:
        head = max(_ONE_LINE_HEAD, head // 2 + 2)
    floor = max(head + (FILTER_ARROW if grid.filtered else 0), _LEAST) + PADDING
    if column.width:
        fixed = max(floor, column.width + PADDING)
        return _Need(fixed, fixed, fixed)
    if column.shape is not Shape.TEXT:
        width = max(floor, min(lengths[-1], _WIDEST_TEXT) + PADDING + _NUMBER_INDENT)
        return _Need(width, width, width)
    most = max(floor, min(lengths[-1], _WIDEST_TEXT) + PADDING)
    common = lengths[int(0.9 * (len(lengths) - 1))] + PADDING
    # A text that would overflow the tallest row widens its column instead of being clipped.
    unclipped = min(_WIDEST_COLUMN, lengths[-1] / (MOST_LINES * 0.8)) + PADDING
    # The first column names the row; a broken name is hard to find.
    narrowest = _LONGEST_NAME if place == 0 else _NARROWEST_TEXT
    least = max(floor, unclipped, min(most, max(narrowest, _longest_word(grid, place)) + PADDING))
    return _Need(least, max(least, common), max(least, most))


def _longest_word(grid: Grid, place: int) -> int:
    texts = (row.cell(place).value for row in grid.rows)
    words = (word for text in texts if isinstance(text, str) for word in _LATIN_WORD.findall(text))
    return max((len(word) for word in words if len(word) <= _LONGEST_WORD), default=0)


def _fitted(needs: list[_Need], page: float, most: float, stretch: float) -> list[float]:
    """Give the one-line widths, spread over the page, when they fit; else share `most` by what is common."""
    widths = [need.most for need in needs]
    if sum(widths) <= page:
        factor = min(page / sum(widths), stretch)
        return [width * factor for width in widths]
    level = _MOST_LEVEL
    while sum(widths) > most and level > 0:
        widths = [need.at(level) for need in needs]
        level -= _LEVEL_STEP
    return widths
