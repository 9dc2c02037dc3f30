"""X5 on the screen: what a row counts for, and what counts for more than one target."""

from pathlib import Path

from places_bench import JIANGAN, WIDE, Hand, at, demo_desk, list_ledger, new_desk, put

from qtrack.places import Places
from qtrack.tui.screens.overlaps import OverlapsScreen
from qtrack.tui.screens.targets import TargetsPlace
from qtrack.tui.widgets.dialogs import Notice
from qtrack.wiring import Desk

ASSESSED, MONTH = "hunan-2023-assessment", "hunan-2023-quality-month"
CODE = "91350100M000100Y43"


def firm(desk: Desk, name: str, *, led: bool) -> None:
    """Register a firm that was helped, and one that took up a method if it `led`."""
    large = {"above_scale": "是", "code": CODE} if led else {"above_scale": "否"}
    put(desk, "enterprise", unit=JIANGAN, name=name, **large)
    put(desk, "action", unit=JIANGAN, enterprise=name, done_on="2022-06-01", kind="专家问诊")
    if led:
        begun = {"status": "导入", "introduced_on": "2022-07-01"}
        put(desk, "introduction", unit=JIANGAN, enterprise=name, method="精益生产", **begun)


async def test_the_targets_show_what_two_of_them_share_and_then_which(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        firm(desk, "示例[/]甲厂", led=True)
        firm(desk, "示例乙厂", led=False)
        async with at(desk, "2", size=(80, 24)) as hand:
            assert "F8 跨指标" in hand.picture
            await hand("f8")
            assert top(hand) is OverlapsScreen
            found = [line.split() for line in rows(hand)]
            tiers = [[word for word in line if word in {"“万”", "“千”", "“百”"}] for line in found]
            assert tiers == [["“万”", "“千”"], ["“万”", "“百”"], ["“千”", "“百”"]]
            assert [line[-1] for line in found] == ["1", "0", "0"]
            assert "同时计入几项的企业：2 项 1" in hand.picture
            await hand("down", "enter")
            assert rows(hand) == []
            await hand("escape")
            await hand("up", "enter")
            assert rows(hand) == ["示例[/]甲厂 江岸区 2022-06-01 2022-07-01"]
            assert "同时计入“万”和“千”的" in hand.picture
            await hand("escape", "escape")
            assert top(hand) is TargetsPlace


async def test_keys_in_a_burst_open_the_pair_meant(tmp_path: Path) -> None:
    with demo_desk(tmp_path, "420000") as desk:
        async with at(desk, "2", size=WIDE) as hand:
            await hand("f8")
            await hand("down", "down", "enter")
            assert "同时计入“千”和“百”的" in hand.picture


async def test_what_a_row_counts_for_is_said_when_it_is_kept_and_again_at_any_time(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        firm(desk, "示例甲厂", led=False)
        put(desk, "action", unit=JIANGAN, enterprise="示例甲厂", done_on="2022-07-01", kind="上门服务")
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "action")
            await hand("ctrl+t")
            assert top(hand) is Notice
            assert "计入“万”（同一企业已登记：2022-06-01，只计一次）" in hand.picture
            assert "事项“专家问诊、请进来培训、上门服务”" in "".join(hand.picture.split())


def top(hand: Hand) -> type:
    """Give what kind of screen is open."""
    return type(hand.app.screen)


async def test_a_station_shows_beside_the_activity_and_the_point_that_speak_of_stations(
    tmp_path: Path,
) -> None:
    desk = Desk(Places(tmp_path), {"QTRACK_TODAY": "2023-09-18"})
    desk.settle(ASSESSED, "430100")
    desk.work_on([MONTH])
    texts = {"unit": "芙蓉区", "name": "示例服务站", "kind": "县域综合", "stage": "投入使用"}
    put(desk, "station", **texts, built_on="2023-03-01", in_use_on="2023-05-01")
    try:
        async with at(desk, "4", size=(80, 24)) as hand:
            hand.table().seek(f"{ASSESSED}/p5")
            await hand.still()
            await hand("enter")
            await hand.until(lambda: "已登记（不算分）：质量基础设施“一站式”服务 1 个" in hand.picture)
            assert "还没有自评" in hand.picture
        desk.choose(MONTH)
        async with at(desk, "4", size=(120, 40)) as hand:
            hand.table("#units").seek("430000")
            await hand.still()
            await hand("tab")
            hand.table("#activities").seek(f"{MONTH}/main-1")
            await hand.still()
            await hand("enter")
            await hand.until(
                lambda: "相关（分别计）：搭建“一站式”服务平台，开展质量帮扶 1 个" in hand.picture
            )
    finally:
        desk.close()


def rows(hand: Hand) -> list[str]:
    """Give the rows of the open table, one space between cells."""
    return [" ".join(line.split()) for line in hand.rows("RecordTable")[1:] if line.strip()]
