"""Workbooks of WPS, Excel and LibreOffice, read by calamine from bytes, so that no name misleads it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from io import BytesIO
from typing import TYPE_CHECKING

from qtrack.exchange.book import Limits, Unusable
from qtrack.exchange.kinds import BROKEN, LOCKED
from qtrack.exchange.marred import Marred, marred_cells
from qtrack.exchange.source import Found, UnreadableFileError
from qtrack.exchange.wire import Raw

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook


def sheets_of_workbook(content: bytes, kind: str, limits: Limits) -> Iterator[Found]:
    """Give the sheets with cells, one after the other; charts and macros are passed over."""
    from python_calamine import CalamineError, PasswordError, SheetTypeEnum, SheetVisibleEnum, load_workbook

    try:
        book = load_workbook(BytesIO(content))
        metadata = book.sheets_metadata
        if len(metadata) > limits.sheets:
            raise UnreadableFileError(f"有 {len(metadata):,} 个工作表，最多 {limits.sheets} 个，请拆分")
        with ThreadPoolExecutor(1) as beside:
            marred = beside.submit(marred_cells, content, kind)
            for place, about in enumerate(metadata):
                if about.typ is SheetTypeEnum.WorkSheet:
                    hidden = about.visible is not SheetVisibleEnum.Visible
                    yield _sheet(book, place, marred, hidden=hidden)
    except PasswordError:
        raise UnreadableFileError(LOCKED) from None
    except CalamineError:
        raise UnreadableFileError(BROKEN) from None


def _sheet(book: CalamineWorkbook, place: int, marred: Future[Marred], *, hidden: bool) -> Found:
    sheet = book.get_sheet_by_index(place)
    merged = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
    return Found(sheet.name, _rows(sheet, place, marred), sheet.total_height, hidden, merged)


def _rows(sheet: CalamineSheet, place: int, marred: Future[Marred]) -> Iterator[list[Raw]]:
    start = sheet.start
    if start is None:
        return
    before: list[Raw] = [""] * start[1]
    found = marred.result().get(place, {})
    for number, row in enumerate(sheet.iter_rows()):
        cells: list[Raw] = [*before, *row] if before else row
        if number in found:
            _put(cells, found[number])
        yield cells


def _put(cells: list[Raw], found: dict[int, tuple[str, str]]) -> None:
    for column, (text, reason) in found.items():
        if column < len(cells) and cells[column] == "":
            cells[column] = Unusable(text, reason)
