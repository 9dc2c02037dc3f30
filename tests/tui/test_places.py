"""Each place opens for every kind of unit and shows the numbers of the services."""

import re
from pathlib import Path

import pytest
from places_bench import JIANGAN, PROVINCE, WIDE, WUHAN, XIANTAO, Hand, at, demo_desk, new_desk, words_of

from qtrack.domain.text import same_words
from qtrack.services.catalog import in_use
from qtrack.services.dues import due_standings
from qtrack.services.listing import totals
from qtrack.services.standings import floor_standings, target_standings
from qtrack.tui.frame import Place
from qtrack.tui.help import HELP
from qtrack.tui.screens.counted import CountedScreen
from qtrack.tui.widgets.chooser import Chooser
from qtrack.tui.widgets.dialogs import Notice
from qtrack.tui.widgets.source_view import SourceView
from qtrack.wiring import Desk

UNITS = (PROVINCE, WUHAN, JIANGAN, XIANTAO)
PLACES = "1234567"
FULL_WIDTH = "１２３４５６７"


def number(value: int | None, *, split: bool = True) -> str:
    """Write a count as the screens do; no number is owed where the notice does not `split` the whole."""
    missing = "【待补】" if split else "无分解"
    return missing if value is None else f"{value:,}"


def shows_overview(hand: Hand, desk: Desk) -> None:
    held_of = desk.store.read(target_standings, desk.office)
    floors = [units for units in desk.store.read(floor_standings, desk.office).values() if units]
    lines = hand.rows("#standings")[1:]
    assert len(lines) == len(held_of) + len(floors)
    for held, line in zip(held_of, lines, strict=False):
        assert words_of(line)[:2] == [held.target.tier, held.target.name.replace(" ", "")]
        own = {f"{own:,}" for own in (held.own.number, held.own.done, held.own.gap) if own is not None}
        assert own <= set(words_of(line))
    for units, line in zip(floors, lines[len(held_of) :], strict=True):
        assert {f"{len(units)}", f"{sum(unit.met for unit in units)}"} <= set(words_of(line))


def shows_targets(hand: Hand, desk: Desk) -> None:
    standings = desk.store.read(target_standings, desk.office)
    lines = {words_of(line)[0]: words_of(line) for line in hand.rows()[1:]}
    own = words_of(hand.rows()[1])
    for held in standings:
        split = bool(held.target.quotas)
        assert {number(held.own.number, split=split), number(held.own.done)} <= set(own)
    for place, unit in enumerate(desk.office.region.children(desk.office.unit.code)):
        for held in standings:
            child, split = held.children[place], bool(held.target.quotas)
            assert {number(child.number, split=split), number(child.done)} <= set(lines[unit.short])


def shows_ledgers(hand: Hand, desk: Desk) -> None:
    found = [words_of(line)[-1] for line in hand.rows("#ledgers")[1:]]
    counts = desk.store.read(totals, desk.office)
    expected = [f"{counts[key]:,}" for key in in_use(desk.office)]
    assert len(found) > sum(in_use(desk.office).values())
    assert found == expected[: len(found)]


def shows_floor(hand: Hand, desk: Desk) -> None:
    ledger = "training" if hand.app.current_mode == "4" else "station"
    floor = next(f for f in desk.office.programme.floors if f.tests[0].count.ledger == ledger)
    units = desk.store.read(floor_standings, desk.office)[floor.id]
    assert f"县区达标 {sum(unit.met for unit in units)}/{len(units)}" in hand.picture
    lines = {words_of(line)[0]: words_of(line) for line in hand.rows("#counties")[1:]}
    for unit in units:
        line = lines.get(desk.office.region.by_code[unit.unit].short)
        if line:  # those further down are not in view
            assert line[1 : 1 + len(unit.results)] == [f"{result.count:,}" for result in unit.results]
            assert ("达标" in line, "未达" in line) == (unit.met, not unit.met)


