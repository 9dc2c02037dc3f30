"""Work that takes long, with a bar over the screen and a way to stop it."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any, ClassVar, TypeVar, cast

from textual import on, work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import ProgressBar, Static

from qtrack.domain.progress import Progress, StoppedError
from qtrack.tui.apart import apart
from qtrack.tui.imports.calm import calm
from qtrack.tui.widgets.box import Box, key_line, title_line

R = TypeVar("R")

Stopped = Callable[[], bool]
"""Says whether the person wants it to stop."""

SEEN_AFTER_S = 0.3
"""What is done sooner shows no bar."""

_TOLD_EVERY_S = 0.1


class Working(Box[bool]):
    """Does something in a thread of its own and closes when that has ended, well or not."""

    DEFAULT_CSS = """
    Working { background: transparent; }
    Working .box { visibility: hidden; width: 64; }
    Working.-seen { background: $background 60%; }
    Working.-seen .box { visibility: visible; }
    Working ProgressBar { margin: 0 2; width: 1fr; }
    Working Bar { width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "取消", show=False)]

    class Advanced(Message):
        """So many steps are done; 0 in all while nobody knows."""

        def __init__(self, done: int, total: int) -> None:
            super().__init__()
            self.done = done
            self.total = total

    def __init__(self, title: str, do: Callable[[Progress, Stopped], Any]) -> None:
        super().__init__()
        self.result: Any = None
        self.error: Exception | None = None
        self._heading = title
        self._do = do
        self._stop = Event()
        self._told_at = 0.0

    def compose(self) -> ComposeResult:
        """Lay out the bar over what can be done."""
        with Vertical(classes="box"):
            yield title_line(self._heading)
            yield ProgressBar(show_eta=False)
            yield Static("", classes="box-text", id="steps", markup=False)
            yield key_line("Esc取消，不会留下任何改动")

    def on_mount(self) -> None:
        """Begin."""
        self.set_timer(SEEN_AFTER_S, partial(self.add_class, "-seen"))
        self._work()

    @work(group="working")
    async def _work(self) -> None:
        try:
            self.result = await apart(self._calmly)
        except Exception as error:  # noqa: BLE001 - whoever asked for the work hears of it
            self.error = error
        self.dismiss(result=self.error is None)

    def _calmly(self) -> Any:  # noqa: ANN401 - whatever the work gives
        with calm():
            return self._do(self._tell, self._stop.is_set)

    def _tell(self, done: int, total: int) -> None:
        """Hear in the thread how far it is, and stop it there if the person wants that."""
        if self._stop.is_set():
            raise StoppedError("已取消，没有作任何改动")
        if time.monotonic() - self._told_at >= _TOLD_EVERY_S:
            self._told_at = time.monotonic()
            self.post_message(self.Advanced(done, total))

    @on(Advanced)
    def show_advance(self, message: Advanced) -> None:
        """Move the bar."""
        self.query_one(ProgressBar).update(total=message.total or None, progress=message.done)
        if not self._stop.is_set():
            words = f"{message.done:,}/{message.total:,}" if message.total else f"{message.done:,}"
            self.query_one("#steps", Static).update(words, layout=False)

    def action_leave(self) -> None:
        """Stop the work; this closes once it has stopped."""
        self._stop.set()
        self.query_one("#steps", Static).update("正在取消")


async def working(app: App[Any], title: str, do: Callable[[Progress, Stopped], R]) -> R:
    """Have something done in a thread while the screen says how far it is; raise what it raised.

    Waits in a worker. StoppedError comes when the person stopped it.
    """
    screen = Working(title, do)
    await app.push_screen_wait(screen)
    if screen.error is not None:
        raise screen.error
    return cast("R", screen.result)
