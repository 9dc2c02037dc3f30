"""The first table of a file, its first row with content taken for the headings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qtrack.domain.problem import Problem, RefusedError, refuse
from qtrack.exchange.book import Damaged, Unusable
from qtrack.exchange.reading import read_book


@dataclass(frozen=True, slots=True)
class Line:
    """A record of the file; `number` is the row a spreadsheet shows it in."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The headings of a file and its records, blank ones left out."""

    header: tuple[str, ...]
    lines: tuple[Line, ...]


def read_table(path: Path) -> Table:
    """Read a file; refuse one that is no table or has cells to doubt. OSError comes from the disk."""
    for sheet in read_book(path).sheets:
        lines = [Line(n, cells) for n, cells in enumerate(sheet.rows, 1) if any(map(str.strip, cells))]
        if lines and not sheet.hidden:
            break
    else:
        raise refuse(f"“{path.name}”是空的，第一行应写字段")
    problems = tuple(
        Problem("", f"第 {line.number} 行 第 {column} 列“{cell}”：{cell.reason}")
        for line in lines
        for column, cell in enumerate(line.cells, 1)
        if isinstance(cell, Damaged | Unusable)
    )
    if problems:
        raise RefusedError(problems)
    header, *rows = lines
    return Table(header.cells, tuple(rows))
