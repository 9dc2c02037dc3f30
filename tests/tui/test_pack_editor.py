"""A pack made on the screen drives the program as one that comes along; nothing faulty is ever kept."""

import tomllib
import warnings
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from places_bench import PROVINCE, WIDE, WUHAN, Hand, at, new_desk, put

from qtrack.domain.text import same_words
from qtrack.packs import Library
from qtrack.packs.paths import value_at
from qtrack.places import seeds_folder
from qtrack.services.dues import due_standings
from qtrack.services.standings import floor_standings, target_standings
from qtrack.tui.packs.editor import PackEditor
from qtrack.tui.packs.paste import PasteBox
from qtrack.tui.widgets.dialogs import Notice
from qtrack.tui.widgets.form import FormScreen
from qtrack.wiring import Desk

UNITS = (
    *("武汉", "黄石", "十堰", "襄阳", "宜昌", "荆州", "荆门", "鄂州", "孝感", "黄冈", "咸宁", "随州"),
    *("恩施", "仙桃", "天门", "潜江", "神农架"),
)
NOTICE = """示例局关于开展示例活动的通知
示例各局：
一、开展质量培训1700场。
二、每个县、市（区）培训不少于2次。
三、11月30日前报送示例总结。
附件 示例登记表 培训主题 培训人数
""" + "\n".join(f"{name} 100" for name in UNITS)
QUOTAS = "单位\t场\n" + "".join(f"{name}\t100\n" for name in UNITS) + "合计\t1700\n"


async def choose(hand: Hand, words: str) -> None:
    """Type a few words into a list and take what fits."""
    await hand.types(words)
    await hand("enter")


async def programmes(hand: Hand, words: str) -> None:
    """Choose what to do from the dialogue of programmes."""
    await hand("f10")
    await choose(hand, words)


async def section(hand: Hand, key: str) -> None:
    """Go to a section's entries."""
    hand.table("#sections").seek(key)
    await hand.still()
    hand.table("#entries").focus()
    await hand.still()


async def keep_form(hand: Hand, **texts: str) -> None:
    """Fill in the form on the screen and keep it; a double underline stands for a dot."""
    assert isinstance(hand.app.screen, FormScreen), hand.picture
    await hand.fill(**{key.replace("__", "."): text for key, text in texts.items()})
    await hand("f2")
    assert not isinstance(hand.app.screen, FormScreen), hand.picture


def file_of(desk: Desk, name: str) -> Path:
    """Give where a pack is kept."""
    return desk.places.programmes_folder / f"{name}.toml"


def editor(hand: Hand) -> PackEditor:
    """Give the editor on the screen."""
    assert isinstance(hand.app.screen, PackEditor), hand.picture
    return hand.app.screen


async def begin(hand: Hand, title: str = "示例局关于开展示例活动的通知") -> None:
    """Begin a pack from nothing."""
    await programmes(hand, "编写方案")
    await hand("enter")
    await keep_form(
        hand,
        id="shili-2022",
        title=title,
        short="示例2022",
        issuer="示例局",
        starts_on="2022-01-01",
        ends_on="2022-12-31",
    )
    editor(hand)


async def add_target(hand: Hand, number: str = "1700") -> None:
    """Add the target of the invented notice."""
    await section(hand, "targets")
    await hand("f7")
    await choose(hand, "培训")
    await keep_form(
        hand,
        tier="场",
        name="质量培训",
        number=number,
        unit="场",
        strength="目标",
        source__clause="一",
        source__quote="开展质量培训1700场",
        count__on="培训日期",
    )


async def add_floor(hand: Hand) -> None:
    """Add the floor of the invented notice with its number."""
    await section(hand, "floors")
    await hand("f7")
    await keep_form(
        hand,
        name="示例下限",
        each="县区（含直管市和林区）",
        strength="硬性",
        source__clause="二",
        source__quote="每个县、市（区）培训不少于2次",
    )
    await choose(hand, "培训")
    await keep_form(hand, label="场次", at_least="2", unit="次", count__on="培训日期")


async def add_deadline(hand: Hand) -> None:
    """Add the deadline of the invented notice."""
    await section(hand, "deadlines")
    await hand("f7")
    await keep_form(
        hand,
        title="示例总结",
        due_on="2022-11-30",
        owed_by="市州、直管市和林区",
        source__clause="三",
        source__quote="11月30日前报送示例总结",
    )


async def add_form(hand: Hand) -> None:
    """Add the printed form of the invented notice, its first two blanks ticked."""
    await section(hand, "forms")
    await hand("f7")
    await choose(hand, "培训")
    await keep_form(hand, title="示例登记表", source__clause="附件", source__quote="示例登记表 培训主题")
    await choose(hand, "从台账勾选")
    await hand("space", "enter")


async def paste_quotas(hand: Hand, text: str = QUOTAS) -> None:
    """Paste a table of quotas for all targets."""
    await section(hand, "quota_table")
    await hand("f7", "enter")
    assert isinstance(hand.app.screen, PasteBox), hand.picture
    await hand.pastes(text)


