"""A finished report: words and figures in their order, without a table, a session or a file format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

Value = str | int | float | date | None
"""What a cell may hold: money is an int in 分, a rate a float (0.804), a missing fact the words 【待补】."""


class Shape(Enum):
    """How the values of a column are written; words may stand in every column."""

    TEXT = "文字"
    COUNT = "数量"
    NUMBER = "数值"  # shown as exactly as it is
    MONEY = "金额"  # int in 分, shown in 万元
    RATE = "比率"  # cut to a tenth of a percent, as on the screen
    DATE = "日期"


class Tone(Enum):
    """What a colour says; the words beside it say it too, because print may be black."""

    PLAIN = "平常"
    GOOD = "达标"
    WARN = "滞后"
    BAD = "未达"


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with a tone of its own."""

    value: Value
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a grid, a value a column; `tone` is for cells that have none, `total` marks a sum."""

    cells: tuple[Value | Cell, ...]
    tone: Tone = Tone.PLAIN
    total: bool = False

    def cell(self, index: int) -> Cell:
        """Give one cell with its own tone or the row's."""
        held = self.cells[index]
        cell = held if isinstance(held, Cell) else Cell(held)
        return cell if cell.tone is not Tone.PLAIN else Cell(cell.value, self.tone)


def row(*values: Value | Cell, tone: Tone = Tone.PLAIN, total: bool = False) -> Row:
    """Make a row from its values, one after the other."""
    return Row(values, tone, total)


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `width` in cells (汉字 take two), 0 when the contents decide; `bar` draws rates."""

    label: str
    shape: Shape = Shape.TEXT
    width: int = 0
    bar: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars beside the grid, a group a row without totals; columns by label, legible up to 30 rows."""

    title: str
    by: str
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `filtered` adds filter arrows, `notes` stand below, `empty` is said without rows."""

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    notes: tuple[str, ...] = ()
    chart: Chart | None = None
    filtered: bool = False
    empty: str = "（无记录）"

    def __post_init__(self) -> None:
        wrong = next((held for held in self.rows if len(held.cells) != len(self.columns)), None)
        if wrong is not None:
            raise ValueError(f"{self.title}: {len(wrong.cells)} cells for {len(self.columns)} columns")

    def index(self, label: str) -> int:
        """Give the place of the column with this label; ValueError when there is none."""
        return [column.label for column in self.columns].index(label)


def without_empty(grid: Grid, labels: Sequence[str]) -> Grid:
    """Give a table without those of the columns named that hold nothing in any row."""
    kept = [
        place
        for place, column in enumerate(grid.columns)
        if column.label not in labels or any(held.cell(place).value not in (None, "") for held in grid.rows)
    ]
    rows = [replace(held, cells=tuple(held.cells[place] for place in kept)) for held in grid.rows]
    return replace(grid, columns=tuple(grid.columns[place] for place in kept), rows=rows)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading among paragraphs, like 二（一）."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `source` stands at its right, like 二（一）."""

    text: str
    source: str = ""
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Words:
    """Headings and paragraphs over the whole width."""

    lines: tuple[Heading | Paragraph, ...]


@dataclass(frozen=True, slots=True)
class SignOff:
    """The line where people sign, with the as-of date."""

    roles: tuple[str, ...] = ("填报人", "审核人", "负责人")


Block = Words | Grid | SignOff


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `title` stands large on top, the sheet's name when empty.

    `under` is the line below the title; when empty it says whose the sheet is and as of which day.
    """

    name: str
    blocks: tuple[Block, ...]
    title: str = ""
    landscape: bool = True
    under: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A report as of one day for one unit; `footer` stands at the foot of every printed page."""

    title: str
    as_of: date
    unit_name: str
    sheets: tuple[Sheet, ...]
    subtitle: str = ""
    footer: str = ""

    @property
    def row_count(self) -> int:
        """How many table rows the report has."""
        return sum(
            len(block.rows) for sheet in self.sheets for block in sheet.blocks if isinstance(block, Grid)
        )
