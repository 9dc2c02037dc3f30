"""A city splits a quota among its counties: the remainder follows every key (E-24)."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Input, Static

from qtrack.domain.problem import RefusedError
from qtrack.domain.region import Unit
from qtrack.domain.unconfirmed import marked
from qtrack.domain.value import UnreadableError, read_count
from qtrack.services.split import Split, even_split, may_set, save_split, split_of
from qtrack.store.errors import StoreError
from qtrack.tui.telling import confirm, telling
from qtrack.tui.view import View
from qtrack.tui.widgets.box import Box, key_line, title_line
from qtrack.tui.widgets.dialogs import Confirm
from qtrack.tui.widgets.plain_input import PlainInput

OWN_NUMBER = "本市自定数"
"""Labels the number a city sets itself, so that nobody takes it for the province's."""


class SplitScreen(Box[bool]):
    """Asks for a number for each county; gives whether the split was saved."""

    DEFAULT_CSS = """
    SplitScreen .box { width: 60; }
    SplitScreen .split-line { height: 1; }
    SplitScreen .split-name { width: 16; }
    SplitScreen VerticalScroll { height: auto; max-height: 14; }
    SplitScreen PlainInput { width: 14; }
    SplitScreen #sums { height: 1; margin-bottom: 1; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "save", "保存", show=False),
        Binding("f6", "even", "平均", show=False),
        Binding("escape", "leave", "取消", show=False),
        # With priority the focus moves before the next key comes: keys that come in a burst stay in order.
        Binding("up,shift+tab", "app.focus_previous", "上一项", show=False, priority=True),
        Binding("down,enter,tab", "app.focus_next", "下一项", show=False, priority=True),
    ]

    class Read(Message):
        """The split as it stands in the file."""

        def __init__(self, split: Split) -> None:
            super().__init__()
            self.split = split

    def __init__(self, view: View, target_id: str) -> None:
        super().__init__()
        self._view = view
        self._target = view.office.programme.target(target_id)
        self._unit = view.office.unit
        self._own = may_set(view.office)
        self._counties = view.office.region.children(self._unit.code)
        self._split: Split | None = None

    def compose(self) -> ComposeResult:
        """Lay out sums over a blank for each county."""
        with Vertical(classes="box"):
            yield title_line(
                f"{self._view.office.unit.name}：{self._target.tier} {self._target.name} 分解到县区"
            )
            yield Static("", id="sums", markup=False)
            if self._own:
                yield self._line(self._unit, OWN_NUMBER)
            with VerticalScroll(can_focus=False):
                for unit in self._counties:
                    yield self._line(unit)
            yield Static("", classes="box-problem", markup=False)
            yield key_line("Enter 下一项  F6 按县区数平均试填  F2 保存  Esc 取消")

    def _line(self, unit: Unit, label: str = "") -> Horizontal:
        blank = PlainInput(id=f"share-{unit.code}")
        name = Static(label or unit.name, classes="split-name", markup=False)
        return Horizontal(name, blank, classes="split-line")

    def on_mount(self) -> None:
        """Read the split."""
        self.run_worker(self._read, thread=True)

    def _read(self) -> None:
        with telling(self.app):
            found = self._view.desk.store.read(split_of, self._view.office, self._target.id)
            self.post_message(self.Read(found))

    @on(Read)
    def take_split(self, message: Read) -> None:
        """Fill in what was given so far."""
        self._split = message.split
        for code, number in self._before(message.split).items():
            self._blank(code).value = "" if number is None else str(number)
        self._blank(self._blanks[0].code).focus()
        self._sum()

    def _blank(self, code: str) -> PlainInput:
        return self.query_one(f"#share-{code}", PlainInput)

    @on(Input.Changed)
    def follow(self) -> None:
        """Let the remainder follow what is typed."""
        self._sum()

    @property
    def _blanks(self) -> tuple[Unit, ...]:
        """The units with a blank, in order: the city itself where it sets its number."""
        return (self._unit, *self._counties) if self._own else self._counties

    def _before(self, split: Split) -> dict[str, int | None]:
        """Give the numbers as they stand in the file, one a blank."""
        own = {self._unit.code: split.number} if self._own else {}
        return own | {unit.code: number for unit, number in split.shares}

    def _numbers(self) -> dict[str, int | None]:
        numbers: dict[str, int | None] = {}
        for unit in self._blanks:
            text = self._blank(unit.code).value.strip()
            try:
                numbers[unit.code] = read_count(text) if text else None
            except UnreadableError as error:
                raise UnreadableError(f"{unit.name}：{error}") from None
        return numbers

    def _sum(self) -> None:
        if self._split is None:
            return
        problem, words = "", ""
        try:
            numbers = self._numbers()
            whole = numbers.pop(self._unit.code) if self._own else self._split.number
            given = sum(number or 0 for number in numbers.values())
            words = (
                f"已分解 {given:,}　通知没有分解，先填本市自定数"
                if whole is None
                else _sums(whole, given, self._split)
            )
        except UnreadableError as error:
            problem = str(error)
        self.query_one("#sums", Static).update(words)
        self.query_one(".box-problem", Static).update(problem)

    def action_even(self) -> None:
        """Fill in equal parts to start from."""
        if self._split is None:
            return
        try:
            whole = self._numbers()[self._unit.code] if self._own else self._split.number
        except UnreadableError:
            return  # the line below the blanks says so already
        if whole is not None:
            for code, number in even_split(replace(self._split, number=whole)).items():
                self._blank(code).value = str(number)

    def action_save(self) -> None:
        """Keep the split."""
        try:
            numbers = self._numbers()
        except UnreadableError as error:
            self.query_one(".box-problem", Static).update(str(error))
            return
        self._save(numbers)

    @work(group="save", exclusive=True)
    async def _save(self, numbers: dict[str, int | None]) -> None:
        view = self._view
        try:
            await asyncio.to_thread(view.desk.store.run, save_split, view.office, self._target.id, numbers)
        except (RefusedError, StoreError) as error:
            self.query_one(".box-problem", Static).update(str(error))
            return
        confirm(self.app, "分解已保存")
        self.dismiss(result=True)

    def action_leave(self) -> None:
        """Leave; ask first when something was typed."""
        before = {} if self._split is None else self._before(self._split)
        try:
            changed = self._split is not None and self._numbers() != before
        except UnreadableError:
            changed = True
        if not changed:
            self.dismiss(result=False)
            return

        def leave(sure: bool | None) -> None:  # noqa: FBT001 - what the question answers
            if sure:
                self.dismiss(result=False)

        self.app.push_screen(
            Confirm("放弃填写的分解数？", "填写的内容还没有保存", yes="放弃", no="继续填"), leave
        )


def _sums(whole: int, given: int, split: Split) -> str:
    left = whole - given
    state = f"未分解 {left:,}" if left >= 0 else f"超出 {-left:,}"
    number = marked(f"{whole:,}", unconfirmed=split.unconfirmed)
    return f"任务数 {number}　已分解 {given:,}　{state}"
