"""6 时限 shows workdays, working dates and reminders, and lets a bureau set its own."""

from pathlib import Path

from places_bench import NARROW, WIDE, at
from textual.widgets import Static

from qtrack.places import Places
from qtrack.wiring import Desk

CHANGSHA, FURONG = "430100", "430102"


def desk_of(folder: Path, unit: str = CHANGSHA, today: str = "2022-11-16") -> Desk:
    desk = Desk(Places(folder), {"QTRACK_TODAY": today})
    desk.settle("hunan-2022", unit)
    return desk


async def test_a_deadline_stands_with_its_workdays_working_dates_and_reminder(tmp_path: Path) -> None:
    desk = desk_of(tmp_path)
    try:
        async with at(desk, "6", size=NARROW) as hand:
            line = str(hand.app.screen.query_one("#planned", Static).content)
            assert "还剩 10 个工作日" in line
            assert "倒排 市州 11-23，县区 11-16（推算）" in line
            assert "! 今天提醒（提前 14 天）" in line
    finally:
        desk.close()


async def test_a_county_sees_its_own_working_date(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, FURONG)
    try:
        async with at(desk, "6", size=NARROW) as hand:
            line = str(hand.app.screen.query_one("#planned", Static).content)
            assert "倒排 县区 11-16（推算）" in line
            assert "市州" not in line
    finally:
        desk.close()


async def test_the_bureau_sets_reminders_and_leads_and_they_stay(tmp_path: Path) -> None:
    desk = desk_of(tmp_path)
    try:
        async with at(desk, "6", "f2", size=WIDE) as hand:
            await hand.types("十天")
            await hand("enter")
            assert "不是数字" in hand.picture
            await hand("end", "backspace", "backspace")
            await hand.types("１０、2")
            await hand("enter")
            await hand.types("2")
            await hand("enter")
            assert "写两个数" in hand.picture
            await hand.types(" 1")
            await hand("enter")
            assert hand.app.told == ["提醒和倒排已保存"]
            line = str(hand.app.screen.query_one("#planned", Static).content)
            assert "市州 11-28，县区 11-25（本单位自定）" in line
            assert "下次提醒 11-20（提前 10 天）" in line
    finally:
        desk.close()
    again = Desk(Places(tmp_path), {"QTRACK_TODAY": "2022-11-16"})
    assert (again.planning.reminders, again.planning.leads) == ((10, 2), (2, 1))


async def test_what_a_level_above_sends_is_not_registered_unasked(tmp_path: Path) -> None:
    desk = Desk(Places(tmp_path), {"QTRACK_TODAY": "2023-09-18"})
    desk.settle("hunan-2023-assessment", CHANGSHA)
    try:
        async with at(desk, "6", "f4", size=NARROW) as hand:
            assert "新增：报送" not in hand.picture
            assert any("不由长沙市报送" in told for told in hand.app.told)
            await hand("tab", "f7")
            assert "新增：报送" in hand.picture
    finally:
        desk.close()
