"""A report as a workbook (.xlsx), written whole or not at all."""

from __future__ import annotations

import re
import tempfile
from contextlib import suppress
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from qtrack.domain.progress import Progress
from qtrack.files import write_atomic
from qtrack.reports.measure import cut, printable
from qtrack.reports.report import Report
from qtrack.reports.sheet import SheetWriter
from qtrack.reports.style import Styles

MANY_ROWS = 20_000
"""From here on rows go to the disk as they are written, so that memory stays small."""

_SHEET_NAME_SIGNS = 31
_PROGRESS_ROWS = 100
_REFUSED_IN_NAMES = re.compile(r"[\[\]:*?/\\\n]")
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_xlsx(report: Report, path: Path, progress: Progress | None = None) -> Path:
    """Write the report to `path`, or beside it when another program holds it; give the path written.

    `progress` hears (steps done, steps in all) now and then; what it raises ends the writing and leaves the
    old file. A text longer than a cell holds (32,767) is cut and ends in …（已截断）.
    Equal reports give equal bytes.
    """
    steps = _Steps(report.row_count + 1, progress)
    written = write_atomic(path, lambda part: _fill(report, part, steps))
    steps.end()
    return written


def sheet_names(names: list[str]) -> list[str]:
    """Give legal names for sheets, unlike each other also without regard to case."""
    legal: list[str] = []
    taken = {"history"}  # Excel keeps this one for itself
    for name in names:
        words = cut(_REFUSED_IN_NAMES.sub("", printable(name)).strip("' "), _SHEET_NAME_SIGNS).strip("' ")
        base = words or "工作表"
        new, number = base, 1
        while new.lower() in taken:
            number += 1
            ending = f"（{number}）"
            new = cut(base, _SHEET_NAME_SIGNS - len(ending)) + ending
        taken.add(new.lower())
        legal.append(new)
    return legal


class _Steps:
    """Counts rows written and tells it every hundred."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._total = total
        self._progress = progress
        self._done = 0

    def step(self) -> None:
        self._done += 1
        if self._progress and self._done % _PROGRESS_ROWS == 0:
            self._progress(self._done, self._total)

    def end(self) -> None:
        if self._progress:
            self._progress(self._total, self._total)


def _fill(report: Report, part: Path, steps: _Steps) -> None:
    streamed = report.row_count > MANY_ROWS
    with tempfile.TemporaryDirectory(prefix="qtrack-") as folder:
        book = Workbook(
            str(part), {**_OPTIONS, "constant_memory": streamed, "in_memory": not streamed, "tmpdir": folder}
        )
        try:
            _write_sheets(report, book, steps)
            book.close()
        except FileCreateError as error:
            raise error.args[0] from error
        finally:
            _close_rows(book)


def _write_sheets(report: Report, book: Workbook, steps: _Steps) -> None:
    made = datetime.combine(report.as_of, time(tzinfo=UTC))
    book.set_properties({"title": printable(report.title), "created": made})
    styles = Styles(book)
    names = sheet_names([sheet.name for sheet in report.sheets])
    for place, (sheet, name) in enumerate(zip(report.sheets, names, strict=True)):
        writer = SheetWriter(book, book.add_worksheet(name), styles, steps.step)
        writer.write(report, sheet, first=place == 0)


def _close_rows(book: Workbook) -> None:
    # The writer leaves the files of streamed rows open when it fails; open they could not be removed.
    for paper in book.worksheets():
        rows: Any = paper.row_data_fh
        if rows is not None:
            with suppress(OSError):  # what the disk refused has been told already
                rows.close()
