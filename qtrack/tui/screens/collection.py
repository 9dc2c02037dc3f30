"""5 收集: departments by forms, who has answered and who is to be urged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from qtrack.domain.programme import Source
from qtrack.domain.scoring import show_points
from qtrack.domain.tsv import to_tsv
from qtrack.domain.value import show_date
from qtrack.ledgers.answer import AnswerForm
from qtrack.services.collection import (
    ANSWERS,
    AnswerStanding,
    AnswerState,
    Collection,
    DepartmentStanding,
    collection,
)
from qtrack.tui.clipboard import copy
from qtrack.tui.finder import Finder
from qtrack.tui.listed_place import ListedPlace
from qtrack.tui.screens.declared import DeclaredScreen
from qtrack.tui.view import View
from qtrack.tui.widgets.cells import Cell, Column, Row, Tone
from qtrack.tui.widgets.record_table import RecordTable

TONES: dict[AnswerState, Tone] = {
    AnswerState.IN_TIME: "good",
    AnswerState.NOTHING: "good",
    AnswerState.LATE: "warn",
    AnswerState.WAITING: "",
    AnswerState.OVERDUE: "bad",
    AnswerState.NOT_ASKED: "dim",
    AnswerState.ABOVE: "dim",
}
MARKS = {
    AnswerState.IN_TIME: "√ ",
    AnswerState.NOTHING: "√ ",
    AnswerState.LATE: "! ",
    AnswerState.OVERDUE: "× ",
}
NOT_ASKED = "未列入"
ABOVE_COLLECTS = f"{AnswerState.ABOVE.value}收集，本级不催报"
NAMED = 6
"""So many of those to be urged are named above the matrix at most; all are copied."""


class CollectionPlace(ListedPlace[Collection]):
    """The matrix of departments and forms."""

    KEY = "5收集"
    LEDGER = ANSWERS
    EMPTY = "没有符合的部门，按 Esc 取消查找"
    DEFAULT_CSS = "CollectionPlace #who { height: auto; max-height: 4; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "list_declared", "申报", key_display="F4"),
        Binding("ctrl+c", "copy_urged", "催报名单", key_display="^C"),
    ]

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._shown: Collection | None = None

    def compose_body(self) -> ComposeResult:
        """Lay out who is to be urged over the matrix."""
        yield Static("", id="who", markup=False)
        yield Finder()
        yield self.make_table()

    def gather(self) -> Collection:
        """Read who has answered."""
        return self.view.desk.store.read(collection, self.office)

    def show(self, shown: Collection) -> None:
        """Show the matrix."""
        self._shown = shown
        self.query_one("#who", Static).update(_who(shown))
        self.table.set_columns(_columns(shown))
        self.paint()

    def paint(self) -> None:
        """Show the departments that fit what is typed."""
        if self._shown is not None:
            self.table.show([_row(one) for one in self._shown.departments if self.fits(one.key)])

    def words_of_lines(self) -> Mapping[str, str]:
        """Give the departments' names."""
        departments = self._shown.departments if self._shown else ()
        return {one.key: " ".join((one.department.name, *one.department.also)) for one in departments}

    # Under the cursor

    def here(self) -> DepartmentStanding | None:
        """Give the department under the cursor."""
        row = self.table.cursor_row()
        departments = self._shown.departments if self._shown else ()
        return next((one for one in departments if row and one.key == row.key), None)

    def form_here(self) -> AnswerForm:
        """Give the form of the column under the cursor; the first one in other columns."""
        name = self.table.cursor_column().key
        return AnswerForm[name] if name in AnswerForm.__members__ else AnswerForm.INDICATORS

    def answer_here(self) -> AnswerStanding | None:
        """Give the cell under the cursor."""
        one, form = self.here(), self.form_here()
        return next((each for each in one.answers if each.form is form), None) if one else None

    def given_here(self) -> Mapping[str, str] | None:
        """Give what a new answer says: whose, which form, today."""
        one = self.here()
        if one is None:
            return None
        return {
            "unit": self.office.unit.name,
            "department": self.office.written("departments", one.key),
            "form": self.form_here().value,
            "answered_on": show_date(self.office.today),
        }

    def uid_here(self) -> str:
        """Give the row behind the cell; empty while nothing is registered."""
        answer = self.answer_here()
        return answer.uid if answer else ""

    def action_key_new(self) -> None:
        """Register an answer: in the row that waits for it, else in a new one."""
        answer = self.answer_here()
        if answer is not None and answer.uid and answer.answered_on is None:
            self.action_key_change()
        else:
            super().action_key_new()

    def source_here(self) -> Source | None:
        """Give where the department under the cursor is printed."""
        one = self.here()
        return one.department.source if one else None

    def words_here(self) -> str:
        """Give what is noted about the department."""
        one = self.here()
        return one.department.note if one else ""

    @on(RecordTable.Chosen)
    def open_chosen(self) -> None:
        """Open what is registered in the cell, or an empty form."""
        self.action_key_change()

    # Deeds

    def action_list_declared(self) -> None:
        """Show what the department under the cursor declares in the form of its column."""
        one = self.here()
        if one is not None and self._shown is not None:
            screen = DeclaredScreen(self.view, one, self.form_here(), self._shown)
            self.app.push_screen(screen, lambda _: self.action_reload())

    @work(group="copy", exclusive=True)
    async def action_copy_urged(self) -> None:
        """Copy the list of those to be urged."""
        shown = self._shown
        if shown is None:
            return
        if not shown.urged:
            self.notify(f"{_who_is_urged(shown)}，没有要催的", markup=False)
            return
        told = await copy(self.app, to_tsv(shown.urging()), f"催报名单 {len(shown.urged)} 家")
        self.notify(told, markup=False)


