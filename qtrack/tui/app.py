"""The app: the numbered places and the ways between them."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual import events
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.screen import ModalScreen, Screen
from textual.worker import active_worker

from qtrack.domain.text import full_width
from qtrack.tui.commands import Commands
from qtrack.tui.screens.overview import OverviewPlace
from qtrack.tui.theme import DARK, LIGHT
from qtrack.tui.view import DIGITS, PLACES, View
from qtrack.wiring import Desk

LONGEST_MOUNT_S = 1.0
"""Seconds a key waits at most for a screen to be laid out."""


class QtrackApp(App[int]):
    """Shows one desk."""

    TITLE = "qtrack"
    CSS_PATH = "qtrack.tcss"
    DEFAULT_MODE = OverviewPlace.KEY
    COMMANDS = {Commands}  # noqa: RUF012 - Textual's own declaration
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            # An input method left on types the digit in full width.
            Binding(f"{digit},{full_width(digit)}", f"go('{digit}')", "换屏", show=False)
            for digit in DIGITS
        ),
        Binding("f10", "programme", "方案", key_display="F10", show=False),
        Binding("ctrl+k", "conflicts", "口径冲突", key_display="^K", show=False),
        Binding("ctrl+r", "readings", "读法", key_display="^R", show=False),
        Binding("ctrl+p", "command_palette", "命令", key_display="^P", priority=True),
        Binding("ctrl+z", "undo(False)", "撤销", key_display="^Z", show=False),
        Binding("ctrl+y", "undo(True)", "重做", key_display="^Y", show=False),
        Binding("f12", "turn_light", "深浅配色", show=False),
        Binding("ctrl+q", "quit", "退出", key_display="^Q", show=False, priority=True),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.last_folder: Path | None = None
        self.view: View | None = None
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = DARK.name
        if desk.settings.complete:
            self._add_places()

    def _add_places(self) -> View:
        view = View(self.desk)
        for place in PLACES:
            self.add_mode(place.mode, partial(_place, place.mode, view))
        self.view = view
        return view

    def on_mount(self) -> None:
        """Tell what was amiss with the settings; ask who the bureau is when nobody has said."""
        if self.desk.note:
            self.notify(self.desk.note, severity="warning", markup=False)
        if not self.desk.settings.complete:
            from qtrack.tui.screens.setup import SetupScreen

            self.push_screen(SetupScreen(self.desk), self.begin)

    async def on_event(self, event: events.Event) -> None:
        """Let keys and pasted texts wait for the screen they are meant for to be laid out.

        Faster hands would use it before it holds anything, or close it half made.
        """
        if isinstance(event, events.Key | events.Paste):
            for screen in self.screen_stack[-1:]:
                mounted: asyncio.Event = screen._mounted_event  # noqa: SLF001 - nothing public tells of it
                if not mounted.is_set():
                    # One that is left before it was ever laid out would be waited for in vain.
                    with suppress(TimeoutError):
                        await asyncio.wait_for(mounted.wait(), LONGEST_MOUNT_S)
        await super().on_event(event)

    def pop_screen(self) -> AwaitComplete:
        """Leave a screen; what it still reads has nothing left to be shown in and is not waited for."""
        leaving = self.screen
        for worker in [one for one in self.workers if leaving in one.node.ancestors_with_self]:
            if worker is not active_worker.get(None):  # which leaves the screen itself, with the last it does
                worker.cancel()
        return super().pop_screen()

    def begin(self, _settled: object) -> None:
        """Show the first place from the unit just chosen."""
        self.push_screen(_place(self.DEFAULT_MODE, self._add_places()))

    def action_go(self, digit: str) -> None:
        """Go to the place a digit leads to, if the notice looked at has one."""
        place = self.view.places.get(digit) if self.view else None
        at_place = any(one.mode == self.current_mode for one in PLACES)
        if place is not None and at_place and place.mode != self.current_mode:
            self.switch_mode(place.mode)

    def action_programme(self) -> None:
        """Ask which notice to look at."""
        if self.view is not None and any(one.mode == self.current_mode for one in PLACES):
            self.run_worker(self._programme(), group="programme", exclusive=True)

    async def _programme(self) -> None:
        from qtrack.tui.programmes import choose_programme

        if not await choose_programme(self, self.desk) or self.view is None:
            return
        if all(place.mode != self.current_mode for place in self.view.places.values()):
            self.switch_mode(self.DEFAULT_MODE)
        else:
            await self._reread()

    async def _reread(self) -> None:
        """Let the screen in front read anew; one that is not laid out yet will when it is."""
        if self.screen.is_mounted:
            await self.run_action("reload", self.screen)

    def action_conflicts(self) -> None:
        """Show where notices do not agree; not over a question that waits for its answer."""
        from qtrack.tui.screens.conflicts import ConflictsScreen

        if self.view is not None and not isinstance(self.screen, ModalScreen | ConflictsScreen):
            self.push_screen(ConflictsScreen(self.view))

    def action_readings(self) -> None:
        """Ask how to read doubtful words from now on; only where figures are shown that follow from it."""
        busy = any(worker.group == "readings" and not worker.is_finished for worker in self.workers)
        if self.view is not None and hasattr(self.screen, "action_reload") and not busy:
            self.run_worker(self._readings(), group="readings")

    async def _readings(self) -> None:
        from qtrack.tui.readings import choose_reading

        if await choose_reading(self, self.desk):
            await self._reread()

    def action_turn_light(self) -> None:
        """Change between the dark and the light colours."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    def action_undo(self, redo: bool) -> None:  # noqa: FBT001 - a key gives it
        """Take back what was done last, or take that back, after showing it, a step at a time.

        Only where rows can be read anew after it: not while a dialogue is open or something is typed.
        """
        busy = any(worker.group == "undo" and not worker.is_finished for worker in self.workers)
        if hasattr(self.screen, "action_reload") and not busy:
            self.run_worker(self._undo(redo=redo), group="undo")

    async def _undo(self, *, redo: bool) -> None:
        from qtrack.tui.undoing import undo

        if await undo(self, self.desk, redo=redo):
            await self._reread()

    def action_help_quit(self) -> None:
        """Say what Ctrl+C does here, and how to leave."""
        self.notify("光标在记录上时 Ctrl+C 复制；退出请按 Ctrl+Q", markup=False)

    async def action_quit(self) -> None:
        """Leave; where something was typed that is not saved, ask as Esc does."""
        unsaved = next((screen for screen in self.screen_stack if hasattr(screen, "action_leave")), None)
        if unsaved is None:
            self.exit()
        elif unsaved is self.screen:
            await self.run_action("leave", unsaved)

    def action_command_palette(self) -> None:
        """Offer every command by name."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder="输入命令的几个字", id="--command-palette"))


def _place(key: str, view: View) -> Screen[Any]:
    """Make a place; all but the first load the database engine, so they are imported when first visited."""
    if key == OverviewPlace.KEY:
        return OverviewPlace(view)
    from qtrack.tui.screens.all_places import PLACES

    return PLACES[key](view)
