"""跨指标重复: what counts for more than one target, two targets at a time, down to what it is."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from qtrack.domain.overlaps import Claim, Overlap, Overlaps, Shared
from qtrack.domain.text import plain, quoted
from qtrack.domain.value import show_date
from qtrack.services.catalog import schemas
from qtrack.services.overlaps import overlaps, shared
from qtrack.tui.looks import number
from qtrack.tui.telling import telling
from qtrack.tui.view import View
from qtrack.tui.widgets.box import Box, key_line, title_line
from qtrack.tui.widgets.cells import Cell, Column, Row
from qtrack.tui.widgets.record_table import RecordTable

MOST_ROWS = 1_000
"""Things listed at once; the year-end workbook has them all."""

_NONE = "没有两项指标会计入同一对象"
_PAIRS = (
    Column("first", "指标", 20, flex=True),
    Column("first_count", "计入", 8, right=True),
    Column("second", "另一指标", 20, flex=True),
    Column("second_count", "计入", 8, right=True),
    Column("both", "同时计入", 9, right=True),
)


class OverlapsScreen(Box[None]):
    """Shows what every two targets share from a unit on, then what that is."""

    DEFAULT_CSS = "OverlapsScreen .box { width: 110; height: 96%; max-height: 36; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,backspace", "back", "返回", show=False),
        Binding("f5", "reload", "再读", show=False),
    ]

    def __init__(self, view: View) -> None:
        super().__init__()
        self._view = view.of(view.office.unit.code)
        self._pairs: dict[str, Overlap] = {}
        self._several = False
        self._pair: Overlap | None = None
        self._reading = False

    def compose(self) -> ComposeResult:
        """Lay out what is said over the numbers."""
        with Vertical(classes="box"):
            yield title_line("跨指标重复")
            yield Static("", classes="box-text", id="path", markup=False)
            yield RecordTable(_PAIRS, empty=_NONE)
            yield key_line("")

    def on_mount(self) -> None:
        """Read the numbers."""
        self.action_reload()

    def action_reload(self) -> None:
        """Read anew what is shown."""
        self._read()

    def action_back(self) -> None:
        """Go back to the pairs, or close."""
        if self._pair is None:
            self.dismiss(None)
        else:
            left = next(key for key, pair in self._pairs.items() if pair is self._pair)
            self._pair = None
            self._read(left)

    @on(RecordTable.Chosen)
    def go_on(self, event: RecordTable.Chosen) -> None:
        """List what two targets share."""
        if self._pair is None and not self._reading:
            self._pair = self._pairs[event.row.key]
            self._read()

    def _read(self, seek: str = "") -> None:
        self._reading = True
        self._gather(seek)

    @work(group="overlaps", exclusive=True)
    async def _gather(self, seek: str) -> None:
        store, office, pair = self._view.desk.store, self._view.office, self._pair
        with telling(self.app):
            if pair is None:
                self._show_pairs(await asyncio.to_thread(store.read, overlaps, office))
            else:
                claims = (pair.first, pair.second)
                self._show_shared(
                    pair, await asyncio.to_thread(store.read, shared, office, claims, MOST_ROWS)
                )
            table = self.query_one(RecordTable)
            table.put_cursor(0, 0)
            table.seek(seek)
            self._reading = False

    def _show_pairs(self, found: Overlaps) -> None:
        self._several = found.several
        self._pairs = {str(at): pair for at, pair in enumerate(found.pairs)}
        rows = [
            Row(
                key,
                (
                    _target_cell(pair.first, several=found.several),
                    Cell(number(found.counted(pair.first)), "dim"),
                    _target_cell(pair.second, several=found.several),
                    Cell(number(found.counted(pair.second)), "dim"),
                    Cell(number(pair.both), "accent" if pair.both else "dim"),
                ),
            )
            for key, pair in self._pairs.items()
        ]
        self.query_one(RecordTable).set_empty(_NONE)
        self._show(_PAIRS, rows, f"一项之内只计一次。{_many(found)}", "Enter看是哪些  F5再读  Esc返回")

    def _show_shared(self, pair: Overlap, found: Sequence[Shared]) -> None:
        first, second = (claim.words(several=self._several) for claim in (pair.first, pair.second))
        columns = (
            Column("name", schemas()[pair.first.thing].title, 24, flex=True),
            Column("unit", "所属单位", 12),
            Column("first", f"{quoted(pair.first.target.tier)}日期", 12),
            Column("second", f"{quoted(pair.second.target.tier)}日期", 12),
        )
        units = self._view.office.region.by_code
        rows = [
            Row(
                str(at),
                (
                    Cell(one.name),
                    Cell(units[one.unit].short if one.unit in units else one.unit),
                    *(Cell(show_date(day) if day else "") for day in one.days),
                ),
            )
            for at, one in enumerate(found)
        ]
        more = f"，只列前 {MOST_ROWS:,} 条，全部在年终工作簿" if len(rows) == MOST_ROWS else ""
        words = f"同时计入{first}和{second}的{more}；日期是各项最早的一条"
        self.query_one(RecordTable).set_empty("没有同时计入这两项的")
        self._show(columns, rows, words, "F5再读  Esc返回")

    def _show(self, columns: Sequence[Column], rows: Sequence[Row], words: str, keys: str) -> None:
        table = self.query_one(RecordTable)
        table.set_columns(columns)
        table.show(rows)
        self.query_one("#path", Static).update(plain(f"{self._view.office.unit.name}　{words}"))
        self.query_one(".box-keys", Static).update(keys)


def _target_cell(claim: Claim, *, several: bool) -> Cell:
    """Give the tier first: what follows may not have room."""
    return Cell(f"{claim.words(several=several)}　{claim.target.name}")


def _many(found: Overlaps) -> str:
    """Say how many things count for two targets, for three and so on, each kind by itself."""
    known: dict[str, list[str]] = {}
    for thing, size, things in found.many:
        known.setdefault(thing, []).append(f"{size} 项 {things:,}")
    return "；".join(
        f"同时计入几项的{schemas()[thing].title}：{'，'.join(words)}" for thing, words in known.items()
    )
