"""Keying actions for firms of several counties on real files: whose a row is, and what is not guessed."""

from pathlib import Path

import pytest
from places_bench import JIANGAN, WUHAN, Hand, at, kept, list_ledger, new_desk, put

from qtrack.ledgers.action import ActionKind
from qtrack.tui.widgets.field_line import FieldLine

JIANGHAN = "420103"


def line(hand: Hand, key: str) -> FieldLine:
    """Give a line of the form."""
    return next(line for line in hand.app.screen.query(FieldLine) if line.field.key == key)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_county_follows_a_firm_that_is_changed(tmp_path: Path, size: tuple[int, int]) -> None:
    with new_desk(tmp_path, WUHAN) as desk:
        put(desk, "enterprise", unit=JIANGAN, name="示例甲厂", above_scale="否")
        put(desk, "enterprise", unit=JIANGHAN, name="示例乙厂", above_scale="否")
        async with at(desk, "3", size=size) as hand:
            await list_ledger(hand, "action")
            await hand("f7")
            for _record in range(2):
                await hand.types("示例甲厂")
                await hand("enter")
                assert (line(hand, "unit").shown, line(hand, "unit").origin) == ("江岸区", "按企业")
                line(hand, "enterprise").blank.focus()
                await hand("end", "ctrl+u")
                await hand.types("示例乙厂")
                await hand("enter")
                assert line(hand, "unit").shown == "江汉区"
                assert "武汉市江汉区" in hand.picture
                await hand.fill(done_on="1010", kind="zj")
                await hand("enter", "f3")
                if "请核实" in hand.picture:
                    await hand.types("示例说明")
                    await hand("f2")
            assert "已保存第 2 条：示例乙厂" in hand.picture
        assert kept(desk, "action", "unit") == ["江汉区", "江汉区"]


async def test_a_single_digit_names_no_unit(tmp_path: Path) -> None:
    with new_desk(tmp_path, WUHAN) as desk:
        async with at(desk, "3", size=(80, 24)) as hand:
            await list_ledger(hand, "action")
            await hand("f7", "down", "1")
            assert "没有符合的" in hand.picture
            await hand("enter")
            assert (line(hand, "unit").shown, line(hand, "unit").wrong) == ("1", True)


async def test_all_kinds_of_help_are_seen(tmp_path: Path) -> None:
    with new_desk(tmp_path, WUHAN) as desk:
        async with at(desk, "3", size=(80, 24)) as hand:
            await list_ledger(hand, "action")
            await hand("f7", "down", "down", "down")
            shown = [
                kind for number, kind in enumerate(ActionKind, 1) if f"{number}{kind.value}" in hand.picture
            ]
            assert shown == list(ActionKind)[: len(shown)]
            assert len(shown) > 8
            assert "……" in hand.picture
            assert "F4选" in hand.picture
            await hand("f4")
            assert f"{len(ActionKind)} 项" in hand.picture
