"""What a person does in the places: split, key in, change, remove, submit, put off, write out."""

import os
from pathlib import Path

import openpyxl
import pytest
from places_bench import JIANGAN, WIDE, WUHAN, Hand, at, demo_desk, first_desk, new_desk, put
from textual.widgets import Input

from qtrack.services.dues import due_standings
from qtrack.services.listing import Query, page, totals
from qtrack.services.split import split_of
from qtrack.tui.frame import Place
from qtrack.tui.screens.setup import SetupScreen
from qtrack.tui.screens.split import SplitScreen
from qtrack.tui.widgets.chooser import Chooser
from qtrack.tui.widgets.dialogs import Ask, Confirm
from qtrack.wiring import Desk

FOCUSES = "focus"


def shares(desk: Desk) -> list[int | None]:
    """Give what the counties were given of the first target, as the file has it."""
    office = desk.office.at(WUHAN)
    split = desk.store.read(split_of, office, office.programme.targets[0].id)
    return [number for _unit, number in split.shares]


# Splitting


async def test_a_split_follows_what_is_typed_and_is_kept(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        number = desk.office.programme.targets[0].quota(WUHAN) or 0
        async with at(desk, "2", "f6") as hand:
            assert isinstance(hand.app.screen, SplitScreen)
            assert f"未分解 {number:,}" in hand.picture
            await hand.types("100")
            assert f"未分解 {number - 100:,}" in hand.picture
            await hand("enter")
            await hand.types("２００")
            assert f"已分解 300　未分解 {number - 300:,}" in hand.picture
            await hand("f2")
            assert hand.app.told == ["分解已保存"]
            assert isinstance(hand.app.screen, Place)
        assert shares(desk)[:3] == [100, 200, None]


async def test_a_split_that_gives_too_much_is_refused_and_nothing_is_kept(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        async with at(desk, "2", "f6") as hand:
            await hand("f6", "f2")
            assert sum(number or 0 for number in shares(desk)) == 3000
            await hand("f6")
            kept = shares(desk)
            await hand("end")
            await hand.types("0")
            assert "超出" in hand.picture
            await hand("f2")
            assert "超过任务数" in hand.picture
            assert isinstance(hand.app.screen, SplitScreen)
            assert shares(desk) == kept
            await hand.types("[/]")
            await hand("f2")
            assert "江岸区" in hand.picture
            assert "不是数字" in hand.picture
            assert shares(desk) == kept


async def test_leaving_a_split_asks_only_when_something_was_typed(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        async with at(desk, "2", "f6", "escape") as hand:
            assert isinstance(hand.app.screen, Place)
            await hand("f6", "5", "escape")
            assert isinstance(hand.app.screen, Confirm)
            await hand("enter")
            assert isinstance(hand.app.screen, SplitScreen)
            await hand("escape", "y")
            assert isinstance(hand.app.screen, Place)
        assert set(shares(desk)) == {None}


async def test_only_a_city_splits(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        async with at(desk, "2", "f6") as hand:
            assert isinstance(hand.app.screen, Place)
            assert len(hand.app.told) == 1


async def test_keys_that_come_in_a_burst_go_to_the_counties_they_were_meant_for(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        async with at(desk, "2", "f6") as hand:
            await hand.fast(*"12", "enter", *"34", "down", *"56", "tab", *"78", "up", "9", "f2")
        assert shares(desk)[:4] == [12, 34, 569, 78]


# Ledgers


async def test_a_row_is_added_changed_and_removed(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        async with at(desk, "3", "f7") as hand:
            await hand.fill(unit="江岸区", name="示例机械一厂", above_scale="0")
            await hand("f2")
            assert [note[:3] for note in hand.app.told] == ["已保存"]
            assert "企业　第 1/1 条" in hand.picture
            assert hand.rows("#ledgers")[1].split()[-1] == "1"
            await hand("tab")
            hand.ledger.focus()
            await hand("enter")
            await hand.fill(name="示例机械二厂")
            await hand("f2")
            assert "示例机械二厂" in hand.picture
            assert hand.app.focused is hand.ledger
            await hand("f8")
            assert isinstance(hand.app.screen, Confirm)
            assert "示例机械二厂" in hand.picture
            await hand("enter")
            assert "企业　第 1/1 条" in hand.picture
            await hand("f8", "y")
            assert hand.app.told[-1] == "已删除 1 条，^Z 可撤销"
            assert "企业　0 条" in hand.picture
            assert hand.app.focused is hand.ledger
            await hand("f8", "f2", "enter")
            assert isinstance(hand.app.screen, Place)


async def test_what_is_refused_stays_in_the_form_with_its_reason(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        for name in ("示例项目甲", "示例项目乙"):
            put(desk, "project", unit=WUHAN, name=name, year="2022", state="拟推荐")
        before = desk.store.read(totals, desk.office)["project"]
        async with at(desk, "3", size=WIDE) as hand:
            hand.table("#ledgers").seek("project")
            await hand.still()
            await hand("f7")
            await hand.fill(
                unit="武汉市", name="示例项目丙", year="2022", state="拟推荐", applied="25.01", approved="26"
            )
            await hand("f2")
            assert "示例项目丙" in hand.picture
            assert "最多 2" in hand.picture
            assert "25.01 万元超过上限" in hand.picture
            assert "26 万元超过上限" in hand.picture
            await hand.fill(applied="25", approved="25")
            await hand("f2")
            assert "最多 2" in hand.picture
            assert "万元超过上限" not in hand.picture
            assert desk.store.read(totals, desk.office)["project"] == before
            await hand.fill(unit="江")
            await hand("f2")
            assert "是否指江岸区、江汉区、江夏区？" in hand.picture
            await hand("escape", "enter")
            assert "示例项目丙" in hand.picture
            await hand("escape", "y")
            assert isinstance(hand.app.screen, Place)
            assert desk.store.read(totals, desk.office)["project"] == before


async def test_a_bad_code_and_a_bad_date_are_told_beside_their_fields(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        async with at(desk, "3", "f7", size=(120, 40)) as hand:
            await hand.fill(unit="武汉市", name="示例一厂", above_scale="否", code="91350100M000100Y44")
            await hand("f2")
            assert "校验" in hand.picture
            assert "91350100M000100Y44" in hand.picture
            await hand.fill(code="91350100M000100Y43")
            await hand("f2")
            assert [note[:3] for note in hand.app.told] == ["已保存"]
            hand.table("#ledgers").seek("training")
            await hand.still()
            await hand("f7")
            await hand.fill(held_on="2-30")
            await hand("tab")
            assert "不存在" in hand.picture


async def test_words_are_found_kept_after_a_change_and_dropped_with_the_ledger(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        for name in ("示例甲厂", "示例乙厂", "乙[/]%厂"):
            put(desk, "enterprise", unit=JIANGAN, name=name, above_scale="否")
        async with at(desk, "3", "f3") as hand:
            await hand.types("乙")
            await hand("enter")
            assert "企业　第 1/2 条　查找“乙”" in hand.picture
            assert hand.app.focused is hand.ledger
            await hand("f8", "y")
            assert "企业　第 1/1 条　查找“乙”" in hand.picture
            hand.table("#ledgers").focus()
            await hand("down")
            assert "查找“乙”" not in hand.picture
            assert not hand.app.screen.query(".finder.-open")
            await hand("up")
            assert "企业　第 1/2 条" in hand.picture


async def test_esc_leaves_the_finder_and_stays_in_the_unit(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        put(desk, "enterprise", unit=JIANGAN, name="示例甲厂", above_scale="否")
        async with at(desk, "f9") as hand:
            await hand.types("江岸")
            await hand("enter", "3", "f3")
            await hand.types("没有")
            await hand("enter", "f3", "escape")
            assert "武汉市 > 江岸区" in hand.picture
            assert "企业　第 1/1 条" in hand.picture
            assert not isinstance(hand.app.focused, Input)


async def test_a_form_opens_over_its_own_place_only(tmp_path: Path) -> None:
    with demo_desk(tmp_path, WUHAN) as desk:
        async with at(desk, "3") as hand:
            hand.ledger.focus()
            await hand.fast("enter", "1")
            if hand.app.current_mode == "1":
                assert isinstance(hand.app.screen, Place)
            await hand("escape", "3")
            hand.ledger.focus()
            await hand.fast("enter", "enter")
            assert len(hand.app.screen_stack) <= 2


# Deadlines


async def test_a_plan_is_marked_as_submitted(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        async with at(desk, "6", size=(120, 40)) as hand:
            assert "× 逾期" in hand.rows("#dues")[1]
            await hand("f4")
            await hand.fill(submitted_on="2022-03-24", doc_no="示例〔2022〕1号")
            await hand("f2")
            assert [note[:3] for note in hand.app.told] == ["已保存"]
            plan = next(line for line in hand.rows("#dues") if "实施方案" in line)
            assert "√ 已报 2022-03-24" in plan
            assert "示例〔2022〕1号" in plan


async def test_a_target_date_is_not_submitted(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        async with at(desk, "6", "end", "enter") as hand:
            assert isinstance(hand.app.screen, Place)
            assert "不需要报送" in hand.app.told[0]


async def test_a_deadline_is_put_off_with_a_reason_and_keeps_its_printed_day(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        async with at(desk, "6", "f6", size=WIDE) as hand:
            await hand.types("2022-03-01")
            await hand("enter")
            assert "应晚于通知规定的 2022-03-25" in hand.picture
            await hand("end", *["backspace"] * 10)
            await hand.types("11-30")
            await hand("enter", "enter")
            assert "必须填写" in hand.picture
            await hand.types("示例[/]理由")
            await hand("enter")
            assert hand.app.told == ["延期已保存"]
            assert "原定 2022-03-25，示例[/]理由" in hand.picture
        held = next(due for due in desk.store.read(due_standings, desk.office) if due.reason)
        assert (held.printed_on.isoformat(), held.due_on.isoformat()) == ("2022-03-25", "2022-11-30")


# Reports


async def choose_place(hand: Hand, text: str) -> None:
    """Answer where to write a report."""
    assert isinstance(hand.app.screen, Ask)
    await hand("end", "ctrl+u")
    await hand.types(text)
    await hand("enter")


@pytest.mark.parametrize("key", ["year-end", FOCUSES])
async def test_a_report_is_written_and_an_existing_file_asked_about(tmp_path: Path, key: str) -> None:
    with demo_desk(tmp_path, JIANGAN) as desk:
        out = tmp_path / "报表[b].xlsx"
        async with at(desk, "7", size=(120, 40)) as hand:
            hand.table().seek(key)
            await hand("enter")
            await choose_place(hand, str(tmp_path / "无" / "a.xlsx"))
            assert "文件夹不存在" in hand.picture
            await choose_place(hand, str(tmp_path / "a.txt"))
            assert ".xlsx" in hand.picture
            await choose_place(hand, str(out))
            assert "已写好：" in hand.picture, hand.picture
            assert openpyxl.load_workbook(out, read_only=True).sheetnames
            before = out.read_bytes()
            await hand("enter")
            await choose_place(hand, str(out))
            assert isinstance(hand.app.screen, Confirm)
            await hand("enter")
            assert out.read_bytes() == before
            assert not [name for name in os.listdir(tmp_path) if name.startswith(".qtrack")]  # noqa: PTH208 - at once


@pytest.mark.parametrize("name", ["~没有这个人/a.xlsx", "/" + "长" * 300 + "/a.xlsx", "长" * 300 + ".xlsx"])
async def test_a_path_no_disk_takes_is_told_in_a_sentence(tmp_path: Path, name: str) -> None:
    with new_desk(tmp_path) as desk:
        async with at(desk, "7", "enter", size=(120, 40)) as hand:
            await choose_place(hand, name)
            await hand("escape", "escape")
            assert isinstance(hand.app.screen, Place)
            assert "已写好" not in hand.picture


# First run


async def test_the_first_run_asks_until_it_is_answered(tmp_path: Path) -> None:
    with first_desk(tmp_path / "新") as desk:
        async with at(desk) as hand:
            assert isinstance(hand.app.screen, Chooser)
            await hand("escape")
            assert isinstance(hand.app.screen, SetupScreen)
            await hand("enter", "enter")
            await hand.types("没有的")
            await hand("enter")
            assert isinstance(hand.app.screen, Chooser)
            await hand("escape")
            assert isinstance(hand.app.screen, SetupScreen)
            assert not list((tmp_path / "新").glob("*"))
            await hand("1", "f9", "enter", "enter")
            await hand.types("江岸")
            await hand("enter")
            assert isinstance(hand.app.screen, Place)
            assert "江岸区" in hand.picture
        assert (desk.settings.programme, desk.settings.unit) == ("hubei-2022", JIANGAN)


async def test_a_new_bureau_finds_last_years_projects(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        found = desk.store.read(page, desk.office, Query("project"), 0, 50)
        async with at(desk, "3") as hand:
            hand.table("#ledgers").seek("project")
            await hand.still()
            assert hand.ledger.total == len(found) > 0
