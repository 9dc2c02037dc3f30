"""A table on a sheet: headings, typed cells, bars and filter arrows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from qtrack.domain.value import FEN_PER_WAN, show_date
from qtrack.reports import style
from qtrack.reports.measure import cut_rate, lines, printable
from qtrack.reports.report import Cell, Column, Grid, Row, Shape, Tone
from qtrack.reports.style import Look, Styles
from qtrack.reports.widths import FILTER_ARROW, decimals, longest

LINE_POINTS = 13.5
"""Height of a line of the body's font."""

_ROW_PADDING = 4.5
_LEAST_ROW = 18.75
_TALLEST_ROW = 409.0
_CELL_PADDING = 0.4
_SHORT_TEXT = 14
_FIRST_DAY = date(1900, 3, 1)
"""Before it workbooks count days differently, so such a date is written as words."""

# "_ " keeps numbers off the line at their right; an indent is lost by some readers beside bars.
_FORMATS = {Shape.COUNT: "#,##0_ ", Shape.NUMBER: "General_ ", Shape.RATE: "0.0%_ ", Shape.DATE: "yyyy-mm-dd"}


def checked(code: int | None) -> None:
    """Raise when the writer refused a cell or a range, which it only says by a code."""
    if code:
        raise RuntimeError(f"the workbook refused a cell: code {code}")


def row_height(count: int, scale: float = 1.0) -> float:
    """Give the points that so many lines need."""
    return min(_TALLEST_ROW, max(_LEAST_ROW, count * LINE_POINTS * scale + _ROW_PADDING))


class GridWriter:
    """Writes one grid into the columns of its sheet."""

    def __init__(self, paper: Worksheet, styles: Styles, grid: Grid, widths: list[float]) -> None:
        self._paper = paper
        self._styles = styles
        self._grid = grid
        self._room = [width - _CELL_PADDING for width in widths]
        self._forms: dict[tuple[int, bool, bool, Tone], Format] = {}
        self._aligned = [self._alignment(place) for place in range(len(grid.columns))]
        self._numbers = [self._number_format(place) for place in range(len(grid.columns))]

    def write(self, head: int, step: Callable[[], None]) -> tuple[int, int]:
        """Write the headings in row `head` and all rows; give the next free row and the pixels taken."""
        columns = self._grid.columns
        pixels = self._write_head(head)
        for place, row in enumerate(self._grid.rows, start=head + 1):
            pixels += self._write_row(place, row)
            step()
        last = head + len(self._grid.rows)
        if self._grid.filtered:
            checked(self._paper.autofilter(head, 0, last, len(columns) - 1))
        for place, column in enumerate(columns):
            if column.bar and self._grid.rows:
                self._add_bars(head + 1, last, place)
        return last + 1, pixels

    def _write_head(self, head: int) -> int:
        labels = [printable(column.label) for column in self._grid.columns]
        arrow = FILTER_ARROW if self._grid.filtered else 0
        needed = max(lines(label, self._room[place] - arrow) for place, label in enumerate(labels))
        pixels = self._set_height(head, row_height(needed) + 3)
        for place, label in enumerate(labels):
            checked(self._paper.write_string(head, place, label, self._styles.format(style.COLUMN_HEAD)))
        return pixels

    def _write_row(self, place: int, row: Row) -> int:
        held = [row.cell(index) for index in range(len(row.cells))]
        needed = max(
            (
                lines(printable(cell.value), self._room[index])
                for index, cell in enumerate(held)
                if isinstance(cell.value, str)
            ),
            default=1,
        )
        pixels = self._set_height(place, row_height(needed))
        for index, cell in enumerate(held):
            self._write_cell(place, index, cell, total=row.total)
        return pixels

    def _write_cell(self, place: int, index: int, cell: Cell, *, total: bool) -> None:
        column = self._grid.columns[index]
        form = self._format(index, cell, total=total)
        value = cell.value
        if value is None or value == "":
            checked(self._paper.write_blank(place, index, None, form))
        elif isinstance(value, str):
            checked(self._paper.write_string(place, index, printable(value), form))
        elif isinstance(value, date):
            self._write_day(place, index, value, form)
        else:
            checked(self._paper.write_number(place, index, _number(column, value), form))

    def _write_day(self, place: int, index: int, day: date, form: Format) -> None:
        if day < _FIRST_DAY:
            checked(self._paper.write_string(place, index, show_date(day), form))
        else:
            checked(self._paper.write_datetime(place, index, datetime.combine(day, time()), form))

    def _format(self, index: int, cell: Cell, *, total: bool) -> Format:
        worded = isinstance(cell.value, str)
        key = (index, worded, total, cell.tone)
        if key not in self._forms:
            shown: Look = {"text_wrap": True} if worded else {"num_format": self._numbers[index]}
            whole = style.TOTAL if total else {}
            self._forms[key] = self._styles.format(
                style.CELL, self._aligned[index], shown, whole, tone=cell.tone
            )
        return self._forms[key]

    def _alignment(self, place: int) -> Look:
        shape = self._grid.columns[place].shape
        if shape is Shape.TEXT and longest(self._grid, place) > _SHORT_TEXT:
            return {"align": "left"}
        return {"align": "center"} if shape in (Shape.TEXT, Shape.DATE) else {"align": "right"}

    def _number_format(self, place: int) -> str:
        shape = self._grid.columns[place].shape
        if shape is Shape.MONEY:
            return "#,##0." + "0" * decimals(self._grid, place) + "_ "
        return _FORMATS.get(shape, "General")

    def _add_bars(self, first: int, last: int, place: int) -> None:
        bars = {
            "type": "data_bar",
            "data_bar_2010": True,
            "bar_solid": True,
            "bar_color": style.BAR_COLOUR,
            "bar_border_color": style.BAR_COLOUR,
            "min_type": "num",
            "max_type": "num",
            "min_value": 0,
            "max_value": 1,
        }
        checked(self._paper.conditional_format(first, place, last, place, bars))

    def _set_height(self, place: int, points: float) -> int:
        pixels = int(points * 4 / 3 + 0.5)
        checked(self._paper.set_row_pixels(place, pixels))
        return pixels


def _number(column: Column, value: float) -> float:
    if column.shape is Shape.MONEY:
        return value / FEN_PER_WAN
    return cut_rate(value) if column.shape is Shape.RATE else value
