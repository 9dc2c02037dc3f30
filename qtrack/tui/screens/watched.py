"""4 培训 and 5 服务站: a ledger under the floor it must reach in each county."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from qtrack.domain.overview import TargetStandings
from qtrack.domain.programme import Floor, Programme, Source, Target
from qtrack.domain.standing import FloorStanding
from qtrack.domain.terms import UNCONFIRMED
from qtrack.domain.unconfirmed import figures_wait
from qtrack.services.listing import Query
from qtrack.services.standings import floor_standings, target_standings
from qtrack.tui.frame import Place
from qtrack.tui.ledger_table import LedgerKeys, LedgerTable
from qtrack.tui.looks import met_cell, number, unmet_tone, waiting
from qtrack.tui.widgets.cells import Cell, Column, Row
from qtrack.tui.widgets.record_table import RecordTable

Shown = tuple[tuple[FloorStanding, ...], tuple[TargetStandings, ...]]


class WatchedPlace(LedgerKeys, Place[Shown]):
    """One ledger, the floor that counts it by county, and the targets that count it."""

    LEDGER: ClassVar[str]
    DEFAULT_CSS = """
    WatchedPlace #counties { height: 45%; }
    WatchedPlace LedgerTable { height: 1fr; margin-top: 1; }
    """

    def compose_body(self) -> ComposeResult:
        """Lay out the summary, the county table and the ledger."""
        yield Static("", id="note", classes="status", markup=False)
        yield RecordTable((), id="counties", empty="本方案对县区没有这一下限")
        yield LedgerTable(self.view, Query(self.LEDGER))

    @property
    def floor(self) -> Floor | None:
        """The first floor of the programme that counts this ledger, alone or among others."""
        floors = self.office.programme.floors
        return next((floor for floor in floors if self.LEDGER in _ledgers(floor)), None)

    def gather(self) -> Shown:
        """Read the floor's standings and the targets on this ledger."""
        store, office = self.view.desk.store, self.office
        floors = store.read(floor_standings, office)
        targets = store.read(target_standings, office)
        return (
            floors.get(self.floor.id if self.floor else "", ()),
            tuple(standings for standings in targets if standings.target.count.ledger == self.LEDGER),
        )

    def show(self, shown: Shown) -> None:
        """Show a row a county, the unmet first seen by their tone."""
        units, targets = shown
        floor, table = self.floor, self.query_one("#counties", RecordTable)
        table.set_columns(_columns(self.office.programme, floor) if floor else [Column("unit", "县区", 14)])
        unmet = unmet_tone(floor.strength) if floor else ""
        names = self.office.region.by_code
        table.show(
            [
                Row(
                    unit.unit,
                    (
                        Cell(names[unit.unit].short),
                        *(Cell(number(result.count), "" if result.met else unmet) for result in unit.results),
                        met_cell(unit, unmet),
                    ),
                )
                for unit in sorted(units, key=lambda unit: unit.met)
            ]
        )
        met = sum(unit.met for unit in units)
        words = [f"县区达标 {met}/{len(units)}"] if units else []
        programme = self.office.programme
        words += [_target_words(programme, standings.target, standings.own.done) for standings in targets]
        self.query_one("#note", Static).update("　".join(words))

    def action_reload(self) -> None:
        """Gather and list anew."""
        super().action_reload()
        self.query_one(LedgerTable).reload()

    def action_add_row(self) -> None:
        """Open an empty form, for the county under the cursor when that list is in use."""
        table = self.query_one("#counties", RecordTable)
        row = table.cursor_row() if table.has_focus else None
        unit = self.office.region.by_code[row.key] if row else self.office.unit
        self.query_one(LedgerTable).action_add({"unit": unit.name})

    @on(LedgerTable.Changed)
    def judge_again(self) -> None:
        """Judge anew after a change."""
        super().action_reload()

    @on(RecordTable.Chosen, "#counties")
    def go_down(self, event: RecordTable.Chosen) -> None:
        """Look from the county."""
        self.look_at(event.row.key)

    def source_here(self) -> Source | None:
        """Give the floor's source."""
        return self.floor.source if self.floor else None


class TrainingsPlace(WatchedPlace):
    """培训."""

    KEY = "4"
    LEDGER = "training"


class StationsPlace(WatchedPlace):
    """服务站."""

    KEY = "5"
    LEDGER = "station"


def _ledgers(floor: Floor) -> set[str]:
    return {test.count.ledger for test in floor.tests}


def _columns(programme: Programme, floor: Floor) -> list[Column]:
    tests = [*floor.tests, *floor.shown]
    open_ = figures_wait(programme, f"floors.{floor.id}")
    return [
        Column("unit", "县区", 14),
        *(
            Column(
                f"test{place}",
                f"{test.label}≥{waiting(str(test.at_least), unconfirmed=open_)}{test.unit}"
                if test in floor.tests
                else test.label,
                13,
                right=True,
            )
            for place, test in enumerate(tests)
        ),
        Column("met", "结论", 10),
    ]


def _target_words(programme: Programme, target: Target, done: int) -> str:
    open_ = figures_wait(programme, f"targets.{target.id}.number")
    whole = f"{target.number:,}{target.unit}{f'，{UNCONFIRMED}' if open_ else ''}"
    return f"{target.tier} {target.name} {done:,}{target.unit}（全省目标 {whole}）"
