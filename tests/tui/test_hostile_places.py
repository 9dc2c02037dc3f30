"""Texts that would be markup, formulas or commands elsewhere stay text; a file in other hands is told."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from places_bench import JIANGAN, PROVINCE, WIDE, WUHAN, at, demo_desk, new_desk
from textual.command import CommandPalette
from textual.widgets import Input

from qtrack.services.listing import Query, page
from qtrack.store import engine
from qtrack.tui.commands import HIDDEN, Commands
from qtrack.tui.frame import Place
from qtrack.tui.screens.split import SplitScreen
from qtrack.tui.view import places_of
from qtrack.tui.widgets.dialogs import Confirm
from qtrack.tui.widgets.form import FormScreen
from qtrack.wiring import Desk

HOSTILE = ("[/]甲", "[@click=app.quit]x[/]", "=1+1甲", "𬭚＝（一）", "\\[x]")
ESC = "甲\x1b[31m乙\x1b]0;x\x07丙"
BUSY = "正被另一个程序写入"
PLACES = "1234567"


def names(desk: Desk) -> list[str]:
    """Give the names in the enterprise ledger, sorted."""
    return sorted(row.texts[0] for row in desk.store.read(page, desk.office, Query("enterprise"), 0, 50))


async def test_hostile_texts_are_entered_listed_asked_about_and_found_as_they_are(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        async with at(desk, "3", size=(120, 40)) as hand:
            for text in HOSTILE:
                await hand("f7")
                await hand.fill(above_scale="否", name=text)
                await hand("f2")
                assert text in hand.picture
            assert names(desk) == sorted(HOSTILE)
            await hand("f3")
            await hand.pastes("[@click")
            await hand("enter")
            assert "企业　第 1/1 条　查找“[@click”" in hand.picture
            await hand("f8")
            assert isinstance(hand.app.screen, Confirm)
            assert "[@click=app.quit]x[/]" in hand.picture
            await hand.click(".box-text", offset=(3, 0))
            await hand("escape", "1")
            hand.app.clear_notifications()
            await hand.still()
            assert [text for text in HOSTILE if text not in hand.picture] == []


async def test_control_characters_of_a_paste_are_gone_before_anything_sees_them(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        async with at(desk, "3") as hand:
            await hand("f7")
            await hand.fill(above_scale="否")
            await hand.fill(name="")
            await hand.pastes(ESC)
            await hand("f2")
            assert names(desk) == ["甲[31m乙]0;x丙"]
            await hand("f3")
            await hand.pastes("甲\x1b[31m乙\r\n")
            await hand("enter")
            assert "企业　第 1/1 条" in hand.picture
            await hand("f9")
            await hand.pastes("\x1b[2J[/]")
            assert "没有符合的" in hand.picture


async def test_a_refusal_that_names_a_hostile_row_is_shown_as_text(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        async with at(desk, "3", size=WIDE) as hand:
            for text in ("[/]甲", "[@click=app.quit]x[/]"):
                await hand("f7")
                await hand.fill(above_scale="否", name=text, code="91350100M000100Y43")
                await hand("f2")
            assert isinstance(hand.app.screen, FormScreen)
            assert "与已登记的“[/]甲”相同" in hand.picture


@contextmanager
def held_by_another(desk: Desk) -> Iterator[None]:
    """Let another program hold the file."""
    with closing(sqlite3.connect(desk.places.ledger_file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


async def test_a_file_held_by_another_program_is_told_and_the_app_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0)
    with demo_desk(tmp_path, WUHAN) as desk:
        async with at(desk) as hand:
            with held_by_another(desk):
                for key in PLACES:
                    await hand(key)
                assert hand.app.told
                assert all(BUSY in note and "\n" not in note for note in hand.app.told)
                await hand("2", "f6")
                assert isinstance(hand.app.screen, SplitScreen)
                await hand("f2", "escape")
                assert isinstance(hand.app.screen, Place)
            hand.app.told.clear()
            await hand("3", "f5")
            assert hand.app.told == []
            assert hand.ledger.total > 0


async def test_a_form_keeps_what_was_typed_while_the_file_is_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0)
    with demo_desk(tmp_path, JIANGAN) as desk:
        firm = names(desk)[0]
        async with at(desk, "3", size=WIDE) as hand:
            hand.table("#ledgers").seek("action")
            await hand.still()
            await hand("f7")
            with held_by_another(desk):
                await hand.fill(enterprise=firm, provider="示例院")
                assert BUSY in hand.picture
                await hand("f2", "up", "f4", "escape")
                assert isinstance(hand.app.screen, FormScreen)
                assert firm in hand.picture
            await hand.fill(done_on="2022-10-01", kind="1")
            await hand("f2")
            assert hand.app.told[-1].startswith("已保存")


async def test_the_palette_holds_every_action_of_every_place(tmp_path: Path) -> None:
    with demo_desk(tmp_path, WUHAN) as desk:
        async with at(desk) as hand:
            for key in PLACES:
                await hand(key)
                provider = Commands(hand.app.screen)
                offered = {str(hit.text) async for hit in provider.discover()}
                nodes = [hand.app, hand.app.screen, *hand.app.screen.query("LedgerTable")]
                wanted = {
                    binding.description
                    for node in nodes
                    for kind in type(node).__mro__
                    if kind.__module__.startswith("qtrack.")
                    for binding in vars(kind).get("BINDINGS", ())
                    if binding.action not in HIDDEN and node.check_action(binding.action, ())
                }
                wanted |= {place.label for place in places_of(desk.office.programme).values()}
                assert wanted - {"换屏"} <= offered


async def test_an_action_is_found_by_its_words_and_done(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        async with at(desk, "ctrl+p") as hand:
            assert isinstance(hand.app.screen, CommandPalette)
            await hand.types("时限")
            await hand.until(lambda: "按键 6" in hand.picture and "按键 5" not in hand.picture)
            await hand("enter", "enter")
            assert hand.app.current_mode == "6"


async def test_quitting_asks_before_what_was_typed_is_lost(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        async with at(desk, "3", "f7") as hand:
            await hand.types("x")
            await hand("ctrl+q")
            assert type(hand.app.screen) is Confirm
            await hand("ctrl+q", "enter")
            assert hand.app.is_running
            await hand("escape", "y", "ctrl+q")
            assert hand.app.return_code == 0


async def test_digits_in_a_blank_are_digits(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        async with at(desk, "3", "f3") as hand:
            await hand.types("1２")
            assert hand.app.current_mode == "3"
            assert isinstance(hand.app.focused, Input)
            assert hand.app.focused.value == "1２"


async def test_the_whole_province_is_walked_to_its_last_unit(tmp_path: Path) -> None:
    with demo_desk(tmp_path, PROVINCE) as desk:
        async with at(desk, "f9", "end") as hand:
            await hand("pagedown", *["pagedown"] * 12, "enter")
            last = desk.office.region.units[-1]
            assert last.name in hand.picture
