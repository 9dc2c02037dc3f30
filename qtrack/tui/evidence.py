"""佐证 of one row: its files by kind, what is missing, and what can be done to them by keys."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from qtrack.domain.problem import Problem, RefusedError
from qtrack.domain.text import plain
from qtrack.domain.value import show_date
from qtrack.services.catalog import schemas
from qtrack.services.evidence import Attached, ListedEvidence, change_kind, detach, kinds
from qtrack.services.evidence_work import Wanted
from qtrack.services.proofs import RowProofs, row_evidence
from qtrack.store.errors import StoreError
from qtrack.store.file_words import SUFFIXES
from qtrack.tui.imports.working import working
from qtrack.tui.telling import confirm, sentence, telling
from qtrack.tui.view import View
from qtrack.tui.widgets.box import Box, key_line, title_line
from qtrack.tui.widgets.cells import Cell, Column, Row
from qtrack.tui.widgets.chooser import Chooser, Option
from qtrack.tui.widgets.dialogs import Confirm, Notice
from qtrack.tui.widgets.file_picker import FilePicker
from qtrack.tui.widgets.file_picker_folder import size_words
from qtrack.tui.widgets.record_table import RecordTable

COLUMNS = (
    Column("name", "种类和文件", 24, flex=True),
    Column("state", "情况", 10),
    Column("more", "说明", 28),
)
KEYS = "Enter打开或添加  F7添加  F2改种类  F8移除  ^Z撤销  Esc关闭"


class EvidenceScreen(Box[bool]):
    """Shows the evidence of a row, and says when it closes whether anything was changed."""

    DEFAULT_CSS = """
    EvidenceScreen .box { width: 100; height: 96%; max-height: 30; }
    EvidenceScreen .box > RecordTable { margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "关闭", show=False),
        Binding("f7,insert", "add", "添加", show=False),
        Binding("f2", "change_kind", "改种类", show=False),
        Binding("f8,delete", "remove", "移除", show=False),
        Binding("f5", "reload", "再读", show=False),
        Binding("ctrl+z", "app.undo(False)", "撤销", show=False),
        Binding("ctrl+y", "app.undo(True)", "重做", show=False),
    ]

    def __init__(self, view: View, ledger: str, row_uid: str, title: str) -> None:
        super().__init__()
        self._view = view
        self._ledger = ledger
        self._row_uid = row_uid
        self._title = title
        self._files: dict[str, ListedEvidence] = {}
        self._changed = False
        self._turn = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """Lay out what is missing over the files."""
        with Vertical(classes="box"):
            yield title_line(f"佐证：{schemas()[self._ledger].title}　{self._title}")
            yield Static("", classes="box-text", id="state", markup=False)
            yield RecordTable(COLUMNS)
            yield key_line(KEYS)

    def on_mount(self) -> None:
        """Show the kinds, and read the files."""
        waiting = (Cell("正在读取", "dim"), Cell(""))
        self.query_one(RecordTable).show(
            [Row(proof.name, (Cell(proof.name, "accent"), *waiting)) for proof in kinds(self._ledger)]
        )
        self._show_anew()

    def action_close(self) -> None:
        """Close, and say whether anything was changed."""
        self.dismiss(self._changed)

    def action_reload(self) -> None:
        """Read anew, as after an undo."""
        self._changed = True
        self._show_anew()

    # Showing

    @work(group="evidence")
    async def _show_anew(self) -> None:
        await self._load()

    async def _load(self, seek: str = "") -> None:
        read, office = self._view.desk.store.read, self._view.office
        try:
            proofs, files = await asyncio.to_thread(read, row_evidence, office, self._ledger, self._row_uid)
        except (RefusedError, StoreError) as error:  # the row may be gone
            self.app.notify(sentence(error), severity="error", markup=False)
            self.dismiss(result=True)
            return
        self._files = {one.uid: one for one in files}
        self.query_one("#state", Static).update(_state_words(proofs, files))
        table = self.query_one(RecordTable)
        table.show(self._rows(proofs, files))
        if seek:
            table.seek(seek)

    def _rows(self, proofs: RowProofs, files: Sequence[ListedEvidence]) -> list[Row]:
        hints = {proof.name: proof.hint for proof in kinds(self._ledger)}
        for one in files:
            hints.setdefault(one.kind, "本台账现在没有这一种类")
        rows: list[Row] = []
        for kind, hint in hints.items():
            held = [one for one in files if one.kind == kind]
            rows.append(Row(kind, (Cell(kind, "accent"), _kind_cell(kind, proofs, held), Cell(hint, "dim"))))
            rows += [self._file_row(one) for one in held]
        return rows

    def _file_row(self, one: ListedEvidence) -> Row:
        unit = self._view.office.region.by_code.get(one.entered_by)
        added = f"{show_date(one.added_on)} {unit.name if unit else one.entered_by}添加"
        name = f"   {plain(one.file.name)}"
        return Row(one.uid, (Cell(name), Cell(size_words(one.file.size), "dim"), Cell(added, "dim")))

    def _here(self) -> tuple[str, ListedEvidence | None]:
        """Give the kind the cursor stands on or in, and the file."""
        row = self.query_one(RecordTable).cursor_row()
        file = self._files.get(row.key) if row else None
        return (file.kind if file else row.key if row else ""), file

    # Deeds

    @on(RecordTable.Chosen)
    def open_or_add(self) -> None:
        """Open the file under the cursor, or add files of the kind."""
        kind, file = self._here()
        if file is not None:
            self._open(file)
        elif kind:
            self._add(kind)

    @work(group="evidence")
    async def _open(self, file: ListedEvidence) -> None:
        async with self._turn:
            with telling(self.app):
                await asyncio.to_thread(self._view.desk.evidence.open, self._view.office, file.uid)
                confirm(self.app, "已交给系统程序打开；打开的是副本，改动不会存回")

    def action_add(self) -> None:
        """Ask for a kind, the one under the cursor first, then for files of it."""
        here, _ = self._here()
        proofs = kinds(self._ledger)
        first = [proof for proof in proofs if proof.name == here]
        others = [proof for proof in proofs if proof.name != here]
        options = [Option(proof.name, proof.name, proof.hint) for proof in (*first, *others)]
        self.app.push_screen(Chooser("添加哪一种佐证", options), self._add)

    def _add(self, kind: str | None) -> None:
        if kind is not None:
            picker = FilePicker(f"选作“{kind}”的文件", Path.home(), tuple(sorted(SUFFIXES)), many=True)
            self.app.push_screen(picker, partial(self._picked, kind))

    def _picked(self, kind: str, paths: Sequence[Path] | None) -> None:
        if paths:
            self._take_in(kind, paths)

    @work(group="evidence")
    async def _take_in(self, kind: str, paths: Sequence[Path]) -> None:
        async with self._turn:
            with telling(self.app):
                wanted = Wanted(self._ledger, self._row_uid, kind)
                attach = partial(self._view.desk.evidence.attach_good, self._view.office, wanted, paths)
                title = f"正在复制 {len(paths):,} 个文件（KB）"
                done, problems = await working(self.app, title, lambda tell, _stopped: attach(tell))
                self._changed = self._changed or bool(done.uids)
                await self._load(done.uids[0] if done.uids else kind)
                self._tell_added(kind, done, problems)

    def _tell_added(self, kind: str, done: Attached, problems: Sequence[Problem]) -> None:
        said = f"已添加“{kind}” {len(done.uids):,} 个" if done.uids else "没有添加"
        reasons = [f"“{plain(name)}”：已作为“{kind}”附在这条记录上" for name in done.repeated]
        reasons += [problem.message for problem in problems]
        if reasons:
            self.app.push_screen(Notice(f"{said}；{len(reasons):,} 个没有添加", "\n".join(reasons)))
        else:
            confirm(self.app, f"{said}，^Z 可撤销")

    def action_change_kind(self) -> None:
        """Ask which kind the file under the cursor is, and let it be that."""
        _, file = self._here()
        if file is None:
            self._say_no_file()
            return
        others = [proof for proof in kinds(self._ledger) if proof.name != file.kind]
        options = [Option(proof.name, proof.name, proof.hint) for proof in others]
        question = Chooser(f"“{plain(file.file.name)}”改作哪一种", options)
        self.app.push_screen(question, partial(self._change_kind, file))

    def _change_kind(self, file: ListedEvidence, kind: str | None) -> None:
        if kind is not None:
            self._do(file.uid, f"已改作“{kind}”，^Z 可撤销", change_kind, file.uid, kind)

    def action_remove(self) -> None:
        """Ask, then take the file under the cursor off the row."""
        _, file = self._here()
        if file is None:
            self._say_no_file()
            return
        sure = Confirm("移除这份佐证？", f"{file.kind}　{file.file.name}", yes="移除", no="不移除")
        self.app.push_screen(sure, partial(self._remove, file))

    def _remove(self, file: ListedEvidence, sure: bool | None) -> None:  # noqa: FBT001 - a dialogue's answer
        if sure:
            self._do(file.kind, "已移除，^Z 可撤销", detach, [file.uid])

    @work(group="evidence")
    async def _do(self, seek: str, words: str, use: Callable[..., object], *args: object) -> None:
        """Change the file of the bureau, then say so and stand on what is to be seen."""
        async with self._turn:
            with telling(self.app):
                await asyncio.to_thread(self._view.desk.store.run, use, self._view.office, *args)
                self._changed = True
                confirm(self.app, words)
                await self._load(seek)

    def _say_no_file(self) -> None:
        self.notify("请把光标移到一个文件上", markup=False)


def _kind_cell(kind: str, proofs: RowProofs, held: Sequence[ListedEvidence]) -> Cell:
    if kind in proofs.missing:
        return Cell("× 缺", "warn")
    return Cell(f"√ {len(held):,} 个", "good") if held else Cell("-", "dim")


def _state_words(proofs: RowProofs, files: Sequence[ListedEvidence]) -> str:
    """Say whether the row is complete, and what to do."""
    if proofs.missing:
        lacks = f"应有 {proofs.expected} 种，还缺：{'、'.join(proofs.missing)}。"
    elif proofs.expected:
        lacks = f"齐：应有的 {proofs.expected} 种都有。"
    else:
        lacks = "这条记录没有必须附的佐证。"
    return lacks if files else f"{lacks}还没有附文件，在种类上按 Enter 添加。"
