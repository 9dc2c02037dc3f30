"""The table in a sheet: where its headings stand, which rows are records, and why the others are none."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from qtrack.domain.progress import Progress, untold
from qtrack.exchange.heading_lines import MOST_COLUMNS, HeadingLines, heading_at
from qtrack.exchange.rows import (
    Reason,
    Skipped,
    above,
    are_places,
    filled,
    is_day,
    is_remark,
    lone_reason,
    odd_reason,
    skipped,
    stated_money_unit,
    together,
)
from qtrack.exchange.wording import bare

Rows = Sequence[Sequence[str]]

_WINDOW = 60
"""In so many rows from the top a heading may follow right upon other rows; further down only upon a gap."""

_CANDIDATES = 400
_TOLD_EVERY = 2000
_FEW = 3
_SIDE_BY_SIDE = 0.6
_SERIALS = frozenset({"序号", "编号", "序", "项次", "行号", "no"})


@dataclass(frozen=True, slots=True)
class Table:
    """A table found in a sheet; rows and columns are counted from 0.

    `heading_row` is the first of `heading_lines` rows, None when the sheet has no headings; `columns` are the
    headings by column, the lines of one joined by JOINT, empty where there is none. Records stand in the rows
    `first` to `last`, the last included, but for those in `notes`; see `numbers`. `money_unit` is what a line
    above says for the whole table (单位：元).
    """

    heading_row: int | None
    heading_lines: int
    columns: tuple[str, ...]
    first: int
    last: int
    notes: tuple[Skipped, ...]
    money_unit: str = ""
    known: int = 0

    def numbers(self) -> Iterator[int]:
        """Give the rows of the records, counted from 0."""
        at = self.first
        for note in self.notes:
            if note.last >= at and note.reason is not Reason.WIDE:
                yield from range(at, min(note.first, self.last + 1))
                at = note.last + 1
        yield from range(at, self.last + 1)

    def sample(self, rows: Rows, most: int = 200) -> tuple[Sequence[str], ...]:
        """Give the first records, to judge the columns by."""
        return tuple(rows[number] for number in islice(self.numbers(), most))

    @property
    def worth(self) -> tuple[int, int]:
        """How well the headings are known and how much follows: to choose the sheet of a workbook."""
        return self.known, (self.last - self.first + 1) * len(self.columns)


def find_table(rows: Rows, known: Collection[str] = frozenset(), progress: Progress = untold) -> Table:
    """Find the best table of a sheet; `known` are the words columns may be headed with (`known_headings`)."""
    known = frozenset(known)
    tables = [_table(rows, found, end, progress) for found, end in _tables(rows, known)]
    if not tables:
        return headless(rows)
    held = [one for one in tables if one.last >= one.first] or tables[:1]
    best = max(held, key=lambda one: one.worth)
    others = [_other(rows, one) for one in tables if one is not best]
    covered = [(one.first, one.last) for one in others]
    below = [
        note
        for one in tables
        if one is not best
        for note in one.notes
        if not any(first <= note.first <= last for first, last in covered)
    ]
    start = min(one.heading_row or 0 for one in tables)
    notes = together([*above(rows, start), *others, *below, *best.notes])
    unit = stated_money_unit(rows, best.heading_row or 0)
    return Table(
        best.heading_row, best.heading_lines, best.columns, best.first, best.last, notes, unit, best.known
    )


def _tables(rows: Rows, known: frozenset[str]) -> list[tuple[HeadingLines, int]]:
    """Give the headings of all tables in the sheet, each with the row its table ends before."""
    found: list[HeadingLines] = []
    for row in _candidates(rows):
        heading = heading_at(rows, row, known)
        if heading is not None:
            found.append(heading)
    chosen: list[HeadingLines] = []
    for heading in sorted(found, key=lambda one: -one.value):
        strong = not chosen or heading.is_plain(after_blank=_is_after_blank(rows, heading.row))
        if strong and all(heading.end <= one.row or one.end <= heading.row for one in chosen):
            chosen.append(heading)
    chosen.sort(key=lambda one: one.row)
    distinct = [
        one for place, one in enumerate(chosen) if not any(one.repeats(other) for other in chosen[:place])
    ]
    ends = [*(one.row for one in distinct[1:]), len(rows)] if distinct else []
    return list(zip(distinct, ends, strict=True))


def _candidates(rows: Rows) -> Iterator[int]:
    """Give the rows that may begin a heading: near the top all, below those that follow upon a gap."""
    seen, given, gap = 0, 0, True
    for row, cells in enumerate(rows):
        texts = filled(cells, 2)
        if texts and (seen < _WINDOW or gap):
            yield row
            given += 1
            if given >= _CANDIDATES:
                return
        seen += bool(texts)
        gap = len(texts) <= 1


def _is_after_blank(rows: Rows, row: int) -> bool:
    """Say whether a blank row stands right above, or above the title right above."""
    counts = [len(filled(cells, 2)) for cells in rows[max(0, row - 2) : row]]
    return counts[-1:] == [0] or counts == [0, 1]


def _table(rows: Rows, heading: HeadingLines, end: int, progress: Progress) -> Table:
    """Give the table below a heading: its records, and what stands between and below them."""
    notes: list[Skipped] = []
    lone: list[int] = []
    last = heading.end - 1
    noted = False
    serial = heading.serial_place(_SERIALS)
    repeated = heading.row_keys(rows)
    for row in range(heading.end, end):
        if (row - heading.end) % _TOLD_EVERY == 0:
            progress(row, len(rows))
        cells = rows[row]
        texts = filled(cells, _FEW)
        reason = _reason(texts, cells, row - heading.end, repeated)
        if reason is None and len(texts) == 1 and len(heading.columns) > 1:
            if texts[0].isdecimal() and _stands_in(cells, serial):
                reason = Reason.NUMBERED
            elif noted:
                reason = Reason.NOTE
            else:
                lone.append(row)
        elif reason is None:
            noted = False
        noted = noted or reason in (Reason.NOTE, Reason.SIGNED)
        if reason is None:
            last = row
        else:
            notes.append(skipped(row, reason, () if reason is Reason.BLANK else cells))
    last, tail = _without_tail(rows, lone, last, heading)
    columns, aside = _columns(rows, heading, last)
    return Table(
        heading.row,
        heading.lines,
        columns,
        heading.end,
        last,
        together([*notes, *tail, *aside]),
        "",
        heading.known,
    )


def _stands_in(cells: Sequence[str], place: int | None) -> bool:
    return place is not None and place < len(cells) and bool(cells[place].strip())


def _reason(
    texts: list[str], cells: Sequence[str], below: int, repeated: frozenset[tuple[str, ...]]
) -> Reason | None:
    """Say why a row below a heading is no record; `below` is how far it stands from the heading."""
    if not texts:
        return Reason.BLANK
    odd = odd_reason(texts) or (lone_reason(texts[0]) if len(texts) == 1 else None)
    if odd is None and below < _FEW and are_places(filled(cells)):
        return Reason.PLACES
    if odd in (None, Reason.GROUP) and tuple(texts) in repeated:
        return Reason.REPEATED
    return odd


def _without_tail(rows: Rows, lone: list[int], last: int, heading: HeadingLines) -> tuple[int, list[Skipped]]:
    """Take single sentences and days away from the end of the records; they stand below the table."""
    tail: list[Skipped] = []
    waiting = set(lone)
    while last in waiting:
        text = filled(rows[last], 1)[0]
        if not is_remark(text):
            break
        tail.append(skipped(last, Reason.SIGNED if is_day(text) else Reason.NOTE, rows[last]))
        last -= 1
        while last >= heading.end and _left_out(rows, last):
            last -= 1
    return last, tail


def _left_out(rows: Rows, row: int) -> bool:
    texts = filled(rows[row], _FEW)
    return not texts or odd_reason(texts) is not None


def _columns(rows: Rows, heading: HeadingLines, last: int) -> tuple[tuple[str, ...], list[Skipped]]:
    """Give the headings of all columns that hold anything, without a second table at their right."""
    columns = list(heading.columns)
    for row in range(heading.end, last + 1):
        cells = rows[row]
        if len(cells) > len(columns):
            width = len(cells)
            while width > len(columns) and not cells[width - 1].strip():
                width -= 1
            columns += [""] * (width - len(columns))
    columns, wide = _narrow(columns, heading.row)
    records = rows[heading.end : last + 1]
    gap = _gap_before_second(columns, records)
    if gap is None:
        return tuple(columns), wide
    words = [words for words in columns[gap:] if words]
    aside = skipped(heading.row, Reason.OTHER, [f"右侧第 {gap + 2} 列起：", *words])
    only_right = [
        skipped(row, Reason.OTHER, cells)
        for row, cells in enumerate(records, heading.end)
        if filled(cells, 1) and not filled(cells[:gap], 1)
    ]
    return tuple(columns[:gap]), [aside, *only_right, *wide]


def _narrow(columns: list[str], row: int) -> tuple[list[str], list[Skipped]]:
    """Give the columns that are read, and tell of those that are not."""
    if len(columns) <= MOST_COLUMNS:
        return columns, []
    return columns[:MOST_COLUMNS], [skipped(row, Reason.WIDE, [f"第 {MOST_COLUMNS + 1} 列起"])]


def _gap_before_second(columns: list[str], records: Rows) -> int | None:
    """Give the empty column behind which the same headings begin once more; None when they do not."""
    gaps = [place for place, words in enumerate(columns) if not words and 0 < place < len(columns) - 1]
    for gap in gaps:
        left = {bare(words) for words in columns[:gap] if words}
        right = [bare(words) for words in columns[gap + 1 :] if words]
        again = sum(words in left for words in right)
        empty = not any(_stands_in(cells, gap) for cells in records)
        if again > 1 and again >= _SIDE_BY_SIDE * len(right) and columns[gap + 1] and empty:
            return gap
    return None


def _other(rows: Rows, table: Table) -> Skipped:
    """Tell of a table that was not taken."""
    start = table.heading_row or 0
    told = skipped(start, Reason.OTHER, rows[start])
    return Skipped(start, max(table.last, table.first - 1), Reason.OTHER, told.words)


def headless(rows: Rows) -> Table:
    """Give a table without headings, as a pasted block may be: every row that is not blank is a record."""
    full = [row for row, cells in enumerate(rows) if filled(cells, 1)]
    width = max((len(rows[row]) for row in full), default=0)
    first, last = (full[0], full[-1]) if full else (0, -1)
    blank = [skipped(row, Reason.BLANK) for row, cells in enumerate(rows) if not filled(cells, 1)]
    columns, wide = _narrow([""] * width, first)
    return Table(None, 0, tuple(columns), first, last, together([*blank, *wide]))
