"""齐套率: how complete the evidence is, by ledger, then by unit, down to the rows that lack some."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from qtrack.domain.proof import Completeness
from qtrack.domain.region import Region
from qtrack.domain.value import show_date
from qtrack.services.catalog import schemas
from qtrack.services.named_rows import NamedRow, named_rows
from qtrack.services.proofs import RowProofs, by_child, by_ledger, completeness, incomplete
from qtrack.tui.evidence import EvidenceScreen
from qtrack.tui.telling import telling
from qtrack.tui.view import View
from qtrack.tui.widgets.box import Box, key_line, title_line
from qtrack.tui.widgets.cells import Cell, Column, Row, Tone
from qtrack.tui.widgets.record_table import RecordTable

MOST_ROWS = 1_000
"""Rows that lack evidence listed at once, the newest."""

NOTHING = "还没有应附佐证的记录；在台账里的记录上按 Ctrl+E 添加佐证"
ALL_COMPLETE = "应附的佐证都齐了"
_NUMBERS = (
    Column("rows", "记录", 8, right=True),
    Column("asked", "应附佐证", 8, right=True),
    Column("complete", "已齐", 8, right=True),
    Column("rate", "齐套率", 7, right=True),
    Column("bar", "", 12, flex=True),
)
_LACKING = (
    Column("name", "名称", 24, flex=True),
    Column("unit", "单位", 12),
    Column("day", "日期", 10),
    Column("missing", "缺少的佐证", 20),
)


@dataclass(frozen=True, slots=True)
class Depth:
    """How deep one looks: a ledger, a unit in it, and whether only that unit's own rows are meant."""

    ledger: str = ""
    unit: str = ""
    own: bool = False