def shows_dues(hand: Hand, desk: Desk) -> None:
    for due, line in zip(desk.store.read(due_standings, desk.office), hand.rows("#dues")[1:], strict=True):
        for words in (due.title, due.due_on.isoformat(), due.left_words, due.state.value):
            assert words in line


def shows_reports(hand: Hand, _desk: Desk) -> None:
    assert "年终工作簿" in hand.picture
    assert "打印本" in hand.picture


@pytest.mark.parametrize("unit", UNITS)
async def test_every_place_shows_the_numbers_of_its_unit(tmp_path: Path, unit: str) -> None:
    shows = (
        shows_overview,
        shows_targets,
        shows_ledgers,
        shows_floor,
        shows_floor,
        shows_dues,
        shows_reports,
    )
    with demo_desk(tmp_path, unit) as desk:
        async with at(desk, size=WIDE) as hand:
            for key, look in zip(PLACES, shows, strict=True):
                await hand(key)
                assert hand.app.current_mode == key
                assert desk.office.unit.name in hand.picture
                assert "演示" in hand.picture
                look(hand, desk)
            assert hand.app.told == []


@pytest.mark.parametrize("unit", UNITS)
async def test_every_place_opens_before_anything_was_entered(tmp_path: Path, unit: str) -> None:
    with new_desk(tmp_path, unit) as desk:
        async with at(desk) as hand:
            for key in (*PLACES, "1"):
                await hand.fast(key, "f2", "f8", "escape")
                assert isinstance(hand.app.screen, Place)
            assert hand.app.told == []


async def test_enter_goes_down_to_the_rows_and_esc_comes_back_no_further_than_home(tmp_path: Path) -> None:
    with demo_desk(tmp_path, PROVINCE) as desk:
        async with at(desk, "2") as hand:
            assert "湖北省的任务指标" in hand.picture
            await hand("down", "enter")
            assert "湖北省 > 武汉市" in hand.picture
            await hand("home", "down", "down", "enter")
            assert "武汉市 > 江岸区" in hand.picture
            await hand("enter")
            assert isinstance(hand.app.screen, CountedScreen)
            assert "江岸区" in hand.picture
            await hand("escape")
            assert "武汉市 > 江岸区" in hand.picture
            await hand("escape", "escape", "escape", "escape")
            assert "湖北省的任务指标" in hand.picture
    with demo_desk(tmp_path, WUHAN) as desk:
        async with at(desk, "2", "escape", "escape") as hand:
            assert "武汉市的任务指标" in hand.picture
            assert desk.office.unit.code == WUHAN


async def test_counted_rows_are_as_many_as_the_number_says(tmp_path: Path) -> None:
    with demo_desk(tmp_path, JIANGAN) as desk:
        standings = desk.store.read(target_standings, desk.office)
        async with at(desk, "2", "right", size=WIDE) as hand:
            for held in standings:
                if not held.target.count.distinct:
                    await hand("f4")
                    assert hand.ledger.total == held.own.done
                    await hand("escape")
                await hand("right", "right", "right")


async def test_f9_looks_from_another_unit_of_the_own_tree_only(tmp_path: Path) -> None:
    with demo_desk(tmp_path, WUHAN) as desk:
        async with at(desk, "f9") as hand:
            assert isinstance(hand.app.screen, Chooser)
            assert hand.table("OptionList").total == 14
            await hand.types("江汉")
            await hand("enter")
            assert "武汉市 > 江汉区" in hand.picture
            await hand("3")
            assert "武汉市 > 江汉区" in hand.picture
            await hand("f9", "escape")
            assert "武汉市 > 江汉区" in hand.picture


