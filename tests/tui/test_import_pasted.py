"""A block pasted into a list is an import, laid over the columns from the cursor on or by its headings."""

from pathlib import Path

from import_bench import FIRM_HEADINGS, firm, judged, look, top
from places_bench import WIDE, at, kept, list_ledger, new_desk

from qtrack.tui.frame import Place
from qtrack.tui.imports.mapping_screen import MappingScreen


def block(*rows: list[str]) -> str:
    """Give rows as a spreadsheet copies them."""
    return "".join("\t".join(row) + "\r\n" for row in rows)


async def test_a_block_with_headings_goes_by_them(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand.pastes(block(list(FIRM_HEADINGS), firm(1), firm(2)))
            await hand.until(lambda: top(hand) is MappingScreen)
            assert "表头在第 1 行　2 行" in hand.picture
            await look(hand)
            await hand("ctrl+s")
            assert "新增 2 条、修改 0 条，^Z 可撤销" in hand.app.told[-1]
            assert issubclass(top(hand), Place)
        assert sorted(kept(desk, "enterprise", "industry")) == ["装备", "装备"]


async def test_a_block_without_headings_goes_to_the_columns_from_the_cursor_on(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            shown = [column.key for column in hand.ledger.columns]
            texts = {
                "name": "示例甲厂",
                "unit": "江岸区",
                "above_scale": "否",
                "industry": "[/]",
                "size": "小型",
            }
            rows = [[f"{texts.get(key, '')}" for key in shown]]
            more = [
                [f"示例{number}厂" if key == "name" else texts.get(key, "") for key in shown]
                for number in "乙丙"
            ]
            await hand.pastes(block(*rows, *more))
            await hand.until(lambda: top(hand) is MappingScreen)
            assert "没有表头　3 行" in hand.picture
            assert "按位置" in hand.picture
            await look(hand)
            await hand("ctrl+s")
        assert sorted(kept(desk, "enterprise", "name")) == ["示例丙厂", "示例乙厂", "示例甲厂"]
        assert kept(desk, "enterprise", "industry") == ["[/]"] * 3
        assert not desk.places.columns_file.exists()


async def test_a_block_pasted_further_right_begins_at_the_cursors_column(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            shown = [column.key for column in hand.ledger.columns]
            hand.ledger.put_cursor(0, shown.index("contact"))
            await hand.pastes("示例员\t027-0000\n示例者\t027-0001\n")
            await hand.until(lambda: top(hand) is MappingScreen)
            assert "缺少“企业名称”这一列" in hand.picture
            fields = [line.split() for line in hand.rows() if "按位置" in line]
            assert [words[-2] for words in fields] == ["联系人", "联系电话"]
            await hand("f5", "f5", "escape")
        assert kept(desk, "enterprise", "name") == []


async def test_one_cell_is_still_pasted_into_its_cell_and_a_blank_block_is_nothing(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand.pastes(" \n\t\n")
            assert issubclass(top(hand), Place)
            await hand.pastes('"示例\t厂"\n')
            assert issubclass(top(hand), Place)


async def test_three_hundred_rows_of_chinese_text_come_whole(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand.pastes(block(list(FIRM_HEADINGS), *(firm(number) for number in range(300))))
            await hand.until(lambda: top(hand) is MappingScreen)
            await look(hand)
            await judged(hand)
            await hand("ctrl+s")
        assert sorted(kept(desk, "enterprise", "name")) == sorted(firm(number)[0] for number in range(300))
