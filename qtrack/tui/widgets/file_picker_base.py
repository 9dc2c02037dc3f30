"""Going about folders by keys: the list of one, left for another or for a path that is typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events, on, work
from textual.binding import Binding, BindingType

from qtrack.tui.apart import apart
from qtrack.tui.widgets.file_picker_folder import Entry, read_folder, read_nearest
from qtrack.tui.widgets.file_picker_list import READING, FolderList
from qtrack.tui.widgets.file_picker_places import is_path, read_places, typed
from qtrack.tui.widgets.record_table import RecordTable

_FAR = 1_000_000_000
_IN_A_PATH = frozenset({"backspace", "left", "right", "home", "end"})
"""Keys that edit a path being typed; over a name to look for they belong to the list."""

Deeds = dict[str, Callable[[], None]]
"""What keys do, by their names."""


class FolderBox(FolderList):
    """A folder's list that is steered from its blank.

    Keys that come while a folder is read, or before the list shows what was typed, are held and done in
    their order.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "取消", show=False)]

    def __init__(self, title: str, start: Path) -> None:
        super().__init__(title, start)
        self._in_turn: Deeds = {
            "up": partial(self.move, -1),
            "down": partial(self.move, 1),
            "home": partial(self.move, -_FAR),
            "end": partial(self.move, _FAR),
            "pageup": partial(self._page, -1),
            "pagedown": partial(self._page, 1),
            "enter": self._enter,
            **self.deeds(),
        }
        self._at_once: Deeds = {"f4": self._go_to_places, "f5": self._read_again}

    # What an inheritor says

    def deeds(self) -> Deeds:
        """Give what other keys do to the list."""
        return {}

    def chosen(self, entry: Entry) -> None:
        """Do what Enter means on a file."""
        raise NotImplementedError

    def typed_files(self, files: tuple[Path, ...]) -> None:
        """Do what Enter means behind the paths of files."""
        raise NotImplementedError

    def sign(self, event: events.Key) -> Callable[[], None] | None:
        """Give what a sign does to the list instead of narrowing it."""
        raise NotImplementedError

    # Keys

    def steer(self, event: events.Key) -> bool:
        """Take a key that means the list, or any while one before it still waits."""
        if event.key in self._at_once:
            self._held.clear()
            self._at_once[event.key]()
        elif self._reading and not self._held and event.key in ("backspace", "left"):
            self._go_up()
        elif self._reading or self._held:
            self._held.append(event)
        else:
            return self._understood(event)
        return True

    def _understood(self, event: events.Key) -> bool:
        """Do what a key says to the list, or hold it until the list has caught up; false for others."""
        deed = self._deed(event)
        if deed is None:
            return False
        if self.is_behind:
            self._held.append(event)
        else:
            deed()
        return True

    def _deed(self, event: events.Key) -> Callable[[], None] | None:
        text = self.blank.value
        if is_path(text):
            return None if event.key in _IN_A_PATH else self._in_turn.get(event.key)
        if event.key in ("backspace", "left") and not text:
            return self._go_up
        if event.key == "right" and not text:
            return self._go_in
        return self._in_turn.get(event.key) or self.sign(event)

    async def catch_up(self) -> None:
        """Do what was held, as far as the list shows what was typed before it."""
        while self._held and not self._reading and not self.is_behind:
            event = self._held.pop(0)
            if not self._understood(event):
                await self.blank.take(event)

    def move(self, rows: int) -> None:
        """Move in the list."""
        self.table.action_move_row(rows)

    def _page(self, pages: int) -> None:
        self.table.action_move_page(pages)

    # Going about

    def go_to(self, folder: Path) -> None:
        """Show another folder."""
        self.read(partial(read_folder, folder), folder)

    def _go_up(self) -> None:
        here = self._aim
        if here is not None and here.parent == here:
            self.read(read_places, None, str(here))
        elif here is not None:
            self.read(partial(read_folder, here.parent), here.parent, str(here))

    def _go_in(self) -> None:
        entry = self.here()
        if entry is not None and entry.is_folder:
            self.go_to(entry.path)

    def _go_to_places(self) -> None:
        self.read(read_places, None)

    def _read_again(self) -> None:
        entry = self.here()
        read = read_places if self._aim is None else partial(read_nearest, self._aim)
        self.read(read, self._aim, entry.key if entry else "")

    @on(RecordTable.Chosen)
    def take_chosen(self) -> None:
        """Open or take what the mouse chose."""
        self._enter()

    def _enter(self) -> None:
        """Open the folder, take the file, or do what the path typed says."""
        entry = self.here()
        if is_path(self.blank.value):
            self._take_typed(self.blank.value)
        elif entry is not None and entry.is_folder:
            self.go_to(entry.path)
        elif entry is not None:
            self.chosen(entry)

    @work(group="folder", exclusive=True)
    async def _take_typed(self, text: str) -> None:
        self.say(READING)
        meant = await apart(partial(typed, text))
        self.say(meant.problem)
        if meant.folder is not None:
            self.go_to(meant.folder)
        elif meant.files:
            self.typed_files(meant.files)
