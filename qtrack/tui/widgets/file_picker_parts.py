"""The parts of a folder's list: what of it fits, as it is painted, and the blank that steers it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual import events

from qtrack.tui.widgets.cells import CUT, Cell, Column, Row
from qtrack.tui.widgets.file_picker_folder import Entry, Listing, narrowed
from qtrack.tui.widgets.plain_input import PlainInput


class Sifted(NamedTuple):
    """A folder, and what of it fits the words typed, in the order it is listed."""

    listing: Listing
    text: str
    entries: tuple[Entry, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of its rows."""
        return (
            Column("name", f"名称（{len(self.entries):,} 项）", 8, flex=True),
            Column("size", "大小", 9, right=True),
            Column("day", "修改时间", 16),
        )

    def rows(self, offset: int, limit: int) -> list[Row]:
        """Give so many rows from a place on, as the list paints them."""
        slash = "/" if self.listing.folder else ""
        return [_row(entry, slash) for entry in self.entries[offset : offset + limit]]

    def index_of(self, key: str) -> int:
        """Give where an entry stands, the first place when it is not there."""
        return next((at for at, entry in enumerate(self.entries) if entry.key == key), 0)


NOTHING = Sifted(Listing(None), "", ())
"""Before anything is read."""


def sift(
    read: Callable[[], Listing], text: str, fits: Callable[[Entry], bool], is_stale: Callable[[], bool]
) -> Sifted:
    """Read a folder and give what of it fits; it may take long and belongs into a thread.

    It ends early, with less, once it `is_stale`: many at work at once would slow the screen.
    """
    listing = read()
    shown = [entry for entry in listing.entries if fits(entry)]
    return Sifted(listing, text, narrowed(shown, text, is_stale))


def _row(entry: Entry, slash: str) -> Row:
    name = Cell(entry.label + slash, "accent") if entry.is_folder else Cell(entry.label)
    return Row(entry.key, (name, Cell(entry.detail, "dim"), Cell(entry.day, "dim")))


def ends_in(entry: Entry, suffixes: Sequence[str]) -> bool:
    """Say whether an entry is a folder or a file of one of these endings; with none every file will do."""
    return entry.is_folder or not suffixes or entry.words.endswith(tuple(suffixes))


def end_of(text: str, room: int) -> str:
    """Give a text, or as much of its end as there is room for."""
    if cell_len(text) <= room:
        return text
    while text and cell_len(text) > room - len(CUT):
        text = text[1:]
    return CUT + text


class NameBlank(PlainInput):
    """The blank for a name or a path; `steer` is asked first whether it takes a key."""

    def __init__(self, steer: Callable[[events.Key], bool], hint: str) -> None:
        super().__init__(placeholder=hint)
        self._steer = steer

    async def _on_key(self, event: events.Key) -> None:
        if self._steer(event):
            event.stop()
            event.prevent_default()
        else:
            await super()._on_key(event)

    async def take(self, event: events.Key) -> None:
        """Take a key that was held back."""
        if event.is_printable and event.character:
            self.insert_text_at_cursor(event.character)
        else:
            await super()._on_key(event)
