"""The app: the numbered places and the ways between them."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import CommandPalette

from qtrack.tui.commands import Commands
from qtrack.tui.screens.dues import DuesPlace
from qtrack.tui.screens.ledgers import LedgersPlace
from qtrack.tui.screens.overview import OverviewPlace
from qtrack.tui.screens.reports import ReportsPlace
from qtrack.tui.screens.setup import SetupScreen
from qtrack.tui.screens.targets import TargetsPlace
from qtrack.tui.screens.watched import StationsPlace, TrainingsPlace
from qtrack.tui.theme import DARK, LIGHT
from qtrack.tui.view import PLACE_LABELS, View
from qtrack.wiring import Desk

PLACES = (
    OverviewPlace,
    TargetsPlace,
    LedgersPlace,
    TrainingsPlace,
    StationsPlace,
    DuesPlace,
    ReportsPlace,
)

_FULL_WIDTH = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


class QtrackApp(App[int]):
    """Shows one desk."""

    TITLE = "qtrack"
    CSS_PATH = "qtrack.tcss"
    COMMANDS = {Commands}  # noqa: RUF012 - Textual's own declaration
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            # An input method left on types the digit in full width.
            Binding(f"{key},fullwidth_digit_{_FULL_WIDTH[int(key)]}", f"go('{key}')", label, show=False)
            for key, label in PLACE_LABELS.items()
        ),
        Binding("ctrl+p", "command_palette", "命令", key_display="^P", priority=True),
        Binding("f12", "turn_light", "深浅配色", show=False),
        Binding("ctrl+q", "quit", "退出", key_display="^Q", show=False, priority=True),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def on_mount(self) -> None:
        """Show where the bureau stands, or ask who it is."""
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = DARK.name
        if self.desk.note:
            self.notify(self.desk.note, severity="warning", markup=False)
        if self.desk.settings.complete:
            self.begin()
        else:
            self.push_screen(SetupScreen(self.desk), lambda _settled: self.begin())

    def begin(self) -> None:
        """Show the first place from the bureau's own unit."""
        view = View(self.desk)
        for place in PLACES:
            self.add_mode(place.KEY, partial(place, view))
        self.switch_mode(PLACES[0].KEY)

    def action_go(self, key: str) -> None:
        """Go to a place."""
        if self.current_mode != key and self.current_mode in PLACE_LABELS:
            self.switch_mode(key)

    def action_turn_light(self) -> None:
        """Change between the dark and the light colours."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    def action_command_palette(self) -> None:
        """Offer every command by name."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder="输入命令的几个字", id="--command-palette"))
