"""8 指标: the indicators of a plan by year, printed, reckoned and keyed, with their verdicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widgets import Static

from qtrack.domain.followed import ABOVE_ONLY, OWN_NUMBER, Followed, Indicators
from qtrack.domain.path import RECKONED
from qtrack.domain.programme import Programme, Source
from qtrack.services.indicators import indicators
from qtrack.tui.indicator_cells import (
    AIM,
    BASE,
    LEDGER,
    PRINTED_SIGN,
    RECKONED_SIGN,
    STEP_SIGN,
    THRESHOLD_SIGN,
    columns,
    given_for,
    rows,
    words_for,
    years_shown,
)
from qtrack.tui.indicator_own import ask_own
from qtrack.tui.listed_place import NOT_HERE, ListedPlace
from qtrack.tui.screens.indicator import IndicatorScreen
from qtrack.tui.view import View
from qtrack.tui.widgets.record_table import RecordTable


class IndicatorsPlace(ListedPlace[tuple[Indicators, ...]]):
    """Every indicator of the notice, those of the bureau's other notices beside it."""

    KEY = "8"
    LEDGER = LEDGER
    EMPTY = "没有符合的指标，按 Esc 取消查找"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "app.conflicts", "口径冲突", key_display="F4"),
        Binding("f6", "set_own", "设定", key_display="F6"),
    ]

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._shown: tuple[Indicators, ...] = ()

    def gather(self) -> tuple[Indicators, ...]:
        """Read the indicators with the unit's own values."""
        return self.view.desk.store.read(indicators, self.office)

    def show(self, shown: tuple[Indicators, ...]) -> None:
        """Show a line for each."""
        self._shown = shown
        self.table.set_columns(columns(shown))
        self.paint()

    def paint(self) -> None:
        """Show the indicators that fit what is typed."""
        fitting = [one for one in self._shown if self.fits(one.own.key)]
        self.table.show(list(rows(fitting, self._years)))
        signs = f"“{RECKONED_SIGN}”是{RECKONED}，“{PRINTED_SIGN}”是文件所印"
        if any(year.own for one in fitting for each in (one.own, *one.beside) for year in each.years):
            signs += f"，“{STEP_SIGN}”“{THRESHOLD_SIGN}”是{OWN_NUMBER}"
        above = "" if self.office.unit == self.office.region.province else f"\n{ABOVE_ONLY}"
        self.query_one("#note", Static).update(f"规划指标 {len(fitting)} 项　{signs}{above}")

    @property
    def _years(self) -> Sequence[int]:
        return years_shown(self._shown)

    def words_of_lines(self) -> Mapping[str, str]:
        """Give the names of the indicators with their groups."""
        return {
            one.own.key: f"{one.own.indicator.name} {one.own.indicator.group} {one.own.indicator.row or ''}"
            for one in self._shown
        }

    # Under the cursor

    def here(self) -> tuple[Indicators, Followed] | None:
        """Give the indicator under the cursor, and which notice's; none on a heading."""
        row = self.table.cursor_row()
        own, _, other = row.key.partition(">") if row else ("", "", "")
        one = next((one for one in self._shown if one.own.key == own), None)
        if one is None:
            return None
        return one, next((beside for beside in one.beside if beside.key == other), one.own)

    def year_here(self) -> int | None:
        """Give the year of the cursor's column; elsewhere this year, if it is one of the notice's."""
        found, key = self.here(), self.table.cursor_column().key
        if key.isdigit():
            return int(key)
        if found is not None and key == BASE and found[1].indicator.baseline:
            return found[1].indicator.baseline.year
        if found is not None and key == AIM and found[1].last:
            return found[1].last.year
        return self.office.today.year if self.office.today.year in self._years else None

    def given_here(self) -> Mapping[str, str] | None:
        """Give the indicator and the year under the cursor."""
        found = self.here()
        return None if found is None else given_for(found[0], self.year_here(), self.office)

    def uid_here(self) -> str:
        """Give the value keyed for the year under the cursor."""
        found, year = self.here(), self.year_here()
        value = found[1].at(year) if found and year is not None else None
        return value.entered.uid if value and value.entered else ""

    def programme_here(self) -> Programme:
        """Give the notice of the line under the cursor."""
        found = self.here()
        return found[1].programme if found else self.office.programme

    def source_here(self) -> Source | None:
        """Give the source of the printed value under the cursor, else the indicator's."""
        found, year = self.here(), self.year_here()
        if found is None:
            return None
        value = found[1].at(year) if year is not None else None
        return value.printed.source if value and value.printed else found[1].indicator.source

    def words_here(self) -> str:
        """Give how the indicator under the cursor was read."""
        found = self.here()
        return words_for(found[1]) if found else ""

    @work(group="own", exclusive=True)
    async def action_set_own(self) -> None:
        """Ask for the number the bureau sets for the year under the cursor."""
        found, year = self.here(), self.year_here()
        at = found[1].at(year) if found and year is not None else None
        if found is None:
            self.app.notify(NOT_HERE, markup=False)
        elif await ask_own(self.app, self.view, found[1], at):
            self.action_reload()

    @on(RecordTable.Chosen)
    def open_chosen(self) -> None:
        """Show all years of the indicator under the cursor."""
        found = self.here()
        if found is not None:
            screen = IndicatorScreen(self.view, found[0])
            self.app.push_screen(screen, lambda _: self.action_reload())
