"""P-15 by keys: F6 sets a step or a threshold for the year under the cursor; labelled, undone, explained."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from places_bench import NARROW, WIDE, Hand, at

from qtrack.places import Places
from qtrack.wiring import Desk

PLAN, PROVINCE = "hunan-plan-2025", "430000"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Give the desk of a province that works on the plan."""
    desk = Desk(Places(tmp_path), {"QTRACK_TODAY": "2024-03-01"})
    try:
        desk.settle(PLAN, PROVINCE)
        yield desk
    finally:
        desk.close()


async def stand(hand: Hand, name: str, year: str) -> None:
    """Go to an indicator's year in the list."""
    table = hand.table()
    table.seek(f"{PLAN}/{name}")
    await hand.still()
    while table.cursor_column().key != year:
        await hand("right")


def line(hand: Hand, words: str) -> str:
    return next(row for row in hand.rows() if words in row)


async def test_a_step_is_set_shown_labelled_undone_and_taken_away(desk: Desk) -> None:
    async with at(desk, "8", size=WIDE) as hand:
        await stand(hand, "manufacturing", "2023")
        assert "推94.44" in line(hand, "制造业")
        await hand("f6")
        assert "推算，非文件数" in hand.picture
        await hand.types("九四")
        await hand("enter")
        assert "不是数值" in hand.picture
        await hand("backspace", "backspace")
        await hand.types("９4.30")
        await hand("enter")
        await hand.types("[b]局务会[/b]")
        await hand("enter")
        assert "设94.30" in line(hand, "制造业")
        assert "推94.44" not in line(hand, "制造业")
        assert "本单位设定，非文件数" in hand.picture
        await hand("enter")
        assert "本单位设定，非文件数" in hand.picture
        assert "94.44" in hand.picture
        await hand("down", "down", "down", "f1")
        assert "[b]局务会[/b]" in hand.picture
        await hand("escape", "f6", *["backspace"] * 8, "enter")
        await hand("escape")
        assert "推94.44" in line(hand, "制造业")


async def test_a_threshold_asks_for_its_source_and_the_verdict_follows(desk: Desk) -> None:
    async with at(desk, "8", size=WIDE) as hand:
        await stand(hand, "water-quality", "2025")
        assert "【待补】" in line(hand, "国控断面")
        await hand("f6")
        assert "达到国家考核目标" in hand.picture
        await hand.types("93.5")
        await hand("enter", "enter")
        assert "必须填写" in hand.picture
        await hand.types("示例厅函")
        await hand("enter")
        assert "阈93.5" in line(hand, "国控断面")
        assert "【待补】" not in line(hand, "国控断面")


@pytest.mark.parametrize(("year", "words"), [("base", "基期"), ("2025", "文件印了2025年的数")])
async def test_what_the_plan_prints_cannot_be_set(desk: Desk, year: str, words: str) -> None:
    async with at(desk, "8", size=WIDE) as hand:
        await stand(hand, "manufacturing", year)
        await hand("f6")
        assert any(words in told for told in hand.app.told)


async def test_every_year_stands_whole_on_a_narrow_terminal(desk: Desk) -> None:
    async with at(desk, "8", size=NARROW) as hand:
        assert "##" not in hand.picture
