"""The columns of a file on the screen: what was found, corrected, remembered; sheets and fields that lack."""

from pathlib import Path

import pytest
from import_bench import FIRM_HEADINGS, choose, firm, importing, look, top, workbook
from places_bench import JIANGAN, kept, new_desk

from qtrack.tui.frame import Place
from qtrack.tui.imports.mapping_screen import MappingScreen
from qtrack.tui.widgets.chooser import Chooser
from qtrack.tui.widgets.dialogs import Confirm, Notice


async def test_a_column_is_given_a_field_and_that_is_remembered_for_its_headings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path, ["何方", *FIRM_HEADINGS[1:]], firm(1))
    with new_desk(tmp_path) as desk:
        async with importing(desk, path, monkeypatch) as hand:
            assert "缺少“企业名称”这一列" in hand.picture
            await hand("f2")
            assert top(hand) is MappingScreen
            assert "缺少“企业名称”这一列" in hand.app.told[-1]
            hand.table().seek("column:0")
            await hand.still()
            await hand("enter")
            await hand.types("qymc")
            await hand.until(lambda: "企业名称" in hand.picture)
            await hand("enter")
            assert "改过的对应会按这组表头记住" in hand.picture
            await look(hand)
            await hand("escape", "escape")
            assert issubclass(top(hand), Place)
            await choose(hand, path)
            assert "照您上次选定的" in hand.picture
            await look(hand)
            await hand("ctrl+s")
        assert kept(desk, "enterprise", "name") == ["示例机械1厂"]


async def test_a_column_is_not_imported_when_a_person_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path, FIRM_HEADINGS, firm(1))
    with new_desk(tmp_path) as desk:
        async with importing(desk, path, monkeypatch) as hand:
            hand.table().seek("column:3")
            await hand.still()
            await hand("enter")
            await hand.types("不导入")
            await hand("enter")
            await look(hand)
            await hand("ctrl+s")
        assert kept(desk, "enterprise", "industry") == [""]


async def test_a_field_no_column_has_gets_one_text_for_all_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path, ["单位名称", "行业"], ["示例一厂", "装备"], ["示例二厂", "轴承"])
    with new_desk(tmp_path, JIANGAN) as desk:
        async with importing(desk, path, monkeypatch) as hand:
            assert "文件里没有" in hand.picture
            hand.table().put_cursor(0, 0)
            await hand("enter")
            assert top(hand) is Chooser
            await hand("enter")
            await hand.types("否")
            await hand("enter")
            assert "全部行填" in hand.picture
            await look(hand)
            await hand("ctrl+s")
            assert "新增 2 条" in hand.app.told[-1]
        assert kept(desk, "enterprise", "above_scale") == ["否", "否"]


async def test_the_unit_of_amounts_is_asked_for_where_nothing_says_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    headings = ["项目名称", "所属单位", "项目年度", "状态", "上年产值"]
    rows = [[f"示例项目{number}", "江岸区", "2022", "备选", "350000"] for number in range(3)]
    path = workbook(tmp_path, headings, *rows)
    with new_desk(tmp_path) as desk:
        async with importing(desk, path, monkeypatch, "project") as hand:
            assert "请核对是不是元" in hand.picture
            hand.table().put_cursor(0, 0)
            await hand("enter", "enter")
            await hand.types("元")
            await hand("enter")
            assert "（元）" in hand.picture
            await look(hand)
            await hand("ctrl+s")
        assert kept(desk, "project", "output_value")[:3] == ["35"] * 3


async def test_another_sheet_is_chosen_and_rows_that_are_none_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = [["2022年名录"], list(FIRM_HEADINGS), firm(7), ["合计", "1"]]
    path = workbook(tmp_path, FIRM_HEADINGS, firm(1), firm(2), 附表=other)
    with new_desk(tmp_path) as desk:
        async with importing(desk, path, monkeypatch) as hand:
            assert "共 2 张表，F4 换一张" in hand.picture
            await hand("f4")
            await hand.types("附表")
            await hand("enter")
            assert "表头在第 2 行　1 行" in hand.picture
            assert "略去 2 处不是记录的行" in hand.picture
            await hand("ctrl+t")
            assert top(hand) is Notice
            assert "第 4 行 合计行" in hand.picture
            await hand("escape")
            await look(hand)
            await hand("ctrl+s")
        assert kept(desk, "enterprise", "name") == ["示例机械7厂"]


async def test_leaving_asks_when_a_column_was_settled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path, FIRM_HEADINGS, firm(1))
    with new_desk(tmp_path) as desk:
        async with importing(desk, path, monkeypatch) as hand:
            await hand("enter", "enter", "escape")
            assert top(hand) is Confirm
            await hand("enter")
            assert top(hand) is MappingScreen
            await hand("escape", "y")
            assert issubclass(top(hand), Place)
