"""The app on real files: demo data of the whole province, or a bureau that has just been set up."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Static

from qtrack.places import Places
from qtrack.services.catalog import schemas
from qtrack.services.ledger import add, read
from qtrack.services.listing import Query, page
from qtrack.tui import app
from qtrack.tui.app import QtrackApp
from qtrack.tui.ledger_table import LedgerTable
from qtrack.tui.widgets.field_line import FieldLine
from qtrack.tui.widgets.record_table import RecordTable
from qtrack.wiring import Desk

PROGRAMME = "hubei-2022"
PROVINCE, WUHAN, JIANGAN, XIANTAO = "420000", "420100", "420102", "429004"
TODAY = "2022-10-18"
CALM = 3
"""Rounds without work after which the screen stands still."""

NARROW, WIDE = (80, 24), (180, 56)


@cache
def _files(unit: str) -> dict[str, bytes]:
    """Give the files of a data folder: the demo's, or those of a unit that has just settled."""
    with tempfile.TemporaryDirectory() as name:
        desk = Desk(Places(Path(name)), {"QTRACK_TODAY": TODAY})
        if unit:
            desk.settle(PROGRAMME, unit)
        else:
            desk.settle_demo(PROGRAMME, PROVINCE)
        desk.close()
        return {path.name: path.read_bytes() for path in Path(name).iterdir()}


def _copied(folder: Path, files: dict[str, bytes]) -> Desk:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return Desk(Places(folder), {"QTRACK_TODAY": TODAY})


@contextmanager
def demo_desk(folder: Path, unit: str) -> Iterator[Desk]:
    """Give the desk of a unit on demo data."""
    desk = _copied(folder, _files(""))
    desk.settle_demo(PROGRAMME, unit)
    try:
        yield desk
    finally:
        desk.close()


@contextmanager
def new_desk(folder: Path, unit: str = WUHAN) -> Iterator[Desk]:
    """Give the desk of a unit that has just been set up."""
    desk = _copied(folder, _files(unit))
    try:
        yield desk
    finally:
        desk.close()


@contextmanager
def first_desk(folder: Path) -> Iterator[Desk]:
    """Give a desk nobody has sat at."""
    shutil.rmtree(folder, ignore_errors=True)
    desk = Desk(Places(folder), {"QTRACK_TODAY": TODAY})
    try:
        yield desk
    finally:
        desk.close()


class Watched(QtrackApp):
    """The app, with all it told in notes."""

    CSS_PATH = str(Path(app.__file__).with_name("qtrack.tcss"))

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.told: list[str] = []

    def notify(self, message: str, **manner: Any) -> None:  # noqa: ANN401 - Textual's own
        """Keep the note, then show it."""
        self.told.append(message)
        super().notify(message, **manner)


class Hand:
    """A person at the keyboard, who waits until the screen stands still."""

    def __init__(self, app: Watched, pilot: Pilot[int]) -> None:
        self.app = app
        self._pilot = pilot

    async def __call__(self, *keys: str) -> None:
        """Press keys, and wait after each."""
        for key in keys:
            await self.fast(key)

    async def fast(self, *keys: str) -> None:
        """Press keys without waiting for what each does, then wait."""
        for key in keys:
            sign = " " if key == "space" else key if len(key) == 1 else None
            self.app.post_message(events.Key(_character_to_key(key) if sign == key else key, sign))
        await self.still()

    async def types(self, text: str) -> None:
        """Type a text."""
        await self.fast(*text)

    async def pastes(self, text: str) -> None:
        """Paste a text where the cursor stands."""
        self.app.post_message(events.Paste(text))
        await self.still()

    async def fill(self, **texts: str) -> None:
        """Put texts into the fields of the form, as if each was typed and left."""
        for line in self.app.screen.query(FieldLine):
            if line.field.key in texts:
                line.blank.focus()
                await self.fast("end", *["backspace"] * len(line.shown), *texts[line.field.key])

    async def until(self, done: Callable[[], bool]) -> None:
        """Wait for what Textual does in its own time."""
        for _ in range(200):
            await self.still()
            if done():
                return
            await asyncio.sleep(0.02)
        raise AssertionError(self.picture)

    async def resize(self, width: int, height: int) -> None:
        """Change the terminal's size."""
        await self._pilot.resize_terminal(width, height)
        await self.still()

    async def click(self, target: Widget | str, offset: tuple[int, int] = (0, 0), times: int = 1) -> None:
        """Click with the mouse."""
        await self._pilot.click(target, offset=offset, times=times)
        await self.still()

    async def still(self) -> None:
        """Wait until no work is under way and its answers are shown."""
        calm = 0
        while calm < CALM:
            await self._pilot.pause(0)
            busy = sum(not worker.is_finished for worker in self.app.workers) > self._answers_awaited
            calm = 0 if busy else calm + 1
            if busy:
                await asyncio.sleep(0.002)

    @property
    def _answers_awaited(self) -> int:
        """Count the workers that wait for the person and not for the machine."""
        callbacks = [callback for screen in self.app.screen_stack for callback in screen._result_callbacks]  # noqa: SLF001 - who waits has no public name
        waiting = sum(bool(getattr(callback.future, "_callbacks", None)) for callback in callbacks)
        return waiting + sum(
            worker.group == "register" and not worker.is_finished for worker in self.app.workers
        )

    @property
    def picture(self) -> str:
        """Give the screen as the terminal shows it."""
        strips = self.app.screen._compositor.render_strips()  # noqa: SLF001 - what is painted has no public name
        return "\n".join(strip.text for strip in strips)

    def table(self, selector: str = "RecordTable") -> RecordTable:
        """Give the first table that fits."""
        return self.app.screen.query(selector).first(RecordTable)

    def rows(self, selector: str = "RecordTable") -> list[str]:
        """Give a table's lines in view, the heading first."""
        table = self.table(selector)
        lines = [table.render_line(y).text for y in range(table.size.height)]
        return lines[: table.total + 1]

    @property
    def ledger(self) -> RecordTable:
        """Give the table of the ledger on the screen."""
        return self.app.screen.query_one(LedgerTable).table


@asynccontextmanager
async def at(desk: Desk, *keys: str, size: tuple[int, int] = NARROW) -> AsyncIterator[Hand]:
    """Open the app, press keys, and give the hand."""
    watched = Watched(desk)
    async with watched.run_test(size=size, notifications=True) as pilot:
        hand = Hand(watched, pilot)
        await hand.until(lambda: bool(watched.screen.query(Static)))
        await hand(*keys)
        yield hand


async def list_ledger(hand: Hand, key: str) -> None:
    """List a ledger and go to its rows."""
    hand.table("#ledgers").seek(key)
    await hand.still()
    hand.ledger.focus()
    await hand.still()


async def menu(hand: Hand, words: str) -> None:
    """Choose from what F6 offers by words."""
    await hand("f6")
    await hand.types(words)
    await hand("enter")


def put(desk: Desk, key: str, **texts: str) -> str:
    """Add a row as a form would."""
    draft = desk.store.read(read, desk.office, key, texts)
    assert draft.problems == ()
    return desk.store.run(add, desk.office, key, draft.values)


def kept(desk: Desk, key: str, field: str) -> list[str]:
    """Give the texts of a field in all rows of a ledger, in the order they are listed."""
    at = [each.key for each in schemas()[key].fields].index(field)
    return [row.texts[at] for row in desk.store.read(page, desk.office, Query(key), 0, 1_000)]


def words_of(line: str) -> list[str]:
    """Give a line's words."""
    return line.split()
