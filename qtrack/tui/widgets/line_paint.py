"""One line of a table as styled segments; its cost depends on the columns, never on the rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from qtrack.tui.widgets.cells import PACE, Cell, bar_signs, fit
from qtrack.tui.widgets.columns import GAP, Placing

_EMPTY = Cell("")


@dataclass(frozen=True, slots=True)
class Ink:
    """The styles of one line: its ground, the cell under the cursor, a colour and a bar for every tone."""

    ground: Style
    cursor: Style
    tones: Mapping[str, Style]
    bars: Mapping[str, Style]


def paint_cells(
    cells: tuple[Cell, ...], placing: Placing, ink: Ink, cursor: int | None = None, lead: str = ""
) -> Strip:
    """Paint the whole line, as wide as the table; the cursor colours its cell and the gaps beside it.

    `lead` are the signs in the cells before the first column.
    """
    signs = lead.ljust(placing.lead)
    segments: list[Segment] = (
        [Segment(signs[:-GAP], ink.ground + ink.tones["accent"])] if signs[:-GAP] else []
    )
    before = False
    columns = zip(placing.columns, placing.widths, strict=True)
    for at, (cell, place) in enumerate(zip_longest(cells[: len(placing.columns)], columns)):
        column, width = place
        wide = cell is not None and cell.wide
        here = at == cursor or (wide and cursor is not None and cursor > at)
        gap = " " * GAP if at else signs[-GAP:]
        segments.append(Segment(gap, ink.cursor if here or before else ink.ground))
        before = here
        if wide:
            width = placing.total - GAP - placing.starts[at]
        segments += _paint_cell(cell or _EMPTY, width, ink, right=column.right and not wide, here=here)
        if wide:
            break
    segments.append(Segment(" " * GAP, ink.cursor if before else ink.ground))
    return Strip(segments, placing.total)


def window(line: Strip, frozen: int, scrolled: int, view: int, ground: Style) -> Strip:
    """Give what a view shows of a line: its frozen beginning, then the rest from where it is scrolled to."""
    if not frozen:
        return line.crop_extend(scrolled, scrolled + view, ground)
    rest = line.crop_extend(frozen + scrolled, scrolled + view, ground)
    return Strip.join([line.crop(0, frozen), rest])


def _paint_cell(cell: Cell, width: int, ink: Ink, *, right: bool, here: bool) -> list[Segment]:
    tone = ink.tones.get(cell.tone, Style.null())
    if cell.bar is None:
        style = ink.cursor if here else ink.ground + tone
        return [Segment(fit(cell.text, width, right=right), style)]
    block = ink.bars[cell.tone or "bar"]
    notch = block + Style(color=ink.ground.bgcolor)
    done, left = bar_signs(cell.bar, width, cell.pace)
    early, mark, late = done.partition(PACE)
    runs = ((early, block), (mark, notch), (late, block), (left, ink.ground + ink.tones["dim"]))
    return [Segment(text, style) for text, style in runs if text]
