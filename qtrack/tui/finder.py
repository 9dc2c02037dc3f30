"""The line in which words to find are typed."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from qtrack.tui.widgets.plain_input import PlainInput


class Finder(PlainInput):
    """The words to find, at work while they are typed; Enter or Down goes to the rows, Esc drops them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "drop", "取消查找", show=False),
        Binding("down", "submit", "到记录", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(placeholder="文字、代码或拼音首字母；回车到记录，Esc 取消")
        self.add_class("finder")

    def put(self, words: str) -> None:
        """Show words that are looked for already; a blank finder goes away."""
        with self.prevent(Input.Changed):
            self.value = words
        self.set_class(bool(words), "-open")

    async def action_drop(self) -> None:
        """Find nothing any more."""
        self.value = ""
        await self.action_submit()
