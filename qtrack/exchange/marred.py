"""Cells a workbook holds and calamine gives as empty: errors, formulas never calculated."""

from __future__ import annotations

Marred = dict[int, dict[int, dict[int, tuple[str, str]]]]
"""By the sheet's place, row and column, counted from 0: what is shown, and the reason in Chinese."""

MOST_MARRED = 100_000
"""Cells told of one by one; a file with more is past helping."""

ERRORS_SHOWN = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
"""What binary workbooks write for an error ([MS-XLS] 2.5.10)."""
