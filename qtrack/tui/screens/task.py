"""One task: what is printed of it over all that was reported."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Footer, Static

from qtrack.domain.text import plain
from qtrack.domain.unconfirmed import title_words
from qtrack.domain.value import show_date
from qtrack.services.listing import Query
from qtrack.services.office import Office
from qtrack.services.tasks import TaskStanding
from qtrack.tui.ledger_table import LedgerKeys, LedgerTable
from qtrack.tui.view import View
from qtrack.tui.widgets.source_view import SourceView

LEDGER = "task_progress"


def given_for(one: TaskStanding, office: Office) -> dict[str, str]:
    """Give what a new report of a task says: which, whose, today, and who was last said to work on it."""
    return {
        "unit": office.unit.name,
        "task": office.written("tasks", one.key),
        "reported_on": show_date(office.today),
        "lead": one.report.lead if one.report else "",
        "support": one.report.support if one.report else "",
    }


class TaskScreen(LedgerKeys, Screen[None]):
    """The history of one task in the office's tree."""

    DEFAULT_CSS = """
    TaskScreen #about { height: auto; max-height: 6; color: $text-muted; }
    TaskScreen LedgerTable { height: 1fr; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "explain", "出处", key_display="F1"),
        Binding("f5", "reload", "刷新", key_display="F5", show=False),
        Binding("escape", "dismiss(None)", "返回", key_display="Esc"),
    ]

    def __init__(self, view: View, one: TaskStanding) -> None:
        super().__init__()
        self._view = view.of(view.office.unit.code)
        self._programme = view.office.programme
        self._one = one

    def compose(self) -> ComposeResult:
        """Lay out what is printed over the rows."""
        task = self._one.task
        printed = (
            ("牵头", "、".join(task.lead)),
            ("配合", "、".join(task.support)),
            ("日子", "、".join(task.on)),
            ("读法", task.reading),
            ("说明", task.note),
        )
        words = [f"{label}　{said}" for label, said in printed if said]
        where = f" {plain(f'{self._view.office.unit.name}　{task.number}{task.name}')}"
        yield Static(where, id="where", markup=False)
        with Vertical(id="body"):
            about = plain("\n".join((f"出处　{task.source.clause}", *words)), lines=True)
            yield Static(about, id="about", markup=False)
            yield LedgerTable(self._view, Query(LEDGER, where=(("task", (self._one.key,)),)))
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """List the rows."""
        self.action_reload()
        self.query_one(LedgerTable).table.focus()

    def action_reload(self) -> None:
        """List anew."""
        self.query_one(LedgerTable).reload()

    def action_add_row(self) -> None:
        """Open an empty form for the task."""
        self.query_one(LedgerTable).action_add(given_for(self._one, self._view.office))

    def action_explain(self) -> None:
        """Show where the task is printed."""
        programme = self._programme
        self.app.push_screen(SourceView(title_words(programme), self._one.task.source, programme.text))
