"""A day of entry by keys: record after record, halves, explanations, nil reports, remarks."""

from pathlib import Path

from places_bench import JIANGAN, Hand, at, kept, list_ledger, menu, new_desk, put

from qtrack.services.halves import halves
from qtrack.services.listing import totals
from qtrack.services.marks import marks_of
from qtrack.services.nil import MonthState, months
from qtrack.tui.frame import Place
from qtrack.tui.widgets.chooser import Chooser
from qtrack.tui.widgets.dialogs import Ask, Confirm, Notice
from qtrack.tui.widgets.explain import Explain
from qtrack.tui.widgets.field_line import FieldLine
from qtrack.tui.widgets.form import FormScreen

SIZE = (120, 40)


def shown(hand: Hand, *keys: str) -> list[str]:
    """Give the texts in some blanks of the form."""
    texts = {line.field.key: line.shown for line in hand.app.screen.query(FieldLine)}
    return [texts[key] for key in keys]


def here(hand: Hand) -> str:
    """Give the field the person stands in."""
    return next(line.field.key for line in hand.app.screen.query(FieldLine) if line.blank.has_focus)


async def test_record_after_record_with_kept_fields_and_what_the_record_before_had(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        async with at(desk, "3", "f7", size=SIZE) as hand:
            assert (here(hand), shown(hand, "unit")) == ("name", ["江岸区"])
            await hand.fill(name="示例甲厂", above_scale="否", contact="示例员甲", industry="示例行业")
            await hand("f3")
            assert "已保存第 1 条：示例甲厂" in hand.picture
            assert (here(hand), shown(hand, "name", "unit", "industry")) == ("name", ["", "江岸区", ""])
            await hand.fill(name="示例乙厂", above_scale="否", industry="")
            assert "Ctrl+D同上：示例行业" in hand.picture
            await hand("ctrl+d", "f6", "f3")
            assert shown(hand, "name", "industry", "contact") == ["", "示例行业", ""]
            await hand.fill(name="示例丙厂", above_scale="否")
            await hand("f2")
            assert isinstance(hand.app.screen, Place)
            assert hand.app.told == ["已保存 3 条"]
            assert "企业　第 1/3 条" in hand.picture
        assert kept(desk, "enterprise", "name") == ["示例丙厂", "示例乙厂", "示例甲厂"]
        assert kept(desk, "enterprise", "industry") == ["示例行业"] * 3
        assert kept(desk, "enterprise", "contact") == ["", "", "示例员甲"]


async def test_what_is_kept_from_record_to_record_is_remembered(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        async with at(desk, "3", "f7", size=SIZE) as hand:
            await hand.fill(industry="")
            await hand("f6", "escape")
        assert set(desk.layouts.of("enterprise").keeps) == {"unit", "industry"}


async def test_a_half_counts_nowhere_until_it_is_finished(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        async with at(desk, "3", "f7", size=SIZE) as hand:
            await hand.fill(name="示例[/]甲厂")
            await hand("f5", "escape")
            assert desk.store.read(totals, desk.office)["enterprise"] == 0
            assert "0 条　待完善 1" in hand.picture
            await menu(hand, "待完善")
            assert isinstance(hand.app.screen, Chooser)
            assert "示例[/]甲厂" in hand.picture
            assert "缺 规上" in hand.picture
            await hand("enter")
            assert isinstance(hand.app.screen, FormScreen)
            assert shown(hand, "name", "unit") == ["示例[/]甲厂", "江岸区"]
            await hand("f2")
            assert "必须填写" in hand.picture
            await hand.fill(above_scale="否")
            await hand("f2")
            assert hand.app.told == ["已保存"]
            assert "待完善 1" not in hand.picture
        assert kept(desk, "enterprise", "name") == ["示例[/]甲厂"]
        assert desk.store.read(halves, desk.office, "enterprise") == ()


async def test_a_half_put_aside_again_stays_one_and_can_be_thrown_away(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        async with at(desk, "3", "f7", size=SIZE) as hand:
            await hand.fill(name="示例甲厂")
            await hand("f5", "escape")
            await menu(hand, "待完善")
            await hand("enter")
            await hand.fill(industry="示例行业")
            await hand("f5")
            assert isinstance(hand.app.screen, Place)
            (half,) = desk.store.read(halves, desk.office, "enterprise")
            assert "示例行业" in half.words
            await menu(hand, "删去一条")
            await hand("enter")
            assert isinstance(hand.app.screen, Confirm)
            await hand("enter")
            assert len(desk.store.read(halves, desk.office, "enterprise")) == 1
            await menu(hand, "删去一条")
            await hand("enter", "y")
            assert desk.store.read(halves, desk.office, "enterprise") == ()
            await hand("ctrl+z", "enter")
            assert len(desk.store.read(halves, desk.office, "enterprise")) == 1
            assert "待完善 1" in hand.picture


async def test_what_is_doubtful_passes_with_an_explanation_that_stays_with_the_row(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        async with at(desk, "3", "f7", size=SIZE) as hand:
            await hand.fill(name="示例甲厂", above_scale="是")
            await hand("f2")
            assert isinstance(hand.app.screen, Explain)
            await hand("f2")
            assert "至少 2 个字" in hand.picture
            await hand("escape")
            assert isinstance(hand.app.screen, FormScreen)
            assert kept(desk, "enterprise", "name") == []
            await hand("f2")
            await hand.types("示例[/]说明")
            await hand("f2")
            assert hand.app.told[-1].startswith("已保存")
            hand.ledger.focus()
            await hand.still()
            assert hand.rows("LedgerTable RecordTable")[1].split()[0] == "?"
            await hand("ctrl+t")
            assert isinstance(hand.app.screen, Notice)
            assert "没有填写" in hand.picture
            assert "示例[/]说明" in hand.picture


async def test_a_month_without_anything_is_reported_as_nil_and_taken_back(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        put(desk, "training", unit=JIANGAN, subject="示例培训", held_on="2022-10-01", trainees="5",
            level="县级", free="是")  # fmt: skip

        def state(month: str) -> MonthState:
            found = desk.store.read(months, desk.office, "training")
            return next(each.state for each in found if each.month == month)

        async with at(desk, "3", size=SIZE) as hand:
            await list_ledger(hand, "training")
            await hand("０")
            assert "零报告：江岸区 培训 哪个月没有" in hand.picture
            await hand("enter", "y")
            assert (state("2022-10"), hand.app.told[-1]) == (
                MonthState.ROWS,
                "2022-10 已有 1 条培训记录，不能零报告",
            )
            await hand("0")
            await hand.types("2022-09")
            await hand("enter", "enter")
            assert state("2022-09") is MonthState.SILENT
            await hand("0")
            await hand.types("2022-09")
            await hand("enter", "y")
            assert state("2022-09") is MonthState.NIL
            assert hand.app.told[-1] == "2022-09 已作零报告，^Z 可撤销"
            await hand("ctrl+z", "enter")
            assert state("2022-09") is MonthState.SILENT
            await hand("ctrl+y", "enter")
            assert state("2022-09") is MonthState.NIL
            await hand("0")
            await hand.types("09")
            await hand("enter", "y")
            assert state("2022-09") is MonthState.SILENT
            assert hand.app.told[-1] == "2022-09 已撤回零报告，^Z 可撤销"


async def test_a_remark_is_written_shown_changed_and_taken_away(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        uid = put(desk, "enterprise", unit=JIANGAN, name="示例[/]甲厂", above_scale="否")
        async with at(desk, "3", size=SIZE) as hand:
            await list_ledger(hand, "enterprise")
            await hand("ctrl+n")
            assert isinstance(hand.app.screen, Ask)
            await hand.pastes("=1+1 [b]\x1b[31m备注\n")
            await hand("enter")
            assert desk.store.read(marks_of, desk.office, "enterprise", uid).remark == "=1+1 [b][31m备注"
            await hand("ctrl+t")
            assert "=1+1 [b][31m备注" in hand.picture
            await hand("escape", "ctrl+n", "ctrl+u")
            await hand.pastes("字" * 401)
            await hand("enter")
            assert "备注最多" in hand.picture
            await hand("escape")
            assert desk.store.read(marks_of, desk.office, "enterprise", uid).remark == "=1+1 [b][31m备注"
            await hand("ctrl+n", "end", "ctrl+u", "enter")
            assert desk.store.read(marks_of, desk.office, "enterprise", uid).remark == ""
            await hand("ctrl+z", "enter")
            assert desk.store.read(marks_of, desk.office, "enterprise", uid).remark == "=1+1 [b][31m备注"


async def test_a_row_opened_and_mended_is_not_said_to_repeat_itself(tmp_path: Path) -> None:
    with new_desk(tmp_path, JIANGAN) as desk:
        code = "91350100M000100Y43"
        put(desk, "enterprise", unit=JIANGAN, name="示例甲厂", code=code, above_scale="否")
        async with at(desk, "3", size=SIZE) as hand:
            await list_ledger(hand, "enterprise")
            await hand("enter")
            await hand.fill(code="9")
            await hand.fill(name="示例甲厂")
            await hand.fill(code=code)
            await hand("tab")
            assert "相同" not in hand.picture
            await hand("f2")
            assert hand.app.told == ["已保存"]
