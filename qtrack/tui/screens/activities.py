"""4 活动: what a campaign lists for each unit, how far it has come, and what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from qtrack.domain.due import DueStanding
from qtrack.domain.problem import RefusedError
from qtrack.domain.programme import Source
from qtrack.domain.terms import UNCONFIRMED
from qtrack.domain.value import UnreadableError, read_date, show_date
from qtrack.ledgers.event import EventState
from qtrack.services.campaign import Campaign, UnitStanding, campaign
from qtrack.services.campaign_deeds import Said, day_needed, mark
from qtrack.services.dues import due_standings
from qtrack.tui.campaign_cells import (
    EVENTS,
    WHOLE,
    Line,
    activity_columns,
    activity_lines,
    theme_words,
    unit_columns,
    unit_rows,
    words_of_line,
)
from qtrack.tui.finder import Finder
from qtrack.tui.finding_place import FindingPlace
from qtrack.tui.ledger_forms import LedgerForms
from qtrack.tui.looks import due_things
from qtrack.tui.screens.activity import ActivityScreen, OwnScreen, given_for
from qtrack.tui.telling import confirm, saved_words, telling
from qtrack.tui.view import View
from qtrack.tui.widgets.cells import Column
from qtrack.tui.widgets.dialogs import Ask
from qtrack.tui.widgets.explain import Explain
from qtrack.tui.widgets.form_owner import Outcome
from qtrack.tui.widgets.record_table import RecordTable

Shown = tuple[Campaign, tuple[DueStanding, ...]]

NONE_FOUND = "没有符合的活动，按 Esc 取消查找"
NONE_LISTED = "方案没有给这个单位列活动；按 F7 登记自办活动"
NOT_HERE = "请先把光标移到下表的一项活动"


class ActivitiesPlace(FindingPlace[Shown]):
    """Units over the activities of the one under the cursor."""

    KEY = "4活动"
    AUTO_FOCUS = "#units"
    DEFAULT_CSS = """
    ActivitiesPlace #units { height: auto; max-height: 40%; }
    ActivitiesPlace #activities { height: 1fr; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f7", "key_new", "登记", key_display="F7"),
        Binding("f4", "mark('HELD')", "已开展", key_display="F4"),
        Binding("f6", "mark('SUMMED_UP')", "已总结", key_display="F6"),
    ]

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._shown: Campaign | None = None
        self._lines: dict[str, Line] = {}

    def compose_body(self) -> ComposeResult:
        """Lay out theme and things due, the units, and the activities."""
        yield Static("", id="theme", classes="status", markup=False)
        yield Static("", id="note", classes="status", markup=False)
        yield RecordTable((Column("unit", "单位", 14),), id="units")
        yield Finder()
        yield RecordTable((Column("name", "活动", 26),), id="activities", empty=NONE_LISTED)

    @property
    def table(self) -> RecordTable:
        """The activities."""
        return self.query_one("#activities", RecordTable)

    def gather(self) -> Shown:
        """Read how the activities stand, and what is due."""
        store = self.view.desk.store
        return store.read(campaign, self.office), store.read(due_standings, self.office)

    def show(self, shown: Shown) -> None:
        """Show the units; the activities follow the cursor."""
        self._shown, dues = shown
        self.query_one("#theme", Static).update(theme_words(self.office.programme))
        words = [
            f"{due.due_on:%m-%d} {'应报' if due.owing else '上级应报'} {due_things(due).text}"
            + (f"（{UNCONFIRMED}）" if due.unconfirmed else "")
            for due in dues
            if due.deliverables
        ]
        if self._shown.misplaced:
            words.append(f"{self._shown.misplaced:,} 条登记的单位不是所填活动的单位，没有计入")
        self.query_one("#note", Static).update("　".join(words))
        units = self.query_one("#units", RecordTable)
        units.set_columns(unit_columns(self._shown))
        rows = list(unit_rows(self._shown, self.office))
        units.styles.height = len(rows) + 2
        units.show(rows)
        self.paint()

    @on(RecordTable.Highlighted, "#units")
    def follow(self) -> None:
        """Show the activities of the unit under the cursor."""
        self.paint()

    def paint(self) -> None:
        """Show the activities of the unit under the cursor that hold the words typed."""
        row = self.query_one("#units", RecordTable).cursor_row()
        if self._shown is None or row is None:
            return
        found: tuple[UnitStanding, ...] = tuple(
            one for one in self._shown.units if row.key in (WHOLE, one.unit)
        )
        columns = activity_columns(found)
        lines = [line for line in activity_lines(found, self.office, columns) if self.fits(line[1].key)]
        self._lines = {line_row.key: line for line, line_row in lines}
        self.table.set_columns(columns)
        self.table.set_empty(NONE_FOUND if self._words else NONE_LISTED)
        self.table.show([line_row for _, line_row in lines])

    def words_of_lines(self) -> Mapping[str, str]:
        """Give the words of every activity of all units, and of each part."""
        units = self._shown.units if self._shown else ()
        lines = activity_lines(units, self.office, activity_columns(units))
        return {row.key: words_of_line(line, self.office) for line, row in lines}

    # Under the cursor

    def line_here(self) -> Line | None:
        """Give what the line under the cursor of the activities speaks of."""
        row = self.table.cursor_row()
        return self._lines.get(row.key) if row else None

    def source_here(self) -> Source | None:
        """Give where the activity under the cursor is printed."""
        line = self.line_here()
        if not self.table.has_focus or line is None or line.one is None:
            return None
        return line.one.activity.source

    def words_here(self) -> str:
        """Give how the activity's words were read."""
        line = self.line_here()
        activity = line.one.activity if line and line.one else None
        return "\n".join(filter(None, (activity.reading, activity.note))) if activity else ""

    @on(RecordTable.Chosen, "#units")
    def go_down(self, event: RecordTable.Chosen) -> None:
        """Look from the unit below; at one's own and at all together go over to the activities."""
        region, here = self.office.region, self.office.unit.code
        code = event.row.key
        if code not in (here, WHOLE) and region.contains(here, code):
            self.look_at(code)
        else:
            self.table.focus()

    @on(RecordTable.Chosen, "#activities")
    def open_chosen(self) -> None:
        """Open the activity, or what a unit holds of its own."""
        line = self.line_here()
        if line is not None and line.one is not None:
            self.app.push_screen(ActivityScreen(self.view, line))
        elif line is not None:
            self.app.push_screen(OwnScreen(self.view, line))

    # Deeds

    def action_key_new(self) -> None:
        """Open an empty form for the activity under the cursor, for one of one's own elsewhere."""
        line = self.line_here() if self.table.has_focus else None
        row = self.query_one("#units", RecordTable).cursor_row()
        region, unit = self.office.region, self.office.unit
        if line is not None:
            self._open(given_for(self.office, line))
        else:
            chosen = region.by_code.get(row.key, unit) if row else unit
            self._open(given_for(self.office, Line(chosen.code)))

    @work(group="open", exclusive=True)
    async def _open(self, given: dict[str, str]) -> None:
        await LedgerForms(self, self.view, EVENTS, self._after_form).add(given)

    def _after_form(self, _forms: LedgerForms, outcome: Outcome) -> None:
        if outcome.saved:
            confirm(self.app, saved_words(outcome.saved))
        if outcome.saved or outcome.halves:
            self.action_reload()

    def action_mark(self, state: str) -> None:
        """Say that the activity under the cursor was held or summed up."""
        line = self.line_here()
        if line is None or line.one is None or not self.table.has_focus:
            self.notify(NOT_HERE, markup=False)
        else:
            self._mark(line, EventState[state])

    @work(group="mark", exclusive=True)
    async def _mark(self, line: Line, state: EventState) -> None:
        if line.one is None:
            return
        store, office, activity = self.view.desk.store, self.office, line.one.activity
        with telling(self.app):
            day = show_date(office.today)
            if await asyncio.to_thread(store.read, day_needed, office, activity.id, line.part):
                question = Ask(
                    "哪一天开展的",
                    line.part or activity.name,
                    text=day,
                    check=partial(_day_fault, office.today),
                )
                asked = await self.app.push_screen_wait(question)
                if asked is None:
                    return
                day = asked
            held_on = read_date(day, office.today)
            said = Said(state, held_on)
            try:
                await asyncio.to_thread(store.run, mark, office, activity.id, line.part, said)
            except RefusedError as refusal:
                if not refusal.only_doubts:
                    raise
                words = await self.app.push_screen_wait(Explain(refusal.problems))
                if words is None:
                    return
                said = said._replace(explanation=words)
                await asyncio.to_thread(store.run, mark, office, activity.id, line.part, said)
            confirm(self.app, f"已标为“{state.value}”，^Z 可撤销")
            self.action_reload()


def _day_fault(today: date, text: str) -> str:
    """Say why a text is no day on which something was held; an empty text when it is one."""
    try:
        day = read_date(text, today)
    except UnreadableError as error:
        return str(error)
    return f"{show_date(day)} 还没有到" if day > today else ""
