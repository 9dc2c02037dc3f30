"""A file brought into a ledger: columns shown, rows judged, kept all together, told truthfully."""

from pathlib import Path

import openpyxl
import pytest
from import_bench import FIRM_HEADINGS, choose, firm, firms, importing, judged, look, top, workbook
from places_bench import JIANGAN, WIDE, at, kept, list_ledger, menu, new_desk, put

from qtrack.services.undo import next_steps
from qtrack.tui.frame import Place
from qtrack.tui.imports.mapping_screen import MappingScreen
from qtrack.tui.imports.review_screen import ReviewScreen
from qtrack.tui.widgets.chooser import Chooser
from qtrack.tui.widgets.dialogs import Ask, Confirm, Notice
from qtrack.tui.widgets.explain import Explain
from qtrack.tui.widgets.file_picker import FilePicker


async def test_a_file_is_kept_at_the_last_key_and_undone_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = firms(tmp_path, *(firm(number) for number in range(3)))
    with new_desk(tmp_path) as desk:
        async with importing(desk, path, monkeypatch) as hand:
            assert "表头在第 1 行　3 行" in hand.picture
            await look(hand)
            assert "1新增 3" in hand.picture
            assert kept(desk, "enterprise", "name") == []
            await hand("ctrl+s")
            assert hand.app.told[-1] == "已导入“企业”台账：新增 3 条、修改 0 条，^Z 可撤销"
            assert issubclass(top(hand), Place)
            assert "企业　第 1/3 条" in hand.picture
            assert len(kept(desk, "enterprise", "name")) == 3
            await hand("ctrl+z", "y")
            assert kept(desk, "enterprise", "name") == []


async def test_the_same_file_again_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = firms(tmp_path, firm(1), firm(2))
    with new_desk(tmp_path) as desk:
        async with importing(desk, path, monkeypatch) as hand:
            await look(hand)
            await hand("ctrl+s")
            before = desk.store.read(next_steps, desk.office).undo
            await choose(hand, path)
            await look(hand)
            assert "2相同 2" in hand.picture
            assert "没有要新增或修改的" in hand.picture
            await hand("ctrl+s")
            assert hand.app.told[-1] == "“企业”台账没有改动"
        assert desk.store.read(next_steps, desk.office).undo == before


async def test_one_refused_row_keeps_all_out_until_it_is_mended_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = firms(tmp_path, firm(1), firm(2, unit="黄石市"), firm(3))
    with new_desk(tmp_path) as desk:
        async with importing(desk, path, monkeypatch) as hand:
            await look(hand)
            await hand("ctrl+s")
            assert "未通过 1 行，全部不会导入" in hand.app.told[-1]
            assert kept(desk, "enterprise", "name") == []
            await hand("f3")
            assert "表“名录”第 3 行：未通过" in hand.picture
            assert "第 2 列 所属单位：黄石市不属于武汉市" in hand.picture
            await hand("f2", "ctrl+u", *"江汉区", "enter")
            await judged(hand)
            assert "1新增 3" in hand.picture
            await hand("ctrl+s")
        assert kept(desk, "enterprise", "unit") == ["江岸区", "江汉区", "江岸区"]


async def test_a_row_left_out_is_not_imported_and_can_be_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = firms(tmp_path, firm(1), firm(2, unit="黄石市"), firm(3))
    with new_desk(tmp_path) as desk:
        async with importing(desk, path, monkeypatch) as hand:
            await look(hand)
            await hand("space")
            await judged(hand)
            assert "6不导入 1" in hand.picture
            await hand("up", "delete")
            await judged(hand)
            assert "6不导入" not in hand.picture
            await hand("f3", "　")
            await judged(hand)
            await hand("ctrl+s")
        assert kept(desk, "enterprise", "name") == ["示例机械3厂", "示例机械1厂"]


async def test_only_the_rows_that_pass_are_kept_when_asked_and_the_others_go_to_a_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = firms(tmp_path, firm(1), firm(2, unit="黄石市"), firm(1))
    with new_desk(tmp_path) as desk:
        async with importing(desk, path, monkeypatch) as hand:
            await look(hand)
            await hand("ctrl+e")
            assert top(hand) is Ask
            await hand("enter")
            out = tmp_path / "名录-未通过.xlsx"
            assert str(out) in hand.app.told[-1]
            await hand("f7", "ctrl+s")
            assert top(hand) is Confirm
            await hand("escape")
            assert kept(desk, "enterprise", "name") == []
            await hand("ctrl+s", "ｙ")
            assert "新增 1 条" in hand.app.told[-1]
        assert kept(desk, "enterprise", "name") == ["示例机械1厂"]
        sheet = openpyxl.load_workbook(out).worksheets[0]
        words = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
        assert any("第 3 行 所属单位：黄石市不属于武汉市" in each for each in words)
        assert any("与第 2 行重复" in each for each in words)


