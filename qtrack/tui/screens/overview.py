"""1 总览: where the unit stands and what is due."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from qtrack.domain.overview import Entry, Overview, TargetStandings
from qtrack.domain.programme import Floor, Source
from qtrack.domain.standing import FloorStanding
from qtrack.domain.value import show_rate
from qtrack.tui.frame import Place
from qtrack.tui.looks import (
    bar_cell,
    due_day,
    due_title,
    due_words,
    number,
    number_cell,
    rate_cell,
    unmet_tone,
)
from qtrack.tui.widgets.cells import Cell, Column, Row, Tone
from qtrack.tui.widgets.record_table import RecordTable

TARGET_COLUMNS = (
    Column("name", "任务", 18, flex=True),
    Column("number", "目标", 6, right=True),
    Column("done", "完成", 6, right=True),
    Column("rate", "完成率", 7, right=True),
    Column("pace", "序时", 6, right=True),
    Column("bar", "进度", 6, flex=True),
    Column("gap", "还差", 6, right=True),
    Column("per_week", "每周需", 6, right=True),
)
FLOOR_COLUMNS = (
    Column("name", "县区下限", 22),
    Column("met", "达标", 8, right=True),
    Column("unmet", "未达", 20, flex=True),
)
DUE_COLUMNS = (
    Column("title", "近期时限", 22, flex=True),
    Column("day", "日期", 15),
    Column("left", "天数", 11, right=True),
    Column("state", "状态", 20, flex=True),
)
RECENT_COLUMNS = (
    Column("at", "最近登记", 12),
    Column("deed", "操作", 5),
    Column("ledger", "台账", 13),
    Column("unit", "单位", 12),
    Column("name", "内容", 20, flex=True),
)
PACED = frozenset({"rate", "pace", "bar", "per_week"})


class OverviewPlace(Place[Overview]):
    """The first place."""

    KEY = "1"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f10", "app.programme", "方案", key_display="F10"),
    ]
    DEFAULT_CSS = """
    OverviewPlace #targets, OverviewPlace #floors, OverviewPlace #dues { height: auto; }
    OverviewPlace RecordTable { margin-bottom: 1; }
    OverviewPlace #recent { height: 1fr; margin-bottom: 0; }
    """

    def compose_body(self) -> ComposeResult:
        """Lay out the four lists."""
        yield RecordTable(TARGET_COLUMNS, id="targets")
        yield RecordTable(FLOOR_COLUMNS, id="floors", empty="本单位没有县区下限")
        yield RecordTable(DUE_COLUMNS, id="dues")
        yield RecordTable(RECENT_COLUMNS, id="recent", empty="近来没有登记，按 3 到台账新增")

    def gather(self) -> Overview:
        """Read everything in one transaction."""
        return self.view.desk.overview(self.office)

    def at_once(self) -> Overview | None:
        """Give the overview as last read, while the file has not changed since."""
        return self.view.desk.last_overview(self.office)

    def show(self, shown: Overview) -> None:
        """Show the four lists."""
        programme = self.office.programme
        self.query_one("#targets").display = bool(programme.targets)
        self.query_one("#floors").display = bool(programme.floors)
        self._list("targets", [self._target(standings) for standings in shown.targets])
        self._list(
            "floors",
            [self._floor(programme.floor(key), units) for key, units in shown.floors.items()],
        )
        self._list(
            "dues",
            [
                Row(
                    due.key,
                    (
                        due_title(due, self.office),
                        Cell(due_day(due)),
                        Cell(due.left_words),
                        due_words(due),
                    ),
                )
                for due in shown.dues
            ],
        )
        self._list("recent", [self._entry(place, entry) for place, entry in enumerate(shown.recent)])

    def _list(self, name: str, rows: list[Row]) -> None:
        table = self.query_one(f"#{name}", RecordTable)
        if name != "recent":
            table.styles.height = max(len(rows), 1) + 1
        table.show(rows)

    def _target(self, standings: TargetStandings) -> Row:
        own = standings.own
        return Row(
            standings.target.id,
            (
                Cell(f"{standings.target.tier} {standings.target.name}"),
                number_cell(own),
                Cell(number(own.done)),
                rate_cell(own),
                Cell(show_rate(own.pace), "dim"),
                bar_cell(own),
                Cell(number(own.gap)),
                Cell(number(own.per_week), "dim"),
            ),
        )

    def _floor(self, floor: Floor, units: tuple[FloorStanding, ...]) -> Row:
        unmet = [unit for unit in units if not unit.met]
        names = self.office.region.by_code
        words = "  ".join(f"{names[unit.unit].short}({unit.words})" for unit in unmet)
        tone: Tone = unmet_tone(floor.strength) if unmet else "good"
        mark = "√" if not unmet else "×"
        return Row(
            floor.id,
            (
                Cell(floor.name),
                Cell(f"{mark}{len(units) - len(unmet)}/{len(units)}", tone),
                Cell(words, "" if not unmet else tone),
            ),
        )

    def _entry(self, place: int, entry: Entry) -> Row:
        at = datetime.fromisoformat(entry.at).astimezone().strftime("%m-%d %H:%M")
        unit = self.office.region.by_code.get(entry.unit)
        return Row(
            str(place),
            (
                Cell(at, "dim"),
                Cell(entry.deed),
                Cell(entry.ledger),
                Cell(unit.short if unit else entry.unit),
                Cell(entry.name),
            ),
        )

    def source_here(self) -> Source | None:
        """Give the source of the target, floor or deadline under the cursor."""
        table = self.focused
        row = table.cursor_row() if isinstance(table, RecordTable) else None
        if row is None or table is None:
            return None
        programme = self.office.programme
        if table.id == "targets":
            return programme.number_source(programme.target(row.key), self.office.unit.code)
        if table.id == "floors":
            return programme.floor(row.key).source
        return self.office.listed_deadline(row.key).source if table.id == "dues" else None

    @on(RecordTable.Chosen)
    async def open_chosen(self, event: RecordTable.Chosen) -> None:
        """Go where the row's details are."""
        places = {"targets": "2", "floors": "2", "dues": "6", "recent": "3"}
        await self.run_action(f"app.go('{places[event.table.id or '']}')")
