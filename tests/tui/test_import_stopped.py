"""An import stopped while it reads, seeks, judges or writes leaves nothing behind; the screen lives on."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from import_bench import choose, firm, firms, judged, look, top
from places_bench import WIDE, Hand, at, kept, list_ledger, new_desk
from textual import events
from textual.widgets import Static

from qtrack.domain.progress import Progress
from qtrack.services import import_work
from qtrack.services.incoming import Incoming
from qtrack.tui.frame import Place
from qtrack.tui.imports.mapping_screen import MappingScreen
from qtrack.tui.imports.review_screen import ReviewScreen
from qtrack.tui.imports.working import Working

ROWS = 1_200
PATIENCE_S = 30


class Held:
    """Work that goes on as it is, but waits at a step until it is let go; `reached` says that it waits."""

    def __init__(
        self,
        monkeypatch: pytest.MonkeyPatch,
        name: str,
        step: int,
        where: Any = import_work,  # noqa: ANN401 - a module or a class
    ) -> None:
        self.reached, self.go = Event(), Event()
        self._step = step
        self._work = getattr(where, name)

        def held(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - a function may stand in for a method
            return self(*given, **named)

        monkeypatch.setattr(where, name, held)

    def __call__(self, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - as the work has it
        """Do the work."""
        if "progress" in named:
            return self._work(*given, **{**named, "progress": self._slow(named["progress"])})
        return self._work(*given[:-1], self._slow(given[-1]))

    def _slow(self, progress: Progress) -> Progress:
        calls = 0

        def told(done: int, total: int) -> None:
            nonlocal calls
            calls += 1
            if calls == self._step and not self.go.is_set():
                self.reached.set()
                assert self.go.wait(PATIENCE_S)
            progress(done, total)

        return told

    async def stop(self, hand: Hand, seen: Callable[[], bool], *keys: str) -> None:
        """Press keys once it waits, see that the screen is alive and has heard them, then let it go on."""
        await eventually(self.reached.is_set)
        for key in keys:
            hand.app.post_message(events.Key(key, None))
        await eventually(seen)
        self.go.set()


def left_out(hand: Hand) -> int:
    """Say how many rows are left out."""
    return len(hand.app.screen.trial.out) if isinstance(hand.app.screen, ReviewScreen) else 0


def stopping(hand: Hand) -> bool:
    """Say whether the screen says that it stops."""
    told = [str(line.content) for line in hand.app.screen.query("#steps").results(Static)]
    return told == ["正在取消"]


async def eventually(done: Callable[[], bool]) -> None:
    """Wait for something while work is under way."""
    for _ in range(PATIENCE_S * 100):
        if done():
            return
        await asyncio.sleep(0.01)
    raise AssertionError


def many(folder: Path) -> Path:
    """Write more rows than are judged or kept at a time."""
    return firms(folder, *(firm(number) for number in range(ROWS)))


async def test_reading_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = many(tmp_path)
    held = Held(monkeypatch, "read_book", 1)
    with new_desk(tmp_path) as desk:
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            chosen = asyncio.create_task(choose(hand, path))
            await eventually(lambda: top(hand) is Working)
            await held.stop(hand, lambda: stopping(hand), "escape")
            await chosen
            assert issubclass(top(hand), Place)
            assert hand.app.told[-1].startswith(("已取消", "“名录.xlsx”没有读完"))
        assert kept(desk, "enterprise", "name") == []


async def test_seeking_the_table_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = many(tmp_path)
    held = Held(monkeypatch, "incoming", 1)
    with new_desk(tmp_path) as desk:
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            chosen = asyncio.create_task(choose(hand, path))
            await eventually(lambda: top(hand) is Working)
            await held.stop(hand, lambda: stopping(hand), "escape")
            await chosen
            assert issubclass(top(hand), Place)
            assert hand.app.told[-1] == "已取消，没有作任何改动"


async def test_taking_the_rows_out_is_stopped_and_the_columns_are_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = many(tmp_path)
    with new_desk(tmp_path) as desk:
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await choose(hand, path)
            held = Held(monkeypatch, "lines", 1, Incoming)
            hand.app.post_message(events.Key("f2", None))
            await held.stop(hand, lambda: stopping(hand), "escape")
            await hand.still()
            assert top(hand) is MappingScreen
            await look(hand)
            assert top(hand) is ReviewScreen


async def test_judging_is_stopped_by_leaving_and_by_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = many(tmp_path)
    with new_desk(tmp_path) as desk:
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await choose(hand, path)
            held = Held(monkeypatch, "review", 2)
            hand.app.post_message(events.Key("f2", None))
            await eventually(lambda: top(hand) is ReviewScreen)
            await held.stop(hand, lambda: top(hand) is MappingScreen, "escape")
            await hand.still()
            assert top(hand) is MappingScreen
            held.go.clear()
            held.reached.clear()
            hand.app.post_message(events.Key("f2", None))
            await eventually(lambda: top(hand) is ReviewScreen)
            await held.stop(hand, lambda: left_out(hand) == 1, "pagedown", "space")
            screen = await judged(hand)
            assert screen.verdicts is not None
            assert len(screen.verdicts.review.lines) == ROWS - 1
        assert kept(desk, "enterprise", "name") == []


async def test_writing_is_stopped_and_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = many(tmp_path)
    with new_desk(tmp_path) as desk:
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await choose(hand, path)
            await look(hand)
            held = Held(monkeypatch, "import_rows", 5)
            hand.app.post_message(events.Key("ctrl+s", None))
            await held.stop(hand, lambda: stopping(hand), "escape")
            await hand.still()
            assert hand.app.told[-1] == "已取消，没有作任何改动"
            assert top(hand) is ReviewScreen
            assert kept(desk, "enterprise", "name") == []
            await hand("ctrl+s")
            assert f"新增 {ROWS:,} 条" in hand.app.told[-1]
        assert len(kept(desk, "enterprise", "name")) == 1_000


async def test_work_that_is_let_go_on_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = many(tmp_path)
    with new_desk(tmp_path) as desk:
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await choose(hand, path)
            await look(hand)
            held = Held(monkeypatch, "import_rows", 5)
            hand.app.post_message(events.Key("ctrl+s", None))
            await held.stop(hand, lambda: True)
            await hand.still()
            assert f"新增 {ROWS:,} 条" in hand.app.told[-1]