async def test_rows_already_there_become_what_the_file_says_only_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = firms(tmp_path, firm(1, industry="轴承"))
    with new_desk(tmp_path) as desk:
        put(desk, "enterprise", unit=JIANGAN, name="示例机械1厂", above_scale="否", industry="装备")
        async with importing(desk, path, monkeypatch) as hand:
            await look(hand)
            assert "3不同 1" in hand.picture
            assert "行业：装备 → 轴承" in hand.picture
            await hand("ctrl+s")
            assert "要改按 F5" in hand.app.told[-1]
            assert kept(desk, "enterprise", "industry") == ["装备"]
            await hand("f5")
            await judged(hand)
            await hand("ctrl+s")
            assert "修改 1 条，^Z 可撤销" in hand.app.told[-1]
        assert kept(desk, "enterprise", "industry") == ["轴承"]


async def test_rows_in_doubt_pass_with_an_explanation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = firms(tmp_path, firm(1, above="是"), firm(2, above="是"))
    with new_desk(tmp_path) as desk:
        async with importing(desk, path, monkeypatch) as hand:
            await look(hand)
            assert "F9 核实说明：2 行请核实" in hand.picture
            await hand("f9")
            assert top(hand) is Explain
            await hand.types("示例：正在补办")
            await hand("f2")
            await judged(hand)
            assert "1新增 2" in hand.picture
            await hand("f9")
            await hand("escape", "ctrl+s")
            assert "新增 2 条" in hand.app.told[-1]


async def test_a_long_text_of_a_cell_and_what_looks_like_markup_are_shown_plain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = "[bold]x[/]\x1b[31m\u202e=HYPERLINK(1)"
    path = workbook(tmp_path, [*FIRM_HEADINGS, "[/a] 备注"], [*firm(1, name=hostile), "[@click=app.quit]退"])
    with new_desk(tmp_path) as desk:
        async with importing(desk, path, monkeypatch) as hand:
            assert "[/a] 备注" in hand.picture
            assert "[bold]x[/]" in hand.picture
            await look(hand)
            assert "[bold]x[/]" in hand.picture
            assert "\x1b" not in hand.picture
            await hand("ctrl+t")
            assert top(hand) is Notice
            await hand("escape", "ctrl+s")
        assert kept(desk, "enterprise", "name") == ["[bold]x[/][31m=HYPERLINK(1)"]


async def test_parts_are_looked_at_by_tab_and_by_digits_of_any_width(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = firms(tmp_path, firm(1), firm(2, unit="黄石市"), firm(3), firm(3))
    with new_desk(tmp_path) as desk:
        async with importing(desk, path, monkeypatch) as hand:
            await look(hand)
            assert hand.table().total == 4
            for key, rows in (("tab", 2), ("tab", 1), ("tab", 1), ("tab", 4), ("５", 1), ("0", 4)):
                await hand(key)
                assert hand.table().total == rows, key
            await hand("2")
            assert hand.table().total == 4
            await hand("shift+tab")
            assert "黄石市不属于武汉市" in hand.rows()[1]
            await hand("0", "home", "n")
            assert hand.table().cursor[0] == 1
            await hand("n")
            assert hand.table().cursor[0] == 3
            await hand("ｎ")
            assert "后面没有未通过的行" in hand.app.told[-1]
            await hand("ｐ")
            assert hand.table().cursor[0] == 1


async def test_leaving_asks_when_something_was_mended_and_comes_back_to_the_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = firms(tmp_path, firm(1))
    with new_desk(tmp_path) as desk:
        async with importing(desk, path, monkeypatch) as hand:
            await look(hand)
            await hand("escape")
            assert top(hand) is MappingScreen
            await look(hand)
            await hand("space")
            await judged(hand)
            await hand("escape")
            assert top(hand) is Confirm
            await hand("escape")
            assert top(hand) is ReviewScreen
            await hand("escape", "y")
            assert top(hand) is MappingScreen
            await hand("escape")
            assert issubclass(top(hand), Place)
        assert kept(desk, "enterprise", "name") == []


async def test_a_file_that_is_no_table_is_told_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"PK\x03\x04")
    with new_desk(tmp_path) as desk:
        async with importing(desk, path, monkeypatch) as hand:
            assert "已损坏" in hand.app.told[-1]
            assert issubclass(top(hand), Place)


async def test_the_menu_and_the_palette_offer_the_import(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await menu(hand, "导入")
            await hand.until(lambda: isinstance(hand.app.screen, FilePicker))
            await hand("escape", "ctrl+p")
            await hand.types("导入表格")
            await hand.until(lambda: "导入表格文件" in hand.picture)


async def test_what_can_be_done_with_the_rows_is_listed_with_its_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with new_desk(tmp_path) as desk:
        async with importing(desk, firms(tmp_path, firm(1)), monkeypatch) as hand:
            await look(hand)
            await hand("f6")
            assert top(hand) is Chooser
            await hand.types("导入：")
            await hand("enter")
            assert "新增 1 条" in hand.app.told[-1]
        assert kept(desk, "enterprise", "name") == ["示例机械1厂"]
