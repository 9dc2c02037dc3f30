"""4 考核 and 5 收集 at the keyboard: scored, ranked, narrowed; registered, urged, declared."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pytest
from places_bench import NARROW, Hand, at, kept, put, words_of
from textual.widgets import Input

from qtrack.domain.tsv import from_tsv
from qtrack.places import Places
from qtrack.tui.screens.assessment import AssessmentPlace
from qtrack.tui.screens.collection import CollectionPlace
from qtrack.tui.screens.declared import DeclaredScreen
from qtrack.tui.screens.point import ExtraScreen, PointScreen
from qtrack.tui.widgets.dialogs import Ask
from qtrack.tui.widgets.explain import Explain
from qtrack.tui.widgets.form import FormScreen
from qtrack.tui.widgets.source_view import SourceView
from qtrack.wiring import Desk

ASSESSMENT, PLAN = "hunan-2023-assessment", "hunan-plan-2025"
PROVINCE, CHANGSHA, FURONG = "430000", "430100", "430102"
ROOMY = (120, 40)
SIZES = pytest.mark.parametrize("size", [NARROW, ROOMY])


@contextmanager
def desk_of(folder: Path, unit: str = PROVINCE, programme: str = ASSESSMENT) -> Iterator[Desk]:
    """Give the desk of a unit that has just begun with a notice."""
    desk = Desk(Places(folder), {"QTRACK_TODAY": "2023-07-05"})
    desk.settle(programme, unit)
    try:
        yield desk
    finally:
        desk.close()


def scored(desk: Desk, point: str, own: str, **said: str) -> None:
    """Score a point."""
    unit = desk.office.unit.name
    put(desk, "score", unit=unit, point=point, self_score=own, scored_on="2023-07-01", **said)


def answered(desk: Desk, department: str, form: str, day: str = "2023-07-03", **said: str) -> None:
    """Register an answer."""
    unit = desk.office.unit.name
    put(desk, "answer", unit=unit, department=department, form=form, answered_on=day, **said)


def line(hand: Hand, words: str) -> list[str]:
    """Give the words of the line that holds these words."""
    return words_of(next(each for each in hand.rows() if words in each.replace(" ", "")))


async def seek(hand: Hand, key: str) -> None:
    """Put the cursor on a line."""
    hand.table().seek(f"{ASSESSMENT}/{key}")
    await hand.still()


@SIZES
async def test_a5_the_tree_stands_with_its_sums(tmp_path: Path, size: tuple[int, int]) -> None:
    with desk_of(tmp_path, CHANGSHA) as desk:
        scored(desk, "p1", "2.5")
        scored(desk, "p2-1", "0.5")
        async with at(desk, "4", size=size) as hand:
            assert isinstance(hand.app.screen, AssessmentPlace)
            assert line(hand, "宏观质量")[2:5] == ["19.5", "3", "0.5"]
            own = ["3", "2.5", "0.5", "省质强办", "缺证明材料"]
            assert line(hand, "1.实施质量强省战略")[2:7] == own
            assert line(hand, "2.加强品牌建设")[3:6] == ["3.5", "0.5", "0"]
            assert line(hand, "4.公共服务质量水平")[2:6] == ["5", "未评", "-", "省质强办"]
            for words in ("自评 3/100", "已评 2/25", "未评 96.5", "市场监管口 30.5 分", "其他部门 69.5 分"):
                assert words in hand.picture
            assert "来自国办发〔2013〕47号，本通知没有印" in hand.picture.replace("\n", "")
            assert hand.app.told == []


@pytest.mark.parametrize("unit", [PROVINCE, CHANGSHA, FURONG])
async def test_both_places_open_before_anything_was_keyed(tmp_path: Path, unit: str) -> None:
    with desk_of(tmp_path, unit) as desk:
        async with at(desk, "4") as hand:
            await hand("left", "f4", "f4", "right", "5", "4")
            assert "自评 0/100" in hand.picture
            assert hand.app.told == []


async def test_a_notice_without_a_table_has_neither_place(tmp_path: Path) -> None:
    with desk_of(tmp_path, programme=PLAN) as desk:
        async with at(desk, "4", "5") as hand:
            assert not isinstance(hand.app.screen, AssessmentPlace | CollectionPlace)
            assert "4考核" not in hand.picture


@SIZES
async def test_f7_scores_the_point_and_f2_changes_the_score(tmp_path: Path, size: tuple[int, int]) -> None:
    with desk_of(tmp_path, CHANGSHA) as desk:
        async with at(desk, "4", size=size) as hand:
            await seek(hand, "p9")
            await hand("f7")
            await hand.fill(unit="长沙市", self_score="1.5")
            await hand("f2")
            assert kept(desk, "score", "point") == ["9. 粮食质量安全"]
            assert kept(desk, "score", "self_score") == ["1.5"]
            assert "自评 1.5/100" in hand.picture
            await hand("f2")
            await hand.fill(self_score="2")
            await hand("f2")
            assert kept(desk, "score", "self_score") == ["2"]
            assert "自评 2/100" in hand.picture


async def test_more_than_the_point_is_worth_stays_in_the_form_with_its_reason(tmp_path: Path) -> None:
    with desk_of(tmp_path, CHANGSHA) as desk:
        async with at(desk, "4") as hand:
            await seek(hand, "p9")
            await hand("f7")
            await hand.fill(unit="长沙市", self_score="2.1")
            await hand("f2")
            assert isinstance(hand.app.screen, FormScreen)
            assert "多于“9. 粮食质量安全”的 2 分" in hand.picture
            assert kept(desk, "score", "point") == []


async def test_f4_ranks_what_may_still_be_won_and_f6_narrows_to_a_department(tmp_path: Path) -> None:
    with desk_of(tmp_path, CHANGSHA) as desk:
        scored(desk, "p12", "3")
        scored(desk, "p7-1", "14.5")
        async with at(desk, "4", "f4", size=ROOMY) as hand:
            names = [words_of(each)[1:3] for each in hand.rows()[1:]]
            assert names[0] == ["7.", "产品质量安全保障（3）"]
            assert "还能争取 82.5" in hand.picture
            assert [words_of(each)[0] for each in hand.rows()[1:]][-1] == str(len(names))
            assert names[-1] == ["12.", "建筑工程与饮用水工程建设"]
            assert len(names) == 24
            await hand("f6")
            await hand.types("市场监管口")
            await hand("enter")
            assert len(hand.rows()) == 6
            assert "市场监管口　分值 30.5　自评 14.5　还能争取 16" in hand.picture
            await hand("escape")
            assert len(hand.rows()) > 25
            assert "全部部门" in hand.picture


async def test_branches_fold_and_open(tmp_path: Path) -> None:
    with desk_of(tmp_path, CHANGSHA) as desk:
        async with at(desk, "4", size=ROOMY) as hand:
            before = hand.table().total
            await hand("home", "enter")
            assert "+宏观质量" in hand.rows()[1].replace(" ", "")
            assert hand.table().total == before - 9  # six contents, one of them with three points under it
            await hand("right")
            assert "-宏观质量" in hand.rows()[1].replace(" ", "")
            assert hand.table().total == before
            await seek(hand, "p2-2")
            await hand("left")
            assert hand.table().cursor_row() is not None
            assert "+2.加强品牌建设" in hand.picture.replace(" ", "")


async def test_enter_shows_the_whole_wording_the_source_and_every_score(tmp_path: Path) -> None:
    with desk_of(tmp_path, CHANGSHA) as desk:
        scored(desk, "p9", "1", lost="示例原因")
        async with at(desk, "4") as hand:
            await seek(hand, "p9")
            await hand("enter")
            assert isinstance(hand.app.screen, PointScreen)
            for words in ("附件4第9项", "粮食质量安全工作落实情况。（2分）", "示例原因", "第 1/1 条"):
                assert words in hand.picture
            await hand("f1")
            assert isinstance(hand.app.screen, SourceView)
            await hand("escape", "escape")
            assert isinstance(hand.app.screen, AssessmentPlace)


async def test_a7_a8_incidents_take_off_and_decide(tmp_path: Path) -> None:
    with desk_of(tmp_path, CHANGSHA) as desk:
        said = {"unit": "长沙市", "kind": "产品", "happened_on": "2023-04-01"}
        async with at(desk, "4", size=ROOMY) as hand:
            put(desk, "incident", name="示例一", level="较大", **said)
            await hand("f5")
            await hand.until(lambda: "减分 0【待补】" in hand.picture)
            found = {"finding_body": "示例机关", "finding_on": "2023-06-01"}
            put(
                desk,
                "incident",
                name="示例二",
                level="重大",
                **{**said, "happened_on": "2023-05-01"},
                **found,
            )
            await hand("f5")
            veto = "× 否决：示例二（示例机关判定，缺事故报告、判定文件），不论得分，一律为D级"
            await hand.until(lambda: veto in hand.picture)
            await seek(hand, "incentive")
            await hand("enter")
            assert isinstance(hand.app.screen, ExtraScreen)
            assert "可以累加（样例，待省质强办定）；不论几个县，0.2分只加一次" in hand.picture
            await hand("escape")
            await seek(hand, "incident")
            await hand("f7")
            assert "新增：质量安全事故" in hand.picture


@SIZES
async def test_a4_ctrl_r_switches_how_the_bonus_adds_up_and_the_result_says_so(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    with desk_of(tmp_path, CHANGSHA) as desk:
        for amount in ("1", "0.5"):
            said = {"unit": "长沙市", "extra": f"{ASSESSMENT}/incentive", "happened_on": "2023-05-01"}
            put(desk, "extra_score", subject=f"示例{amount}", amount=amount, **said)
        async with at(desk, "4", size=size) as hand:
            await hand.until(lambda: "加分 +1.5" in hand.picture)
            assert "加减分按：可以累加（样例，待省质强办定）；不论几个县，0.2分只加一次" in hand.picture
            await hand("ctrl+r")
            await hand.types("三档")
            await hand("enter")
            await hand.types("最高")
            await hand("enter")
            await hand.until(lambda: "加分 +1　" in hand.picture)
            assert "加减分按：只取最高一档（样例，待省质强办定）" in hand.picture
            await seek(hand, "incentive")
            await hand("enter", "ctrl+r", "enter", "up", "enter")
            await hand.until(lambda: "读法：可以累加" in hand.picture)
            assert desk.settings.readings == {}


@SIZES
async def test_p13_f8_sets_the_cities_side_by_side_and_enter_looks_from_one(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    with desk_of(tmp_path) as desk:
        put(desk, "score", unit="湘潭市", point="p12", self_score="8.5", scored_on="2023-07-01")
        async with at(desk, "4", "f8", size=size) as hand:
            await hand.until(lambda: "没有自评 13：" in hand.picture)
            assert line(hand, "湘潭")[:4] == ["湘潭", "8.5", "暂为D", "24"]
            assert line(hand, "分值")[:5] == ["分值", "100", "25", "19.5", "35.5"]
            assert line(hand, "长沙")[:3] == ["长沙", "未自评", "25"]
            await hand("f4")
            assert words_of(hand.rows()[2])[0] == "湘潭"
            hand.table().seek("430300")
            await hand.still()
            await hand("enter")
            await hand.until(lambda: "自评 8.5/100" in hand.picture)
            assert "湖南省 > 湘潭市" in hand.picture


async def test_a_county_is_not_offered_units_below(tmp_path: Path) -> None:
    with desk_of(tmp_path, FURONG) as desk:
        async with at(desk, "4", "f8") as hand:
            assert isinstance(hand.app.screen, AssessmentPlace)
            assert "各单位" not in hand.picture


@SIZES
async def test_a16_a_stage_is_keyed_on_its_line_and_told_above(tmp_path: Path, size: tuple[int, int]) -> None:
    with desk_of(tmp_path, CHANGSHA) as desk:
        async with at(desk, "4", size=size) as hand:
            assert "目标备案 > 自我评价 > 文审初评 > 实地核查 > 综合评价、通报" in hand.picture
            await seek(hand, "stage-1")
            await hand("enter")
            await hand.fill(done_on="6-1", contact="示例员甲", phone="000-1")
            await hand("f2")
            await hand.until(lambda: "√目标备案06-01 > 自我评价" in hand.picture)
            assert words_of(hand.picture.partition("联络员")[2])[:2] == ["示例员甲", "000-1"]
            assert line(hand, "目标备案√")[:3] == ["目标备案", "√", "示例员甲"]
            await seek(hand, "stage-1")
            await hand("f7")
            assert "修改：考核阶段" in hand.picture


# 收集


@SIZES
async def test_a1_the_matrix_says_who_answered_and_who_is_to_be_urged(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    with desk_of(tmp_path) as desk:
        answered(desk, "省教育厅", "指标申报表")
        answered(desk, "省教育厅", "加分项申报表", nothing_to_report="是")
        async with at(desk, "5", size=size) as hand:
            assert isinstance(hand.app.screen, CollectionPlace)
            assert line(hand, "省教育厅")[1:7] == ["√", "已反馈", "07-03", "√", "无", "07-03"]
            assert line(hand, "省公安厅")[1:5] == ["还剩", "5", "天", "还剩"]
            assert "指标申报表 1/18　加分项申报表 1/18" in hand.picture
            assert "催报17家" in hand.picture
            await seek(hand, "medicine")
            assert line(hand, "省药品监督管理局")[1:3] == ["未列入", "未列入"]
            assert hand.app.told == []


async def test_f7_registers_the_cell_and_enter_opens_it(tmp_path: Path) -> None:
    with desk_of(tmp_path) as desk:
        async with at(desk, "5", size=ROOMY) as hand:
            await seek(hand, "police")
            await hand("right", "right", "f7")
            await hand.fill(unit="湖南省")
            await hand("f2")
            assert kept(desk, "answer", "form") == ["加分项申报表"]
            assert kept(desk, "answer", "answered_on") == ["2023-07-05"]
            assert line(hand, "省公安厅")[1:7] == ["还剩", "5", "天", "√", "已反馈", "07-05"]
            await hand("enter")
            assert "修改：部门反馈" in hand.picture
            await hand("escape", "left", "enter")
            assert "新增：部门反馈" in hand.picture


async def test_f7_fills_the_row_that_waits_for_its_answer(tmp_path: Path) -> None:
    with desk_of(tmp_path) as desk:
        put(desk, "answer", unit="湖南省", department="省公安厅", form="指标申报表", asked_on="2023-06-20")
        async with at(desk, "5", size=ROOMY) as hand:
            await seek(hand, "police")
            await hand("right", "f7")
            assert "修改：部门反馈" in hand.picture


async def test_ctrl_c_copies_all_who_are_to_be_urged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []

    async def keep(_app: object, text: str, what: str) -> str:
        copied.append(text)
        return f"已复制 {what}"

    monkeypatch.setattr("qtrack.tui.screens.collection.copy", keep)
    with desk_of(tmp_path) as desk:
        answered(desk, "省公安厅", "指标申报表")
        answered(desk, "省公安厅", "加分项申报表")
        async with at(desk, "5", "ctrl+c") as hand:
            assert hand.app.told == ["已复制 催报名单 17 家"]
    rows = from_tsv(copied[0])
    assert len(rows) == 18
    assert rows[1][:2] == ["省发展改革委", "指标申报表、加分项申报表"]


async def test_a2_a3_a_department_declares_in_the_form_and_explains_what_is_over(tmp_path: Path) -> None:
    with desk_of(tmp_path) as desk:
        async with at(desk, "5", size=ROOMY) as hand:
            await seek(hand, "forestry")
            await hand("right", "f4")
            assert isinstance(hand.app.screen, DeclaredScreen)
            assert "还没有申报，2022年表 1 分" in hand.picture
            await hand("f7")
            await hand.fill(
                unit="湖南省", content="示例内容", area="示例领域", key_point="示例要点",
                parts="示例（2分）", points="2", basis="示例依据", point="p10",
            )  # fmt: skip
            await hand("f2")
            assert isinstance(hand.app.screen, Explain)
            assert "原则上不超过" in hand.picture
            await hand.types("示例新增任务")
            await hand("f2", "escape")
            assert kept(desk, "declared_point", "department") == ["省林业局"]
            assert line(hand, "省林业局")[-2:] == ["2", "1"]


async def test_the_reports_offer_both_forms_and_write_them(tmp_path: Path) -> None:
    with desk_of(tmp_path / "data") as desk:
        async with at(desk, "7") as hand:
            assert "指标申报表" in hand.picture
            await hand("down", "down", "enter")
            assert isinstance(hand.app.screen, Ask)
            hand.app.screen.query_one(Input).value = str(tmp_path / "form.xlsx")
            await hand("enter")
            await hand.until((tmp_path / "form.xlsx").exists)
    book = openpyxl.load_workbook(tmp_path / "form.xlsx")
    assert book.worksheets[0]["A1"].value == "2023 年度省政府对市州政府质量工作考核指标申报表"
