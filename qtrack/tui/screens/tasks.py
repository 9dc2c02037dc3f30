"""9 重点工作: the tasks of a notice as a tree, each with how it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Static

from qtrack.domain.programme import Source
from qtrack.domain.value import show_date
from qtrack.ledgers.task_progress import TaskState
from qtrack.services.tasks import TaskStanding, counted_states, tasks
from qtrack.tui.listed_place import ListedPlace
from qtrack.tui.screens.task import LEDGER, TaskScreen, given_for
from qtrack.tui.view import View
from qtrack.tui.widgets.cells import Cell, Column, Row, Tone
from qtrack.tui.widgets.record_table import RecordTable

COLUMNS = (
    Column("name", "重点工作", 36, flex=True),
    Column("state", "状态", 8),
    Column("parts", "已完成项", 8, right=True),
    Column("lead", "牵头", 12),
    Column("reported_on", "填报日期", 10),
    Column("progress", "进展情况", 20),
    Column("delay", "延期说明", 16),
    Column("on", "日子", 30),
    Column("support", "配合", 16),
    Column("units", "下级已完成", 10, right=True),
)
ALWAYS = frozenset({"name", "state", "reported_on", "progress"})
"""Columns that stand even while nothing is in them."""

TONES: dict[TaskState | None, Tone] = {
    None: "dim",
    TaskState.WAITING: "",
    TaskState.RUNNING: "accent",
    TaskState.DONE: "good",
    TaskState.DELAYED: "warn",
}
MARKS = {TaskState.DONE: "√ ", TaskState.DELAYED: "! "}
UNSAID, OVERDUE = "未填报", "逾期"
FOLDED, OPEN = "+", "-"
"""Before a branch; ASCII, because triangles are two cells wide in some consoles."""


class TreeTable(RecordTable):
    """A table whose lines are a tree: at the first column Left folds a branch and Right opens it."""

    class Fold(Message):
        """The person wants the branch under the cursor folded, or open."""

        def __init__(self, *, folded: bool) -> None:
            super().__init__()
            self.folded = folded

    def action_move_column(self, columns: int) -> None:
        """Fold or open at the first column, else move as any table does."""
        if self.cursor[1] == 0 and columns < 0:
            self.post_message(self.Fold(folded=True))
        elif self.cursor[1] == 0 and self._is_folded():
            self.post_message(self.Fold(folded=False))
        else:
            super().action_move_column(columns)

    def _is_folded(self) -> bool:
        row = self.cursor_row()
        return row is not None and row.cells[0].text.lstrip().startswith(FOLDED)


class TasksPlace(ListedPlace[tuple[TaskStanding, ...]]):
    """Every task of the notice, those under a task behind it."""

    KEY = "9"
    LEDGER = LEDGER
    EMPTY = "没有符合的工作，按 Esc 取消查找"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "fold_all", "折叠", key_display="F6"),
    ]

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._shown: tuple[TaskStanding, ...] = ()
        self._folded: set[str] = set()
        self._columns: tuple[int, ...] = ()

    def make_table(self) -> RecordTable:
        """Make the table of the tree."""
        return TreeTable(COLUMNS, empty=self.EMPTY)

    def gather(self) -> tuple[TaskStanding, ...]:
        """Read the tasks with the latest that was said of each."""
        return self.view.desk.store.read(tasks, self.office)

    def show(self, shown: tuple[TaskStanding, ...]) -> None:
        """Show the tree with the counts of its states."""
        self._shown = shown
        counts = counted_states(shown)
        said = [f"{state.value if state else UNSAID} {count}" for state, count in counts.items()]
        overdue = sum(one.overdue for one in shown if not one.is_branch)
        said += [f"{OVERDUE} {overdue}"] if overdue else []
        total = sum(counts.values())
        filled = [_row(one, folded=False).cells for one in shown]
        self._columns = tuple(
            at
            for at, column in enumerate(COLUMNS)
            if column.key in ALWAYS or any(cells[at].text for cells in filled)
        )
        self.table.set_columns([COLUMNS[at] for at in self._columns])
        self.query_one("#note", Static).update(f"重点工作 {total} 项（末级）　{'　'.join(said)}")
        self.paint()

    def paint(self) -> None:
        """Show what is not folded away, or, while somebody looks for words, all that hold them."""
        found = [_row(one, folded=one.key in self._folded) for one in self._seen()]
        self.table.show([Row(row.key, tuple(row.cells[at] for at in self._columns)) for row in found])

    def _seen(self) -> Iterator[TaskStanding]:
        hidden_below: int | None = None
        for one in self._shown:
            if self._words:
                if self.fits(one.key):
                    yield one
                continue
            if hidden_below is not None and one.depth > hidden_below:
                continue
            hidden_below = one.depth if one.key in self._folded else None
            yield one

    def words_of_lines(self) -> Mapping[str, str]:
        """Give the tasks' numbers, names and who leads them."""
        return {
            one.key: " ".join((one.task.number, one.task.name, *one.task.lead, *one.task.on))
            for one in self._shown
        }

    # Folding

    @on(TreeTable.Fold)
    def fold(self, event: TreeTable.Fold) -> None:
        """Fold or open the branch under the cursor; a line without one folds the branch it is under."""
        one = self.here()
        if one is None or self._words:
            return
        if not event.folded:
            self._folded.discard(one.key)
        elif one.is_branch and one.key not in self._folded:
            self._folded.add(one.key)
        elif one.task.parent:
            above = f"{self.office.programme.id}/{one.task.parent}"
            self._folded.add(above)
            self.table.seek(above)
        self.paint()

    def action_fold_all(self) -> None:
        """Fold all branches, or open all when some are folded."""
        branches = {one.key for one in self._shown if one.is_branch}
        self._folded = set() if self._folded & branches else branches
        self.paint()

    # Under the cursor

    def here(self) -> TaskStanding | None:
        """Give the task under the cursor."""
        row = self.table.cursor_row()
        return next((one for one in self._shown if row and one.key == row.key), None)

    def given_here(self) -> Mapping[str, str] | None:
        """Give the task under the cursor, with who was said to lead it here."""
        one = self.here()
        return None if one is None else given_for(one, self.office)

    def uid_here(self) -> str:
        """Give the unit's latest report of the task under the cursor."""
        one = self.here()
        return one.report.uid if one and one.report else ""

    def source_here(self) -> Source | None:
        """Give where the task under the cursor is printed."""
        one = self.here()
        return one.task.source if one else None

    def words_here(self) -> str:
        """Give what is noted about the task under the cursor."""
        one = self.here()
        return "\n".join(filter(None, (one.task.reading, one.task.note))) if one else ""

    @on(RecordTable.Chosen)
    def open_chosen(self) -> None:
        """Show all that was reported of the task under the cursor."""
        one = self.here()
        if one is not None:
            self.app.push_screen(TaskScreen(self.view, one), lambda _: self.action_reload())