class RatesScreen(Box[bool]):
    """Shows 齐套率 from a unit on, and says when it closes whether anything was changed."""

    DEFAULT_CSS = "RatesScreen .box { width: 110; height: 96%; max-height: 36; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,backspace", "back", "返回", show=False),
        Binding("f5", "reload", "再读", show=False),
    ]

    def __init__(self, view: View) -> None:
        super().__init__()
        self._view = view
        self._found: Sequence[Completeness] = ()
        self._path = [Depth()]
        self._names: dict[str, str] = {}
        self._changed = False
        self._reading = False

    def compose(self) -> ComposeResult:
        """Lay out where one is over the numbers."""
        with Vertical(classes="box"):
            yield title_line("佐证齐套率")
            yield Static("", classes="box-text", id="path", markup=False)
            yield RecordTable((Column("title", "台账", 16),), empty=NOTHING)
            yield key_line("Enter进入  Esc返回")

    def on_mount(self) -> None:
        """Read the numbers."""
        self.action_reload()

    def action_reload(self) -> None:
        """Read anew what is shown."""
        self._read()

    def action_back(self) -> None:
        """Go one level up, or close on top."""
        if len(self._path) == 1:
            self.dismiss(self._changed)
        else:
            left = self._path.pop()
            self._read(seek=left.unit if left.unit != self._path[-1].unit else left.ledger)

    @on(RecordTable.Chosen)
    def go_on(self, event: RecordTable.Chosen) -> None:
        """Go deeper: from a ledger to its units, from a unit to its rows, from a row to its files."""
        if self._reading:  # what is shown is not what is meant any more
            return
        now, key = self._path[-1], event.row.key
        here = self._view.office.unit.code
        if not now.ledger:
            self._path.append(Depth(key, here))
        elif self._lists_rows(now):
            self._open(now.ledger, key)
            return
        else:
            self._path.append(Depth(now.ledger, key, own=key == now.unit))
        self._read()

    def _open(self, ledger: str, uid: str) -> None:
        shown = EvidenceScreen(self._view, ledger, uid, self._names.get(uid, ""))
        self.app.push_screen(shown, partial(self._after, uid))

    def _after(self, uid: str, changed: bool | None) -> None:  # noqa: FBT001 - a dialogue's answer
        if changed:
            self._changed = True
            self._read(seek=uid)

    # Reading and showing

    def _lists_rows(self, depth: Depth) -> bool:
        return bool(depth.unit) and (depth.own or not self._view.office.region.children(depth.unit))

    def _read(self, seek: str = "") -> None:
        self._reading = True
        self._gather(seek)

    @work(group="rates", exclusive=True)
    async def _gather(self, seek: str) -> None:
        depth, table = self._path[-1], self.query_one(RecordTable)
        with telling(self.app):
            if self._lists_rows(depth):
                self._show_lacking(*await asyncio.to_thread(self._lacking, depth))
            else:
                read = self._view.desk.store.read
                self._found = await asyncio.to_thread(read, completeness, self._view.office)
                self._show_numbers(depth)
            table.put_cursor(0, 0)
            table.seek(seek)
            self._reading = False

    def _lacking(self, depth: Depth) -> tuple[Sequence[RowProofs], dict[str, NamedRow]]:
        store, office = self._view.desk.store, self._view.office.at(depth.unit)
        found = store.read(incomplete, office, depth.ledger, MOST_ROWS, own=depth.own)
        named = store.read(named_rows, office, depth.ledger, [one.uid for one in found])
        return found, {row.uid: row for row in named}

    def _show_numbers(self, depth: Depth) -> None:
        """Show the ledgers with rows asked for evidence, or the units of one."""
        here, region = self._view.office.unit.code, self._view.office.region
        if not depth.ledger:
            sums = [one for one in by_ledger(self._found, here) if one.asked]
            titles = {one.ledger: schemas()[one.ledger].title for one in sums}
            rows = [_numbers(one.ledger, titles[one.ledger], one) for one in sums]
            self._show("台账", rows, NOTHING)
            return
        order = {unit.code: at for at, unit in enumerate(region.units)}
        found = [one for one in self._found if one.ledger == depth.ledger]
        units = [
            one
            for one in by_child(found, region, depth.unit)
            if one.asked and region.contains(depth.unit, one.unit)
        ]
        units.sort(key=lambda one: order.get(one.unit, len(order)))
        rows = [
            _numbers(one.unit, _unit_words(region, one.unit, own=one.unit == depth.unit), one)
            for one in units
        ]
        self._show("单位", rows, NOTHING)

    def _show(self, label: str, rows: Sequence[Row], empty: str) -> None:
        table = self.query_one(RecordTable)
        table.set_empty(empty)
        table.set_columns((Column("title", label, 20), *_NUMBERS))
        table.show(rows)
        self._show_path("按记录计：应有的各种佐证都有，才算已齐。")

    def _show_lacking(self, found: Sequence[RowProofs], named: Mapping[str, NamedRow]) -> None:
        self._names = {uid: row.name for uid, row in named.items()}
        rows = [_lacking_row(named[one.uid], one) for one in found if one.uid in named]
        table = self.query_one(RecordTable)
        table.set_empty(ALL_COMPLETE)
        table.set_columns(_LACKING)
        table.show(rows)
        more = f"，只列最新的 {MOST_ROWS:,} 条" if len(found) == MOST_ROWS else ""
        self._show_path(f"佐证不齐 {len(rows):,} 条{more}。按 Enter 添加佐证。")

    def _show_path(self, words: str) -> None:
        depth, region = self._path[-1], self._view.office.region
        names = [self._view.office.unit.name]
        if depth.ledger:
            names.append(schemas()[depth.ledger].title)
        if depth.unit and depth.unit != self._view.office.unit.code:
            names.append(_unit_words(region, depth.unit, own=depth.own))
        self.query_one("#path", Static).update(f"{' > '.join(names)}　{words}")


def _numbers(key: str, title: str, one: Completeness) -> Row:
    tone: Tone = "good" if one.complete == one.asked else "warn"
    return Row(
        key,
        (
            Cell(title),
            Cell(f"{one.rows:,}"),
            Cell(f"{one.asked:,}"),
            Cell(f"{one.complete:,}"),
            Cell(one.rate_words, tone),
            Cell("", tone, bar=one.rate or 0.0),
        ),
    )


def _lacking_row(row: NamedRow, proofs: RowProofs) -> Row:
    day = show_date(row.day) if row.day else ""
    return Row(row.uid, (Cell(row.name), Cell(row.unit), Cell(day), Cell("、".join(proofs.missing), "warn")))


def _unit_words(region: Region, code: str, *, own: bool) -> str:
    unit = region.by_code.get(code)
    name = unit.name if unit else code
    return f"{name}本级" if own and unit and region.children(code) else name
