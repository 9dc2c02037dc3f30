"""请核实: what is in doubt, and the line in which the person writes why it is right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Static

from qtrack.domain.problem import Problem
from qtrack.domain.text import plain
from qtrack.tui.widgets.box import Box, key_line, title_line
from qtrack.tui.widgets.plain_input import PlainInput
from qtrack.tui.widgets.save_button import QUIET

SHORTEST, LONGEST = 2, 400
"""Letters or characters an explanation has at least, and characters at most."""


class Explain(Box[str | None]):
    """Lists doubts and gives the written explanation that settles them, or None to go back and change."""

    DEFAULT_CSS = "Explain .box { width: 84; } Explain VerticalScroll { height: auto; max-height: 50vh; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "accept", "按此说明保存", show=False),
        Binding("escape", "dismiss(None)", "回去修改", show=False),
        Binding("pageup", "scroll(-1)", "上翻", show=False),
        Binding("pagedown", "scroll(1)", "下翻", show=False),
    ]

    def __init__(self, doubts: Sequence[Problem], explanation: str = "") -> None:
        super().__init__()
        self._doubts = doubts
        self._explanation = explanation
        self._typed_at = 0.0

    def compose(self) -> ComposeResult:
        """Lay out the doubts over the line for the explanation."""
        doubts = "\n".join(f"- {problem.message}" for problem in self._doubts)
        with Vertical(classes="box"):
            yield title_line("请核实")
            with VerticalScroll(classes="scrolled", can_focus=False):
                yield Static(plain(doubts, lines=True), classes="box-text", markup=False)
            yield Static("\n填写属实的，请写明情况（说明随记录保留）：", classes="box-text", markup=False)
            yield PlainInput(self._explanation)
            yield Static("", classes="box-problem", markup=False)
            yield key_line("F2/Enter按此说明保存  Esc回去修改")

    def on_mount(self) -> None:
        """Stand at the end of the explanation."""
        blank = self.query_one(PlainInput)
        blank.cursor_position = len(blank.value)
        blank.focus()

    @on(Input.Changed)
    def note_typing(self, event: Input.Changed) -> None:
        """Note when something was typed last."""
        self._typed_at = event.time

    @on(Input.Submitted)
    def take_line(self, event: Input.Submitted) -> None:
        """Give the explanation, unless Enter comes in the midst of other keys: a paste may come as keys."""
        if event.time - self._typed_at >= QUIET:
            self.action_accept()

    def action_accept(self) -> None:
        """Give the explanation, or say why it will not do."""
        text = plain(self.query_one(PlainInput).value)
        problem = ""
        if sum(sign.isalnum() for sign in text) < SHORTEST:
            problem = f"请写明情况，至少 {SHORTEST} 个字"
        elif len(text) > LONGEST:
            problem = f"最多 {LONGEST} 个字，现在是 {len(text)} 个"
        if problem:
            self.query_one(".box-problem", Static).update(problem)
        else:
            self.dismiss(text)

    def action_scroll(self, pages: int) -> None:
        """Read on in a long list of doubts."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=pages * max(scroll.size.height - 1, 1), animate=False)