def _row(one: TaskStanding, *, folded: bool) -> Row:
    task, report = one.task, one.report
    sign = (FOLDED if folded else OPEN) if one.is_branch else " "
    return Row(
        one.key,
        (
            Cell(f"{'  ' * one.depth}{sign} {task.number}{task.name}", "accent" if one.is_branch else ""),
            _state(one),
            Cell(f"{one.parts_done}/{one.parts}" if one.is_branch else ""),
            Cell(_beside(report.lead if report else "", task.lead)),
            Cell(show_date(report.reported_on) if report else ""),
            Cell(report.progress if report else ""),
            Cell(report.delay_reason if report else "", "warn"),
            Cell("、".join(task.on)),
            Cell(_beside(report.support if report else "", task.support)),
            Cell(f"{one.units_done}/{one.units}" if one.units else ""),
        ),
    )


def _state(one: TaskStanding) -> Cell:
    """Give how a task stands; a branch nobody reported by itself is told by its parts."""
    if one.is_branch and one.state is None:
        return Cell("")
    words = f"{MARKS.get(one.state, '') if one.state else ''}{one.state.value if one.state else UNSAID}"
    if one.overdue:
        return Cell(f"× {OVERDUE}", "bad")
    return Cell(words, TONES[one.state])


def _beside(own: str, printed: tuple[str, ...]) -> str:
    """Give who works on it: the unit's own words, else as printed."""
    return own or "、".join(printed)
