"""First run: which programme, and which unit."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from qtrack.tui.telling import telling
from qtrack.tui.widgets.chooser import Chooser, Option
from qtrack.wiring import Desk

WELCOME = """
 qtrack　质量工作任务跟踪

 第一次使用，请选定方案（通知）和本单位。
 数据保存在：{folder}
"""


class SetupScreen(Screen[bool]):
    """Asks both questions and keeps the answers; gives True when they are kept."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "ask", "选定方案和单位", key_display="Enter")]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def compose(self) -> ComposeResult:
        """Lay out the welcome."""
        yield Static(WELCOME.format(folder=self._desk.places.folder), markup=False)

    def on_mount(self) -> None:
        """Ask at once."""
        self.action_ask()

    def action_ask(self) -> None:
        """Ask which programme."""
        with telling(self.app):
            programmes = [self._desk.library.programme(name) for name in self._desk.library.ids]
            options = [Option(programme.id, programme.name, programme.issuer) for programme in programmes]
            self.app.push_screen(Chooser("用哪个方案", options), self._ask_unit)

    def _ask_unit(self, programme_id: str | None) -> None:
        if programme_id is None:
            return
        region = self._desk.regions[self._desk.library.programme(programme_id).region]
        options = [
            Option(unit.code, unit.name, f"{unit.level.value} {unit.code}", unit.pinyin)
            for unit in region.units
        ]

        def settle(code: str | None) -> None:
            if code is None:
                return
            with telling(self.app):
                self._desk.settle(programme_id, code)
                self.dismiss(result=True)

        self.app.push_screen(Chooser("本单位是（输入名称或代码）", options), settle)
