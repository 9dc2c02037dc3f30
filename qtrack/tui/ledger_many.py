"""What is done to several rows at once: filled down, changed, starred, remarked, removed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import ClassVar, TypeVar

from textual import work
from textual.binding import Binding, BindingType

from qtrack.domain.fields import Field, Kind
from qtrack.domain.problem import refuse
from qtrack.services import bulk, marks
from qtrack.services.catalog import schemas
from qtrack.services.chosen import Chosen, chosen_rows
from qtrack.services.listing import ListedRow
from qtrack.tui.ledger_cells import LedgerCells
from qtrack.tui.ledger_forms import LedgerForms
from qtrack.tui.telling import confirm, telling
from qtrack.tui.widgets.bulk import BulkPreview, ask_change
from qtrack.tui.widgets.chooser import Chooser, Option
from qtrack.tui.widgets.dialogs import Ask, Confirm, Notice
from qtrack.tui.widgets.form_owner import Outcome
from qtrack.tui.widgets.selection import NONE

MOST_ROWS = 20_000
"""Rows that are fetched one by one at most, as for the clipboard; whoever wants more wants a workbook."""

R = TypeVar("R")


class LedgerMany(LedgerCells):
    """A list whose selected rows can be changed together; without a selection, the row under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8,delete", "remove", "删除", key_display="F8"),
        Binding("ctrl+d,ctrl+apostrophe", "fill_down", "同上、向下填充", key_display="^D", show=False),
        Binding("ctrl+b", "change_many", "批量修改", key_display="^B", show=False),
        Binding("*,fullwidth_asterisk", "star", "加星或去星", key_display="*", show=False),
        Binding("ctrl+n", "remark", "写备注", key_display="^N", show=False),
        Binding("ctrl+t", "marks", "存疑、说明、备注", key_display="^T", show=False),
    ]

    @property
    def chosen(self) -> Chosen:
        """The selected rows, else the one under the cursor, if there is one."""
        selection, row = self.table.selection, self.table.cursor_row()
        if selection:
            return Chosen(selection.all, selection.keys)
        return Chosen(all=False, uids=frozenset({row.key} if row else ()))

    @property
    def chosen_total(self) -> int:
        """How many rows are meant."""
        chosen = self.chosen
        return self.table.selection.count(self.total or self.table.total) if chosen.all else len(chosen.uids)

    async def selected_rows(self) -> list[ListedRow]:
        """Give the selected rows in the order of the list; refuse more than hands can mean one by one."""
        return await asyncio.to_thread(self._selected_rows)

    def _selected_rows(self) -> list[ListedRow]:
        if self.chosen_total > MOST_ROWS:
            raise refuse(f"一次最多 {MOST_ROWS:,} 行，现在选了 {self.chosen_total:,} 行；没有作任何改动")
        return self.view.desk.store.read(chosen_rows, self.view.office, self.query_now, self.chosen)

    def forms(self) -> LedgerForms:
        """Give the forms of the ledger."""
        return LedgerForms(self.screen, self.view, self.ledger, self.after_form)

    def after_form(self, forms: LedgerForms, outcome: Outcome) -> None:
        """Say what a form kept, and list anew."""
        if not (outcome.saved or outcome.halves):
            return
        if outcome.saved:
            self.table.seek(forms.uid)
            saved = "已保存" if outcome.saved == 1 else f"已保存 {outcome.saved} 条"
            confirm(self.app, "，".join(filter(None, (saved, forms.counts))))
        self.changed()

    # Changing

    @work(group="many", exclusive=True)
    async def action_change_many(self) -> None:
        """Ask for a field and its new value, show what would change, and change it."""
        chosen, here = self.chosen, self.field_here()
        if not self.chosen_total:
            return
        fields = [here, *(field for field in schemas()[self.ledger].fields if field != here)]
        asked = await ask_change(self.app, fields, self.chosen_total, self.forms().owner())
        if asked is None:
            return
        texts = {asked[0].key: asked[1]}
        with telling(self.app):
            seen = await self._read(bulk.preview, self.query_now, chosen, texts)
            words = await self.app.push_screen_wait(BulkPreview(seen))
            if words is not None:
                change = partial(bulk.bulk_change, explanation=words)
                changed = await self._run(change, self.query_now, chosen, texts)
                self._tell_changed("已修改", changed)

    @work(group="many", exclusive=True)
    async def action_fill_down(self) -> None:
        """Give all selected rows the first one's value in the cursor's column; a single row the one above."""
        field, row = self.field_here(), self.table.cursor_row()
        above = self.table.row_at(self.table.cursor[0] - 1)
        with telling(self.app):
            if self.table.selection:
                rows = await self.selected_rows()
                uids = [each.uid for each in rows]
            elif row is not None and above is not None:
                uids = [above.key, row.key]
            else:
                return
            series = await self._ask_series(field, len(uids)) if len(uids) > 2 else False  # noqa: PLR2004 - the row above
            if series is None:
                return
            seen = await self._read(partial(bulk.preview_down, series=series), self.ledger, uids, [field.key])
            plainly = len(uids) == 2 and not seen.problems  # noqa: PLR2004 - the row above
            title = f"向下填充：{field.label}"
            words = "" if plainly else await self.app.push_screen_wait(BulkPreview(seen, title))
            if words is not None:
                fill = partial(bulk.fill_down, series=series, explanation=words)
                self._tell_changed("已填充", await self._run(fill, self.ledger, uids, [field.key]))

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

    @work(group="many", exclusive=True)
    async def action_remove(self) -> None:
        """Ask, then take the selected rows out, or the one under the cursor."""
        total, row, chosen = self.chosen_total, self.table.cursor_row(), self.chosen
        if not total:
            return
        named = "　".join(cell.text for cell in row.cells[:3]) if row and total == 1 else ""
        question = f"删除选中的 {total:,} 条记录？" if self.table.selection else "删除这条记录？"
        if await self.app.push_screen_wait(Confirm(question, named, yes="删除", no="不删")):
            with telling(self.app):
                removed = await self._run(bulk.bulk_remove, self.query_now, chosen)
                self.table.set_selection(NONE)
                confirm(self.app, f"已删除 {removed:,} 条，^Z 可撤销")
                self.changed()

    # Marking

    @work(group="many", exclusive=True)
    async def action_star(self) -> None:
        """Star the selected rows or the one under the cursor; when all have a star, take it away."""
        if self.chosen_total:
            with telling(self.app):
                uids = [row.uid for row in await self.selected_rows()]
                starred = await self._run(marks.star, self.ledger, uids)
                confirm(self.app, f"{'已加星' if starred else '已去星'} {len(uids):,} 条")
                self.changed()

    @work(group="many", exclusive=True)
    async def action_remark(self) -> None:
        """Ask for a remark on the row under the cursor."""
        row = self.table.cursor_row()
        if row is None:
            return
        with telling(self.app):
            known = await self._read(marks.marks_of, self.ledger, row.key)
            question = Ask("备注", row.cells[0].text, text=known.remark)
            words = await self.app.push_screen_wait(question)
            if words is not None and words != known.remark:
                await self._run(marks.remark, self.ledger, row.key, words)
                confirm(self.app, "已写备注" if words else "已删去备注")
                self.changed()

    @work(group="many", exclusive=True)
    async def action_marks(self) -> None:
        """Show what stands beside the fields of the row under the cursor."""
        row = self.table.cursor_row()
        if row is None:
            return
        with telling(self.app):
            known = await self._read(marks.marks_of, self.ledger, row.key)
            parts = [
                ("存疑", "\n".join(known.doubts)),
                ("核实说明", known.explanation),
                ("备注", known.remark),
            ]
            words = "\n\n".join(f"{label}\n{text}" for label, text in parts if text)
            text = words or "这条记录没有存疑，也没有备注。^N 写备注，* 加星。"
            await self.app.push_screen_wait(Notice(row.cells[0].text, text))

    async def _read(self, use: Callable[..., R], *args: object) -> R:
        return await asyncio.to_thread(self.view.desk.store.read, use, self.view.office, *args)

    async def _run(self, use: Callable[..., R], *args: object) -> R:
        return await asyncio.to_thread(self.view.desk.store.run, use, self.view.office, *args)
