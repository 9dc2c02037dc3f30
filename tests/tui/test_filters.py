"""A list narrowed by value, by mark and by name, arranged, and found again as it was left."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from places_bench import JIANGAN, TODAY, WIDE, Hand, at, list_ledger, menu, new_desk, put

from qtrack.places import Places
from qtrack.tui.ledger_table import LedgerTable
from qtrack.tui.widgets.dialogs import Ask
from qtrack.tui.widgets.frequency import FrequencyScreen
from qtrack.wiring import Desk

LEDGER = "LedgerTable RecordTable"


@contextmanager
def again(folder: Path) -> Iterator[Desk]:
    """Start anew on the same data folder."""
    desk = Desk(Places(folder), {"QTRACK_TODAY": TODAY})
    try:
        yield desk
    finally:
        desk.close()


def firms(desk: Desk) -> None:
    """Enter four firms of two trades, one without any."""
    for name, trade in (("甲[/]厂", "[b]化工"), ("乙厂", "[b]化工"), ("丙厂", "=1+1"), ("丁厂", "")):
        put(desk, "enterprise", unit=JIANGAN, name=name, above_scale="否", industry=trade)


def status(hand: Hand) -> str:
    """Give the line over the rows."""
    return next(line for line in hand.picture.splitlines() if "　第 " in line or "0 条" in line).strip()


async def column(hand: Hand, key: str) -> None:
    """Go to a column."""
    await hand("ctrl+home", *["left"] * 20)
    while hand.ledger.cursor_column().key != key:
        await hand("right")


async def test_f4_counts_the_values_of_the_column_and_narrows_to_those_chosen(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firms(desk)
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await column(hand, "industry")
            await hand("f4")
            assert isinstance(hand.app.screen, FrequencyScreen)
            assert "3 种值，4 条" in hand.picture
            assert "[b]化工" in hand.picture
            await hand("enter")
            assert "第 1/2 条" in status(hand)
            assert "行业=[b]化工" in status(hand)
            await hand("f4")
            assert "已勾 1 种，2 条" in hand.picture
            await hand("end")
            await hand.types("（空")
            await hand("escape", "f4", "down", "space", "enter")
            assert "第 1/3 条" in status(hand)
            await hand("escape")
            assert "行业=" not in hand.picture
            assert "第 1/4 条" in status(hand)


async def test_a_filter_by_firm_unit_flag_or_month_is_told_in_words(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firms(desk)
        for day in ("2022-09-01", "2022-09-30", "2022-10-01"):
            put(desk, "action", unit=JIANGAN, enterprise="乙厂", done_on=day, kind="上门服务")
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "action")
            for key, words in (
                ("enterprise", "企业=乙厂"),
                ("unit", "所属单位=江岸区"),
                ("kind", "行动形式=上门服务"),
            ):
                await column(hand, key)
                await hand("f4", "enter")
                assert words in status(hand)
            await column(hand, "done_on")
            await hand("f4", "enter")
            assert "行动日期=2022-09" in status(hand)
            assert "第 1/2 条" in status(hand)
            await list_ledger(hand, "enterprise")
            await column(hand, "above_scale")
            await hand("f4", "enter")
            assert "规上=否" in status(hand)


async def test_only_starred_rows_and_all_again(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firms(desk)
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand("down", "*")
            assert hand.app.told[-1] == "已加星 1 条"
            assert hand.rows(LEDGER)[2].split()[0] == "*"
            await menu(hand, "只看星标")
            assert "只看星标" in status(hand)
            assert "第 1/1 条" in status(hand)
            assert "丙厂" in hand.rows(LEDGER)[1]
            await hand("fullwidth_asterisk")
            assert "没有符合的记录" in hand.picture
            await menu(hand, "只看星标")
            assert "第 1/4 条" in status(hand)


async def test_sorting_by_keys_and_back(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firms(desk)
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await column(hand, "industry")
            before = hand.rows(LEDGER)
            await hand("[")
            assert "按行业升序" in status(hand)
            assert "丙厂" in hand.rows(LEDGER)[1]
            await hand("】")
            assert "按行业降序" in status(hand)
            await hand("]")
            assert hand.rows(LEDGER)[1:] == before[1:]


async def test_a_filter_under_a_name_is_there_after_a_restart(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firms(desk)
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await menu(hand, "取用保存的筛选")
            assert "还没有保存过筛选" in hand.app.told[-1]
            await column(hand, "industry")
            await hand("f4", "enter", "[", "f3", *"厂", "enter")
            told = status(hand)
            await menu(hand, "保存现在的筛选")
            assert isinstance(hand.app.screen, Ask)
            await hand("enter")
            assert "请写名字" in hand.picture
            await hand.types("[b]=我的")
            await hand("enter")
            assert hand.app.told[-1] == "已记住筛选“[b]=我的”，F6 里可随时取用"
    with again(tmp_path) as desk:
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            assert "第 1/4 条" in status(hand)
            await column(hand, "industry")
            await menu(hand, "取用保存的筛选")
            assert "[b]=我的" in hand.picture
            await hand("enter")
            assert status(hand) == told
            assert "行业=[b]化工" in told
            await hand("escape")
            assert "第 1/4 条" in status(hand)
            await menu(hand, "删去保存的筛选")
            await hand("enter")
            assert desk.layouts.of("enterprise").filters == ()


async def test_every_kind_of_value_can_be_kept_under_a_name(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        held = {"unit": JIANGAN, "held_on": "2022-10-01", "trainees": "5", "level": "县级", "free": "是"}
        put(desk, "training", **held, subject="示例", topics="标准、计量")
        put(desk, "training", **held, subject="示例二")
        for key in ("held_on", "trainees", "level", "free", "topics", "place"):
            async with at(desk, "3", size=WIDE) as hand:
                await list_ledger(hand, "training")
                await column(hand, key)
                await hand("f4", "end", *["pagedown"] * 2, "enter")
                told = status(hand)
                assert "=" in told
                assert key != "topics" or "培训内容=标准、计量" in told
                await menu(hand, "保存现在的筛选")
                await hand.types(key)
                await hand("enter", "escape")
                assert "=" not in status(hand)
                await menu(hand, "取用保存的筛选")
                await hand.types(key)
                await hand("enter")
                assert status(hand) == told


async def test_columns_stand_after_a_restart_as_they_were_left(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firms(desk)
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await column(hand, "code")
            await hand("-")
            await column(hand, "industry")
            await hand("ctrl+right", "ctrl+right", "shift+left")
            heading = hand.rows(LEDGER)[0]
            assert "统一社会信用代码" not in heading
            await list_ledger(hand, "training")
            await list_ledger(hand, "enterprise")
            assert hand.rows(LEDGER)[0] == heading
    with again(tmp_path) as desk:
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            assert hand.rows(LEDGER)[0] == heading
            await hand("=")
            assert "统一社会信用代码" in hand.rows(LEDGER)[0]


async def test_what_narrows_one_ledger_does_not_narrow_another(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firms(desk)
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await column(hand, "industry")
            await hand("f4", "enter", "]")
            await list_ledger(hand, "training")
            assert "=" not in status(hand)
            assert "按" not in status(hand)
            await list_ledger(hand, "enterprise")
            assert "第 1/4 条" in status(hand)


async def test_a_reload_amid_a_new_query_leaves_the_cursor_on_its_first_row(
    tmp_path: Path,
) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firms(desk)
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            table = hand.app.screen.query_one(LedgerTable)
            first = table.row_here()
            table.ask(replace(table.query_now, order=(("name", True),)))
            table.reload()
            await hand.still()
            assert hand.ledger.cursor[0] == 0
            assert table.row_here() != first
