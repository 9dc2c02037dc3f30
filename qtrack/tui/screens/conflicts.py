"""口径冲突: where notices do not agree, side by side with their sources (X2)."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Static

from qtrack.domain.conflict import Conflict, Statement
from qtrack.domain.programme import Programme, Source
from qtrack.domain.unconfirmed import title_words
from qtrack.tui.telling import telling
from qtrack.tui.view import View
from qtrack.tui.widgets.cells import Cell, Column, Row
from qtrack.tui.widgets.dialogs import Notice
from qtrack.tui.widgets.record_table import RecordTable
from qtrack.tui.widgets.source_view import SourceView

CONFLICTS = (
    Column("name", "口径冲突", 30, flex=True),
    Column("count", "几处", 4, right=True),
    Column("notices", "涉及的文件", 40),
)
STATEMENTS = (
    Column("words", "说法", 28),
    Column("programme", "文件", 22),
    Column("clause", "条款", 16),
    Column("quote", "原文", 40, flex=True),
)
HELP = """口径冲突：同一件事，几份文件或一份文件的几处说法不一致。

上表每行一件事，下表是各处的说法、文件、条款和原文，并列着看。
程序不作裁定：各数分别保存，各按自己的文件判定。

Enter　上表：到下表；下表：在文件原文里看这句话（F1 也行）
Tab　　换表　　Esc　返回"""


class ConflictsScreen(Screen[None]):
    """All contradictions of the bureau's province; nothing is settled here."""

    DEFAULT_CSS = """
    ConflictsScreen #conflicts { height: 1fr; }
    ConflictsScreen #about { height: auto; max-height: 4; margin-top: 1; color: $text-warning; }
    ConflictsScreen #statements { height: auto; max-height: 9; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "explain", "出处", key_display="F1"),
        Binding("escape", "dismiss(None)", "返回", key_display="Esc"),
    ]

    class Gathered(Message):
        """The contradictions, and the notices they speak of by id."""

        def __init__(self, conflicts: tuple[Conflict, ...], notices: dict[str, Programme]) -> None:
            super().__init__()
            self.conflicts = conflicts
            self.notices = notices

    def __init__(self, view: View) -> None:
        super().__init__()
        self._view = view
        self._conflicts: tuple[Conflict, ...] = ()
        self._notices: dict[str, Programme] = {}

    def compose(self) -> ComposeResult:
        """Lay out the contradictions over the statements of the one under the cursor."""
        yield Static(" 口径冲突　各处说法并列，不作裁定", id="where", markup=False)
        with Vertical(id="body"):
            yield RecordTable(CONFLICTS, id="conflicts", empty="没有登记的口径冲突")
            yield Static("", id="about", markup=False)
            yield RecordTable(STATEMENTS, id="statements")
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Read them off the UI thread: notices may have to be opened."""
        self.query_one("#conflicts").focus()
        self.run_worker(self._gather, thread=True, group="gather", exclusive=True)

    def _gather(self) -> None:
        with telling(self.app):
            library = self._view.desk.library
            found = library.conflicts(self._view.office.programme.region)
            names = {name for conflict in found for name in conflict.programmes}
            notices = {name: programme for name in names if (programme := library.known(name))}
            self.post_message(self.Gathered(found, notices))

    @on(Gathered)
    def take_gathered(self, message: Gathered) -> None:
        """Show them, those of the notice looked at first."""
        here = self._view.office.programme.id
        self._notices = message.notices
        self._conflicts = tuple(sorted(message.conflicts, key=lambda one: here not in one.programmes))
        rows = [
            Row(
                one.id,
                (
                    Cell(one.name, "" if here in one.programmes else "dim"),
                    Cell(str(len(one.statements))),
                    Cell("、".join(map(self._short, one.programmes)), "dim"),
                ),
            )
            for one in self._conflicts
        ]
        self.query_one("#conflicts", RecordTable).show(rows)
        self._show_statements()

    def _short(self, programme: str) -> str:
        notice = self._notices.get(programme)
        return notice.short if notice else programme

    def _here(self) -> Conflict | None:
        row = self.query_one("#conflicts", RecordTable).cursor_row()
        return next((one for one in self._conflicts if row and one.id == row.key), None)

    @on(RecordTable.Highlighted, "#conflicts")
    def _show_statements(self) -> None:
        """Put the statements of the contradiction under the cursor side by side."""
        conflict = self._here()
        statements = conflict.statements if conflict else ()
        self.query_one("#about", Static).update(conflict.note if conflict else "")
        self.query_one("#statements", RecordTable).show(
            [self._row(at, one) for at, one in enumerate(statements)]
        )

    def _row(self, at: int, one: Statement) -> Row:
        cells = (Cell(one.words), Cell(self._short(one.programme)), Cell(one.clause), Cell(one.quote, "dim"))
        return Row(str(at), cells)

    @on(RecordTable.Chosen, "#conflicts")
    def go_to_statements(self) -> None:
        """Go over to the statements."""
        self.query_one("#statements").focus()

    @on(RecordTable.Chosen, "#statements")
    def open_statement(self) -> None:
        """Show the statement in its notice."""
        conflict = self._here()
        if conflict is None:
            return
        statement = conflict.statements[self.query_one("#statements", RecordTable).cursor[0]]
        notice = self._notices.get(statement.programme)
        source = Source(statement.clause, statement.quote)
        title, text = (title_words(notice), notice.text) if notice else (statement.programme, "")
        self.app.push_screen(SourceView(title, source, text, conflict.note))

    def action_explain(self) -> None:
        """Show the statement in its notice, or, over the contradictions, what this screen is for."""
        if self.query_one("#statements").has_focus:
            self.open_statement()
        else:
            self.app.push_screen(Notice("口径冲突 帮助", HELP))
