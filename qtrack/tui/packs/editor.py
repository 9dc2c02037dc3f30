"""方案编写: a pack's sections on the left, its entries on the right, what is wrong with it below.

All changes are made to a draft; it is judged and kept as a draft after each, and as the pack only by F2.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Footer, Static

from qtrack.packs import Fault
from qtrack.packs.paths import Document
from qtrack.packs.words import fault_words
from qtrack.tui.packs.editor_words import ADDED_TO, HELP, empty_words
from qtrack.tui.packs.keeping import Keeping
from qtrack.tui.packs.lines import Line, Teller
from qtrack.tui.packs.sections import (
    AGREES,
    DIFFERS,
    HINT,
    SOURCES,
    TODO,
    UNQUOTED,
    WRONG,
    Wrong,
    count_in,
    lines_of,
    section_of,
    titles,
    waiting_in,
)
from qtrack.tui.widgets.cells import Cell, Column, Row, Tone
from qtrack.tui.widgets.dialogs import Notice
from qtrack.tui.widgets.record_table import RecordTable
from qtrack.wiring import Desk

SHOWN_FAULTS = 2
"""So many faults are told in the lines below; the first section shows all."""

NARROWEST_NAME, WIDEST_NAME = 12, 24
"""Cells of the names of entries."""

_SECTION_COLUMNS = (
    Column("title", "内容", 10),
    Column("count", "条", 3, right=True),
    Column("rows", "待核", 4, right=True),
)


class PackEditor(Keeping):
    """Edits a draft of a pack; gives whether anything was kept."""

    AUTO_FOCUS = "#sections"
    DEFAULT_CSS = """
    PackEditor #sections { width: 24; margin-right: 1; }
    PackEditor #entries { width: 1fr; }
    PackEditor Horizontal { height: 1fr; }
    PackEditor #detail { height: 2; padding: 0 1; color: $text-muted; }
    PackEditor #faults { height: auto; max-height: 3; padding: 0 1; color: $text-error; }
    PackEditor #faults.-good { color: $text-success; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "explain", "帮助", key_display="F1"),
        Binding("f2,ctrl+s", "save", "保存", key_display="F2"),
        Binding("f4", "confirm_here", "确认", key_display="F4"),
        Binding("f5", "show_missing", "缺什么", key_display="F5"),
        Binding("f6", "offer_more", "更多", key_display="F6"),
        Binding("f7", "add", "新增", key_display="F7"),
        Binding("f8,delete", "remove", "删除", key_display="F8"),
        Binding("left", "stand_in('sections')", "左边", show=False, priority=True),
        Binding("right", "stand_in('entries')", "右边", show=False, priority=True),
        Binding("ctrl+up", "move(-1)", "上移", show=False),
        Binding("ctrl+down", "move(1)", "下移", show=False),
        Binding("ctrl+z", "step_back", "撤销", key_display="^Z"),
        Binding("ctrl+y", "step_forth", "重做", show=False),
        Binding("escape", "leave", "离开", key_display="Esc"),
    ]

    class Judged(Message):
        """What is wrong with a draft."""

        def __init__(
            self, document: Document, faults: tuple[Fault, ...], unquoted: tuple[Fault, ...]
        ) -> None:
            super().__init__()
            self.document = document
            self.wrong = Wrong(faults, unquoted)

    def __init__(self, desk: Desk, document: Document, before: Document | None) -> None:
        """Take the draft, and what its file holds; none for a pack that has no file yet."""
        super().__init__(desk, document, before)
        self._wrong = Wrong()
        self._teller = Teller(document, self.around)

    def compose(self) -> ComposeResult:
        """Lay out sections, entries, and what is wrong."""
        yield Static("", id="where", markup=False)
        with Horizontal():
            yield RecordTable(_SECTION_COLUMNS, id="sections")
            yield RecordTable(_columns(), id="entries")
        yield Static("", id="detail", markup=False)
        yield Static("", id="faults", markup=False)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Show the draft, standing on what comes next: the notice of a new pack, else what is missing."""
        self.show_draft()
        fresh = self.before is None and not any(count_in(key, self.document, Wrong()) for key in ADDED_TO)
        self.query_one("#sections", RecordTable).seek(SOURCES if fresh else TODO)

    # Showing

    def show_draft(self, seek: str = "") -> None:
        """Show the draft as it is now, and see that it is judged and kept."""
        self._teller = Teller(self.document, self.around)
        saved = "　有未保存的改动" if self.unsaved else ""
        self.query_one("#where", Static).update(f" 编写方案　{self.document.get('short', '')}{saved}")
        self._show_sections()
        self._show_entries(seek)
        self._judge(self.document)
        self.keep_draft()

    def _show_sections(self) -> None:
        rows = []
        for key, title in titles().items():
            count, waits = count_in(key, self.document, self._wrong), waiting_in(key, self.document)
            tone: Tone = "bad" if key == TODO else "dim"
            cells = (Cell(title), Cell(f"{count or ''}", tone), Cell(f"{waits or ''}", "warn"))
            rows.append(Row(key, cells))
        self.query_one("#sections", RecordTable).show(rows)

    def _show_entries(self, seek: str = "") -> None:
        table, section = self.query_one("#entries", RecordTable), self.section
        table.set_empty(empty_words(section))
        lines = lines_of(section, self._teller, self._wrong)
        table.set_columns(_columns(lines))
        table.show(
            [
                Row(line.path, (Cell(line.name), Cell(line.state, _tone(line.state)), Cell(line.words)))
                for line in lines
            ]
        )
        above = [line.path for line in lines if seek == line.path or seek.startswith(f"{line.path}.")]
        if above:
            table.seek(max(above, key=len))

    @on(RecordTable.Highlighted, "#sections")
    def list_entries(self, event: RecordTable.Highlighted) -> None:
        """List the entries of the section under the cursor."""
        if event.row is not None:
            self._show_entries()

    @on(RecordTable.Highlighted, "#entries")
    def tell_whole(self, event: RecordTable.Highlighted) -> None:
        """Say all of the entry under the cursor, whose line may be cut."""
        words = "　".join(cell.text for cell in event.row.cells if cell.text) if event.row else ""
        self.query_one("#detail", Static).update(words.strip())

    @on(RecordTable.Chosen, "#sections")
    def go_to_entries(self) -> None:
        """Go over to the entries; where there are none, add one."""
        entries = self.query_one("#entries", RecordTable)
        unpasted = self.section == SOURCES and not self.document.get("notice")
        if unpasted or (not entries.total and self.section in ADDED_TO):
            self.action_add()
        else:
            entries.focus()

    @on(RecordTable.Chosen, "#entries")
    def edit_chosen(self) -> None:
        """Edit the entry under the cursor."""
        self.action_edit()

    def action_stand_in(self, side: str) -> None:
        """Go over to the other side; nothing needs to be scrolled, a line is told in whole below."""
        self.query_one(f"#{side}", RecordTable).focus()

    def go_to(self, path: str) -> None:
        """Go where something stands: the entry that holds it."""
        self.query_one("#sections", RecordTable).seek(section_of(path))
        self._show_entries(path)
        entries = self.query_one("#entries", RecordTable)
        (entries if entries.total else self.query_one("#sections", RecordTable)).focus()

    # Judging

    @work(thread=True, group="judge", exclusive=True)
    def _judge(self, document: Document) -> None:
        _, faults, unquoted = self.desk.packs.judge(document)
        self.post_message(self.Judged(document, faults, unquoted))

    @on(Judged)
    def take_judged(self, event: Judged) -> None:
        """Tell what is wrong, unless the draft is another one by now."""
        if event.document is not self.document:
            return
        self._wrong = event.wrong
        told = [fault_words(self.document, fault) for fault in event.wrong.faults]
        more = len(told) - SHOWN_FAULTS
        lines = told[:SHOWN_FAULTS] + ([f"还有 {more} 处要补，F5 看全部"] if more > 0 else [])
        if not told:
            unquoted = len(event.wrong.unquoted)
            saved = "没有差错，F2 保存" if self.unsaved else "没有差错，已保存"
            lines = [saved + (f"；{unquoted} 处与原文不符，F5 看" if unquoted else "")]
        widget = self.query_one("#faults", Static)
        widget.update("\n".join(lines))
        widget.set_class(not told, "-good")
        self._show_sections()
        if self.section == TODO:
            self._show_entries()

    def action_show_missing(self) -> None:
        """Go to all that is missing, and what the notice does not say."""
        self.query_one("#sections", RecordTable).seek(TODO)
        self._show_entries()
        self.query_one("#entries", RecordTable).focus()

    def action_explain(self) -> None:
        """Say how a pack is made."""
        self.app.push_screen(Notice("编写方案 帮助", HELP))


def _columns(lines: Sequence[Line] = ()) -> tuple[Column, ...]:
    """Give the columns of the entries, no wider than what stands in them."""
    name = max((cell_len(line.name) for line in lines), default=0)
    state = max((cell_len(line.state) for line in lines), default=0)
    return (
        Column("name", "条目", min(max(name, NARROWEST_NAME), WIDEST_NAME)),
        Column("state", "状态", max(state, 4)),
        Column("words", "内容", 12, flex=True),
    )


def _tone(state: str) -> Tone:
    return (
        "good"
        if state == AGREES
        else "bad"
        if state in (DIFFERS, UNQUOTED, WRONG)
        else "dim"
        if state == HINT
        else "warn"
    )
