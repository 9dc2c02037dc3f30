"""Numbers and days of a derived pack carry a mark on the places until somebody has confirmed them (X1)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from places_bench import NARROW, WIDE, at
from textual.widgets import Static

from qtrack.packs.edit import confirm, unconfirmed_at
from qtrack.places import Places
from qtrack.wiring import Desk

WUHAN = "420100"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Give the desk of a city that works on a derived pack."""
    desk = Desk(Places(tmp_path), {"QTRACK_TODAY": "2026-03-20"})
    try:
        desk.packs.derive("hubei-2022", 2026, desk.calendar)
        desk.settle("hubei-2026", WUHAN)
        yield desk
    finally:
        desk.close()


def confirm_all(desk: Desk) -> None:
    """Confirm what can be, and take the pack up anew."""
    before = desk.packs.own("hubei-2026")
    desk.packs.keep(confirm(before, unconfirmed_at(before)), before)
    desk.settle("hubei-2026", WUHAN)


@pytest.mark.parametrize("size", [NARROW, (120, 40), WIDE], ids=lambda size: str(size[0]))
async def test_targets_carry_the_mark(desk: Desk, size: tuple[int, int]) -> None:
    async with at(desk, "2", size=size) as hand:
        assert "核3,000" in hand.rows()[1]
    confirm_all(desk)
    async with at(desk, "2", size=size) as hand:
        assert "核" not in hand.picture


async def test_floors_and_whole_numbers_carry_the_mark(desk: Desk) -> None:
    async with at(desk, "4", size=WIDE) as hand:
        assert "≥核50" in hand.rows("#counties")[0]
        await hand("5")
        assert "≥核1" in hand.rows("#counties")[0]
        assert "待核）" in str(hand.app.screen.query_one("#note", Static).content)
    confirm_all(desk)
    async with at(desk, "4", "5", size=WIDE) as hand:
        assert "核" not in hand.rows("#counties")[0]
        assert "待核" not in str(hand.app.screen.query_one("#note", Static).content)


async def test_days_carry_the_mark_and_a_later_day_of_the_bureau_does_not(desk: Desk) -> None:
    async with at(desk, "6", size=WIDE) as hand:
        assert all("待核" in line for line in hand.rows("#dues")[1:])
        await hand("f6")
        await hand.types("2026-04-01")
        await hand("enter")
        await hand.types("示例")
        await hand("enter")
        lines = [line for line in hand.rows("#dues")[1:] if "2026-04-01" in line]
        assert len(lines) == 1
        assert "待核" not in lines[0]
    confirm_all(desk)
    async with at(desk, "6", size=WIDE) as hand:
        assert "待核" not in "".join(hand.rows("#dues"))


async def test_points_of_an_assessment_carry_the_mark(tmp_path: Path) -> None:
    desk = Desk(Places(tmp_path), {"QTRACK_TODAY": "2026-06-20"})
    try:
        desk.packs.derive("hunan-2023-assessment", 2026, desk.calendar)
        desk.settle("hunan-2026-assessment", "430100")
        async with at(desk, "4", size=WIDE) as hand:
            assert "核3 " in "".join(hand.rows())
        before = desk.packs.own("hunan-2026-assessment")
        desk.packs.keep(confirm(before, ["assessment"]), before)
        desk.settle("hunan-2026-assessment", "430100")
        async with at(desk, "4", size=WIDE) as hand:
            assert "核3 " not in "".join(hand.rows())
    finally:
        desk.close()


async def test_indicators_carry_the_mark(tmp_path: Path) -> None:
    desk = Desk(Places(tmp_path), {"QTRACK_TODAY": "2026-06-20"})
    try:
        desk.packs.derive("hunan-plan-2025", 2026, desk.calendar)
        desk.settle("hunan-plan-2030", "430000")
        async with at(desk, "8", size=WIDE) as hand:
            assert "核93.61" in hand.picture
            assert "核95.0" in hand.picture
    finally:
        desk.close()


async def test_help_says_what_the_mark_means_and_the_source_that_it_is_the_old_one(desk: Desk) -> None:
    async with at(desk, "2", "right", "f1", size=WIDE) as hand:
        assert "沿用上年原文" in hand.picture
