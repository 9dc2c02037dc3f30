"""Up to five answers below the field that is being typed in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events, on, work
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget

from qtrack.domain.fields import NAMED_KINDS, Field, Kind
from qtrack.tui.widgets.cells import fit
from qtrack.tui.widgets.chooser import Option
from qtrack.tui.widgets.field_line import FieldLine

SUGGESTED_KINDS = NAMED_KINDS | {Kind.CHOICE}
"""Kinds that are answered by typing a few signs of one of several answers."""

MOST = 5
"""So many answers are shown."""

LINES = MOST + 1
"""Lines the list takes at most: the answers, and how many more there are."""

FREE = 2
"""Lines at the bottom of the screen that stay free for an input method."""

NARROWEST = 44
DETAIL = 20
"""Cells an answer's detail takes at most."""

Find = Callable[[Field, str], Awaitable[Sequence[Option]]]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the list stood on for the words that were typed, and whether the person had moved there."""

    words: str
    option: Option | None
    moved: bool


class Suggestions(Widget, can_focus=False):
    """The answers that fit what is typed, the first one marked; it lies over the lines below the field."""

    DEFAULT_CSS = """
    Suggestions { overlay: screen; position: absolute; display: none; height: auto; background: $panel; }
    """

    class Found(Message):
        """What was found for the words of a line."""

        def __init__(self, line: FieldLine, words: str, options: Sequence[Option]) -> None:
            super().__init__()
            self.line = line
            self.words = words
            self.options = options

    class Taken(Message):
        """The mouse took an answer."""

        def __init__(self, line: FieldLine, option: Option) -> None:
            super().__init__()
            self.line = line
            self.option = option

    def __init__(self, find: Find, nothing: Callable[[FieldLine], str]) -> None:
        """Take who finds answers, and gives the words for a line when there is none."""
        super().__init__()
        self._find = find
        self._nothing = nothing
        self._line: FieldLine | None = None
        self._awaited: str | None = None
        self._words = ""
        self._options: Sequence[Option] = ()
        self._at = 0
        self._moved = False

    @property
    def open(self) -> bool:
        """Whether the list is seen."""
        return bool(self.display)

    def ask(self, line: FieldLine) -> None:
        """Look for answers to what stands in the line, if a person typed it there."""
        if line.field.kind not in SUGGESTED_KINDS or not line.typed or not line.shown.strip():
            self.close()
            return
        self._line, self._awaited, self._at, self._moved = line, line.shown, 0, False
        self._look_up(line, line.shown)

    @work(group="suggest", exclusive=True)
    async def _look_up(self, line: FieldLine, words: str) -> None:
        self.post_message(self.Found(line, words, await self._find(line.field, words)))

    @on(Found)
    def show_found(self, event: Found) -> None:
        """Show what was found, unless the person has typed on or gone on."""
        event.stop()
        if event.line is not self._line or event.words != self._awaited:
            return
        self._awaited, self._words, self._options = None, event.words, event.options
        self._at = min(self._at, max(len(self._shown()) - 1, 0))
        self.display = bool(event.options) or bool(self._nothing(event.line))
        self._lie(event.line)
        self.refresh(layout=True)

    def close(self) -> None:
        """Show nothing, and drop what may still be found."""
        self._line = self._awaited = None
        self.display = False

    def close_unless(self, line: FieldLine | None) -> None:
        """Close when the person is not in the list's line any more."""
        if line is not self._line:
            self.close()

    def move(self, rows: int) -> bool:
        """Move the mark; say whether there is a list for that, or there will be one."""
        waiting = self._line is not None and self._awaited is not None
        if not waiting and not (self.open and self._options):
            return False
        self._at = max(self._at + rows, 0)
        if not waiting:
            self._at = min(self._at, len(self._shown()) - 1)
        self._moved = True
        self.refresh()
        return True

    def choice(self) -> Choice | None:
        """Give what the list stands on; None when it is not the list of what was typed last."""
        if not self.open or self._awaited is not None:
            return None
        option = self._shown()[self._at] if self._options else None
        return Choice(self._words, option, self._moved and option is not None)

    def _shown(self) -> Sequence[Option]:
        return self._options[:MOST]

    def _lie(self, line: FieldLine) -> None:
        """Lie below the blank where the lowest lines stay free, else above it."""
        blank, screen = line.blank.region, self.screen.size
        height = len(self._rows())
        above = blank.bottom + LINES > screen.height - FREE
        y = max(blank.y - height, 0) if above else blank.bottom
        width = min(max(blank.width, NARROWEST), screen.width)
        self.styles.width = width
        self.absolute_offset = Offset(max(min(blank.x, screen.width - width), 0), y)

    def lie_anew(self) -> None:
        """Lie where the line is now."""
        if self.open and self._line:
            self._lie(self._line)

    def on_click(self, event: events.Click) -> None:
        """Take the answer under the mouse."""
        event.stop()
        if self._line and event.y < len(self._shown()):
            self.post_message(self.Taken(self._line, self._shown()[event.y]))

    def _rows(self) -> list[tuple[str, str]]:
        """Give the lines: words and detail."""
        if self._line is None:
            return []
        if not self._options:
            return [(self._nothing(self._line), "")]
        rows = [(option.text, option.detail) for option in self._shown()]
        more = len(self._options) - len(rows)
        return [*rows, (f"还有 {more:,} 项，接着输入，或 F4 选", "")] if more > 0 else rows

    def render(self) -> Content:
        """Paint the lines."""
        rows = self._rows()
        width = self.size.width - 2
        widest = min(max((cell_len(detail) for _words, detail in rows), default=0), DETAIL)
        lines = []
        for at, (words, detail) in enumerate(rows):
            room = width - widest - 1 if detail else width
            text = fit(words, room) + (f" {fit(detail, widest)}" if detail else "")
            answer = at < len(self._shown()) and bool(self._options)
            style = "on $primary 60%" if answer and at == self._at else "" if answer else "$text-muted"
            lines.append(Content.styled(f" {text} ", style))
        return Content("\n").join(lines)

    def get_content_height(self, *_sizes: object) -> int:
        """Give the lines there are."""
        return max(len(self._rows()), 1)
