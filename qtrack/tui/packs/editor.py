"""方案编写: a pack's sections on the left, its entries on the right, what is wrong with it below.

All changes are made to a draft; it is judged after each, and written only by F2 and only without faults.
"""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Footer, Static

from qtrack.domain.problem import RefusedError
from qtrack.packs import Fault
from qtrack.packs.paths import Document
from qtrack.packs.words import fault_words
from qtrack.tui.packs.deeds import Deeds
from qtrack.tui.packs.sections import AGREES, DIFFERS, UNQUOTED, lines_of, titles, waiting_in
from qtrack.tui.telling import confirm, sentence
from qtrack.tui.widgets.cells import Cell, Column, Row, Tone
from qtrack.tui.widgets.dialogs import Confirm, Notice
from qtrack.tui.widgets.record_table import RecordTable
from qtrack.wiring import Desk

SHOWN_FAULTS = 3
"""So many faults are told in the lines below; F5 shows all."""

EMPTY = {
    "targets": "还没有任务指标，按 F7 新增",
    "quota_table": "还没有分解表：先有任务指标，再按 F7 从 WPS 表格粘贴；通知没有分解就不用",
    "floors": "还没有下限，按 F7 新增",
    "caps": "还没有上限和限额，按 F7 新增",
    "deadlines": "还没有时限，按 F7 新增",
    "forms": "还没有表式，按 F7 新增",
    "waiting": "没有待核的内容",
}

_SECTION_COLUMNS = (Column("title", "内容", 12), Column("rows", "待核", 6, right=True))

HELP = """\
左边是方案的各部分，右边是其中的条目；Tab 左右换边。

Enter　　修改这一条；选项都从列表里选，F4 列出全部
F7　　　 新增一条；任务分解表从 WPS 表格粘贴，通知原文也粘贴
F8　　　 删除这一条
F4　　　 确认这一条的待核内容
F6　　　 更多：换台账、加一项、上移下移、全部确认
F5　　　 看全部差错和与原文不符之处
F2　　　 保存；有差错的不保存，差错写在最下面
Esc　　　离开；没有保存的先问一句

待核　　　　 从别的年度套用来的数和日期，改过或确认过就不再标
沿用上年原文 引文还是上年通知的；换上新通知原文后，对不上的标“原文没有”
"""


