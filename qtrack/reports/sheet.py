"""One sheet of a workbook, its blocks laid from top to bottom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from qtrack.domain.value import show_date
from qtrack.reports import style
from qtrack.reports.chart import Place, bar_chart
from qtrack.reports.grid import GridWriter, checked, row_height
from qtrack.reports.measure import cells, cut, lines, parts, printable
from qtrack.reports.pages import Line, page_starts
from qtrack.reports.report import Block, Grid, Heading, Paragraph, Report, Sheet, SignOff, Words
from qtrack.reports.style import Look, Styles
from qtrack.reports.widths import CHART_WIDTH, COLUMN_GAP, column_widths, page_width

_A4 = 9
_SIDE_MARGIN_IN = 0.6
_END_MARGIN_IN = 0.75
_HEADER_SIGNS = 80
_CHART_COLUMNS = 4
_CHART_GAP = 1.5
_CHART_LOW = 300
_CHART_HIGH = 620
_FILLING_ROW = 18.0
_SOURCE_WIDTH = 12.0
_SIGNING_ROOM = 16
_SIGN_OFF_SCALE = 12 / style.BODY_POINTS
_INDENT = "　　"
_PARAGRAPH_LINES = 20
_POINTS = 72.0
_PAGE_IN = {True: (11.69, 8.27), False: (8.27, 11.69)}  # A4, whether it lies on its side
_PIXELS = 96.0
_SPARE = 0.97  # printers and fonts differ a little
_SIGNED_WITH = 7


class SheetWriter:
    """Lays the blocks of one sheet; rows are written strictly downwards, as constant memory asks."""

    def __init__(self, book: Workbook, paper: Worksheet, styles: Styles, step: Callable[[], None]) -> None:
        self._book = book
        self._paper = paper
        self._styles = styles
        self._step = step
        self._row = 0
        self._widths: list[float] = []
        self._table_columns = 0
        self._top = 0
        self._heads: list[int] = []
        self._lines: list[Line] = []

    def write(self, report: Report, sheet: Sheet, *, first: bool) -> None:
        """Write the whole sheet."""
        self._set_columns(sheet)
        self._set_page(report, sheet)
        self._write_top(report, sheet, first=first)
        for place, block in enumerate(sheet.blocks):
            if place:
                self._space(9)
            self._write_block(block, report)
        self._set_titles(sheet)
        if any(isinstance(block, Words) for block in sheet.blocks):
            self._set_pages(sheet)
        checked(self._paper.print_area(0, 0, max(0, self._row - 1), len(self._widths) - 1))

    def _set_columns(self, sheet: Sheet) -> None:
        self._widths = column_widths(sheet)
        self._table_columns = len(self._widths)
        if any(isinstance(block, Grid) and block.chart for block in sheet.blocks):
            used = sum(self._widths) + COLUMN_GAP * len(self._widths)
            room = max(CHART_WIDTH, page_width(sheet) - used)
            share = (room - _CHART_GAP) / _CHART_COLUMNS - COLUMN_GAP
            self._widths += [_CHART_GAP] + [share] * _CHART_COLUMNS
        for place, width in enumerate(self._widths):
            checked(self._paper.set_column(place, place, width))

    def _set_page(self, report: Report, sheet: Sheet) -> None:
        paper = self._paper
        if sheet.landscape:
            paper.set_landscape()
        paper.set_paper(_A4)
        paper.set_margins(_SIDE_MARGIN_IN, _SIDE_MARGIN_IN, _END_MARGIN_IN, _END_MARGIN_IN)
        paper.center_horizontally()
        paper.fit_to_pages(1, 0)
        paper.hide_gridlines(2)
        paper.set_header(f"&L{_coded(report.title)}&R数据截至 {show_date(report.as_of)}", {"margin": 0.35})
        paper.set_footer(f"&L{_coded(report.footer)}&R第 &P 页 共 &N 页", {"margin": 0.35})

    def _set_pages(self, sheet: Sheet) -> None:
        wide, high = _PAGE_IN[sheet.landscape]
        pixels = sum(int(width * 7 + 5) for width in self._widths)
        scale = min(1.0, (wide - 2 * _SIDE_MARGIN_IN) * _PIXELS * _SPARE / pixels)
        room = (high - 2 * _END_MARGIN_IN) * _POINTS * _SPARE / scale
        top = sum(line.height for line in self._lines if line.row < self._top)
        self._paper.set_h_pagebreaks(page_starts(self._lines, room, room - top))

    def _write_top(self, report: Report, sheet: Sheet, *, first: bool) -> None:
        title = report.title if first else sheet.title or sheet.name
        self._line(title, style.TITLE, 33)
        if first and report.subtitle:
            self._line(report.subtitle, style.UNDER_TITLE, 20)
        whose = f"填报单位：{report.unit_name}　　　数据截至：{show_date(report.as_of)}"
        self._line(sheet.under or whose, style.UNDER_TITLE, 22)
        self._top = self._row

    def _write_block(self, block: Block, report: Report) -> None:
        if isinstance(block, Grid):
            self._write_grid(block)
        elif isinstance(block, Words):
            for line in block.lines:
                self._write_words(line)
        else:
            self._write_sign_off(block, report)

    def _write_words(self, line: Heading | Paragraph) -> None:
        if isinstance(line, Heading):
            self._line(line.text, style.HEADING, 24, keeps=True)
            return
        split = self._source_column() if line.source else len(self._widths)
        text = printable(line.text)
        if split == 0:
            text, split = f"{text}（出处：{printable(line.source)}）", len(self._widths)
        width = self._room(0, split)
        for place, part in enumerate(parts(_INDENT + text, width, _PARAGRAPH_LINES)):
            self._set_height(row_height(lines(part, width)))
            self._merge(0, split, part, self._styles.format(style.PARAGRAPH, tone=line.tone))
            if split < len(self._widths):
                source = "" if place else line.source
                self._merge(split, len(self._widths), printable(source), self._styles.format(style.SOURCE))
            self._row += 1

    def _write_sign_off(self, block: SignOff, report: Report) -> None:
        self._space(12)
        signed = self._lines[-_SIGNED_WITH:]
        self._lines[-_SIGNED_WITH:] = [replace(line, keeps=True) for line in signed]
        day = f"数据截至：{show_date(report.as_of)}"
        width = self._room(0, len(self._widths)) / _SIGN_OFF_SCALE
        free = width - cells(day) - sum(cells(f"{role}：") for role in block.roles)
        blank = "　" * min(_SIGNING_ROOM, max(1, int(free / 2 / len(block.roles)) - 1))
        self._line("".join(f"{role}：{blank}" for role in block.roles) + day, style.SIGN_OFF, 40)

    def _write_grid(self, grid: Grid) -> None:
        if grid.title:
            self._line(grid.title, style.GRID_TITLE, 26, keeps=True)
        writer = GridWriter(self._paper, self._styles, grid, self._widths)
        head = self._row
        self._heads.append(head)
        self._row, pixels = writer.write(head, self._step)
        self._lines.append(Line(head, pixels * _POINTS / _PIXELS))
        if not grid.rows:
            self._line(grid.empty, style.NOTE, 20)
        if grid.chart and any(not row.total for row in grid.rows):
            self._write_chart(grid, head, pixels)
        for note in grid.notes:
            self._line(note, style.NOTE, 18)

    def _write_chart(self, grid: Grid, head: int, pixels: int) -> None:
        if grid.chart is None:
            return
        height = min(max(pixels, _CHART_LOW), _CHART_HIGH)
        first = self._table_columns + 1
        width = sum(int(units * 7 + 5) for units in self._widths[first:])
        place = Place(str(self._paper.name), head, width, height)
        chart = bar_chart(self._book, grid, grid.chart, place)
        checked(self._paper.insert_chart(head, first, chart, {"object_position": 1}))
        while pixels < height:
            self._space(_FILLING_ROW)
            pixels += int(_FILLING_ROW * 4 / 3)

    def _set_titles(self, sheet: Sheet) -> None:
        # The heading of a table that fills the sheet stays in view and is printed on every page; where other
        # blocks follow, a page may hold none of its rows, so the sheet's title is repeated instead.
        if isinstance(sheet.blocks[0], Grid) and len(sheet.blocks) == 1:
            self._paper.repeat_rows(self._heads[0])
            self._paper.freeze_panes(self._heads[0] + 1, 0)
        else:
            self._paper.repeat_rows(0, self._top - 1)
            self._paper.freeze_panes(self._top, 0)

    def _source_column(self) -> int:
        place = len(self._widths)
        while place > 0 and self._room(place, len(self._widths)) < _SOURCE_WIDTH:
            place -= 1
        return place

    def _room(self, first: int, end: int) -> float:
        widths = self._widths[first:end]
        return sum(widths) + COLUMN_GAP * len(widths) - 1.5

    def _space(self, height: float) -> None:
        # Streamed rows keep their height only when they hold a cell.
        self._set_height(height)
        checked(self._paper.write_blank(self._row, 0, None, self._styles.format(style.PARAGRAPH)))
        self._row += 1

    def _line(self, text: str, look: Look, height: float, *, keeps: bool = False) -> None:
        scale = float(str(look.get("font_size", style.BODY_POINTS))) / style.BODY_POINTS
        words = printable(text)
        needed = lines(words, self._room(0, len(self._widths)) / scale)
        self._set_height(max(height, row_height(needed, scale)), keeps=keeps)
        self._merge(0, len(self._widths), words, self._styles.format(look))
        self._row += 1

    def _set_height(self, height: float, *, keeps: bool = False) -> None:
        self._paper.set_row(self._row, height)
        self._lines.append(Line(self._row, height, keeps))

    def _merge(self, first: int, end: int, text: str, form: Format) -> None:
        if end - first > 1:
            checked(self._paper.merge_range(self._row, first, self._row, end - 1, "", form))
        checked(self._paper.write_string(self._row, first, text, form))


def _coded(text: str) -> str:
    # In headers and footers "&" begins a command; a doubled one is itself.
    words = " ".join(printable(text).split())
    return cut(words, _HEADER_SIGNS, "…").replace("&", "&&")
