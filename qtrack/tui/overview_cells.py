"""How the overview is put into columns and cells: programmes, targets, floors, what is summed up, deeds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple, Self

from rich.cells import cell_len

from qtrack.domain.overview import Digest, Entry, FloorLine, Overview, Part, TargetLine
from qtrack.domain.region import Region
from qtrack.domain.scoring import show_points
from qtrack.domain.value import show_rate
from qtrack.tui.looks import bar_cell, number, number_cell, rate_cell, unmet_tone
from qtrack.tui.widgets.cells import Cell, Column, Row, Tone
from qtrack.tui.widgets.columns import GAP

_NAME = Column("name", "任务", 18, flex=True)
_COUNTS = (Column("number", "目标", 6, right=True), Column("done", "完成", 6, right=True))
_RATES = (
    Column("rate", "完成率", 7, right=True),
    Column("pace", "序时", 6, right=True),
    Column("bar", "进度", 6, flex=True),
    Column("gap", "还差", 6, right=True),
    Column("per_week", "每周需", 6, right=True),
)
DUE_COLUMNS = (
    Column("title", "近期时限", 22, flex=True),
    Column("day", "日期", 15),
    Column("left", "天数", 12, right=True),
    Column("state", "状态", 20, flex=True),
)
RECENT_COLUMNS = (
    Column("at", "最近登记", 12),
    Column("deed", "操作", 5),
    Column("ledger", "台账", 13),
    Column("unit", "单位", 12),
    Column("name", "内容", 20, flex=True),
)

NOTICE, TARGET, FLOOR = "notice", "target", "floor"


class Key(NamedTuple):
    """What a line of the overview is about: a kind of thing of a programme, and which of them."""

    programme: str
    kind: str
    name: str

    @classmethod
    def of(cls, row: Row) -> Self:
        """Read the key of a row."""
        return cls(*row.key.split("/", 2))

    @property
    def text(self) -> str:
        """The key as rows carry it."""
        return "/".join(self)


def standing_columns(rows: Sequence[Row], width: int) -> list[Column]:
    """Give the columns for a view of this width: counts as wide as they are, 自定1,000 or 核10,000 too.

    What is left goes to the names first.
    """
    lines = [row.cells for row in rows if not row.cells[0].wide]
    counts = [
        replace(column, width=max([column.width, *(cell_len(cells[at].text) for cells in lines)]))
        for at, column in enumerate(_COUNTS, 1)
    ]
    room = width - 2 * GAP - sum(column.width + GAP for column in (*counts, *_RATES))
    longest = max((cell_len(cells[0].text) for cells in lines), default=0)
    return [replace(_NAME, width=max(_NAME.width, min(longest, room))), *counts, *_RATES]


def standing_rows(shown: Overview, region: Region, *, headed: bool) -> Iterator[Row]:
    """Give the lines of all programmes, those of each under its short name if `headed`."""
    for place, part in enumerate(shown.parts):
        if headed:
            name = f"{shown.names[part.programme]}{'' if place else '（正在看）'}"
            yield Row(Key(part.programme, NOTICE, "").text, (Cell(name, "accent", wide=True),))
        yield from _part_rows(part, region, indent=" " if headed else "")


def _part_rows(part: Part, region: Region, *, indent: str) -> Iterator[Row]:
    for target in part.targets:
        yield Row(Key(part.programme, TARGET, target.own.target).text, _target(target, indent))
    for floor in part.floors:
        if floor.owing:
            yield Row(Key(part.programme, FLOOR, floor.floor).text, _floor(floor, region, indent))
    for digest in part.digests:
        yield Row(Key(part.programme, digest.kind, "").text, _digest(digest, indent))


def _target(line: TargetLine, indent: str) -> tuple[Cell, ...]:
    own = line.own
    return (
        Cell(f"{indent}{line.name}"),
        number_cell(own),
        Cell(number(own.done)),
        rate_cell(own),
        Cell(show_rate(own.pace), "dim"),
        bar_cell(own),
        Cell(number(own.gap)),
        Cell(number(own.per_week), "dim"),
    )


def _floor(floor: FloorLine, region: Region, indent: str) -> tuple[Cell, ...]:
    tone: Tone = unmet_tone(floor.strength) if floor.unmet else "good"
    words = "  ".join(f"{region.by_code[unit].short}({said})" for unit, said in floor.unmet)
    return (
        Cell(f"{indent}{floor.name}"),
        Cell(number(floor.owing)),
        Cell(number(floor.met)),
        Cell(f"{show_rate(floor.met / floor.owing)}{'×' if floor.unmet else '√'}", tone),
        Cell(words, tone if floor.unmet else "", wide=True),
    )


def _digest(digest: Digest, indent: str) -> tuple[Cell, ...]:
    done = digest.rate is not None and digest.done == digest.total
    return (
        Cell(f"{indent}{digest.label}"),
        Cell(show_points(digest.total) if digest.total else "-"),
        Cell(show_points(digest.done) if digest.total else "-"),
        Cell(f"{show_rate(digest.rate)}{'√' if done else ' '}", "good" if done else ""),
        Cell(digest.words, "dim", wide=True),
    )


def recent_row(place: int, entry: Entry, region: Region) -> Row:
    """Give the line of a deed; what it did to many rows is told by their number and the last of them."""
    at = datetime.fromisoformat(entry.at).astimezone().strftime("%m-%d %H:%M")
    unit = region.by_code.get(entry.unit)
    many = f"{entry.rows:,} 条{'以上' if entry.more else ''}：{entry.name} 等"
    return Row(
        str(place),
        (
            Cell(at, "dim"),
            Cell(entry.deed),
            Cell(entry.ledger),
            Cell(unit.short if unit else entry.unit or "各单位"),
            Cell(many if entry.rows > 1 else entry.name),
        ),
    )