async def test_f1_on_a_number_shows_clause_and_quote_and_elsewhere_help(tmp_path: Path) -> None:
    with demo_desk(tmp_path, WUHAN) as desk:
        programme = desk.office.programme
        target, floor = programme.targets[0], programme.floors[0]
        sources = {target.id: programme.number_source(target, WUHAN), floor.id: floor.source}
        async with at(desk, size=WIDE) as hand:
            rows = [row.key for row in map(hand.table().row_at, range(hand.table().total)) if row]
            for name, source in sources.items():
                hand.table("#standings").seek(next(key for key in rows if key.endswith(f"/{name}")))
                hand.table("#standings").focus()
                await hand("f1")
                assert isinstance(hand.app.screen, SourceView)
                assert source.clause in hand.picture
                assert same_words(source.quote)[:8] in same_words(hand.picture)
                await hand("escape")
            hand.table("#recent").focus()
            await hand("f1")
            assert isinstance(hand.app.screen, Notice)


async def test_every_place_explains_itself(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        async with at(desk, size=WIDE) as hand:
            for key in PLACES:
                await hand(key, "f1")
                assert HELP[key].splitlines()[0][:12] in hand.picture
                assert "Ctrl+Q 退出" in hand.picture
                await hand("escape")
                assert hand.app.current_mode == key
                assert isinstance(hand.app.screen, Place)


async def test_digits_of_an_input_method_switch_too(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        async with at(desk) as hand:
            for key, name in reversed(list(zip(PLACES, FULL_WIDTH, strict=True))):
                await hand(name)
                assert hand.app.current_mode == key


async def test_places_switched_faster_than_they_fill_end_where_the_last_key_says(tmp_path: Path) -> None:
    with demo_desk(tmp_path, PROVINCE) as desk:
        async with at(desk, size=WIDE) as hand:
            await hand.fast(*"12345674321", "2", "1", "2")
            assert hand.app.current_mode == "2"
            shows_targets(hand, desk)
            await hand("down", "enter", "escape")
            await hand.fast("3", "4", "1")
            shows_overview(hand, desk)
            assert hand.app.told == []


def without_bars(picture: str) -> str:
    """Give a picture without the thumbs of scroll bars, which Textual paints a moment after the rest."""
    return re.sub("[\u2580-\u259f]", " ", picture)


async def test_a_window_made_tiny_and_large_again_shows_the_same(tmp_path: Path) -> None:
    with demo_desk(tmp_path, WUHAN) as desk:
        async with at(desk) as hand:
            for key in PLACES:
                await hand(key)
                before = without_bars(hand.picture)
                for size in ((60, 15), (80, 24)):
                    await hand.resize(*size)
                assert without_bars(hand.picture) == before


async def test_the_mouse_goes_to_a_place_and_opens_a_unit(tmp_path: Path) -> None:
    with demo_desk(tmp_path, WUHAN) as desk:
        async with at(desk) as hand:
            await hand.click("#places", offset=(11, 0))
            assert hand.app.current_mode == "2"
            await hand.click(hand.table(), offset=(2, 3), times=2)
            assert "武汉市 > 江岸区" in hand.picture


async def test_enter_on_a_floor_goes_where_it_is_watched_or_to_the_ledgers(tmp_path: Path) -> None:
    watched = {"training": "4", "station": "5"}
    with demo_desk(tmp_path, WUHAN) as desk:
        programme = desk.office.programme
        async with at(desk) as hand:
            for floor in programme.floors:
                await hand("1")
                hand.table("#standings").seek(f"{programme.id}/floor/{floor.id}")
                hand.table("#standings").focus()
                await hand("enter")
                assert hand.app.current_mode == watched.get(floor.tests[0].count.ledger, "3")


async def test_enter_on_the_overview_goes_where_the_details_are(tmp_path: Path) -> None:
    places = {"standings": "2", "dues": "6", "recent": "3"}
    with demo_desk(tmp_path, WUHAN) as desk:
        async with at(desk) as hand:
            for table, place in places.items():
                await hand("1")
                hand.table(f"#{table}").focus()
                await hand("enter")
                assert hand.app.current_mode == place
