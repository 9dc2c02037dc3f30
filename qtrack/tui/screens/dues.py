"""6 时限: what is due, what was sent, what was put off."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from qtrack.domain.due import DueStanding
from qtrack.domain.planning import (
    LEADS,
    REMINDERS,
    Planned,
    leads_of,
    reminders_of,
)
from qtrack.domain.problem import RefusedError
from qtrack.domain.programme import Programme, Source
from qtrack.domain.unconfirmed import marked
from qtrack.domain.value import UnreadableError, read_date, show_date
from qtrack.services.dues import extend, planned
from qtrack.services.listing import Query
from qtrack.services.office import Office
from qtrack.tui.frame import Place
from qtrack.tui.ledger_table import LedgerKeys, LedgerTable
from qtrack.tui.looks import due_day, due_things, due_title, due_words, plan_words
from qtrack.tui.telling import confirm, telling
from qtrack.tui.view import View
from qtrack.tui.widgets.cells import Cell, Column, Row
from qtrack.tui.widgets.chooser import Option, TickChooser
from qtrack.tui.widgets.dialogs import Ask
from qtrack.tui.widgets.record_table import RecordTable

COLUMNS = (
    Column("title", "事项", 22, flex=True),
    Column("day", "日期", 15),
    Column("left", "天数", 12, right=True),
    Column("state", "状态", 23),
    Column("doc_no", "文号", 16),
    Column("reason", "延期", 28),
)
BEFORE_THINGS = 4
THINGS = Column("things", "应报件", 24)
SUBMISSIONS = "submission"


class DuesPlace(LedgerKeys, Place[tuple[Planned, ...]]):
    """Deadlines over the submissions made."""

    KEY = "6"
    DEFAULT_CSS = """
    DuesPlace #dues { height: auto; max-height: 50%; }
    DuesPlace #planned { height: auto; max-height: 3; padding: 0 1; color: $text-muted; }
    DuesPlace LedgerTable { height: 1fr; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4,enter", "submit", "登记报送", key_display="F4"),
        Binding("f6", "extend", "延期", key_display="F6"),
        Binding("f2", "plan_by", "提醒和倒排", key_display="F2"),
    ]

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._owed: set[str] = set()
        self._planned: dict[str, Planned] = {}

    def compose_body(self) -> ComposeResult:
        """Lay out deadlines and submissions."""
        yield RecordTable(COLUMNS, id="dues", empty="本方案没有时限")
        yield Static("", id="planned", markup=False)
        yield LedgerTable(self.view, Query(SUBMISSIONS))

    def gather(self) -> tuple[Planned, ...]:
        """Read the deadlines, each as the bureau works towards it."""
        desk = self.view.desk
        return desk.store.read(partial(planned, every=True), self.office, desk.planning)

    def show(self, shown: tuple[Planned, ...]) -> None:
        """Show them in order of their days."""
        dues = [one.due for one in shown]
        self._owed = {due.key for due in dues if due.owing}
        self._planned = {one.due.key: one for one in shown}
        apart = any(due.deliverables for due in dues)
        table = self.query_one("#dues", RecordTable)
        table.styles.height = len(shown) + 2
        table.set_columns([*COLUMNS[:BEFORE_THINGS], *([THINGS] if apart else []), *COLUMNS[BEFORE_THINGS:]])
        table.show([_row(one.due, self.office, apart=apart) for one in shown])
        self.tell_plan()

    @on(RecordTable.Highlighted, "#dues")
    def tell_plan(self) -> None:
        """Say how the bureau works towards the deadline under the cursor."""
        row = self.query_one("#dues", RecordTable).cursor_row()
        one = self._planned.get(row.key) if row else None
        words = ""
        if one is not None:
            # A narrow screen cuts the title with its notice, and the things asked for, off the table.
            title = due_title(one.due, self.office.programme.id, self.office.names).text
            told = (title, due_things(one.due).text, plan_words(one, self.office.today))
            words = "　".join(filter(None, told))
        self.query_one("#planned", Static).update(words)

    def action_reload(self) -> None:
        """Gather and list anew."""
        super().action_reload()
        self.query_one(LedgerTable).reload()

    @on(LedgerTable.Changed)
    def judge_again(self) -> None:
        """Judge anew after a change."""
        super().action_reload()

    @on(RecordTable.Chosen, "#dues")
    def submit_chosen(self) -> None:
        """Open the form for the deadline."""
        self.action_submit()

    def action_submit(self) -> None:
        """Open a submission for the deadline under the cursor, dated today."""
        row = self.query_one("#dues", RecordTable).cursor_row()
        if row is None:
            return
        deadline = self.office.listed_deadline(row.key)
        if not deadline.submission:
            self.app.notify(f"“{deadline.title}”是目标日期，不需要报送", severity="warning", markup=False)
        elif row.key not in self._owed:
            words = f"“{deadline.title}”不由{self.office.unit.name}报送；确要登记，Tab 到下表按 F7"
            self.app.notify(words, severity="warning", markup=False)
        elif deadline.deliverables:
            due = self._planned[row.key].due
            sent = {one.words for one in due.deliverables if one.sent and due.owing == 1}
            options = [Option(one, one, "已报过" if one in sent else "") for one in deadline.deliverables]
            question = TickChooser("这次报了哪几样（空格勾选）", options)
            self.app.push_screen(question, partial(self._submit, row.key))
        else:
            self._submit(row.key, ())

    def _submit(self, key: str, things: tuple[str, ...] | None) -> None:
        if things is None:
            return
        given = {
            "unit": self.office.unit.name,
            "deadline": self.office.written("deadlines", key),
            "submitted_on": show_date(self.office.today),
            "deliverables": "、".join(things),
        }
        self.query_one(LedgerTable).action_add(given)

    def action_extend(self) -> None:
        """Ask for a later day and the reason."""
        row = self.query_one("#dues", RecordTable).cursor_row()
        if row is None:
            return
        deadline = self.office.listed_deadline(row.key)
        if row.key not in self._owed:
            words = f"“{deadline.title}”不由{self.office.unit.name}报送，不用延期"
            self.app.notify(words, severity="warning", markup=False)
            return

        def check(text: str) -> str:
            try:
                day = read_date(text, self.office.today)
            except UnreadableError as error:
                return str(error)
            return "" if day > deadline.due_on else f"应晚于通知规定的 {show_date(deadline.due_on)}"

        day = marked(show_date(deadline.due_on), unconfirmed=self._planned[row.key].due.unconfirmed)
        detail = f"通知规定：{day}（{deadline.source.clause}），原定日期始终保留。"
        question = Ask(f"延期：{deadline.title} 延到哪一天", detail, check=check)
        self.app.push_screen(question, partial(self._ask_reason, row.key))

    def _ask_reason(self, key: str, day: str | None) -> None:
        if day is None:
            return
        question = Ask(
            "延期理由", "谁同意、为什么；会显示在时限表里。", check=lambda text: "" if text else "必须填写"
        )
        self.app.push_screen(question, partial(self._extend, key, day))

    def _extend(self, key: str, day: str, reason: str | None) -> None:
        if reason is not None:
            self._keep(key, day, reason)

    @work(group="extend", exclusive=True)
    async def _keep(self, key: str, day: str, reason: str) -> None:
        with telling(self.app):
            due_on = read_date(day, self.office.today)
            store, (programme, _, deadline) = self.view.desk.store, key.partition("/")
            await asyncio.to_thread(store.run, extend, self.office.of(programme), deadline, due_on, reason)
            confirm(self.app, "延期已保存")
            self.action_reload()

    def action_plan_by(self) -> None:
        """Ask on which days before a deadline to remind, then how far ahead cities and counties are done."""
        settings = self.view.desk.settings
        detail = f"写几个天数，如 {_listed(REMINDERS)}；不写就按通知，通知没有写的按 {_listed(REMINDERS)}。"
        question = Ask(
            "到期前几天提醒", detail, text=_listed(settings.reminders), check=_problem_of(reminders_of)
        )
        self.app.push_screen(question, self._ask_leads)

    def _ask_leads(self, reminders: str | None) -> None:
        if reminders is None:
            return
        leads = self.view.desk.settings.leads
        detail = (
            "写两个数：市州比通知日期提前几个工作日，县区比市州再提前几个。"
            f"不写就按 {_listed(LEADS)}，标“推算”；写了标“本单位自定”。"
        )
        question = Ask("倒排提前几个工作日", detail, text=_listed(leads), check=_problem_of(leads_of))
        self.app.push_screen(question, partial(self._plan_by, reminders))

    def _plan_by(self, reminders: str, leads: str | None) -> None:
        if leads is not None:
            self._keep_planning(reminders_of(reminders), leads_of(leads))

    @work(group="plan", exclusive=True)
    async def _keep_planning(self, reminders: tuple[int, ...], leads: tuple[int, ...]) -> None:
        with telling(self.app):
            desk = self.view.desk
            await asyncio.to_thread(desk.keep, desk.settings.planned_by(reminders, leads))
            confirm(self.app, "提醒和倒排已保存")
            self.action_reload()

    def programme_here(self) -> Programme:
        """Give the notice of the deadline under the cursor."""
        row = self.query_one("#dues", RecordTable).cursor_row()
        return self.office.of(row.key.partition("/")[0]).programme if row else self.office.programme

    def source_here(self) -> Source | None:
        """Give the source of the date under the cursor."""
        row = self.query_one("#dues", RecordTable).cursor_row()
        return self.office.listed_deadline(row.key).source if row else None


def _listed(numbers: tuple[int, ...]) -> str:
    return "、".join(map(str, numbers))


def _problem_of(read: Callable[[str], object]) -> Callable[[str], str]:
    """Give what says why a text cannot be read, nothing where it can."""

    def check(text: str) -> str:
        try:
            read(text)
        except RefusedError as error:
            return str(error)
        return ""

    return check


def _row(due: DueStanding, office: Office, *, apart: bool) -> Row:
    reason = f"原定 {show_date(due.printed_on)}，{due.reason}" if due.reason else ""
    return Row(
        due.key,
        (
            due_title(due, office.programme.id, office.names),
            Cell(due_day(due)),
            Cell(due.left_words),
            due_words(due),
            *((due_things(due),) if apart else ()),
            Cell(due.doc_no),
            Cell(reason, "dim"),
        ),
    )
