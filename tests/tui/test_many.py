"""Several rows changed at once: selected, previewed, filled down, starred, removed, and taken back."""

from pathlib import Path

from places_bench import JIANGAN, WIDE, Hand, at, kept, list_ledger, new_desk, put

from qtrack.services.marks import marks_of
from qtrack.tui.frame import Place
from qtrack.tui.widgets.bulk import BulkPreview
from qtrack.tui.widgets.chooser import Chooser
from qtrack.tui.widgets.dialogs import Confirm
from qtrack.wiring import Desk

NAMES = ("示例甲厂", "[b]乙厂", "=丙厂", "示例丁厂")


def firms(desk: Desk) -> list[str]:
    """Enter four firms, listed the other way round; give their uids as they are listed."""
    return [put(desk, "enterprise", unit=JIANGAN, name=name, above_scale="否") for name in NAMES][::-1]


def trainings(desk: Desk, *days: str) -> None:
    """Enter trainings, the first of which is listed first."""
    for number, day in reversed(list(enumerate(days, 1))):
        put(desk, "training", unit=JIANGAN, subject=f"示例{number}", held_on=day, trainees=str(number * 5),
            level="县级", free="是")  # fmt: skip


def told(desk: Desk, field: str) -> list[str]:
    """Give the texts of a field of all trainings, in the order of their subjects."""
    by_subject = dict(zip(kept(desk, "training", "subject"), kept(desk, "training", field), strict=True))
    return [by_subject[subject] for subject in sorted(by_subject)]


async def column(hand: Hand, key: str) -> None:
    """Go to a column of the first row."""
    await hand("ctrl+home", *["left"] * 20)
    while hand.ledger.cursor_column().key != key:
        await hand("right")


