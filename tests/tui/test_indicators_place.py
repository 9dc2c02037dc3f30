"""8 指标: the plan of Hunan by year, its details, what is keyed, and where notices do not agree."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from places_bench import Hand, at, kept, put

from qtrack.domain.path import RECKONED
from qtrack.domain.terms import MISSING
from qtrack.domain.text import same_words
from qtrack.places import Places
from qtrack.tui.screens.conflicts import ConflictsScreen
from qtrack.tui.screens.indicator import IndicatorScreen
from qtrack.tui.widgets.form import FormScreen
from qtrack.tui.widgets.source_view import SourceView
from qtrack.wiring import Desk

PLAN, ASSESSMENT = "hunan-plan-2025", "hunan-2023-assessment"
PROVINCE, CHANGSHA = "430000", "430100"
TODAY = "2023-09-10"
NARROW, MIDDLE, WIDE = (80, 24), (120, 40), (180, 56)


@contextmanager
def hunan_desk(folder: Path, unit: str = PROVINCE, programme: str = PLAN) -> Iterator[Desk]:
    """Give the desk of a bureau of Hunan that works on the plan and on the assessment of 2023."""
    desk = Desk(Places(folder), {"QTRACK_TODAY": TODAY})
    desk.settle(programme, unit)
    desk.work_on([PLAN, ASSESSMENT])
    try:
        yield desk
    finally:
        desk.close()


def keyed(desk: Desk, indicator: str, year: int, value: str, day: str = "2023-08-01") -> None:
    """Key a value as the form would."""
    put(
        desk,
        "indicator_value",
        unit=desk.office.unit.name,
        indicator=indicator,
        year=str(year),
        value=value,
        data_source="示例公报",
        reported_on=day,
    )


async def stand_on(hand: Hand, key: str, column: str = "name") -> None:
    """Put the cursor on an indicator and a column."""
    table = hand.table()
    table.seek(key)
    await hand.still()
    keys = [one.key for one in table.columns]
    table.put_cursor(table.cursor[0], keys.index(column))
    await hand.still()


def line(hand: Hand, words: str) -> str:
    """Give the first line of the table that begins with the words."""
    return next(line for line in hand.rows() if line.strip().startswith(words))


async def test_p_1_the_table_shows_every_indicator_with_what_is_printed(tmp_path: Path) -> None:
    with hunan_desk(tmp_path) as desk:
        async with at(desk, "8", size=WIDE) as hand:
            heading = hand.rows()[0].split()
            assert heading[:4] == ["指标", "单位", "2020基期", "目标"]
            assert heading[4:9] == ["2021", "2022", "2023", "2024", "2025"]
            for one in desk.office.programme.indicators[:24]:
                words = line(hand, f"{one.row} {one.name[:6]}")
                assert one.baseline is not None
                assert one.baseline.printed in words
                assert one.aims[-1].printed[:5] in words
                assert one.attribute.value[:2] in words
            for group in {one.group for one in desk.office.programme.indicators}:
                assert (group or "其他") in hand.picture


async def test_p_15_reckoned_values_are_labelled_and_printed_ones_stand_beside(tmp_path: Path) -> None:
    with hunan_desk(tmp_path) as desk:
        async with at(desk, "8", size=WIDE) as hand:
            assert RECKONED in hand.picture
            assert "推94.44" in line(hand, "13 ")
            assert "推" not in line(hand, "24 ")
            lines = hand.rows()
            below = lines[lines.index(line(hand, "13 ")) + 1]
            assert "湖南2023质量工作考核" in below
            assert "达到 94%以上" in below
            assert "印94" in below
            assert MISSING in line(hand, "22 ")


async def test_a_12_the_goals_of_the_year_show_the_plan_under_them(tmp_path: Path) -> None:
    with hunan_desk(tmp_path, programme=ASSESSMENT) as desk:
        async with at(desk, "8", size=WIDE) as hand:
            lines = hand.rows()
            assert "达到 94%以上" in lines[1]
            for words in ("湖南“十四五”质量强省规划", "印93.61", "推94.44", "印95.0"):
                assert words in lines[2]


async def test_what_is_keyed_is_judged_beside_its_printed_value(tmp_path: Path) -> None:
    with hunan_desk(tmp_path) as desk:
        keyed(desk, f"{PLAN}/traffic-works", 2023, "96.5")
        keyed(desk, f"{PLAN}/manufacturing", 2023, "94.3")
        keyed(desk, f"{PLAN}/manufacturing", 2025, "95.1")
        async with at(desk, "8", size=WIDE) as hand:
            lines = hand.rows()
            words = line(hand, "13 ")
            assert "95.1√" in words
            assert "达到" in words
            assert "+0.1" in words
            assert "94.3√" in lines[lines.index(words) + 1]
            assert "96.5×" in lines[lines.index(line(hand, "21 ")) + 1]


async def test_words_keyed_for_a_year_are_cut_as_words_and_never_hidden(tmp_path: Path) -> None:
    with hunan_desk(tmp_path) as desk:
        put(
            desk,
            "indicator_value",
            unit=desk.office.unit.name,
            indicator=f"{PLAN}/water-quality",
            year="2022",
            words="示例考核目标已经完成",
            verdict="达到",
            data_source="示例公报",
            reported_on="2023-08-01",
        )
        async with at(desk, "8", size=WIDE) as hand:
            assert "示例 .." in line(hand, "22 ")


@pytest.mark.parametrize("size", [NARROW, MIDDLE])
async def test_f7_keys_the_year_under_the_cursor_and_the_table_shows_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    with hunan_desk(tmp_path) as desk:
        async with at(desk, "8", size=size) as hand:
            await stand_on(hand, f"{PLAN}/gi-output", "2022")
            await hand("f7")
            assert isinstance(hand.app.screen, FormScreen)
            await hand.fill(value="930", data_source="示例公报")
            await hand("f2")
            assert hand.app.current_mode == "8"
            assert "已保存" in hand.app.told[-1]
            assert " 930 " in line(hand, "1 ")
            assert kept(desk, "indicator_value", "year") == ["2022"]
            await hand("f2")
            assert isinstance(hand.app.screen, FormScreen)
            await hand.fill(value="931")
            await hand("f2")
            assert kept(desk, "indicator_value", "value") == ["931"]


async def test_a_group_takes_no_value(tmp_path: Path) -> None:
    with hunan_desk(tmp_path) as desk:
        async with at(desk, "8", "f7") as hand:
            assert hand.app.told == ["请先把光标移到要填报的一行"]
            await hand("enter", "f2")
            assert hand.app.current_mode == "8"


@pytest.mark.parametrize("size", [NARROW, MIDDLE])
async def test_enter_shows_all_years_and_the_history_of_one_indicator(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    with hunan_desk(tmp_path) as desk:
        keyed(desk, f"{PLAN}/manufacturing", 2022, "94.1")
        keyed(desk, f"{PLAN}/gi-output", 2022, "900")
        async with at(desk, "8", size=size) as hand:
            await stand_on(hand, f"{PLAN}/manufacturing")
            await hand("enter")
            assert isinstance(hand.app.screen, IndicatorScreen)
            years = hand.rows("#years")
            assert RECKONED in years[0]
            assert [int(words.split()[0]) for words in years[1:]] == [
                2020,
                2021,
                2022,
                2023,
                2023,
                2024,
                2025,
            ]
            assert "94.17" in years[3]
            assert "-0.07" in years[3]
            assert hand.ledger.total == 1
            hand.table("#years").put_cursor(4, 0)
            await hand("f1")
            assert isinstance(hand.app.screen, SourceView)
            assert "力争2023年制造业产品质量合格率达到94%以上" in same_words(hand.picture)
            await hand("escape", "f7")
            await hand.fill(value="94.3", data_source="示例公报")
            await hand("f2")
            assert hand.ledger.total == 2
            assert "达到" in hand.rows("#years")[5]
            await hand("escape")
            assert hand.app.current_mode == "8"
            assert "94.3" in line(hand, "13 ")


async def test_esc_in_the_history_goes_back_and_never_lists_other_indicators(tmp_path: Path) -> None:
    with hunan_desk(tmp_path) as desk:
        for name in ("manufacturing", "gi-output"):
            keyed(desk, f"{PLAN}/{name}", 2022, "94.1")
        async with at(desk, "8") as hand:
            await stand_on(hand, f"{PLAN}/manufacturing")
            await hand("enter", "tab", "]")
            await hand("escape")
            assert isinstance(hand.app.screen, IndicatorScreen)
            assert hand.ledger.total == 1
            await hand("escape")
            assert hand.app.current_mode == "8"


async def test_f1_shows_the_printed_source_and_how_it_was_read(tmp_path: Path) -> None:
    with hunan_desk(tmp_path) as desk:
        async with at(desk, "8", size=MIDDLE) as hand:
            await stand_on(hand, f"{PLAN}/forest")
            await hand("f1")
            assert isinstance(hand.app.screen, SourceView)
            assert "24森林覆盖率(%)59.96≥59约束性" in same_words(hand.picture)
            assert "按底线守住" in hand.picture
            await hand("escape")
            await stand_on(hand, f"{PLAN}/farm-products>{ASSESSMENT}/y-farm-products")
            await hand("f1")
            assert "农产品质量安全监测合格率稳定在98%以上" in same_words(hand.picture)


async def test_f3_finds_by_words_and_initials(tmp_path: Path) -> None:
    with hunan_desk(tmp_path) as desk:
        async with at(desk, "8", "f3", size=MIDDLE) as hand:
            await hand.types("slfgl")
            await hand("enter")
            found = [words.split() for words in hand.rows()[1:]]
            assert [words[:2] for words in found] == [["生态环境质量"], ["24", "森林覆盖率"]]
            await hand("f3")
            await hand("escape")
            assert "1 地理标志" in hand.picture


async def test_a_city_keys_its_own_values_and_is_not_judged_by_the_province_s(tmp_path: Path) -> None:
    with hunan_desk(tmp_path, CHANGSHA) as desk:
        keyed(desk, f"{PLAN}/gi-output", 2025, "90")
        async with at(desk, "8", size=WIDE) as hand:
            words = line(hand, "1 ")
            assert " 90 " in words
            assert "不判定" in words
            assert "×" not in words
            assert "没有分解到本级" in hand.picture


async def test_a_notice_without_indicators_has_no_such_place(tmp_path: Path) -> None:
    desk = Desk(Places(tmp_path), {"QTRACK_TODAY": TODAY})
    desk.settle("hubei-2022", "420100")
    try:
        async with at(desk, "8", "9") as hand:
            assert hand.app.current_mode == "1"
            assert "指标" not in hand.picture.splitlines()[1]
    finally:
        desk.close()


@pytest.mark.parametrize("size", [NARROW, MIDDLE])
async def test_x_2_conflicts_stand_side_by_side_with_their_sources(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    with hunan_desk(tmp_path) as desk:
        async with at(desk, "8", "f4", size=size) as hand:
            assert isinstance(hand.app.screen, ConflictsScreen)
            found = desk.library.conflicts("hunan")
            assert hand.table("#conflicts").total == len(found)
            for one in found:
                hand.table("#conflicts").seek(one.id)
                await hand.still()
                assert hand.table("#statements").total == len(one.statements)
            hand.table("#conflicts").seek("farm-products")
            await hand.still()
            for words in ("2025年≥99", "2023年98%以上", "专栏1"):
                assert words in hand.picture
            await hand("enter", "down", "down", "f1")
            assert isinstance(hand.app.screen, SourceView)
            assert "农产品质量安全监测合格率稳定在98%以上" in same_words(hand.picture)
            await hand("escape", "escape")
            assert hand.app.current_mode == "8"


async def test_conflicts_open_from_every_place_but_not_over_a_form(tmp_path: Path) -> None:
    with hunan_desk(tmp_path) as desk:
        async with at(desk, size=MIDDLE) as hand:
            for place in "1389":
                await hand(place, "ctrl+k")
                assert isinstance(hand.app.screen, ConflictsScreen)
                await hand("ctrl+k", "escape")
                assert hand.app.current_mode == place
                assert not isinstance(hand.app.screen, ConflictsScreen)
            await hand("8", "down", "f7", "ctrl+k")
            assert isinstance(hand.app.screen, FormScreen)


async def test_a_notice_that_hands_down_no_number_has_no_place_for_them(tmp_path: Path) -> None:
    with hunan_desk(tmp_path) as desk:
        async with at(desk, "2", "f4") as hand:
            assert hand.app.current_mode == "1"
            assert hand.app.told == []
