"""The list of one folder, read apart and narrowed to what is typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar, Protocol, cast

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from qtrack.domain.text import plain
from qtrack.tui.apart import apart
from qtrack.tui.widgets.box import Box, key_line, title_line
from qtrack.tui.widgets.cells import Column
from qtrack.tui.widgets.chooser import OptionList
from qtrack.tui.widgets.file_picker_folder import Entry, Listing, read_nearest
from qtrack.tui.widgets.file_picker_parts import NOTHING, NameBlank, Sifted, end_of, sift
from qtrack.tui.widgets.file_picker_places import is_path
from qtrack.tui.widgets.record_table import RecordTable

READING = "正在读取"
PLACES = "位置"


class Remembering(Protocol):
    """An app that knows the folder last picked from, for as long as it runs."""

    last_folder: Path | None


class FolderList(Box[tuple[Path, ...] | None]):
    """Shows one folder at a time, begins at `start`, and later where something was picked last.

    Folders are read apart: one that does not answer hinders nobody from going elsewhere.
    """

    HINT: ClassVar[str]
    DEFAULT_CSS = """
    FolderList .box { width: 110; height: 96%; max-height: 36; }
    FolderList .box > OptionList { margin: 0 1; }
    FolderList #folder { height: 1; width: 1fr; padding: 0 2; color: $text-accent; text-wrap: nowrap; }
    FolderList .box-problem { max-height: 2; }
    FolderList .box-keys { margin: 0; }
    """

    def __init__(self, title: str, start: Path) -> None:
        super().__init__()
        self._heading = title
        self._start = start
        self._now = NOTHING
        self._aim: Path | None = None
        self._reading = False
        self._begun = 0
        self._held: list[events.Key] = []

    # What an inheritor says

    def fits(self, entry: Entry) -> bool:
        """Say whether an entry is listed; asked in another thread."""
        raise NotImplementedError

    def key_words(self) -> list[str]:
        """Give the keys that work, most important first."""
        raise NotImplementedError

    def nothing_here(self) -> str:
        """Say what to do where nothing of a folder is listed."""
        raise NotImplementedError

    def steer(self, event: events.Key) -> bool:
        """Take a key that means the list; false for others."""
        raise NotImplementedError

    async def catch_up(self) -> None:
        """Do what was held until the list shows what was typed."""
        raise NotImplementedError

    # The screen

    def compose(self) -> ComposeResult:
        """Lay out the blank over the folder's list."""
        with Vertical(classes="box"):
            yield title_line(self._heading)
            yield NameBlank(self.steer, self.HINT)
            yield Static("", id="folder", markup=False)
            yield OptionList((Column("name", "名称", 8, flex=True),), empty=READING)
            yield Static("", classes="box-problem", markup=False)
            yield key_line("")

    def on_mount(self) -> None:
        """Read the folder to begin with, or the nearest one above it that is there."""
        start = getattr(self.app, "last_folder", None) or self._start
        self.read(partial(read_nearest, start), start)
        self.say_keys()

    def on_resize(self) -> None:
        """Show as much of the folder's path as there is room for."""
        self._show_folder()

    @property
    def blank(self) -> NameBlank:
        """The blank above the list."""
        return self.query_one(NameBlank)

    @property
    def table(self) -> OptionList:
        """The list."""
        return self.query_one(OptionList)

    @property
    def listed(self) -> Sifted:
        """What is listed now."""
        return self._now

    def here(self) -> Entry | None:
        """Give what the cursor stands on."""
        at, _column = self.table.cursor
        return self._now.entries[at] if at < len(self._now.entries) else None

    def say(self, problem: str) -> None:
        """Say why something cannot be done."""
        self.query_one(".box-problem", Static).update(plain(problem))

    def say_keys(self) -> None:
        """Say which keys work now."""
        words = "  ".join([*self.key_words(), "退格上一级", "F4位置", "Esc取消"])
        self.query_one(".box-keys", Static).update(words)

    def remember(self, folder: Path) -> None:
        """Begin here the next time."""
        cast("Remembering", self.app).last_folder = folder

    @property
    def is_behind(self) -> bool:
        """Say whether the list does not yet show what was typed."""
        return self._now.text != self._sought

    @property
    def _sought(self) -> str:
        """What the list is to be narrowed to: what is typed, unless that is a path."""
        return "" if is_path(self.blank.value) else self.blank.value

    # Reading

    def read(self, read: Callable[[], Listing], aim: Path | None, seek: str = "") -> None:
        """Read another folder, then stand on the entry to `seek`."""
        self._reading, self._aim = True, aim
        with self.prevent(Input.Changed):
            self.blank.value = ""
        self.say("")
        self.query_one("#folder", Static).update(READING)
        self._find(read, seek)

    @work(group="folder", exclusive=True)
    async def _find(self, read: Callable[[], Listing], seek: str) -> None:
        found = await apart(partial(sift, read, "", self.fits, self._stale()))
        self._reading = False
        refused = found.listing.problem and not found.listing.entries
        if refused and self._now.listing.entries:
            self._aim = self._now.listing.folder
            self._held.clear()
        else:
            self._show(found, seek)
        self.say(found.listing.problem)
        self._show_folder()
        await self._go_on()

    @on(Input.Changed)
    async def narrow_down(self) -> None:
        """Show what fits the text; a path leaves the list whole."""
        self.say("")
        await self._go_on()

    async def _go_on(self) -> None:
        if self.is_behind and not self._reading:
            self.sift_again()
        else:
            await self.catch_up()

    @work(group="folder", exclusive=True)
    async def sift_again(self, seek: str = "") -> None:
        """List what of the folder fits now, and stand on the entry to `seek`."""
        listing = self._now.listing
        begin = partial(sift, lambda: listing, self._sought, self.fits, self._stale())
        self._show(await apart(begin), seek)
        await self.catch_up()

    def _stale(self) -> Callable[[], bool]:
        """Give what says whether something newer was begun, or the dialogue is gone."""
        self._begun += 1
        mine = self._begun
        return lambda: self._begun != mine or not self.is_attached

    def _show(self, found: Sifted, seek: str) -> None:
        self._now = found
        self.table.set_empty(self._empty_words())
        self.table.set_columns(found.columns)
        self.table.forget(stays=False)
        self.table.expect(len(found.entries))
        self.table.put_cursor(found.index_of(seek), 0)

    @on(RecordTable.Wanted)
    def paint(self, wanted: RecordTable.Wanted) -> None:
        """Give the table the rows in view, and no others."""
        self.table.fill(wanted.generation, wanted.offset, self._now.rows(wanted.offset, wanted.limit))

    def _show_folder(self) -> None:
        line, folder = self.query_one("#folder", Static), self._now.listing.folder
        if not self._reading:
            line.update(end_of(PLACES if folder is None else plain(str(folder)), line.content_size.width))

    def _empty_words(self) -> str:
        if self._now.text:
            return "没有符合的，换几个字再试"
        return self.nothing_here()
