"""Files to bring in, and a hand that knows the screens of an import."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import xlsxwriter
from places_bench import WIDE, Hand, at, list_ledger

from qtrack.tui.imports.mapping_screen import MappingScreen
from qtrack.tui.imports.review_screen import ReviewScreen
from qtrack.tui.widgets.file_picker import FilePicker
from qtrack.wiring import Desk

FIRM_HEADINGS = ("单位名称", "所在县区", "是否规上", "行业")


def firm(number: int, **others: str) -> list[str]:
    """Give the cells of a firm below the headings."""
    texts = {"name": f"示例机械{number}厂", "unit": "江岸区", "above": "否", "industry": "装备", **others}
    return [texts[key] for key in ("name", "unit", "above", "industry")]


def workbook(folder: Path, *rows: Sequence[str], name: str = "名录.xlsx", **more: list[list[str]]) -> Path:
    """Write a workbook with a first sheet of these rows, and others by name."""
    path = folder / name
    with xlsxwriter.Workbook(path) as book:
        for title, held in {"名录": rows, **more}.items():
            sheet = book.add_worksheet(title)
            for at_row, row in enumerate(held):
                sheet.write_row(at_row, 0, row)
    return path


def firms(folder: Path, *rows: Sequence[str], name: str = "名录.xlsx") -> Path:
    """Write a workbook of firms."""
    return workbook(folder, FIRM_HEADINGS, *rows, name=name)


@asynccontextmanager
async def importing(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch, ledger: str = "enterprise"
) -> AsyncIterator[Hand]:
    """Open the app on a ledger and choose a file to bring in."""
    monkeypatch.setenv("HOME", str(path.parent))
    async with at(desk, "3", size=WIDE) as hand:
        await list_ledger(hand, ledger)
        await choose(hand, path)
        yield hand


def top(hand: Hand) -> type:
    """Give what kind of screen is open."""
    return type(hand.app.screen)


async def choose(hand: Hand, path: Path) -> None:
    """Choose a file to bring in, and wait until its columns are shown or it is refused."""
    await hand("ctrl+o")
    await hand.until(lambda: isinstance(hand.app.screen, FilePicker))
    await hand.pastes(str(path))
    await hand("enter")
    await hand.until(lambda: not isinstance(hand.app.screen, FilePicker))


async def look(hand: Hand) -> ReviewScreen:
    """Go on from the columns to the rows, and wait until they are judged."""
    assert isinstance(hand.app.screen, MappingScreen)
    await hand("f2")
    return await judged(hand)


async def judged(hand: Hand) -> ReviewScreen:
    """Wait until the rows are judged."""
    await hand.until(lambda: isinstance(hand.app.screen, ReviewScreen) and not hand.app.screen.is_judging)
    screen = hand.app.screen
    assert isinstance(screen, ReviewScreen)
    return screen
