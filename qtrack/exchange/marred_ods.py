"""Cells of an .ods that hold an error, which calamine gives as empty."""

from __future__ import annotations

import re
import zipfile
from contextlib import suppress
from io import BytesIO

from qtrack.exchange.doubted import ERROR_VALUE
from qtrack.exchange.kinds import ZIP_FAULTS
from qtrack.exchange.marred import MOST_MARRED, Marred

_ERROR = b'calcext:value-type="error"'
_TAG = re.compile(rb"<(/?)table:(table|table-row|table-cell|covered-table-cell)(\s[^<>]*?)?(/?)>")
_REPEATED = re.compile(rb'table:number-(?:rows|columns)-repeated="([0-9]{1,7})"')
_SHOWN = re.compile(rb"\s*<text:p>([^<]{1,40})</text:p>")


def marred_in_ods(content: bytes) -> Marred:
    """Give the cells of a document that hold an error."""
    with suppress(*ZIP_FAULTS):
        text = zipfile.ZipFile(BytesIO(content)).read("content.xml")
        if _ERROR in text:
            return _found(text)
    return {}


def _found(text: bytes) -> Marred:
    found: Marred = {}
    sheet, row, column, rows, number = -1, 0, 0, 1, 0
    for tag in _TAG.finditer(text):
        ends, name, attributes, alone = tag[1], tag[2], tag[3] or b"", tag[4]
        if name == b"table":
            sheet, row, rows = sheet + (not ends), 0, 1
        elif name == b"table-row":
            if not ends:
                column, rows = 0, _repeated(attributes)
            if ends or alone:
                row += rows
        elif not ends:
            times = _repeated(attributes)
            if _ERROR in attributes and number + rows * times <= MOST_MARRED:
                number += rows * times
                shown = _SHOWN.match(text, tag.end())
                error = shown[1].decode("utf-8", "replace") if shown else "#N/A", ERROR_VALUE
                for down in range(rows):
                    cells = found.setdefault(sheet, {}).setdefault(row + down, {})
                    cells.update(dict.fromkeys(range(column, column + times), error))
            column += times
    return found


def _repeated(attributes: bytes) -> int:
    number = _REPEATED.search(attributes)
    return int(number[1]) if number else 1
