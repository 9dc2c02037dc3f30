"""How often each value of a column stands in the rows, and choosing values to see only those rows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Hashable, Sequence
from typing import ClassVar, NamedTuple

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from qtrack.domain.text import plain
from qtrack.domain.value import show_share
from qtrack.tui.telling import telling
from qtrack.tui.widgets.box import Box, key_line
from qtrack.tui.widgets.cells import Cell, Column, Row
from qtrack.tui.widgets.chooser import OptionList
from qtrack.tui.widgets.plain_input import PlainInput
from qtrack.tui.widgets.record_table import RecordTable

Frequency = tuple[Hashable, str, int]
"""A value's key, its words and the number of rows that have it."""


class Counts(NamedTuple):
    """The values that fit, the most frequent first; how many there are in all, in how many rows."""

    values: Sequence[Frequency]
    kinds: int
    rows: int


Load = Callable[[str], Awaitable[Counts]]
"""Counts the values that fit what was typed; all for an empty text."""

BLANK = "（空）"
"""Stands for the rows that have no value."""

MOST_SHOWN = 1_000
"""So many values are worth listing; whoever looks for a rarer one types a few signs of it."""

_COLUMNS = (
    Column("text", "值", 12, flex=True),
    Column("count", "条数", 9, right=True),
    Column("share", "占比", 6, right=True),
    Column("bar", "", 16, fixed=True),
)


class _Blank(PlainInput):
    """Takes letters to narrow the list; a space ticks, because hands stay on the letters."""

    class Ticked(Message):
        """The space bar, also the wide space of an input method."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key in ("space", "ideographic_space"):
            event.stop()
            event.prevent_default()
            self.post_message(self.Ticked())


class FrequencyScreen(Box[tuple[Hashable, ...] | None]):
    """Asks which values to see, and gives their keys: the ticked ones, else the one under the cursor.

    `picked` are ticked to begin with. None means that nothing shall change, an empty answer that they were
    all unticked: every value shall be seen again.
    """

    DEFAULT_CSS = """
    FrequencyScreen .box { width: 84; height: 22; max-height: 96%; }
    FrequencyScreen .box > OptionList { margin: 1 1 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "取消", show=False),
        Binding("up", "move(-1)", "上一项", show=False),
        Binding("down", "move(1)", "下一项", show=False),
        Binding("pageup", "page(-1)", "上一页", show=False),
        Binding("pagedown", "page(1)", "下一页", show=False),
    ]

    class Found(Message):
        """The values that fit a text; None when they could not be counted."""

        def __init__(self, text: str, counts: Counts | None) -> None:
            super().__init__()
            self.text = text
            self.counts = counts

    def __init__(self, title: str, load: Load, picked: Collection[Hashable] = ()) -> None:
        super().__init__()
        self._heading = plain(title)
        self._load = load
        self._picked = bool(picked)
        self._ticked = dict.fromkeys(picked, 0)
        self._counts = Counts((), 0, 0)
        self._whole: int | None = None
        self._most = 0
        self._awaited: str | None = None
        self._enter_waits = False

    def compose(self) -> ComposeResult:
        """Lay out the blank over the values."""
        with Vertical(classes="box"):
            yield Static(f"{self._heading}　正在统计…", classes="box-title", markup=False)
            yield _Blank(placeholder="输入几个字缩小范围")
            yield OptionList(_COLUMNS, empty="没有符合的值")
            yield key_line("上下键移动  空格勾选几个  Enter只看选中的  Esc取消")

    def on_mount(self) -> None:
        """Count all values."""
        self._look_up("")

    @on(Input.Changed)
    def narrow_down(self, event: Input.Changed) -> None:
        """Count the values that fit what is typed."""
        self._look_up(event.value)

    @on(Found)
    def show_found(self, event: Found) -> None:
        """Show the values, unless the person has typed on."""
        if event.text != self._awaited:
            return
        self._awaited = None
        if event.counts is None:
            self._say("未能统计")
            return
        self._counts = event.counts
        self._most = max((count for _, _, count in event.counts.values), default=0)
        if self._whole is None and not event.text:
            self._whole = event.counts.rows
        for key, _, count in event.counts.values:
            if key in self._ticked:
                self._ticked[key] = count
        self._show()
        self.query_one(OptionList).put_cursor(0, 0)
        if self._enter_waits:
            self._pick()

    @on(Input.Submitted)
    def pick(self) -> None:
        """Give the answer, once the list is the one for what was typed."""
        if self._awaited is None:
            self._pick()
        else:
            self._enter_waits = True

    @on(_Blank.Ticked)
    def tick(self) -> None:
        """Tick the value under the cursor, or no longer, and go to the next."""
        value = self._here()
        if value is None or self._awaited is not None:
            return
        if value[0] in self._ticked:
            del self._ticked[value[0]]
        else:
            self._ticked[value[0]] = value[2]
        self._show()
        self.action_move(1)

    @on(RecordTable.Chosen)
    def take_chosen(self) -> None:
        """Give the answer the mouse chose."""
        self._pick()

    def action_move(self, rows: int) -> None:
        """Move in the list."""
        self.query_one(OptionList).action_move_row(rows)

    def action_page(self, pages: int) -> None:
        """Move in the list by pages."""
        self.query_one(OptionList).action_move_page(pages)

    def _look_up(self, text: str) -> None:
        self._enter_waits = False
        if text != self._awaited:
            self._awaited = text
            self._find(text)

    @work(group="frequency", exclusive=True)
    async def _find(self, text: str) -> None:
        counts: Counts | None = None
        with telling(self.app):
            counts = await self._load(text)
        self.post_message(self.Found(text, counts))

    def _here(self) -> Frequency | None:
        row = self.query_one(OptionList).cursor_row()
        return self._counts.values[int(row.key)] if row else None

    def _pick(self) -> None:
        self._enter_waits = False
        here = self._here()
        if self._ticked or self._picked:
            self.dismiss(tuple(self._ticked))
        elif here is not None:
            self.dismiss((here[0],))

    def _show(self) -> None:
        values, kinds, rows = self._counts
        self.query_one(OptionList).show([self._row(at, value) for at, value in enumerate(values)])
        said = [f"{kinds:,} 种值，{rows:,} 条"]
        if kinds > len(values):
            said.append(f"只列前 {len(values):,} 种")
        if self._ticked:
            said.append(f"已勾 {len(self._ticked):,} 种，{sum(self._ticked.values()):,} 条")
        self._say("　".join(said))

    def _say(self, words: str) -> None:
        self.query_one(".box-title", Static).update(f"{self._heading}　{words}")

    def _row(self, at: int, value: Frequency) -> Row:
        key, text, count = value
        tick = "[x] " if key in self._ticked else "[ ] "
        words = Cell(tick + text) if text else Cell(tick + BLANK, "dim")
        bar = count / self._most if self._most else 0.0
        cells = (words, Cell(f"{count:,}"), Cell(show_share(count, self._whole or 0)), Cell("", bar=bar))
        return Row(str(at), cells)
