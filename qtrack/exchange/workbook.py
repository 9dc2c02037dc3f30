"""Workbooks of WPS, Excel and LibreOffice, read by calamine from bytes, so that no name misleads it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from io import BytesIO
from typing import TYPE_CHECKING

from qtrack.exchange.book import Limits, Unusable
from qtrack.exchange.kinds import BROKEN, LOCKED
from qtrack.exchange.marred import Marred
from qtrack.exchange.mended import mended
from qtrack.exchange.source import Found, UnreadableFileError
from qtrack.exchange.wire import Raw

if TYPE_CHECKING:
    from python_calamine import CalamineSheet


def sheets_of_workbook(content: bytes, kind: str, limits: Limits) -> Iterator[Found]:
    """Give the sheets with cells, one after the other; charts and macros are passed over."""
    from python_calamine import CalamineError, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        book = _Opened(content, kind)
        metadata = book.book.sheets_metadata
        if len(metadata) > limits.sheets:
            raise UnreadableFileError(f"有 {len(metadata):,} 个工作表，最多 {limits.sheets} 个，请拆分")
        with ThreadPoolExecutor(1) as beside:
            marred = beside.submit(_marred, book.content, kind)
            for place, about in enumerate(metadata):
                if about.typ is SheetTypeEnum.WorkSheet:
                    hidden = about.visible is not SheetVisibleEnum.Visible
                    yield _found(book.sheet(about.name), place, marred, hidden=hidden)
    except PasswordError:
        raise UnreadableFileError(LOCKED) from None
    except CalamineError:
        raise UnreadableFileError(BROKEN) from None


class _Opened:
    """A workbook as it is, or mended as soon as calamine refuses it or one of its sheets."""

    def __init__(self, content: bytes, kind: str) -> None:
        from python_calamine import CalamineError, PasswordError, load_workbook

        self.content = content
        self._kind = kind
        try:
            self.book = load_workbook(BytesIO(content))
        except PasswordError:
            raise
        except CalamineError:
            self._mend()

    def sheet(self, name: str) -> CalamineSheet:
        """Give a sheet."""
        from python_calamine import CalamineError

        try:
            return self.book.get_sheet_by_name(name)
        except CalamineError:
            self._mend()
            return self.book.get_sheet_by_name(name)

    def _mend(self) -> None:
        from python_calamine import load_workbook

        better = mended(self.content, self._kind)
        if better is None:
            raise UnreadableFileError(BROKEN)
        self.content = better
        self.book = load_workbook(BytesIO(better))


def _marred(content: bytes, kind: str) -> Marred:
    """Give the cells calamine leaves blank; whatever else is wrong with the file is for it to say."""
    if kind == "xlsx":
        from qtrack.exchange.marred_xlsx import marred_in_xlsx

        return marred_in_xlsx(content)
    if kind == "ods":
        from qtrack.exchange.marred_ods import marred_in_ods

        return marred_in_ods(content)
    if kind == "xls":
        from qtrack.exchange.marred_xls import marred_in_xls

        return marred_in_xls(content)
    from qtrack.exchange.marred_xlsb import marred_in_xlsb

    return marred_in_xlsb(content)


def _found(sheet: CalamineSheet, place: int, marred: Future[Marred], *, hidden: bool) -> Found:
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
