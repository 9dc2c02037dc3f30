"""2 任务: units by targets, down to the rows that were counted."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from qtrack.domain.overview import TargetStandings
from qtrack.domain.programme import Source, Target
from qtrack.domain.region import Level
from qtrack.domain.standing import Standing
from qtrack.domain.terms import MISSING
from qtrack.services.split import may_set
from qtrack.services.standings import target_standings
from qtrack.tui.frame import Place
from qtrack.tui.looks import number, number_cell, rate_cell
from qtrack.tui.screens.counted import CountedScreen
from qtrack.tui.screens.overlaps import OverlapsScreen
from qtrack.tui.screens.split import SplitScreen
from qtrack.tui.widgets.cells import Cell, Column, Row
from qtrack.tui.widgets.record_table import RecordTable

OWN_SUFFIX = "（合计）"
UNSPLIT = "无分解"
WHOLE = "whole"
REST = "rest"
UNIT_COLUMN = Column("unit", "单位", 12)


class TargetsPlace(Place[tuple[TargetStandings, ...]]):
    """Every target of every unit below, and the unit's own."""

    KEY = "2"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "list_counted", "计入记录", key_display="F4"),
        Binding("f6", "split", "分解", key_display="F6"),
        Binding("f8", "overlaps", "跨指标", key_display="F8"),
    ]

    def compose_body(self) -> ComposeResult:
        """Lay out the table and a line that explains it."""
        yield Static("", id="note", classes="status", markup=False)
        yield RecordTable((UNIT_COLUMN,))

    def gather(self) -> tuple[TargetStandings, ...]:
        """Read the standings of the unit and of those below it."""
        return self.view.desk.store.read(target_standings, self.office)

    def show(self, shown: tuple[TargetStandings, ...]) -> None:
        """Show a row for the whole and one for each unit below."""
        table = self.query_one(RecordTable)
        table.set_columns([UNIT_COLUMN] + [column for standings in shown for column in _columns(standings)])
        children = self.office.region.children(self.office.unit.code)
        whole = [cell for standings in shown for cell in _cells(standings.target, standings.own)]
        rows = [Row(WHOLE, (Cell(f"{self.office.unit.short}{OWN_SUFFIX}", "accent"), *whole))]
        if self.office.unit.level is Level.CITY:
            rows.append(Row(REST, (Cell("未分解", "dim"), *self._remainder(shown))))
        for place, unit in enumerate(children):
            parts = [cell for standings in shown for cell in _part(standings, place)]
            rows.append(Row(unit.code, (Cell(unit.short), *parts)))
        table.show(rows)
        self.query_one("#note", Static).update(self._note(shown))

    def _note(self, shown: tuple[TargetStandings, ...]) -> str:
        enter = (
            "Enter 看下一级" if self.office.region.children(self.office.unit.code) else "Enter 看计入的记录"
        )
        split = "　F6 向县区分解" if self.office.unit.level is Level.CITY else ""
        bars = "　条长按完成最多的单位比" if any(_contributing(standings) for standings in shown) else ""
        return f"{self.office.unit.name}的任务指标　{enter}　F4 看计入的记录{split}{bars}"

    def _remainder(self, shown: tuple[TargetStandings, ...]) -> list[Cell]:
        cells = []
        for standings in shown:
            quota = standings.own.number
            given = sum(child.number or 0 for child in standings.children)
            left = "" if quota is None else number(quota - given)
            cells += [Cell(left, "warn" if quota and given < quota else ""), Cell(""), Cell("")]
        return cells

    def target_here(self) -> Target | None:
        """Give the target of the column under the cursor."""
        key = self.query_one(RecordTable).cursor_column().key.partition(".")[0]
        return next((target for target in self.office.programme.targets if target.id == key), None)

    def source_here(self) -> Source | None:
        """Give the source of the number under the cursor: the quota table for a unit's share."""
        row, target = self.query_one(RecordTable).cursor_row(), self.target_here()
        if row is None or target is None:
            return None
        code = self.office.unit.code if row.key in (WHOLE, REST) else row.key
        return self.office.programme.number_source(target, code)

    @on(RecordTable.Chosen)
    def go_down(self, event: RecordTable.Chosen) -> None:
        """Look from the unit chosen; where there is none below, list what was counted."""
        if event.row.key in (WHOLE, REST):
            self.action_list_counted()
        else:
            self.look_at(event.row.key)

    def action_list_counted(self) -> None:
        """List the rows that count for the target under the cursor."""
        row = self.query_one(RecordTable).cursor_row()
        target = self.target_here() or self.office.programme.targets[0]
        if row is not None:
            code = self.office.unit.code if row.key in (WHOLE, REST) else row.key
            self.app.push_screen(CountedScreen(self.view, target, code))

    def action_overlaps(self) -> None:
        """Show what counts for more than one target at the unit looked at."""
        self.app.push_screen(OverlapsScreen(self.view))

    def action_split(self) -> None:
        """Split the quota under the cursor among the counties."""
        office = self.office
        targets = [
            target
            for target in office.programme.targets
            if target.quota(office.unit.code) is not None or may_set(office)
        ]
        here = self.target_here()
        target = here if here in targets else next(iter(targets), None)
        if office.unit.level is not Level.CITY or target is None:
            why = (
                f"通知没有把任务数分解到{office.unit.name}，没有可向县区分解的数"
                if office.unit.level is Level.CITY
                else "只有市州能把任务分解到县区；请先进入一个市州"
            )
            self.app.notify(why, severity="warning", markup=False)
            return
        self.app.push_screen(SplitScreen(self.view, target.id), lambda _saved: self.action_reload())


def _contributing(standings: TargetStandings) -> bool:
    """Whether the units below have no number of their own, so that only what they did is shown (H-11)."""
    return bool(standings.children) and not standings.split


def _columns(standings: TargetStandings) -> list[Column]:
    target = standings.target
    last = "贡献" if _contributing(standings) else "完成率"
    return [
        Column(f"{target.id}.number", f"{target.tier} 目标", 8 if target.quotas else 11, right=True),
        Column(f"{target.id}.done", "完成", 7, right=True),
        Column(f"{target.id}.rate", last, 8 if _contributing(standings) else 7, right=True),
    ]


def _cells(target: Target, standing: Standing) -> tuple[Cell, Cell, Cell]:
    if standing.number is not None:
        asked = number_cell(standing)
    else:
        asked = Cell(MISSING if target.quotas else UNSPLIT, "dim")
    return asked, Cell(number(standing.done)), rate_cell(standing)


def _part(standings: TargetStandings, place: int) -> tuple[Cell, Cell, Cell]:
    standing = standings.children[place]
    asked, done, rate = _cells(standings.target, standing)
    if _contributing(standings):
        rate = Cell("", bar=standing.done / standings.most) if standings.most else Cell("")
    return asked, done, rate
