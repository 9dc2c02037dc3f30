"""6 时限: what is due, what was sent, what was put off."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from qtrack.domain.due import DueStanding
from qtrack.domain.programme import Programme, Source
from qtrack.domain.value import UnreadableError, read_date, show_date
from qtrack.services.dues import due_standings, extend
from qtrack.services.listing import Query
from qtrack.services.office import Office
from qtrack.tui.frame import Place
from qtrack.tui.ledger_table import LedgerKeys, LedgerTable
from qtrack.tui.looks import due_day, due_things, due_title, due_words
from qtrack.tui.telling import confirm, telling
from qtrack.tui.view import View
from qtrack.tui.widgets.cells import Cell, Column, Row
from qtrack.tui.widgets.chooser import Option, TickChooser
from qtrack.tui.widgets.dialogs import Ask
from qtrack.tui.widgets.record_table import RecordTable

COLUMNS = (
    Column("title", "事项", 22, flex=True),
    Column("day", "日期", 15),
    Column("left", "天数", 11, right=True),
    Column("state", "状态", 23),
    Column("doc_no", "文号", 16),
    Column("reason", "延期", 28),
)
BEFORE_THINGS = 4
THINGS = Column("things", "应报件", 24)
SUBMISSIONS = "submission"


class DuesPlace(LedgerKeys, Place[tuple[DueStanding, ...]]):
    """Deadlines over the submissions made."""

    KEY = "6"
    DEFAULT_CSS = """
    DuesPlace #dues { height: auto; max-height: 50%; }
    DuesPlace LedgerTable { height: 1fr; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4,enter", "submit", "登记报送", key_display="F4"),
        Binding("f6", "extend", "延期", key_display="F6"),
    ]

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._owed: set[str] = set()
        self._dues: dict[str, DueStanding] = {}

    def compose_body(self) -> ComposeResult:
        """Lay out deadlines and submissions."""
        yield RecordTable(COLUMNS, id="dues", empty="本方案没有时限")
        yield LedgerTable(self.view, Query(SUBMISSIONS))

    def gather(self) -> tuple[DueStanding, ...]:
        """Read the deadlines."""
        return self.view.desk.store.read(partial(due_standings, every=True), self.office)

    def show(self, shown: tuple[DueStanding, ...]) -> None:
        """Show them in order of their days."""
        self._owed = {due.key for due in shown if due.owing}
        self._dues = {due.key: due for due in shown}
        apart = any(due.deliverables for due in shown)
        table = self.query_one("#dues", RecordTable)
        table.styles.height = len(shown) + 2
        table.set_columns([*COLUMNS[:BEFORE_THINGS], *([THINGS] if apart else []), *COLUMNS[BEFORE_THINGS:]])
        table.show([_row(due, self.office, apart=apart) for due in shown])

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
        elif deadline.deliverables:
            due = self._dues[row.key]
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

        detail = f"通知规定：{show_date(deadline.due_on)}（{deadline.source.clause}），原定日期始终保留。"
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

    def programme_here(self) -> Programme:
        """Give the notice of the deadline under the cursor."""
        row = self.query_one("#dues", RecordTable).cursor_row()
        return self.office.of(row.key.partition("/")[0]).programme if row else self.office.programme

    def source_here(self) -> Source | None:
        """Give the source of the date under the cursor."""
        row = self.query_one("#dues", RecordTable).cursor_row()
        return self.office.listed_deadline(row.key).source if row else None


def _row(due: DueStanding, office: Office, *, apart: bool) -> Row:
    reason = f"原定 {show_date(due.printed_on)}，{due.reason}" if due.reason else ""
    return Row(
        due.key,
        (
            due_title(due, office),
            Cell(due_day(due)),
            Cell(due.left_words),
            due_words(due),
            *((due_things(due),) if apart else ()),
            Cell(due.doc_no),
            Cell(reason, "dim"),
        ),
    )
