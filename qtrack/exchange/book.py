"""What a file of tables holds once it is read: sheets of rows of cells, and how much of it is let in.

Every cell is a `str` as the sheet shows it, so that whoever wants words needs nothing else; what sort of
cell it was is told by its class. A plain `str` is text, "" an empty cell. Cells nobody should believe have a
reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

DAMAGED = "编号或数字被表格软件改过，后几位已丢失，请把这一列设为“文本”格式后重新填写"
MOST_DIGITS = 15
"""What a spreadsheet keeps of a number."""


class Number(str):
    """A number in decimal digits without thousands and without exponent: 12, 0.3, -5.25."""

    __slots__ = ()


class Damaged(Number):
    """A number of more than 15 digits, or one saved as 9.14201E+17: once a code, its last digits are lost."""

    __slots__ = ()

    reason = DAMAGED


class Day(str):
    """A date as 2022-03-25, or 2022-03-25 10:30:00 when the cell holds a time of day as well."""

    __slots__ = ()


class Flag(str):
    """A cell that is TRUE or FALSE."""

    __slots__ = ()


class Unusable(str):
    """A cell without usable content: an error value, a formula never calculated, letters that broke."""

    __slots__ = ("reason",)

    reason: str

    def __new__(cls, text: str, reason: str) -> Self:
        """Make the cell from what it shows, and why it cannot be used, in Chinese."""
        cell = super().__new__(cls, text)
        cell.reason = reason
        return cell


Cell = str
"""A plain `str`, or one of the classes above."""

Row = tuple[Cell, ...]
"""The cells of a row from column A on; what is missing at its end is empty."""

Region = tuple[int, int, int, int]
"""Merged cells: first row and column, last row and column, from 0. Only the first cell has a value."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet; `rows[n]` is row n + 1 of the spreadsheet, blank rows are empty tuples."""

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False
    merged: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A file's sheets, never all of them blank; `kind` is xlsx, xlsb, xls, ods, html, xml, csv or paste."""

    kind: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is let in; beyond any of it the whole file is refused."""

    file_bytes: int = 100_000_000
    seconds: float = 25
    memory_bytes: int = 1 << 30
    """For the process that reads, where the system can hold it to that."""
    sheets: int = 200
    rows: int = 1_048_576
    columns: int = 16_384
    cells: int = 2_000_000
    """Of all sheets; blanks count in columns where a cell nearby is filled."""
    cell_signs: int = 32_767
    signs: int = 60_000_000
    """Of all cells."""
    entries: int = 5_000
    """Members of the zip archive a workbook is."""
    unpacked_bytes: int = 1_000_000_000
    ratio: int = 300
    """Unpacked to packed, looked at beyond `unpacked_unasked`."""
    unpacked_unasked: int = 20_000_000