async def paste_notice(hand: Hand) -> None:
    """Paste the words of the notice."""
    await section(hand, "sources")
    await hand("f7")
    await hand.pastes(NOTICE)
    await hand("f2")


def sheets(path: Path) -> dict[str, str]:
    """Give all words of a workbook by sheet."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl knows no bars in cells
        book = openpyxl.load_workbook(path)
    return {
        sheet.title: " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)
        for sheet in book
    }


async def test_a_notice_made_on_the_screen_drives_all_the_rest(tmp_path: Path) -> None:
    with new_desk(tmp_path, WUHAN) as desk:
        async with at(desk, size=WIDE) as hand:
            await begin(hand)
            await add_target(hand)
            await paste_quotas(hand)
            assert "场 合计 1,700 等于任务数 1,700" in hand.picture
            await hand("f2")
            await keep_form(hand, clause="附件", quote="武汉 100")
            await add_floor(hand)
            await add_deadline(hand)
            await add_form(hand)
            await paste_notice(hand)
            assert "没有差错" in hand.picture
            await hand("f2")
            assert "已保存方案 shili-2022" in hand.app.told
            await hand("escape", "y")
            assert "示例2022" in hand.picture.splitlines()[0]
        for day in ("2022-03-01", "2022-03-02"):
            texts = {
                "subject": "示例",
                "unit": "江岸区",
                "held_on": day,
                "trainees": "5",
                "level": "县级",
                "free": "是",
            }
            put(desk, "training", **texts)
        assert desk.office.programme.id == "shili-2022"
        (held,) = desk.store.read(target_standings, desk.office)
        assert (held.own.number, held.own.done) == (100, 2)
        ((met, *others),) = desk.store.read(floor_standings, desk.office).values()
        assert met.met
        assert not any(other.met for other in others)
        (due, *_) = [
            one for one in desk.store.read(due_standings, desk.office) if one.programme == "shili-2022"
        ]
        assert (due.title, due.due_on.isoformat()) == ("示例总结", "2022-11-30")
        words = " ".join(sheets(desk.write_year_end(desk.office, tmp_path / "out.xlsx")).values())
        for said in ("质量培训", "示例下限", "示例总结", "示例局关于开展示例活动的通知"):
            assert said in words
    checked = Library(seeds_folder(), desk.places.programmes_folder, desk.regions).programme("shili-2022")
    assert [blank.label for blank in checked.forms[0].fields] == ["培训主题"]
    assert desk.packs.judge(desk.packs.own("shili-2022"))[1:] == ((), ())


async def test_nothing_faulty_is_kept_and_the_faults_are_told_with_their_place(tmp_path: Path) -> None:
    with new_desk(tmp_path, PROVINCE) as desk:
        async with at(desk, size=WIDE) as hand:
            await begin(hand)
            await add_target(hand)
            await paste_quotas(hand)
            await hand("f2")
            await keep_form(hand, clause="附件", quote="武汉 100")
            await section(hand, "quota_table")
            await hand("down", "enter")
            await hand("backspace", *"1")
            await hand("enter")
            assert "任务分解表 各行：“场 质量培训”各单位之和 1,701 不等于任务数 1,700" in hand.picture
            await hand("f2")
            assert any(told.startswith("没有保存：任务分解表 各行：“场 质量培训”") for told in hand.app.told)
            assert not file_of(desk, "shili-2022").exists()
            await hand("escape", "n")
            editor(hand)
            await hand("escape", "y")
            assert not isinstance(hand.app.screen, PackEditor)
            assert not file_of(desk, "shili-2022").exists()


async def test_a_table_that_does_not_add_up_is_not_taken(tmp_path: Path) -> None:
    with new_desk(tmp_path, PROVINCE) as desk:
        async with at(desk, size=WIDE) as hand:
            await derive(hand)
            await paste_quotas(hand, "武汉\t1\t2\t3\n示例市\t1\t2\t3\n")
            await hand("f2")
            assert isinstance(hand.app.screen, PasteBox)
            assert "万 合计 1 不等于任务数 10,000" in hand.picture
            assert "没有认出单位：示例市" in hand.picture
            before = file_of(desk, "hubei-2026").read_bytes()
            await hand("escape")
            assert editor(hand).document == tomllib.loads(before.decode())


async def derive(hand: Hand, year: str = "2026") -> None:
    """Make the pack of another year on the screen."""
    await programmes(hand, "套用")
    await choose(hand, "湖北2022")
    await hand.fast(*["backspace"] * 4, *year, "enter")


async def test_another_years_pack_is_made_shown_and_confirmed(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        before = desk.library.programme("hubei-2022")
        async with at(desk, size=WIDE) as hand:
            await derive(hand)
            assert file_of(desk, "hubei-2026").exists()
            await section(hand, "targets")
            assert "待核" in hand.rows("#entries")[1]
            await hand("f4")
            assert "待核" not in hand.rows("#entries")[1]
            await section(hand, "sources")
            assert "沿用上年原文" in hand.rows("#entries")[2]
            await hand("f6")
            await choose(hand, "确认全部")
            assert any("还要换上新通知的原文" in told for told in hand.app.told)
            await hand("f2")
            made = desk.library.programme("hubei-2026")
            assert made.inherits
            assert not any(path.endswith((".number", ".due_on")) for path in made.unconfirmed)
            await hand("escape", "n")
        assert desk.library.programme("hubei-2022") == before
        assert desk.office.programme.id == "hubei-2022"


async def test_a_disk_that_refuses_is_told_and_the_draft_stays(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        async with at(desk, size=WIDE) as hand:
            desk.places.programmes_folder.write_bytes(b"")  # a file where the folder should be
            await begin(hand)
            assert any(told.startswith("草稿没有存下：") for told in hand.app.told)
            await hand("f2")
            assert any(told.startswith("没有保存：") for told in hand.app.told)
            assert not any(told.startswith("已保存") for told in hand.app.told)
            assert "有未保存的改动" in hand.picture
            desk.places.programmes_folder.unlink()
            await hand("f2")
            assert file_of(desk, "shili-2022").exists()


async def test_due_days_that_are_not_worked_are_shown_before_the_pack_is_opened(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        async with at(desk, size=WIDE) as hand:
            await derive(hand, "2029")
            assert isinstance(hand.app.screen, Notice)
            assert "实施方案报省局截止日期2029-03-25周日不是工作日（推算" in same_words(hand.picture)
            await hand("enter")
            editor(hand)


async def test_entries_are_edited_removed_and_moved_and_the_draft_says_it_is_not_saved(
    tmp_path: Path,
) -> None:
    with new_desk(tmp_path) as desk:
        async with at(desk, size=WIDE) as hand:
            await derive(hand)
            content = file_of(desk, "hubei-2026").read_bytes()
            await section(hand, "deadlines")
            await hand("enter")
            await keep_form(hand, title="示例方案报省局", due_on="2026-03-28")
            assert "2026-03-28 周六（非工作日，之前最近的工作日 2026-03-27）" in hand.picture
            assert "有未保存的改动" in hand.picture
            assert "deadlines.plan.due_on" not in editor(hand).document["unconfirmed"]
            await hand("f6")
            await choose(hand, "下移")
            await hand("f8", "y")
            names = [one["id"] for one in editor(hand).document["deadlines"]]
            assert names == ["recommendation", "summary", "coverage", "platform-online"]
            assert "plan" not in str(editor(hand).document["sections"])
            assert file_of(desk, "hubei-2026").read_bytes() == content
            await hand("f2")
            assert "有未保存的改动" not in hand.picture
            assert file_of(desk, "hubei-2026.toml").with_name("hubei-2026.toml.bak").read_bytes() == content


async def test_what_an_entry_counts_is_asked_anew_for_another_ledger(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        async with at(desk, size=WIDE) as hand:
            await derive(hand)
            await section(hand, "targets")
            await hand("f6")
            await choose(hand, "换一本")
            await choose(hand, "培训")
            await keep_form(hand, count__on="培训日期", count__total="培训人数")
            count: dict[str, Any] = value_at(editor(hand).document, "targets.wan.count")
            assert count == {"ledger": "training", "on": "held_on", "total": "trainees"}
            assert "没有差错" in hand.picture


async def test_one_value_that_waits_is_changed_by_itself(tmp_path: Path) -> None:
    with new_desk(tmp_path) as desk:
        async with at(desk, size=WIDE) as hand:
            await derive(hand)
            await section(hand, "waiting")
            hand.table("#entries").seek("contacts.1.phone")
            await hand.still()
            await hand("enter")
            await hand.fast(*["backspace"] * 20, *"027-00000000", "enter")
            assert editor(hand).document["contacts"][0]["phone"] == "027-00000000"
            assert "contacts.1.phone" not in editor(hand).document["unconfirmed"]


async def test_files_go_out_and_come_in_and_ask_before_they_replace(tmp_path: Path) -> None:
    out = tmp_path / "出去.toml"
    with new_desk(tmp_path) as desk:
        async with at(desk, size=WIDE) as hand:
            await derive(hand)
            await hand("escape", "n")
            await programmes(hand, "导出")
            await choose(hand, "湖北2026")
            await hand.fast("ctrl+u", *str(out), "enter")
            assert tomllib.loads(out.read_text(encoding="utf-8"))["id"] == "hubei-2026"
            await programmes(hand, "导入")
            await hand.fast(*str(out), "enter")
            assert "替换已有的方案吗？" in hand.picture
            await hand("n")
            out.write_text("format = 1\nid = 'x'\n", encoding="utf-8")
            await programmes(hand, "导入")
            await hand.fast(*str(out), "enter")
            assert any("有误" in told for told in hand.app.told)
            assert [path.name for path in desk.places.programmes_folder.iterdir()] == ["hubei-2026.toml"]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_section_can_be_read_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    with new_desk(tmp_path) as desk:
        async with at(desk, size=size) as hand:
            await derive(hand)
            for key in ("basic", "targets", "quota_table", "floors", "caps", "deadlines", "forms", "waiting"):
                await section(hand, key)
                lines = hand.rows("#entries")
                assert len(lines) > 1
                assert any("待核" in line for line in lines[1:])
            assert "没有差错" in hand.picture
