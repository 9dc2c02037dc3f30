"""Quick corrections in a list of rows: a cell edited where it stands, texts copied and pasted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import events, on, work
from textual.binding import Binding, BindingType

from qtrack.domain.fields import Field, Kind
from qtrack.domain.problem import Problem, RefusedError
from qtrack.domain.text import plain
from qtrack.domain.tsv import from_tsv, to_tsv
from qtrack.domain.value import Reading, UnreadableError, read_value, understood
from qtrack.services import bulk
from qtrack.services.catalog import schemas
from qtrack.services.query import Query
from qtrack.store.errors import StoreError
from qtrack.tui.clipboard import copy, paste_text
from qtrack.tui.finder import Finder
from qtrack.tui.form_names import FormNames
from qtrack.tui.ledger_meant import LedgerMeant, Meant
from qtrack.tui.ledger_words import columns
from qtrack.tui.telling import confirm, sentence, telling
from qtrack.tui.view import View
from qtrack.tui.widgets.cell_choices import offer_choices
from qtrack.tui.widgets.cell_editor import CellEditor, Early
from qtrack.tui.widgets.chooser import Option
from qtrack.tui.widgets.explain import Explain
from qtrack.tui.widgets.form_keeping import only_doubts
from qtrack.tui.widgets.form_owner import Problems
from qtrack.tui.widgets.form_words import hint_for

LONGEST_CELL = 10_000
"""Signs of a pasted text that may be meant for one cell; what is longer is a block."""


@dataclass(frozen=True, slots=True)
class Edited:
    """The cell an editor stands over, and the text it has in the file."""

    ledger: str
    uid: str
    field: Field
    text: str


class LedgerCells(LedgerMeant):
    """A list whose cells can be edited."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "edit_cell", "改格", key_display="F2"),
        Binding("ctrl+c", "copy", "复制", key_display="^C", show=False),
        Binding("ctrl+v", "paste", "粘贴到这一格", key_display="^V", show=False),
    ]

    def __init__(self, view: View, query: Query, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(view, query, id)
        self._edited: Edited | None = None
        self._awaited: Callable[[], None] | None = None

    def action_find(self) -> None:
        """Ask for words to find."""
        super().action_find()
        self._awaited = None

    @property
    def _editor(self) -> CellEditor | None:
        return next(iter(self.query(CellEditor)), None)

    # Editing a cell

    def action_edit_cell(self) -> None:
        """Edit the cell under the cursor, once what was typed before it is found."""
        finder = self.query_one(Finder)
        if finder.has_focus:
            finder.call_later(self.call_later, self._edit_when_listed)
        else:
            self._edit_when_listed()

    def _edit_when_listed(self) -> None:
        self._awaited = self.edit_cell
        if self.is_listed:
            self.listed()

    def listed(self) -> None:
        """Open the editor that waits for the rows, unless the person has gone elsewhere."""
        awaited, self._awaited = self._awaited, None
        here = self.screen.focused is not None and self in self.screen.focused.ancestors
        if awaited is not None and here and self.app.screen is self.screen:
            awaited()

    def edit_cell(self, text: str | None = None, waiting: tuple[Early, ...] = ()) -> None:
        """Open the cell under the cursor for editing, with its own text or another."""
        self.table.scroll_cursor_into_view()
        row, region = self.row_here(), self.table.cell_region()
        field = self.field_here()
        if row is None or region is None or self._editor is not None or field is None:
            return
        if field.kind is Kind.NOTE:
            self.notify("长文请按 Enter 打开整条来改", markup=False)
            return
        own = row.cells[[each.key for each in schemas()[self.ledger].fields].index(field.key)].text
        self._edited = Edited(self.ledger, row.key, field, plain(own))
        editor = CellEditor(own if text is None else text, region, waiting)
        self.mount(editor)
        self.heir = editor
        editor.show_hint(hint_for(field))

    @on(CellEditor.Typed)
    def say_understood(self, event: CellEditor.Typed) -> None:
        """Say how the text will be read, where that can be told without asking the file."""
        event.stop()
        if self._edited is None:
            return
        field, text = self._edited.field, event.editor.value
        if field.kind in (Kind.UNIT, Kind.REFERENCE, Kind.ENTRY) or not text.strip():
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
        self._edited = None
        event.editor.remove()
        self.table.focus()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Keep what stands in the editor when the mouse goes elsewhere, as spreadsheets do."""
        editor = event.widget
        if isinstance(editor, CellEditor) and self.app.app_focus and self.app.screen is self.screen:
            self._hand_in(CellEditor.Submitted(editor, plain(editor.value), 0, 0), stays=True)

    @on(CellEditor.Submitted)
    def keep_cell(self, event: CellEditor.Submitted) -> None:
        """Keep the text if it is another, then go where the person wants to go."""
        event.stop()
        self._hand_in(event, stays=False)

    def _hand_in(self, event: CellEditor.Submitted, *, stays: bool) -> None:
        """Take the text once: a cell that is being kept is not edited any more."""
        edited, self._edited = self._edited, None
        if edited is None:
            return
        if event.text == edited.text:
            self._go_on(event, stays=stays)
        else:
            self._keep(event, edited, stays=stays)

    @work(group="cell")
    async def _keep(self, event: CellEditor.Submitted, edited: Edited, *, stays: bool) -> None:
        problems = await self._problems(edited, event.text, "")
        explanation = None
        if only_doubts(problems):
            explanation = await self.app.push_screen_wait(Explain(problems))
        if explanation:
            problems = await self._problems(edited, event.text, explanation)
        if problems:
            self._edited = edited
            event.editor.show_problem("；".join(problem.message for problem in problems))
            event.editor.focus()
        else:
            await self._leave(event, stays=stays)
            self.changed()

    async def _problems(self, edited: Edited, text: str, explanation: str) -> Problems:
        """Have the text kept and give none, or the problems for which it was not."""
        keep = partial(bulk.set_cell, explanation=explanation)
        try:
            await self.run(keep, edited.ledger, edited.uid, edited.field.key, text)
        except RefusedError as refusal:
            return refusal.problems
        except StoreError as error:
            return (Problem("", sentence(error)),)
        return ()

    @work(group="cell")
    async def _go_on(self, event: CellEditor.Submitted, *, stays: bool) -> None:
        await self._leave(event, stays=stays)

    async def _leave(self, event: CellEditor.Submitted, *, stays: bool) -> None:
        """Close the editor; open the one of the next cell where the person went on to it."""
        waiting = event.editor.waiting
        await event.editor.remove()
        if stays:
            return
        row, column = self.table.cursor
        self.table.focus()
        # Enter goes to the row below, as in a spreadsheet; arrows and Tab go on editing.
        down = event.rows or int(not event.columns)
        self.table.put_cursor(row + down, column + event.columns)
        below = self.table.cursor_row()
        if below is not None:  # wherever the list puts it when it is read anew
            self.table.seek(below.key)
        if not (event.rows or event.columns):
            for early in waiting:
                self.app.post_message(again(early))
        elif self.table.cursor != (row, column):
            self.edit_cell(waiting=waiting)

    @on(CellEditor.ChoiceWanted)
    def choose_value(self, event: CellEditor.ChoiceWanted) -> None:
        """Offer what the field may be, and put the answer into the cell."""
        event.stop()
        if self._edited is not None:
            offer_choices(event.editor, self._edited.field, self.options)

    async def options(self, field: Field, words: str) -> Sequence[Option]:
        """Give what a field may be, narrowed by words."""
        found = await asyncio.to_thread(self.view.desk.names(self.view.office).options, field, words)
        return [Option(key, text, detail) for key, text, detail in found]

    def _reading(self) -> Reading:
        return Reading(self.view.office.today, FormNames(self.view.desk.names(self.view.office)))

    # The clipboard

    def action_copy(self) -> None:
        """Copy the selected rows as they are arranged, or the cell under the cursor."""
        meant = self.meant()
        keys = [each.key for each in columns(self.ledger)]
        if meant.selected:
            self._copy_rows(meant, [keys.index(key) for key in self.fields_shown()])
        elif meant.row is not None:
            text = meant.row.cells[keys.index(self.table.cursor_column().key)].text
            self._copy([[text]], f"“{text}”")

    @work(group="copy", exclusive=True)
    async def _copy_rows(self, meant: Meant, shown: Sequence[int]) -> None:
        with telling(self.app):
            rows = await self.rows_of(meant)
            if rows:
                block = [[row.texts[place] for place in shown] for row in rows]
                self._copy(block, f"{len(block):,} 行 {len(shown)} 列")

    @work(group="clipboard", exclusive=True)
    async def _copy(self, block: Sequence[Sequence[str]], what: str) -> None:
        confirm(self.app, await copy(self.app, to_tsv(block), what))

    @work(group="paste", exclusive=True)
    async def action_paste(self) -> None:
        """Paste what the system's clipboard holds, or what was copied in here."""
        text = await paste_text()
        self._paste(self.app.clipboard if text is None else text)

    def on_paste(self, event: events.Paste) -> None:
        """Take one pasted text for the cell under the cursor, a block for an import."""
        event.stop()
        self._paste(event.text)

    def _paste(self, text: str) -> None:
        cells = [cell for line in from_tsv(text) for cell in line] if len(text) <= LONGEST_CELL else []
        if len(cells) == 1:
            self.edit_cell(cells[0])
        elif text.strip():
            self.take_block(text)

    def take_block(self, text: str) -> object:
        """Hear that a block of cells was pasted."""
        raise NotImplementedError


def again(early: Early) -> Early:
    """Give a key or a paste anew: an event that was stopped once is not heard again."""
    return (
        events.Key(early.key, early.character) if isinstance(early, events.Key) else events.Paste(early.text)
    )
