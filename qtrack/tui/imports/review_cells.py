"""Rows of a file mended where they stand, and left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events, on, work
from textual.binding import Binding, BindingType

from qtrack.domain.fields import Field, Kind
from qtrack.domain.text import plain
from qtrack.domain.value import UnreadableError, read_value, understood
from qtrack.services.incoming import FileLine, Incoming
from qtrack.services.trial import Verdicts
from qtrack.tui.imports import review_words as words
from qtrack.tui.imports.job import Job
from qtrack.tui.imports.review_list import ReviewList
from qtrack.tui.widgets.cell_choices import offer_choices
from qtrack.tui.widgets.cell_editor import CellEditor, Early
from qtrack.tui.widgets.form_words import hint_for
from qtrack.tui.widgets.record_table import RecordTable


@dataclass(frozen=True, slots=True)
class Edited:
    """The cell an editor stands over, and the text it has."""

    place: int
    field: Field
    text: str


class ReviewCells(ReviewList):
    """A review whose cells can be edited; a judgement that comes meanwhile waits until the editor is gone."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "edit_cell", "改这一格", show=False),
        Binding("space,ideographic_space,f8,delete", "turn_out", "略去这一行，再按恢复", show=False),
    ]

    def __init__(self, job: Job, found: Incoming, rows: list[FileLine]) -> None:
        super().__init__(job, found, rows)
        self._edited: Edited | None = None
        self._waiting: Verdicts | None = None

    @property
    def _editor(self) -> CellEditor | None:
        return next(iter(self.query(CellEditor)), None)

    def take(self, verdicts: Verdicts) -> None:
        """Show what would become of the rows, once no cell is edited any more."""
        if self._editor is None:
            super().take(verdicts)
        else:
            self._waiting = verdicts

    @on(RecordTable.Chosen)
    def edit_chosen(self, event: RecordTable.Chosen) -> None:
        """Edit the cell."""
        event.stop()
        self.action_edit_cell()

    def action_edit_cell(self) -> None:
        """Edit the cell under the cursor; before the texts, the one that is first to blame."""
        if self._editor is not None or self.table.cursor_row() is None:
            return
        row, column = self.table.cursor
        if column < len(words.ABOUT):
            blamed = self.column_of(self.place)
            self.table.put_cursor(row, max(blamed, len(words.ABOUT)))
        self.edit_cell()

    def edit_cell(self, waiting: tuple[Early, ...] = ()) -> None:
        """Open the cell under the cursor."""
        self.table.scroll_cursor_into_view()
        region, column = self.table.cell_region(), self.table.cursor[1] - len(words.ABOUT)
        if region is None or column < 0:
            return
        field, place = self.fields[column], self.place
        text = self.trial.rows[place].texts.get(field.key, "")
        self._edited = Edited(place, field, plain(text))
        editor = CellEditor(text, region, waiting)
        self.mount(editor)
        editor.show_hint(self._hint(field, place))

    def _hint(self, field: Field, place: int) -> str:
        """Give why the cell is refused, else how to fill it."""
        line = self.line(place)
        reasons = [one.message for one in line.reasons if one.key == field.key] if line else []
        return "；".join(reasons) or hint_for(field)

    @on(CellEditor.Typed)
    def say_understood(self, event: CellEditor.Typed) -> None:
        """Say how the text will be read, where that can be told without asking the file."""
        event.stop()
        if self._edited is None or not event.editor.changed:
            return
        field, text = self._edited.field, event.editor.value
        if field.kind in (Kind.UNIT, Kind.REFERENCE, Kind.ENTRY) or not text.strip():
            event.editor.show_hint(hint_for(field))
            return
        reading = self.job.owner.reading()
        try:
            said = understood(field, text, read_value(field, text, reading), reading.names)
        except UnreadableError as error:
            event.editor.show_hint(str(error))
        else:
            event.editor.show_hint(f"= {said}" if said else hint_for(field))

    @on(CellEditor.Cancelled)
    def leave_cell(self, event: CellEditor.Cancelled) -> None:
        """Leave the cell as it was."""
        event.stop()
        self._edited = None
        self._close(event.editor)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Keep what stands in the editor when the mouse goes elsewhere, as spreadsheets do."""
        editor = event.widget
        if isinstance(editor, CellEditor) and self.app.app_focus and self.app.screen is self:
            self._put(plain(editor.value))
            self._close(editor)

    @on(CellEditor.Submitted)
    def keep_cell(self, event: CellEditor.Submitted) -> None:
        """Keep the text, then go where the person wants to go."""
        event.stop()
        self._put(event.text)
        self._go_on(event)

    def _put(self, text: str) -> None:
        """Take the text once, and have the rows judged if it is another."""
        edited, self._edited = self._edited, None
        if edited is not None and text != edited.text:
            self.trial.edit(edited.place, edited.field.key, text)
            self.repaint(edited.place)
            self.judge()

    @work(group="cell")
    async def _go_on(self, event: CellEditor.Submitted) -> None:
        waiting = event.editor.waiting
        await event.editor.remove()
        row, column = self.table.cursor
        self.table.focus()
        # Enter goes to the row below, as in a spreadsheet; arrows and Tab go on editing.
        self.table.put_cursor(row + (event.rows or int(not event.columns)), column + event.columns)
        if (event.rows or event.columns) and self.table.cursor != (row, column):
            self.edit_cell(waiting)
        else:
            self._catch_up()

    @work(group="cell")
    async def _close(self, editor: CellEditor) -> None:
        await editor.remove()
        if self.app.screen is self:
            self.table.focus()
        self._catch_up()

    def _catch_up(self) -> None:
        """Show the judgement that waited."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None and not self.is_judging:
            super().take(waiting)

    @on(CellEditor.ChoiceWanted)
    def choose_value(self, event: CellEditor.ChoiceWanted) -> None:
        """Offer what the field may be, and put the answer into the cell."""
        event.stop()
        if self._edited is not None:
            offer_choices(event.editor, self._edited.field, self.job.owner.choices)

    # Leaving out

    def action_turn_out(self) -> None:
        """Leave the row out, or take it back, and go to the next."""
        if self.table.cursor_row() is None or self._editor is not None:
            return
        place = self.place
        self.trial.turn_out(place)
        self.repaint(place)
        row, column = self.table.cursor
        self.table.put_cursor(row + 1, column)
        self.judge()
