"""The places of a campaign: what is listed and how far it came, slogans, and the things due one by one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from places_bench import NARROW, Hand, at, kept, put, words_of

from qtrack.places import Places
from qtrack.tui.screens.activity import ActivityScreen, OwnScreen
from qtrack.tui.widgets.chooser import TickChooser
from qtrack.tui.widgets.dialogs import Ask
from qtrack.tui.widgets.explain import Explain
from qtrack.tui.widgets.form import FormScreen
from qtrack.tui.widgets.source_view import SourceView
from qtrack.wiring import Desk

MONTH, PROVINCE, CHANGSHA = "hunan-2023-quality-month", "430000", "430100"
MIDDLE = (120, 40)
BOTH = pytest.mark.parametrize("size", [NARROW, MIDDLE], ids=["80x24", "120x40"])


@contextmanager
def month_desk(folder: Path, unit: str = PROVINCE, today: str = "2023-09-12") -> Iterator[Desk]:
    """Give the desk of a unit that works on the quality month."""
    desk = Desk(Places(folder), {"QTRACK_TODAY": today})
    desk.settle(MONTH, unit)
    try:
        yield desk
    finally:
        desk.close()


def event(desk: Desk, **said: str) -> str:
    """Register an invented event that was held."""
    given = {"unit": "长沙市", "name": "示例活动", "state": "已开展", "held_on": "2023-09-02"}
    return put(desk, "event", **given | said)


def line_of(hand: Hand, selector: str, name: str) -> list[str]:
    """Give the words of the line of a table that begins with a name."""
    return next(found for line in hand.rows(selector) if (found := words_of(line))[0] == name)


@BOTH
async def test_q_10_units_stand_over_what_is_listed_for_the_one_under_the_cursor(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    with month_desk(tmp_path) as desk:
        event(desk, activity=f"{MONTH}/changsha-1", people="200")
        async with at(desk, "4", size=size) as hand:
            assert "4活动" in hand.picture
            assert line_of(hand, "#units", "合计")[1:6] == ["73", "72", "1", "0", "1.3%"]
            assert line_of(hand, "#units", "长沙")[1:6] == ["4", "3", "1", "0", "25.0%"]
            await hand("down", "down")
            table = hand.table("#activities")
            assert [table.row_at(at).cells[0].text for at in range(table.total)] == [  # type: ignore[union-attr]
                "长沙市1", "长沙市2", "长沙市3", "长沙市4",
            ]  # fmt: skip
            first = line_of(hand, "#activities", "长沙市1")
            assert {"已开展", "2023-09-02", "1"} <= set(first)
            assert hand.app.told == []


@BOTH
async def test_q_2_theme_and_days_of_the_season_stand_on_top_with_their_mark(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    with month_desk(tmp_path) as desk:
        async with at(desk, "4", size=size) as hand:
            for key in "45":
                await hand(key)
                assert "主题 增强质量意识 推进高质量发展" in hand.picture
                assert "2023-09-01至09-30（非文内日期）" in hand.picture


async def test_q_10_f4_marks_held_f6_summed_up_and_undo_takes_it_back(tmp_path: Path) -> None:
    with month_desk(tmp_path, CHANGSHA) as desk:
        async with at(desk, "4", "tab", "down", "f4") as hand:
            assert isinstance(hand.app.screen, Ask)
            await hand("enter")
            assert line_of(hand, "#activities", "长沙市2")[-3:] == ["已开展", "2023-09-12", "1"]
            await hand("f6")
            assert "已总结" in line_of(hand, "#activities", "长沙市2")
            assert kept(desk, "event", "state") == ["已总结"]
            await hand("f6")
            assert "没有改动" in hand.app.told[-1]
            await hand("ctrl+z", "y")
            assert kept(desk, "event", "state") == ["已开展"]
            assert "已开展" in line_of(hand, "#activities", "长沙市2")


async def test_a_day_outside_the_season_is_marked_once_it_is_explained(tmp_path: Path) -> None:
    with month_desk(tmp_path, CHANGSHA) as desk:
        async with at(desk, "4", "tab", "f4", *["backspace"] * 10) as hand:
            await hand.types("2023-08-30")
            await hand("enter")
            assert isinstance(hand.app.screen, Explain)
            assert "非文内日期" in hand.picture
            await hand("escape")
            assert kept(desk, "event", "state") == []
            await hand("f4", *["backspace"] * 10)
            await hand.types("2023-08-30")
            await hand("enter")
            await hand.types("示例：市里提前举办")
            await hand("f2")
            assert kept(desk, "event", "held_on") == ["2023-08-30"]


async def test_a_day_that_has_not_come_and_a_line_without_an_activity_are_not_marked(tmp_path: Path) -> None:
    with month_desk(tmp_path, CHANGSHA) as desk:
        async with at(desk, "4", "f4") as hand:
            assert "请先把光标移到" in hand.app.told[-1]
            await hand("tab", "f4", *["backspace"] * 10)
            await hand.types("2023-09-13")
            await hand("enter")
            assert "2023-09-13 还没有到" in hand.picture
            await hand("escape")
            assert kept(desk, "event", "state") == []


async def test_q_10_f7_opens_the_form_for_the_activity_or_the_part_under_the_cursor(tmp_path: Path) -> None:
    with month_desk(tmp_path) as desk:
        async with at(desk, "4") as hand:
            hand.table("#units").seek("430200")
            await hand("tab", "down", "down", "f7")
            assert isinstance(hand.app.screen, FormScreen)
            await hand.fill(state="已开展", held_on="2023-09-05")
            await hand("f2")
            assert kept(desk, "event", "name") == ["“质量体检进企业”活动"]
            assert kept(desk, "event", "unit") == ["株洲市"]
            assert "已开展" in line_of(hand, "#activities", "（2）")
            assert "计划" in line_of(hand, "#activities", "株洲市1")


@BOTH
async def test_f3_finds_activities_of_all_units_by_words_and_initials(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    def numbers(hand: Hand) -> list[str]:
        table = hand.table("#activities")
        return [table.row_at(at).cells[0].text.strip() for at in range(table.total)]  # type: ignore[union-attr]

    with month_desk(tmp_path) as desk:
        async with at(desk, "4", "f3", size=size) as hand:
            await hand.types("实验室开放日")
            assert numbers(hand) == ["三（九）", "衡阳市3", "永州市5"]
            await hand("enter")
            assert hand.table("#activities").has_focus
            await hand("f3", "ctrl+u", *"dtaq")
            assert numbers(hand) == ["衡阳市5"]
            await hand("ctrl+u")
            await hand.types("质量体检")
            assert numbers(hand) == ["三（四）", "（2）", "株洲市1", "（1）", "（2）"]
            await hand("ctrl+u")
            await hand.types("没有的活动")
            assert "没有符合的活动，按 Esc 取消查找" in hand.picture
            await hand("escape")
            assert len(numbers(hand)) > 73


async def test_f3_looks_at_the_unit_under_the_cursor_only(tmp_path: Path) -> None:
    with month_desk(tmp_path) as desk:
        async with at(desk, "4") as hand:
            hand.table("#units").seek("430400")
            await hand("f3")
            await hand.types("启动")
            table = hand.table("#activities")
            assert [table.row_at(at).cells[0].text for at in range(table.total)] == ["衡阳市1"]  # type: ignore[union-attr]


async def test_f7_on_the_units_opens_the_form_for_an_activity_of_the_unit_s_own(tmp_path: Path) -> None:
    with month_desk(tmp_path) as desk:
        async with at(desk, "4") as hand:
            hand.table("#units").seek("430400")
            await hand("f7")
            await hand.fill(name="示例自办活动", state="计划")
            await hand("f2")
            assert (kept(desk, "event", "unit"), kept(desk, "event", "activity")) == (["衡阳市"], [""])


@BOTH
async def test_enter_opens_an_activity_with_its_words_its_parts_and_its_rows(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    with month_desk(tmp_path) as desk:
        event(desk, unit="株洲市", activity=f"{MONTH}/zhuzhou-1", name="举办质量管理体系认证培训班")
        event(desk, unit="衡阳市", activity=f"{MONTH}/main-9", name="示例开放日")
        async with at(desk, "4", size=size) as hand:
            hand.table("#units").seek("430200")
            await hand("tab", "enter")
            assert isinstance(hand.app.screen, ActivityScreen)
            assert hand.ledger.total == 1
            await hand.until(lambda: "分项2" in hand.picture)
            for words in ("分项1（已开展）", "分项2（计划）", "读法：印作一项", "附件2“3. 株洲市"):
                assert words in hand.picture
            await hand("f1")
            assert isinstance(hand.app.screen, SourceView)
            await hand("escape", "escape")
            hand.table("#units").seek("430000")
            await hand("tab")
            hand.table("#activities").focus()
            hand.table("#activities").seek(f"{MONTH}/main-9")
            await hand("enter")
            await hand.until(lambda: "下级参与：1 条" in hand.picture)
            assert "相关（分别计）：衡阳市3" in hand.picture
            assert "状态：计划" in hand.picture


async def test_own_activities_stand_in_a_line_and_open(tmp_path: Path) -> None:
    with month_desk(tmp_path, CHANGSHA) as desk:
        event(desk, name="示例自办")
        event(desk, activity=f"{MONTH}/changsha-1")
        async with at(desk, "4", "tab", "end") as hand:
            hand.table("#activities").seek(f"own:{CHANGSHA}")
            await hand("enter")
            assert isinstance(hand.app.screen, OwnScreen)
            assert hand.ledger.total == 1
            assert "示例自办" in hand.picture


async def test_enter_on_a_unit_goes_down_to_it(tmp_path: Path) -> None:
    with month_desk(tmp_path) as desk:
        async with at(desk, "4", "down", "down", "enter") as hand:
            assert "湖南省 > 长沙市" in hand.picture
            assert "（本单位参与）" in hand.picture
            await hand("escape")
            assert "湖南省 > 长沙市" not in hand.picture


async def test_a_county_sees_what_those_above_list_and_owes_nothing_itself(tmp_path: Path) -> None:
    with month_desk(tmp_path, "430102") as desk:
        event(desk, unit="芙蓉区", activity=f"{MONTH}/changsha-1")
        async with at(desk, "4") as hand:
            assert "10-16 上级应报 工作总结、图片、视频" in hand.picture
            assert line_of(hand, "#units", "长沙（本单位参与）")[1:4] == ["4", "3", "1"]
            await hand("5", "6", "4")
            assert hand.app.told == []


async def test_what_is_still_planned_after_the_season_is_told_by_its_tone(tmp_path: Path) -> None:
    tones = []
    for day in ("2023-09-30", "2023-10-01"):
        with month_desk(tmp_path, CHANGSHA, day) as desk:
            async with at(desk, "4") as hand:
                row = hand.table("#activities").row_at(0)
                assert row is not None
                above = hand.table("#activities").row_at(4)
                assert above is not None
                assert (above.cells[0].text, above.cells[2].tone) == ("三（一）", "dim")
                tones.append(row.cells[2].tone)
    assert tones == ["dim", "warn"]


@BOTH
async def test_q_3_slogans_stand_over_the_uses_of_the_one_under_the_cursor(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    with month_desk(tmp_path, CHANGSHA) as desk:
        for number, medium in (("1", "电子屏"), ("1", "横幅"), ("3", "海报")):
            said = {"slogan": f"{MONTH}/slogan-{number}", "medium": medium, "used_on": "2023-09-03"}
            put(desk, "slogan_use", unit="长沙市", **said)
        async with at(desk, "5", size=size) as hand:
            slogans = [slogan.words for slogan in desk.office.programme.slogans]
            table = hand.table("#slogans")
            shown = [table.row_at(at).cells[0].text.split(maxsplit=1)[1] for at in range(1, 11)]  # type: ignore[union-attr]
            assert shown == slogans
            assert "合计（2/10" in hand.picture
            assert line_of(hand, "#slogans", "1")[3:5] == ["2", "1"]
            assert hand.ledger.total == 3
            await hand("down")
            assert hand.ledger.total == 2
            await hand("down")
            assert hand.ledger.total == 0
            await hand("f7")
            assert isinstance(hand.app.screen, FormScreen)
            await hand.fill(medium="展板")
            await hand("f2")
            assert kept(desk, "slogan_use", "slogan").count(slogans[1]) == 1
            assert hand.ledger.total == 1
            await hand("f1")
            assert "出处" in hand.picture


@BOTH
async def test_q_1_what_was_sent_is_ticked_and_what_is_lacking_is_shown(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    with month_desk(tmp_path, CHANGSHA, "2023-10-12") as desk:
        async with at(desk, "6", "f4", size=size) as hand:
            assert isinstance(hand.app.screen, TickChooser)
            await hand.fast("space", "down", "space", "down", "space", "space")
            await hand("enter", "f2")
            assert kept(desk, "submission", "deliverables") == ["工作总结、图片"]
            row = hand.table("#dues").row_at(0)
            assert row is not None
            assert (row.cells[3].text, row.cells[3].tone) == ("√ 已报 2023-10-12 缺1样", "warn")
            assert row.cells[4].text == "√工作总结　√图片　×视频"
            assert "缺1样" in hand.picture
            await hand("4")
            assert "10-16 应报 √工作总结　√图片　×视频" in hand.picture
