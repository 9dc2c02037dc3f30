"""1 总览: where the unit stands and what is due."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from qtrack.domain.overview import Overview
from qtrack.domain.programme import Programme, Source
from qtrack.tui.frame import Place
from qtrack.tui.looks import due_day, due_title, due_words
from qtrack.tui.overview_cells import (
    DUE_COLUMNS,
    FLOOR,
    NOTICE,
    RECENT_COLUMNS,
    TARGET,
    Key,
    recent_row,
    standing_columns,
    standing_rows,
)
from qtrack.tui.telling import confirm, telling
from qtrack.tui.view import PLACES, View
from qtrack.tui.widgets.cells import Cell, Row
from qtrack.tui.widgets.record_table import RecordTable

DETAILS = {
    NOTICE: "1",
    TARGET: "2",
    "indicators": "8",
    "tasks": "9",
    "points": "4考核",
    "answers": "5收集",
    "activities": "4活动",
}
"""The mode of the place where the details of a line are, by its kind; of a floor see `_watching`."""

LEDGERS, DUES = "3", "6"
"""The modes of the places where rows, and deadlines, are listed."""

_SHOWING = {"show_every": True, "show_one": False}
"""Actions that turn what is shown, and whether every programme is shown after them."""

READING = "正在读取"
EMPTY = {"#dues": "没有时限", "#recent": "近来没有登记，按 3 到台账新增"}
"""What the lists say while the file is read, and what they say once they are known to be empty."""

GAPS, LEAST = 2, 3
"""Lines between the tables, and lines the deeds take at least."""

SCROLL_BAR = 1
"""Cells beside a table that its scroll bar stands in."""


class OverviewPlace(Place[Overview]):
    """The first place."""

    KEY = "1"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "show_every", "所有方案", key_display="F4"),
        Binding("f4", "show_one", "本方案", key_display="F4"),
        Binding("f10", "app.programme", "方案", key_display="F10"),
    ]
    DEFAULT_CSS = """
    OverviewPlace RecordTable { margin-bottom: 1; }
    OverviewPlace #recent { height: 1fr; margin-bottom: 0; }
    """

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._standings: list[Row] = []

    def compose_body(self) -> ComposeResult:
        """Lay out the three lists."""
        yield RecordTable(standing_columns((), 0), id="standings")
        yield RecordTable(DUE_COLUMNS, id="dues", empty=READING)
        yield RecordTable(RECENT_COLUMNS, id="recent", empty=READING)

    def gather(self) -> Overview:
        """Read everything in one transaction."""
        return self.view.desk.overview(self.office)

    def at_once(self) -> Overview | None:
        """Give the overview as last read, while the file has not changed since."""
        return self.view.desk.last_overview(self.office)

    def show(self, shown: Overview) -> None:
        """Show the three lists."""
        office = self.office
        every = self.view.desk.settings.every
        for table_id, words in EMPTY.items():
            self.query_one(table_id, RecordTable).set_empty(words)
        self._standings = list(standing_rows(shown, office.region, headed=every))
        table = self.query_one("#standings", RecordTable)
        table.display = bool(self._standings)
        table.show(self._standings)
        self.query_one("#dues", RecordTable).show(
            [
                Row(
                    due.key,
                    (
                        due_title(due, office.programme.id, shown.names),
                        Cell(due_day(due)),
                        Cell(due.left_words),
                        due_words(due),
                    ),
                )
                for due in shown.dues
            ]
        )
        recent = [recent_row(place, entry, office.region) for place, entry in enumerate(shown.recent)]
        self.query_one("#recent", RecordTable).show(recent)
        self._share_room()

    @on(events.Resize)
    def _share_room(self) -> None:
        """Give each list the lines it needs; where there are too few, deadlines get a third."""
        standings, dues = self.query_one("#standings", RecordTable), self.query_one("#dues", RecordTable)
        width, height = self.query_one("#body").content_size
        standings.set_columns(standing_columns(self._standings, width - SCROLL_BAR))
        room = height - GAPS - LEAST
        first = standings.total + 1 if standings.display else 0
        second = max(dues.total, 1) + 1
        second = min(second, max(room - first, room // 3))
        dues.styles.height = max(second, 2)
        standings.styles.height = max(min(first, room - second), 2)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer every programme where there are several, and the way back from them."""
        if action in _SHOWING:
            settings = self.view.desk.settings
            return bool(settings.others) and _SHOWING[action] is not settings.every
        return super().check_action(action, parameters)

    def action_show_every(self) -> None:
        """Show every programme worked on from now on."""
        self.run_worker(self._show_every(every=True), group="every", exclusive=True)

    def action_show_one(self) -> None:
        """Show the programme looked at from now on."""
        self.run_worker(self._show_every(every=False), group="every", exclusive=True)

    async def _show_every(self, *, every: bool) -> None:
        with telling(self.app):
            desk = self.view.desk
            await asyncio.to_thread(desk.keep, replace(desk.settings, every=every))
            self.action_reload()

    def _key_here(self) -> tuple[str, Key] | None:
        """Give the table in use and what its line is about; none among the deeds."""
        table = self.focused
        row = table.cursor_row() if isinstance(table, RecordTable) else None
        if table is None or row is None or table.id == "recent":
            return None
        if table.id == "dues":
            programme, _, name = row.key.partition("/")
            return "dues", Key(programme, "deadline", name)
        return "standings", Key.of(row)

    def programme_here(self) -> Programme:
        """Give the notice the line under the cursor is of."""
        here = self._key_here()
        return self.office.of(here[1].programme).programme if here else self.office.programme

    def source_here(self) -> Source | None:
        """Give the source of the target, floor or deadline under the cursor."""
        here = self._key_here()
        if here is None:
            return None
        programme, (_, kind, name) = self.programme_here(), here[1]
        if kind == TARGET:
            return programme.number_source(programme.target(name), self.office.unit.code)
        if kind == FLOOR:
            return programme.floor(name).source
        return programme.deadline(name).source if here[0] == "dues" else None

    @on(RecordTable.Chosen, "#standings")
    def open_standing(self, event: RecordTable.Chosen) -> None:
        """Go where the line's details are, looking at its programme."""
        self.run_worker(self._open(Key.of(event.row)), group="every", exclusive=True)

    @on(RecordTable.Chosen, "#dues,#recent")
    async def open_list(self, event: RecordTable.Chosen) -> None:
        """Go where deadlines, or rows, are listed."""
        await self._go(DUES if event.table.id == "dues" else LEDGERS)

    async def _open(self, key: Key) -> None:
        desk = self.view.desk
        with telling(self.app):
            if key.programme != self.office.programme.id:
                office = await asyncio.to_thread(desk.choose, key.programme)
                confirm(self.app, f"正在看“{office.programme.short}”，按 F10 换回")
            if key.kind == NOTICE:
                self.action_reload()
            else:
                await self._go(DETAILS.get(key.kind) or self._watching(key))

    def _watching(self, key: Key) -> str:
        """Give the mode of the place a floor is watched at, else of the ledgers."""
        ledger = self.office.programme.floor(key.name).tests[0].count.ledger
        return next((place.mode for place in PLACES if place.watched == ledger), LEDGERS)

    async def _go(self, mode: str) -> None:
        """Go to a place, if the notice has it, by the key it has there."""
        for key in (key for key, place in self.view.places.items() if place.mode == mode):
            await self.run_action(f"app.go('{key}')")