class PackEditor(Deeds):
    """Edits a draft of a pack; gives whether anything was kept."""

    AUTO_FOCUS = "#entries"
    DEFAULT_CSS = """
    PackEditor #sections { width: 22; margin-right: 1; }
    PackEditor #entries { width: 1fr; }
    PackEditor Horizontal { height: 1fr; }
    PackEditor #faults { height: auto; max-height: 4; padding: 0 1; color: $text-error; }
    PackEditor #faults.-good { color: $text-success; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "explain", "帮助", key_display="F1"),
        Binding("f2,ctrl+s", "save", "保存", key_display="F2"),
        Binding("f4", "confirm_here", "确认待核", key_display="F4"),
        Binding("f5", "show_faults", "差错", key_display="F5"),
        Binding("f6", "offer_more", "更多", key_display="F6"),
        Binding("f7", "add", "新增", key_display="F7"),
        Binding("f8,delete", "remove", "删除", key_display="F8"),
        Binding("escape", "leave", "离开", key_display="Esc"),
    ]

    class Judged(Message):
        """What is wrong with a draft."""

        def __init__(
            self, document: Document, faults: tuple[Fault, ...], unquoted: tuple[Fault, ...]
        ) -> None:
            super().__init__()
            self.document = document
            self.faults = faults
            self.unquoted = unquoted

    class Kept(Message):
        """A draft was kept, or for what reason not."""

        def __init__(self, document: Document, reason: str) -> None:
            super().__init__()
            self.document = document
            self.reason = reason

    def __init__(self, desk: Desk, document: Document, before: Document | None) -> None:
        """Take the draft, and what its file holds; none for a pack that has no file yet."""
        super().__init__(desk, document)
        self._before = before
        self._kept = self._saving = False
        self._faults: tuple[Fault, ...] = ()
        self._unquoted: tuple[Fault, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out sections, entries, and what is wrong."""
        yield Static("", id="where", markup=False)
        with Horizontal():
            yield RecordTable(_SECTION_COLUMNS, id="sections")
            yield RecordTable(_columns("basic"), id="entries")
        yield Static("", id="faults", markup=False)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Show the draft as it is given."""
        self.show_draft()

    @property
    def unsaved(self) -> bool:
        """Whether something would be lost by leaving."""
        return self.document != self._before

    # Showing

    def show_draft(self, seek: str = "") -> None:
        """Show the draft as it is now."""
        document = self.document
        counts = {key: waiting_in(key, document) for key in titles()}
        rows = [
            Row(key, (Cell(title), Cell(f"{counts[key]:,}" if counts[key] else "", "warn")))
            for key, title in titles().items()
        ]
        self.query_one("#sections", RecordTable).show(rows)
        saved = "　有未保存的改动" if self.unsaved else ""
        self.query_one("#where", Static).update(f" 编写方案　{document.get('short', '')}{saved}")
        self._show_entries(seek)
        self._judge(document)

    def _show_entries(self, seek: str = "") -> None:
        table = self.query_one("#entries", RecordTable)
        table.set_empty(EMPTY.get(self.section, ""))
        table.set_columns(_columns(self.section))
        table.show(
            [
                Row(line.path, (Cell(line.name), Cell(line.state, _tone(line.state)), Cell(line.words)))
                for line in lines_of(self.section, self.document, self.around)
            ]
        )
        if seek:
            table.seek(seek)

    @on(RecordTable.Highlighted, "#sections")
    def list_entries(self, event: RecordTable.Highlighted) -> None:
        """List the entries of the section under the cursor."""
        if event.row is not None:
            self._show_entries()

    @on(RecordTable.Chosen, "#sections")
    def go_to_entries(self) -> None:
        """Go over to the entries."""
        self.query_one("#entries", RecordTable).focus()

    @on(RecordTable.Chosen, "#entries")
    def edit_chosen(self) -> None:
        """Edit the entry under the cursor."""
        self.action_edit()

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
        self._faults, self._unquoted = event.faults, event.unquoted
        told = [fault_words(self.document, fault) for fault in event.faults]
        more = len(told) - SHOWN_FAULTS
        lines = told[:SHOWN_FAULTS] + ([f"还有 {more} 处差错，F5 看全部"] if more > 0 else [])
        if not told:
            lines = ["没有差错" + (f"；{len(event.unquoted)} 处与原文不符，F5 看" if event.unquoted else "")]
        widget = self.query_one("#faults", Static)
        widget.update("\n".join(lines))
        widget.set_class(not told, "-good")

    def action_show_faults(self) -> None:
        """Show all that is wrong, and what the notice does not say."""
        wrong = "\n".join(fault_words(self.document, fault) for fault in self._faults)
        unquoted = "\n".join(fault_words(self.document, fault) for fault in self._unquoted)
        text = f"差错（有差错不能保存）\n{wrong or '没有'}\n\n与原文不符（可以保存）\n{unquoted or '没有'}"
        self.app.push_screen(Notice("方案的差错", text))

    def action_explain(self) -> None:
        """Say how a pack is made."""
        self.app.push_screen(Notice("编写方案 帮助", HELP))

    # Keeping

    def action_save(self) -> None:
        """Keep the draft; once at a time."""
        if not self._saving:
            self._saving = True
            self._keep(self.document, self._before)

    @work(group="keep")
    async def _keep(self, document: Document, before: Document | None) -> None:
        packs, reason = self.desk.packs, ""
        try:
            if before is None:
                await asyncio.to_thread(packs.make, document)
            elif before != document:
                await asyncio.to_thread(packs.keep, document, before)
        except (RefusedError, OSError) as error:
            reason = sentence(error)
        self.post_message(self.Kept(document, reason))

    @on(Kept)
    def take_kept(self, event: Kept) -> None:
        """Say that the draft is kept, or why not; it stays as it is either way."""
        self._saving = False
        if event.reason:
            self.app.notify(f"没有保存：{event.reason}", severity="error", timeout=12, markup=False)
            return
        self._before, self._kept = event.document, True
        self.desk.reread()
        confirm(self.app, f"已保存方案 {event.document['id']}")
        self.show_draft()

    def action_leave(self) -> None:
        """Leave; ask first when something would be lost."""
        if self._saving:
            return
        if not self.unsaved:
            self.dismiss(self._kept)
            return
        question = Confirm("放弃未保存的改动吗？", "方案文件还是上次保存的样子。", yes="放弃", no="继续编写")
        self.app.push_screen(question, self._leave_if)

    def _leave_if(self, sure: bool | None) -> None:  # noqa: FBT001 - a modal's answer
        if sure:
            self.dismiss(self._kept)


def _columns(section: str) -> tuple[Column, ...]:
    """Give the columns of the entries; only sources have states of many words."""
    wide = section == "sources"
    return (
        Column("name", "条目", 22 if wide else 24),
        Column("state", "状态", 12 if wide else 4),
        Column("words", "内容", 12, flex=True),
    )


def _tone(state: str) -> Tone:
    return "good" if state == AGREES else "bad" if state in (DIFFERS, UNQUOTED) else "warn"
