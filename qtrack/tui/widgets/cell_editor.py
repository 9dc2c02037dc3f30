"""A blank laid over one cell of a table, with a line of help or complaint beside it."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.content import Content
from textual.geometry import Offset, Region
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from qtrack.domain.text import plain
from qtrack.tui.clipboard import paste_text
from qtrack.tui.widgets.plain_input import PlainInput

NARROWEST = 20
"""Cells the blank takes at least, however narrow its column is."""

Early = events.Key | events.Paste
"""What a person typed ahead."""

_MOVES = {"enter": (0, 0), "up": (-1, 0), "down": (1, 0), "tab": (0, 1), "shift+tab": (0, -1)}


class _Line(Static):
    """The line beside the blank."""

    DEFAULT_CSS = """
    _Line {
        position: absolute; overlay: screen; display: none; height: auto; padding: 0 1;
        background: $panel; color: $text-muted;
    }
    _Line.-wrong { background: $surface; color: $text-error; text-style: bold; }
    """


class CellEditor(PlainInput):
    """Edits the text of one cell where it stands, and says what the person wants; the rest is its owner's.

    `region` is the cell's place on the screen, as a table tells it. After `Submitted` further keys wait, so
    that none falls into the wrong cell: `show_problem` lets them in, or the next editor is given `waiting`.
    """

    DEFAULT_CSS = """
    CellEditor, CellEditor.-textual-compact { position: absolute; overlay: screen; background: $surface; }
    CellEditor:focus, CellEditor.-textual-compact:focus { background: $surface-lighten-2; }
    """

    class About(Message):
        """A message about one editor."""

        def __init__(self, editor: CellEditor) -> None:
            super().__init__()
            self.editor = editor

    class Typed(About):
        """The text is another now."""

    class Submitted(About):
        """The person is done with the text and wants to go on: so many rows down and columns to the right."""

        def __init__(self, editor: CellEditor, text: str, rows: int, columns: int) -> None:
            super().__init__(editor)
            self.text = text
            self.rows = rows
            self.columns = columns

    class Cancelled(About):
        """The person wants the cell left as it was."""

    class ChoiceWanted(About):
        """The person wants to choose from a list."""

    WANTED: ClassVar[dict[str, type[About]]] = {"escape": Cancelled, "f4": ChoiceWanted}

    def __init__(self, text: str, region: Region, waiting: tuple[Early, ...] = ()) -> None:
        super().__init__(text)
        self._cell = region
        self._first = self.value
        self._line = _Line("", markup=False)
        self._told = ""
        self._waiting = list(waiting)
        self._handed_in = False

    @property
    def changed(self) -> bool:
        """Whether the text is another than it was."""
        return self.value != self._first

    @property
    def waiting(self) -> tuple[Early, ...]:
        """What was typed or pasted since the text was submitted, for the editor of the next cell."""
        return tuple(self._waiting)

    async def on_mount(self) -> None:
        """Stand over the cell, at the end of its text, and take the keys that were too early."""
        self.place(self._cell)
        if isinstance(self.parent, Widget):
            await self.parent.mount(self._line, after=self)
        self.cursor_position = len(self.value)
        self.focus()
        self._let_in()

    async def on_unmount(self) -> None:
        """Take the line along."""
        if self._line.is_attached:
            await self._line.remove()

    def place(self, region: Region) -> None:
        """Stand over a cell of the screen: wide enough to type in, and never beyond the right edge."""
        self._cell = region
        width = min(max(region.width, NARROWEST), self.screen.size.width)
        x = max(min(region.x, self.screen.size.width - width), 0)
        self.styles.width = width
        self.absolute_offset = Offset(x, max(min(region.y, self.screen.size.height - 1), 0))
        self._place_line()
        self.refresh(layout=True)

    def show_hint(self, text: str) -> None:
        """Show beside the blank how to fill it, or how it was understood; nothing when empty."""
        self._tell(text, wrong=False)

    def show_problem(self, text: str) -> None:
        """Show beside the blank why the text will not do; it can be mended at once."""
        self._tell(text, wrong=True)
        self._handed_in = False
        self._let_in()

    def put(self, text: str) -> None:
        """Put a text into the blank, as when it was chosen from a list."""
        self.value = plain(text)
        self.cursor_position = len(self.value)
        self._handed_in = False

    async def _paste(self) -> None:
        """Paste from the system's clipboard, or what was copied in here where there is none."""
        text = await paste_text()
        self.replace(plain(self.app.clipboard if text is None else text), *self.selection)

    @on(Input.Changed)
    def say_typed(self, event: Input.Changed) -> None:
        """Tell the owner in words of its own, because other blanks speak to the owner, too."""
        event.stop()
        self.post_message(self.Typed(self))

    async def _on_key(self, event: events.Key) -> None:
        # What this blank does not know must not reach the table below, whose keys delete rows.
        event.stop()
        if self._handed_in:
            self._waiting.append(event)
        elif event.key in _MOVES:
            self._handed_in = True
            self.post_message(self.Submitted(self, plain(self.value), *_MOVES[event.key]))
        elif event.key in self.WANTED:
            self.post_message(self.WANTED[event.key](self))
        elif event.key == "ctrl+v":
            await self._paste()
        else:
            return
        event.prevent_default()

    def _on_paste(self, event: events.Paste) -> None:
        if self._handed_in:
            event.stop()
            event.prevent_default()
            self._waiting.append(event)

    def _let_in(self) -> None:
        early, self._waiting = self._waiting, []
        for event in early:
            # An event that was stopped once is not heard again.
            if isinstance(event, events.Key):
                self.post_message(events.Key(event.key, event.character))
            else:
                self.post_message(events.Paste(event.text))

    def _tell(self, text: str, *, wrong: bool) -> None:
        self._told = plain(text)
        self._line.update(self._told)
        self._line.set_class(wrong, "-wrong")
        self._line.styles.display = "block" if self._told else "none"
        self._place_line()

    def _place_line(self) -> None:
        """Put the line under the blank, or above it where the screen ends."""
        screen, at = self.screen.size, self.absolute_offset
        if not self._told or at is None:
            return
        width = min(cell_len(self._told) + 2, screen.width)
        height = Content(self._told).get_height({}, max(width - 2, 1))
        y = at.y + 1 if at.y + 1 + height <= screen.height else max(at.y - height, 0)
        self._line.styles.width = width
        self._line.absolute_offset = Offset(max(min(at.x, screen.width - width), 0), y)
        self._line.refresh(layout=True)
