"""An invented notice with a plan, a campaign and points is written by keys and drives its places."""

from pathlib import Path

from places_bench import PROVINCE, WIDE, Hand, at, new_desk
from test_pack_editor import add_target, begin, choose, editor, section, sheets

from qtrack.tui.packs.sections import Wrong, count_in
from qtrack.tui.view import places_of
from qtrack.tui.widgets.form import FormScreen

SOURCE = {"source__clause": "一", "source__quote": "示例"}


async def keep_form(hand: Hand, **texts: str) -> None:
    """Fill in a form and keep it; what must stand below it may be asked for next."""
    form = hand.app.screen
    assert isinstance(form, FormScreen), hand.picture
    await hand.fill(**{key.replace("__", "."): text for key, text in texts.items()})
    await hand("f2")
    assert hand.app.screen is not form, hand.picture


async def test_a_notice_of_every_sort_is_written_by_keys_and_drives_its_places(tmp_path: Path) -> None:
    with new_desk(tmp_path, PROVINCE) as desk:
        async with at(desk, size=WIDE) as hand:

            async def add(key: str, *ledger: str, **texts: str) -> None:
                await section(hand, key)
                await hand("f7")
                for words in ledger:
                    await choose(hand, words)
                await keep_form(hand, **texts, **SOURCE)

            await begin(hand)
            await add_target(hand)
            await add("matters", "不从台账数", name="示例竞赛", number="1", unit="次")
            await add("indicators", name="示例合格率", unit="%")
            await keep_form(hand, year="2022", printed="93%以上", number="93")
            await add("tasks", name="示例工作")
            await add("activities", name="示例活动", unit="湖北省")
            await add("slogans", words="示例口号")
            await add("departments", name="示例厅")
            await add("assessment", year="2022", title="示例表", total="100")
            await keep_form(hand, name="示例领域一", total="60", **SOURCE)
            await keep_form(hand, name="示例内容一")
            await keep_form(hand, words="示例要点一", owner="示例厅", points="60", **SOURCE)
            assert "各领域之和 60 不等于 100" in hand.picture
            await hand("f7")
            await choose(hand, "考核领域")
            await keep_form(hand, name="示例领域二", total="40", **SOURCE)
            await keep_form(hand, name="示例内容二")
            await keep_form(hand, words="示例要点二", owner="示例厅", points="40", **SOURCE)
            assert not isinstance(hand.app.screen, FormScreen)
            assert count_in("todo", editor(hand).document, Wrong()) == 0
            await hand("f2")
            assert "已保存方案 shili-2022" in hand.app.told
            await hand("escape", "y")
            for key in ("8", "9", "4", "5"):
                await hand(key)
            assert "示例口号" in hand.picture
        programme = desk.office.programme
        assert programme.id == "shili-2022"
        labels = {place.label for place in places_of(programme).values()}
        assert {"指标", "重点工作", "活动", "口号", "考核"} <= labels
        words = " ".join(sheets(desk.write_year_end(desk.office, tmp_path / "out.xlsx")).values())
        for said in ("示例竞赛", "示例合格率", "示例工作", "示例活动", "示例口号", "示例要点二"):
            assert said in words


async def test_a_floor_that_counts_trainings_among_others_stands_above_the_trainings(tmp_path: Path) -> None:
    with new_desk(tmp_path, PROVINCE) as desk:
        async with at(desk, size=WIDE) as hand:
            await begin(hand)
            await section(hand, "floors")
            await hand("f7")
            await keep_form(hand, name="示例", each="县区（含直管市和林区）", strength="硬性", **SOURCE)
            for ledger, day in (("质量提升", "行动日期"), ("培训", "培训日期")):
                await choose(hand, ledger)
                await keep_form(hand, label=f"{ledger}数", at_least="1", unit="次", count__on=day)
                await hand("f7", "enter")
            await hand("escape", "f2", "escape", "y")
            await hand("4")
            assert "没有这一下限" not in hand.picture
            assert "培训数" in hand.picture
