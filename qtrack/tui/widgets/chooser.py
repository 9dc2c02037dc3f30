"""Choosing from a list: one answer, found by typing, or several, ticked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from qtrack.domain.pinyin import LATER_SYLLABLE, fits
from qtrack.domain.text import folded
from qtrack.tui.widgets.box import Box, key_line, title_line
from qtrack.tui.widgets.cells import Cell, Column, Row
from qtrack.tui.widgets.plain_input import PlainInput
from qtrack.tui.widgets.record_table import RecordTable
from qtrack.tui.widgets.table_look import Look

WIDEST_DETAIL = 30
"""Cells the second column takes at most."""


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer: its key, its words, what helps to tell it from others, and its spellings."""

    key: str
    text: str
    detail: str = ""
    readings: tuple[str, ...] = ()


Search = Callable[[str], Awaitable[Sequence[Option]]]


def narrow(options: Sequence[Option], text: str) -> tuple[Option, ...]:
    """Give the options that fit the text, the best in front; the last are those that only hold every word."""
    words = folded(text).split()
    ranked = [(option, _rank(option, text, words)) for option in options]
    hits = [(option, rank) for option, rank in ranked if rank is not None]
    return tuple(option for option, _ in sorted(hits, key=lambda hit: hit[1]))


def _rank(option: Option, text: str, words: Sequence[str]) -> int | None:
    rank = fits(text, option.text, option.key, option.readings)
    if rank is not None:
        return rank
    held = folded(f"{option.text} {option.key} {option.detail}")
    return LATER_SYLLABLE + 1 if all(word in held for word in words) else None


class OptionList(RecordTable, can_focus=False):
    """A list led by the blank above it: it has no focus of its own, yet shows where it stands."""

    def cursor_look(self) -> Look:
        """Give the bright look."""
        return "cursor"


def _fill(table: RecordTable, options: Sequence[Option], marks: Callable[[Option], str]) -> None:
    widest = min(max((cell_len(option.detail) for option in options), default=0), WIDEST_DETAIL)
    columns = [Column("text", f"{len(options):,} 项", 8, flex=True)]
    if widest:
        columns.append(Column("detail", "说明", widest))
    table.set_columns(columns)
    table.show(
        [Row(o.key, (Cell(marks(o) + o.text), Cell(o.detail, "dim"))[: len(columns)]) for o in options]
    )


class Chooser(Box[str | None]):
    """Asks for one of several answers and gives its key.

    The options are given, or looked up by `search` for what is typed.
    """

    DEFAULT_CSS = (
        "Chooser .box { height: 22; max-height: 96%; } Chooser .box > OptionList { margin: 1 1 0 1; }"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "取消", show=False),
        Binding("up", "move(-1)", "上一项", show=False),
        Binding("down", "move(1)", "下一项", show=False),
        Binding("pageup", "page(-1)", "上一页", show=False),
        Binding("pagedown", "page(1)", "下一页", show=False),
    ]

    class Found(Message):
        """What a search gave for a text."""

        def __init__(self, text: str, options: Sequence[Option]) -> None:
            super().__init__()
            self.text = text
            self.options = options

    def __init__(
        self, title: str, options: Sequence[Option] = (), *, search: Search | None = None, text: str = ""
    ) -> None:
        super().__init__()
        self._heading = title
        self._options = options
        self._search = search
        self._text = text
        self._awaited: str | None = None
        self._enter_waits = False

    def compose(self) -> ComposeResult:
        """Lay out the blank over the list."""
        with Vertical(classes="box"):
            yield title_line(self._heading)
            yield PlainInput(self._text, placeholder="输入几个字缩小范围")
            yield OptionList((Column("text", "", 8, flex=True),), empty="没有符合的，换几个字再试")
            yield key_line("上下键移动  Enter选定  Esc取消")

    def on_mount(self) -> None:
        """Show what there is to begin with."""
        self._look_up(self._text)

    @on(Input.Changed)
    def narrow_down(self, event: Input.Changed) -> None:
        """Show what fits the text."""
        self._look_up(event.value)

    @on(Found)
    def show_found(self, event: Found) -> None:
        """Show what was found, unless the person has typed on."""
        if event.text != self._awaited:
            return
        self._awaited = None
        self._show(event.options)
        if self._enter_waits:
            self._pick()

    @on(Input.Submitted)
    def pick(self) -> None:
        """Give the answer the list stands on, once it is the list for what was typed."""
        if self._awaited is None:
            self._pick()
        else:
            self._enter_waits = True

    @on(RecordTable.Chosen)
    def take_chosen(self, event: RecordTable.Chosen) -> None:
        """Give the answer the mouse chose."""
        self.dismiss(event.row.key)

    def action_move(self, rows: int) -> None:
        """Move in the list."""
        self.query_one(OptionList).action_move_row(rows)

    def action_page(self, pages: int) -> None:
        """Move in the list by pages."""
        self.query_one(OptionList).action_move_page(pages)

    def _look_up(self, text: str) -> None:
        self._enter_waits = False
        search = self._search
        if search is None:
            self._show(narrow(self._options, text))
        elif text != self._awaited:
            self._awaited = text
            self._find(text, search)

    @work(group="search", exclusive=True)
    async def _find(self, text: str, search: Search) -> None:
        self.post_message(self.Found(text, await search(text)))

    def _show(self, options: Sequence[Option]) -> None:
        table = self.query_one(OptionList)
        _fill(table, options, lambda _option: "")
        table.put_cursor(0, 0)

    def _pick(self) -> None:
        self._enter_waits = False
        row = self.query_one(OptionList).cursor_row()
        if row:
            self.dismiss(row.key)


class TickChooser(Box[tuple[str, ...] | None]):
    """Asks for any number of answers and gives their keys in the order of the options."""

    DEFAULT_CSS = "TickChooser .box { height: 18; max-height: 96%; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "取消", show=False),
        Binding("enter", "accept", "确定", show=False, priority=True),
        # A binding is followed in the order keys are pressed; a key that bubbles up comes after later moves.
        Binding("space,ideographic_space", "tick", "勾选", show=False),
    ]

    def __init__(self, title: str, options: Sequence[Option], ticked: Collection[str] = ()) -> None:
        super().__init__()
        self._heading = title
        self._options = options
        self._ticked = set(ticked)

    def compose(self) -> ComposeResult:
        """Lay out the list with a box before each answer."""
        with Vertical(classes="box"):
            yield title_line(self._heading)
            yield RecordTable((Column("text", "", 8, flex=True),))
            yield key_line("上下键移动  空格勾选  Enter确定  Esc取消")

    def on_mount(self) -> None:
        """Stand in the list."""
        self._show()
        self.query_one(RecordTable).focus()

    def action_tick(self) -> None:
        """Tick what the cursor stands on, also by the wide space of an input method."""
        row = self.query_one(RecordTable).cursor_row()
        if row:
            self._tick(row)

    @on(RecordTable.Chosen)
    def tick_chosen(self, event: RecordTable.Chosen) -> None:
        """Tick by double click."""
        self._tick(event.row)

    def action_accept(self) -> None:
        """Give what is ticked."""
        self.dismiss(tuple(option.key for option in self._options if option.key in self._ticked))

    def _tick(self, row: Row) -> None:
        self._ticked ^= {row.key}
        self._show()

    def _show(self) -> None:
        table = self.query_one(RecordTable)
        _fill(table, self._options, lambda option: "[x] " if option.key in self._ticked else "[ ] ")