def _who(shown: Collection) -> str:
    due = f"{shown.due.day_words} 前反馈，{shown.due.left_words}"
    if not shown.collects:
        return f"{due}\n{_who_is_urged(shown)}"
    asked = len(shown.asked)
    counts = "　".join(f"{form.value} {shown.answered(form)}/{asked}" for form in AnswerForm)
    return f"{due}　{counts}\n{_who_is_urged(shown)}"


def _who_is_urged(shown: Collection) -> str:
    if not shown.collects:
        return ABOVE_COLLECTS
    urged = [one.department.short for one in shown.urged]
    more = "等" if len(urged) > NAMED else ""
    return f"催报{len(urged)}家：{'、'.join(urged[:NAMED])}{more}" if urged else "要求反馈的部门都已反馈"


def _columns(shown: Collection) -> list[Column]:
    return [
        Column("department", "部门", 22),
        *(Column(form.name, form.value, 16) for form in AnswerForm),
        Column("declared", "申报分值", 8, right=True),
        Column("printed", f"{shown.printed_year}分值", 8, right=True),
        Column("bonuses", "加分项", 6, right=True),
        Column("urged_on", "最近催报", 10),
        Column("note", "说明", 20, flex=True),
    ]


def _row(one: DepartmentStanding) -> Row:
    asked = one.department.asked
    urged = max((each.urged_on for each in one.answers if each.urged_on), default=None)
    note = one.department.note if asked else f"{NOT_ASKED}：{one.department.note}"
    return Row(
        one.key,
        (
            Cell(one.department.name, "" if asked else "dim"),
            *(Cell(f"{MARKS.get(each.state, '')}{each.words}", TONES[each.state]) for each in one.answers),
            Cell(show_points(one.declared) if one.rows else "", "bad" if one.over > 0 else ""),
            Cell(show_points(one.printed)),
            Cell(str(one.bonuses) if one.bonuses else ""),
            Cell(show_date(urged) if urged else ""),
            Cell(note, "dim"),
        ),
    )
