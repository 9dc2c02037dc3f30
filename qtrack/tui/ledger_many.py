"""What is done to several rows at once: filled down, changed, starred, remarked, removed."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from qtrack.domain.fields import Field, Kind
from qtrack.services import bulk, marks
from qtrack.services.catalog import schemas
from qtrack.services.counts_for import count_words
from qtrack.services.evidence import attached_to
from qtrack.services.query import Query
from qtrack.tui.ledger_evidence import LedgerEvidence
from qtrack.tui.ledger_forms import LedgerForms
from qtrack.tui.ledger_meant import Meant
from qtrack.tui.telling import confirm, saved_words, telling
from qtrack.tui.view import View
from qtrack.tui.widgets.bulk import BulkPreview, ask_change
from qtrack.tui.widgets.cells import Row
from qtrack.tui.widgets.chooser import Chooser, Option
from qtrack.tui.widgets.dialogs import Ask, Confirm, Notice
from qtrack.tui.widgets.form_owner import Outcome
from qtrack.tui.widgets.selection import NONE


class LedgerMany(LedgerEvidence):
    """A list whose selected rows can be changed together; without a selection, the row under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8,delete", "remove", "删除", key_display="F8"),
        Binding("ctrl+d,ctrl+apostrophe", "fill_down", "同上、向下填充", key_display="^D", show=False),
        Binding("ctrl+b", "change_many", "批量修改", key_display="^B", show=False),
        Binding("*,fullwidth_asterisk", "star", "加星或去星", key_display="*", show=False),
        Binding("ctrl+n", "remark", "写备注", key_display="^N", show=False),
        Binding("ctrl+t", "marks", "计入、存疑、说明、备注", key_display="^T", show=False),
    ]

    def __init__(self, view: View, query: Query, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(view, query, id)
        self._turn = asyncio.Lock()

    def forms(self) -> LedgerForms:
        """Give the forms of the ledger."""
        return LedgerForms(self.screen, self.view, self.ledger, self.after_form)

    def after_form(self, forms: LedgerForms, outcome: Outcome) -> None:
        """Say what a form kept, and list anew."""
        if not (outcome.saved or outcome.halves):
            return
        if outcome.saved:
            self.table.seek(forms.uid)
            confirm(self.app, "，".join(filter(None, (saved_words(outcome.saved), forms.counts))))
        self.changed()

    # Each deed begins when the key comes, with the rows meant then, and waits for its turn.

    # Changing

    def action_change_many(self) -> None:
        """Ask for a field and its new value, show what would change, and change it."""
        meant = self.meant()
        if meant.total:
            self._change_many(meant, self.field_here())

    @work(group="many")
    async def _change_many(self, meant: Meant, here: Field | None) -> None:
        others = [field for field in schemas()[meant.query.ledger].fields if field != here]
        fields = others if here is None else [here, *others]
        async with self._turn:
            asked = await ask_change(self.app, fields, meant.total, self.forms().owner())
            if asked is None:
                return
            texts = {asked[0].key: asked[1]}
            with telling(self.app):
                seen = await self.read(bulk.preview, meant.query, meant.chosen, texts)
                words = await self.app.push_screen_wait(BulkPreview(seen))
                if words is not None:
                    change = partial(bulk.bulk_change, explanation=words)
                    self._tell_changed("已修改", await self.run(change, meant.query, meant.chosen, texts))

    def action_fill_down(self) -> None:
        """Give all selected rows the first one's value in the cursor's column; a single row the one above."""
        meant, above = self.meant(), self.table.row_at(self.table.cursor[0] - 1)
        field = self.field_here()
        if field is None:
            self.tell_proofs()
        elif meant.selected:
            self._fill_down(meant, field, [])
        elif meant.row is not None and above is not None:
            self._fill_down(meant, field, [above.key, meant.row.key])

    @work(group="many")
    async def _fill_down(self, meant: Meant, field: Field, uids: list[str]) -> None:
        ledger = meant.query.ledger
        async with self._turn:
            with telling(self.app):
                uids = uids or [row.uid for row in await self.rows_of(meant)]
                series = await self._ask_series(field, len(uids)) if len(uids) > 2 else False  # noqa: PLR2004 - the row above
                if series is None:
                    return
                look = partial(bulk.preview_down, series=series)
                seen = await self.read(look, ledger, uids, [field.key])
                plainly = len(uids) == 2 and not seen.problems  # noqa: PLR2004 - the row above
                preview = BulkPreview(seen, f"向下填充：{field.label}")
                words = "" if plainly else await self.app.push_screen_wait(preview)
                if words is not None:
                    fill = partial(bulk.fill_down, series=series, explanation=words)
                    self._tell_changed("已填充", await self.run(fill, ledger, uids, [field.key]))

    async def _ask_series(self, field: Field, rows: int) -> bool | None:
        """Ask whether dates go on; None to leave."""
        if field.kind is not Kind.DATE:
            return False
        options = [
            Option("same", "都与第一行相同"),
            Option("series", "日期顺延", "按前两行的间隔，前两行相同或只有一行时逐日"),
        ]
        answer = await self.app.push_screen_wait(Chooser(f"向下填充 {rows:,} 行：{field.label}", options))
        return None if answer is None else answer == "series"

    def _tell_changed(self, deed: str, rows: int) -> None:
        if rows:
            confirm(self.app, f"{deed} {rows:,} 条，^Z 可撤销")
            self.changed()
        else:
            self.notify("所选的记录本来就是这样，没有改动", markup=False)

    # Removing

    def action_remove(self) -> None:
        """Ask, then take the selected rows out, or the one under the cursor."""
        meant = self.meant()
        if meant.total:
            self._remove(meant)

    @work(group="many")
    async def _remove(self, meant: Meant) -> None:
        async with self._turn:
            with telling(self.app):
                rows = await self.rows_of(meant) if meant.total == 1 else []
                words = ["　".join(text for row in rows for text in row.texts[:3])]
                files = await self.read(attached_to, meant.query, meant.chosen)
                words += [f"所附佐证 {files:,} 份一并移除，撤销时一并恢复"] if files else []
                question = f"删除选中的 {meant.total:,} 条记录？" if meant.selected else "删除这条记录？"
                if await self.app.push_screen_wait(
                    Confirm(question, "\n".join(words), yes="删除", no="不删")
                ):
                    removed = await self.run(bulk.bulk_remove, meant.query, meant.chosen)
                    self.table.set_selection(NONE)
                    confirm(self.app, f"已删除 {removed:,} 条，^Z 可撤销")
                    self.changed()

    # Marking

    def action_star(self) -> None:
        """Star the selected rows or the one under the cursor; when all have a star, take it away."""
        meant = self.meant()
        if meant.total:
            self._star(meant)

    @work(group="many")
    async def _star(self, meant: Meant) -> None:
        async with self._turn:
            with telling(self.app):
                uids = [row.uid for row in await self.rows_of(meant)]
                starred = await self.run(marks.star, meant.query.ledger, uids)
                confirm(self.app, f"{'已加星' if starred else '已去星'} {len(uids):,} 条")
                self.changed()

    def action_remark(self) -> None:
        """Ask for a remark on the row under the cursor."""
        row = self.row_here()
        if row is not None:
            self._remark(self.ledger, row)

    @work(group="many")
    async def _remark(self, ledger: str, row: Row) -> None:
        async with self._turn:
            with telling(self.app):
                known = await self.read(marks.marks_of, ledger, row.key)
                question = Ask("备注", row.cells[0].text, text=known.remark, check=marks.remark_fault)
                words = await self.app.push_screen_wait(question)
                if words is not None and words != known.remark:
                    await self.run(marks.remark, ledger, row.key, words)
                    confirm(self.app, "已写备注" if words else "已删去备注")
                    self.changed()

    def action_marks(self) -> None:
        """Show what stands beside the fields of the row under the cursor."""
        row = self.row_here()
        if row is not None:
            self._show_marks(self.ledger, row)

    @work(group="many")
    async def _show_marks(self, ledger: str, row: Row) -> None:
        async with self._turn:
            with telling(self.app):
                known = await self.read(marks.marks_of, ledger, row.key)
                counts = await self.read(count_words, ledger, row.key)
                parts = [
                    ("计入哪里", counts.replace("；", "\n")),
                    ("存疑", "\n".join(known.doubts)),
                    ("核实说明", known.explanation),
                    ("备注", known.remark),
                ]
                words = "\n\n".join(f"{label}\n{text}" for label, text in parts if text)
                text = words or "没有哪个方案计这条记录，也没有存疑和备注。^N 写备注，* 加星。"
                await self.app.push_screen_wait(Notice(row.cells[0].text, text))