async def test_three_selected_rows_are_changed_after_a_preview(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firms(desk)
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand("space", "ideographic_space", "down", "space")
            assert "已选 3" in hand.picture
            await hand("ctrl+b")
            assert isinstance(hand.app.screen, Chooser)
            await hand(*"行业", "enter", *"=1+1[/]", "enter")
            assert isinstance(hand.app.screen, BulkPreview)
            assert "将修改 3 条中的 3 条" in hand.picture
            assert "=1+1[/]" in hand.picture
            assert "[b]乙厂" not in hand.picture.split("将修改")[1]
            assert kept(desk, "enterprise", "industry") == ["", "", "", ""]
            await hand("escape")
            assert kept(desk, "enterprise", "industry") == ["", "", "", ""]
            await hand("ctrl+b", *"行业", "enter", *"=1+1[/]", "enter", "f2")
            assert hand.app.told[-1] == "已修改 3 条，^Z 可撤销"
            assert kept(desk, "enterprise", "industry") == ["=1+1[/]", "=1+1[/]", "", "=1+1[/]"]
            assert "已选 3" in hand.picture
            await hand("ctrl+b", *"行业", "enter", *"=1+1[/]", "enter")
            assert "3 条都已经是这样，没有要改的" in hand.picture
            await hand("f2", "escape", "ctrl+z", "enter")
            assert kept(desk, "enterprise", "industry") == ["", "", "", ""]
            await hand("ctrl+y", "enter")
            assert kept(desk, "enterprise", "industry").count("=1+1[/]") == 3


async def test_a_bulk_change_that_some_row_does_not_bear_changes_none(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        trainings(desk, "2022-10-01", "2022-10-02")
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "training")
            await hand("ctrl+a", "ctrl+b", *"其中管理层", "enter", "8", "enter")
            assert "不能修改" in hand.picture
            assert "超过培训人数" in hand.picture
            await hand("f2")
            assert isinstance(hand.app.screen, BulkPreview)
            await hand("escape")
            assert kept(desk, "training", "managers") == ["", ""]


async def test_a_doubtful_bulk_change_asks_why_and_marks_every_row(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        uids = firms(desk)
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand("ctrl+a", "ctrl+b", *"规上", "enter", "是", "enter")
            assert "请核实" in hand.picture
            await hand("f2", *"示例[/]说明", "f2")
            assert kept(desk, "enterprise", "above_scale") == ["是"] * 4
            for uid in uids:
                assert desk.store.read(marks_of, desk.office, "enterprise", uid).explanation == "示例[/]说明"


async def test_all_found_rows_are_removed_and_come_back(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firms(desk)
        async with at(desk, "3", "f3", size=WIDE) as hand:
            await hand(*"示例", "enter", "ctrl+a")
            assert "已选 2" in hand.picture
            await hand("f8")
            assert isinstance(hand.app.screen, Confirm)
            assert "删除选中的 2 条记录？" in hand.picture
            await hand("enter")
            assert len(kept(desk, "enterprise", "name")) == 4
            await hand("f8", "ｙ")
            assert kept(desk, "enterprise", "name") == ["=丙厂", "[b]乙厂"]
            assert "没有符合的记录" in hand.picture
            assert "已选" not in hand.picture
            await hand("ctrl+z", "enter")
            assert len(kept(desk, "enterprise", "name")) == 4
            assert "第 1/2 条" in hand.picture


async def test_the_question_before_a_removal_names_the_selected_row(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firms(desk)
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand("space", "down", "f8")
            question = hand.picture.split("删除选中的 1 条记录？")[1]
            assert "示例丁厂" in question
            assert "[b]乙厂" not in question
            await hand("y")
            assert kept(desk, "enterprise", "name") == ["=丙厂", "[b]乙厂", "示例甲厂"]


async def test_a_row_others_refer_to_is_not_removed_nor_any_beside_it(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        firms(desk)
        put(desk, "action", unit=JIANGAN, enterprise="示例甲厂", done_on="2022-10-01", kind="上门服务")
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand("ctrl+a", "f8", "y")
            assert "一条也没有删除" in hand.app.told[-1]
            assert len(kept(desk, "enterprise", "name")) == 4


async def test_dates_are_filled_down_as_a_series_or_alike(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        trainings(desk, "2022-09-01", "2022-09-08", "2022-05-01", "2022-05-02")
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "training")
            await hand("[")
            await column(hand, "held_on")
            await hand("ctrl+a", "ctrl+d")
            assert isinstance(hand.app.screen, Chooser)
            await hand("down", "enter")
            assert isinstance(hand.app.screen, BulkPreview)
            assert "2022-09-22" in hand.picture
            await hand("f2")
            assert told(desk, "held_on") == [
                "2022-09-01",
                "2022-09-08",
                "2022-09-15",
                "2022-09-22",
            ]
            assert hand.app.told[-1] == "已填充 2 条，^Z 可撤销"
            await hand("ctrl+d", "enter", "f2")
            assert told(desk, "held_on") == ["2022-09-01"] * 4
            await hand("ctrl+z", "enter", "ctrl+z", "enter")
            assert told(desk, "held_on")[2:] == ["2022-05-01", "2022-05-02"]


async def test_ditto_takes_the_value_above_on_a_single_row(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        trainings(desk, "2022-09-01", "2022-09-08")
        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "training")
            await hand("[")
            await column(hand, "trainees")
            await hand("ctrl+d")
            assert told(desk, "trainees") == ["5", "10"]
            await hand("down", "ctrl+d")
            assert isinstance(hand.app.screen, Place)
            assert told(desk, "trainees") == ["5", "5"]
            assert hand.ledger.cursor[0] == 1
            await hand("ctrl+d")
            assert "没有改动" in hand.app.told[-1]


async def test_a_star_on_many_rows_is_put_and_taken_away(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        uids = firms(desk)

        def starred() -> list[bool]:
            return [desk.store.read(marks_of, desk.office, "enterprise", uid).starred for uid in uids]

        async with at(desk, "3", size=WIDE) as hand:
            await list_ledger(hand, "enterprise")
            await hand("shift+down", "shift+down", "*")
            assert starred() == [True, True, True, False]
            await hand("escape", "end", "shift+up", "*")
            assert starred() == [True, True, True, True]
            await hand("*")
            assert starred() == [True, True, False, False]
            await hand("ctrl+z", "enter")
            assert starred() == [True, True, True, True]
