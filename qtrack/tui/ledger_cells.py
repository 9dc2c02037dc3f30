"""Quick corrections in a list of rows: a cell edited where it stands, texts copied and pasted."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import events, on, work
from textual.binding import Binding, BindingType
from textual.message import Message

from qtrack.domain.fields import Field, Kind
from qtrack.domain.problem import RefusedError
from qtrack.domain.tsv import from_tsv, to_tsv
from qtrack.domain.value import Reading, UnreadableError, read_value, understood
from qtrack.services import bulk
from qtrack.services.catalog import schemas
from qtrack.services.listing import ListedRow
from qtrack.store.errors import StoreError
from qtrack.tui.clipboard import copy, paste_text
from qtrack.tui.form_names import FormNames
from qtrack.tui.ledger_filters import LedgerFilters
from qtrack.tui.telling import confirm, sentence, telling
from qtrack.tui.widgets.cell_editor import CellEditor, Early
from qtrack.tui.widgets.chooser import Chooser, Option, TickChooser
from qtrack.tui.widgets.explain import Explain
from qtrack.tui.widgets.form_keeping import only_doubts
from qtrack.tui.widgets.form_words import CHOSEN_KINDS, hint_for, own_options


class LedgerCells(LedgerFilters):
    """A list whose cells can be edited. Posts `Changed` after something was kept."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "edit_cell", "改格", key_display="F2"),
        Binding("ctrl+c", "copy", "复制", key_display="^C", show=False),
        Binding("ctrl+v", "paste", "粘贴到这一格", key_display="^V", show=False),
    ]

    class Changed(Message):
        """A row was added, changed or removed."""

    def changed(self) -> None:
        """List anew and tell the place, after something was kept."""
        self.reload()
        self.post_message(self.Changed())

    # Editing a cell

    def action_edit_cell(self) -> None:
        """Edit the cell under the cursor."""
        self.edit_cell()

    def edit_cell(self, text: str | None = None, waiting: tuple[Early, ...] = ()) -> None:
        """Open the cell under the cursor for editing, with its own text or another."""
        self.table.scroll_cursor_into_view()
        row, region = self.table.cursor_row(), self.table.cell_region()
        if row is None or region is None or self.query(CellEditor):
            return
        field = self.field_here()
        if field.kind is Kind.NOTE:
            self.notify("长文请按 Enter 打开整条来改", markup=False)
            return
        place = [each.key for each in schemas()[self.ledger].fields].index(field.key)
        editor = CellEditor(row.cells[place].text if text is None else text, region, waiting)
        self._edited = row.key, field
        self.mount(editor)
        editor.show_hint(hint_for(field))

    @on(CellEditor.Typed)
    def say_understood(self, event: CellEditor.Typed) -> None:
        """Say how the text will be read, where that can be told without asking the file."""
        event.stop()
        field, text = self._edited[1], event.editor.value
        if field.kind in (Kind.UNIT, Kind.REFERENCE, Kind.DEADLINE) or not text.strip():
            event.editor.show_hint(hint_for(field))
            return
        reading = self._reading()
        try:
            words = understood(field, text, read_value(field, text, reading), reading.names)
        except UnreadableError as error:
            event.editor.show_hint(str(error))
        else:
            event.editor.show_hint(f"= {words}" if words else hint_for(field))

    @on(CellEditor.Cancelled)
    def leave_cell(self, event: CellEditor.Cancelled) -> None:
        """Leave the cell as it was."""
        event.stop()
        event.editor.remove()
        self.table.focus()

    @on(CellEditor.Submitted)
    def keep_cell(self, event: CellEditor.Submitted) -> None:
        """Keep the text if it is another, then go where the person wants to go."""
        event.stop()
        if event.editor.changed:
            self._keep(event, "")
        else:
            self._go_on(event)

    @work(group="cell", exclusive=True)
    async def _keep(self, event: CellEditor.Submitted, explanation: str) -> None:
        uid, field = self._edited
        keep = partial(bulk.set_cell, explanation=explanation)
        try:
            await asyncio.to_thread(
                self.view.desk.store.run, keep, self.view.office, self.ledger, uid, field.key, event.text
            )
        except RefusedError as refusal:
            if only_doubts(refusal.problems) and not explanation:
                words = await self.app.push_screen_wait(Explain(refusal.problems))
                if words:
                    self._keep(event, words)
                    return
            event.editor.show_problem("；".join(problem.message for problem in refusal.problems))
        except StoreError as error:
            event.editor.show_problem(sentence(error))
        else:
            self._go_on(event)
            self.changed()

    @work(group="cell")
    async def _go_on(self, event: CellEditor.Submitted) -> None:
        """Close the editor; open the one of the next cell where the person went on to it."""
        waiting = event.editor.waiting
        await event.editor.remove()
        row, column = self.table.cursor
        self.table.focus()
        # Enter goes to the row below, as in a spreadsheet; arrows and Tab go on editing.
        down = event.rows or int(not event.columns)
        self.table.put_cursor(row + down, column + event.columns)
        if (event.rows or event.columns) and self.table.cursor != (row, column):
            self.edit_cell(waiting=waiting)

    @on(CellEditor.ChoiceWanted)
    def choose_value(self, event: CellEditor.ChoiceWanted) -> None:
        """Offer what the field may be, and put the answer into the cell."""
        event.stop()
        field, editor = self._edited[1], event.editor
        if field.kind not in CHOSEN_KINDS:
            return
        options = own_options(field)
        if field.kind is Kind.TICKS:
            ticked = [option.key for option in options if option.key in editor.value.split("、")]
            several = TickChooser(field.label, options, ticked)
            self.app.push_screen(several, lambda keys: None if keys is None else editor.put("、".join(keys)))
            return
        search = None if options else partial(self.options, field)
        one = Chooser(field.label, options, search=search)
        self.app.push_screen(one, lambda key: None if key is None else editor.put(key))

    async def options(self, field: Field, words: str) -> Sequence[Option]:
        """Give what a field may be, narrowed by words."""
        found = await asyncio.to_thread(self.view.desk.names(self.view.office).options, field, words)
        return [Option(key, text, detail) for key, text, detail in found]

    def _reading(self) -> Reading:
        return Reading(self.view.office.today, FormNames(self.view.desk.names(self.view.office)))

    # The clipboard

    @work(group="copy", exclusive=True)
    async def action_copy(self) -> None:
        """Copy the selected rows as they are arranged, or the cell under the cursor."""
        row = self.table.cursor_row()
        keys = [each.key for each in schemas()[self.ledger].fields]
        shown = [keys.index(column.key) for column in self.table.columns]
        if self.table.selection:
            rows: list[ListedRow] = []
            with telling(self.app):
                rows = await self.selected_rows()
            if not rows:
                return
            block = [[row.texts[place] for place in shown] for row in rows]
            told = await copy(self.app, to_tsv(block), f"{len(block):,} 行 {len(shown)} 列")
        elif row is not None:
            text = row.cells[shown[self.table.cursor[1]]].text
            told = await copy(self.app, to_tsv([[text]]), f"“{text}”")
        else:
            return
        confirm(self.app, told)

    async def selected_rows(self) -> list[ListedRow]:
        """Give the selected rows in the order of the list; RefusedError when they are too many."""
        raise NotImplementedError

    @work(group="paste", exclusive=True)
    async def action_paste(self) -> None:
        """Paste what the system's clipboard holds, or what was copied in here."""
        text = await paste_text()
        self._paste(self.app.clipboard if text is None else text)

    def on_paste(self, event: events.Paste) -> None:
        """Take one pasted text for the cell under the cursor; a block is for an import."""
        event.stop()
        self._paste(event.text)

    def _paste(self, text: str) -> None:
        cells = [cell for line in from_tsv(text) for cell in line]
        if len(cells) == 1:
            self.edit_cell(cells[0])
        elif cells:
            self.notify(
                f"剪贴板里有 {len(cells):,} 格；这里一次粘贴一格，成批的请用导入。没有作任何改动",
                severity="warning",
                markup=False,
            )
