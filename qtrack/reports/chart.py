"""A native chart beside its grid, drawn from the grid's own cells."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart as NativeChart

from qtrack.reports.measure import printable
from qtrack.reports.report import Chart, Grid, Shape
from qtrack.reports.style import BODY_FONT, CHART_COLOURS, HEAD_FONT

_SMALL = {"name": BODY_FONT, "size": 9}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a grid stands: its sheet's name, the row of its headings, the pixels its chart may take."""

    sheet: str
    head_row: int
    width: int
    height: int


def bar_chart(book: Workbook, grid: Grid, chart: Chart, place: Place) -> NativeChart:
    """Make the chart: one bar a shown column for each row that is no total, the first row on top."""
    drawn = book.add_chart({"type": "bar"})
    if drawn is None:
        raise RuntimeError("no chart")
    first, last = _rows(grid, place.head_row)
    by = grid.index(chart.by)
    for shown, colour in zip(chart.shown, CHART_COLOURS, strict=False):
        column = grid.index(shown)
        drawn.add_series(
            {
                "name": [place.sheet, place.head_row, column],
                "categories": [place.sheet, first, by, last, by],
                "values": [place.sheet, first, column, last, column],
                "fill": {"color": colour},
                "gap": 45,
                "overlap": 0,
            }
        )
    rates = all(grid.columns[grid.index(shown)].shape is Shape.RATE for shown in chart.shown)
    # A name with "!" would be read as a reference to a cell.
    title = printable(chart.title).replace("!", "！")
    drawn.set_title({"name": title, "name_font": {"name": HEAD_FONT, "size": 12, "bold": False}})
    drawn.set_legend({"position": "bottom", "font": _SMALL})
    # In a bar chart the vertical axis carries the units; turned round it puts the first on top.
    drawn.set_y_axis({"reverse": True, "num_font": _SMALL, "major_tick_mark": "none", "crossing": "max"})
    drawn.set_x_axis(
        {
            "num_format": "0%" if rates else "#,##0",
            "num_font": _SMALL,
            "min": 0,
            "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
        }
    )
    drawn.set_size({"width": place.width, "height": place.height})
    return drawn


def _rows(grid: Grid, head_row: int) -> tuple[int, int]:
    places = [place for place, row in enumerate(grid.rows) if not row.total]
    return head_row + 1 + places[0], head_row + 1 + places[-1]
