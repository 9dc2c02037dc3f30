"""The year-end workbook of each notice of Hunan, read back by another reader, in the notice's own order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from assessed import put as put_scored
from hunan import ASSESSMENT, CHANGSHA, FURONG, PLAN, PROVINCE, bureau
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from qtrack.domain.terms import MISSING
from qtrack.ledgers.event import EventState
from qtrack.ledgers.problem import ProblemCategory, ProblemSource, ProblemState
from qtrack.ledgers.slogan_use import SloganMedium
from qtrack.ledgers.task_progress import TaskState
from qtrack.reports.xlsx import write_xlsx
from qtrack.services.catalog import ledger_class, schemas
from qtrack.services.ledger import add
from qtrack.services.office import Office
from qtrack.services.year_end.report import year_end_report
from qtrack.store.store import Store

pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")

H22, MONTH = "hunan-2022", "hunan-2023-quality-month"
Write = Callable[[Office], Workbook]


@pytest.fixture
def written(store: Store, tmp_path: Path) -> Write:
    """Give the workbook of an office as another reader sees it."""

    def write(office: Office) -> Workbook:
        path = tmp_path / "年终.xlsx"
        write_xlsx(store.read(year_end_report, office), path)
        return load_workbook(path)

    return write


def put(store: Store, office: Office, key: str, **said: object) -> str:
    """Keep one row of a ledger, explained should it be doubtful."""
    blank: dict[str, object] = {field.key: None for field in ledger_class(key).schema().fields}
    return store.run(add, office, key, blank | {"unit": office.unit.code} | said, "示例说明")


def grid(book: Workbook, sheet: str, head: str) -> list[dict[str, object]]:
    """Give the rows below the line that begins with `head`, up to the first without a border."""
    rows = list(book[sheet].iter_rows())
    start = next(place for place, line in enumerate(rows) if line[0].value == head)
    labels = [str(cell.value) for cell in rows[start]]
    found: list[dict[str, object]] = []
    for line in rows[start + 1 :]:
        if line[0].border.left.style is None:
            break
        found.append(dict(zip(labels, (cell.value for cell in line), strict=True)))
    return found


def words(book: Workbook, sheet: str) -> str:
    """Give all that a sheet says."""
    return "\n".join(str(cell.value) for line in book[sheet].iter_rows() for cell in line if cell.value)


def in_order(text: str, *parts: str) -> bool:
    """Say whether parts stand in a text one after the other."""
    places = [text.find(part) for part in parts]
    return -1 not in places and places == sorted(places)


@pytest.mark.parametrize("unit", [PROVINCE, CHANGSHA, FURONG])
@pytest.mark.parametrize("name", [H22, MONTH, ASSESSMENT, PLAN])
def test_only_the_ledgers_a_notice_is_worked_with_have_sheets_before_anything_was_entered(
    written: Write, name: str, unit: str
) -> None:
    office = bureau(name, unit=unit, today=date(2023, 11, 1))
    book = written(office)
    kept = [
        sheet.removeprefix("台账·").partition("（")[0]
        for sheet in book.sheetnames
        if sheet.startswith("台账·")
    ]
    assert list(dict.fromkeys(kept)) == [schemas()[key].title for key in office.programme.ledgers]
    assert {"总结", "事项", "时限", "读法与待补"} <= set(book.sheetnames)
    assert not {"示范项目", "上年度项目", "经费", "上限"} & set(book.sheetnames)
    for sheet in book:
        assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)


def test_a_ledger_of_another_notice_has_a_sheet_once_it_holds_something(store: Store, written: Write) -> None:
    office = bureau(H22, unit=CHANGSHA, today=date(2022, 11, 1))
    assert "台账·口号使用" not in written(office).sheetnames
    month = bureau(MONTH, unit=CHANGSHA, today=date(2023, 9, 20))
    slogan = {"slogan": f"{MONTH}/slogan-1", "medium": SloganMedium.SCREEN, "used_on": date(2022, 9, 2)}
    put(store, month, "slogan_use", **slogan)
    assert written(office).sheetnames[-1] == "台账·口号使用"


def test_h_10_the_summary_goes_from_ten_to_ten_thousand_and_ends_with_the_cases(
    store: Store, written: Write
) -> None:
    office = bureau(H22, unit=CHANGSHA, today=date(2022, 11, 20))
    put(store, office, "case_report", headline="示例案例", sent_on=date(2022, 9, 1))
    firm = put(store, office, "enterprise", name="示例一厂", above_scale=False)
    put(
        store,
        office,
        "problem",
        subject="示例难题",
        enterprise=firm,
        raised_on=date(2022, 3, 1),
        source=ProblemSource.OTHER,
        category=ProblemCategory.METROLOGY,
        state=ProblemState.SOLVED,
        solved_on=date(2022, 5, 1),
    )
    book = written(office)
    said = words(book, "总结")
    sections = said[said.index("三·一是") :]
    names = (
        "先进质量管理模式：",
        "“湖南名品”：",
        "首席质量官培训：",
        "解决质量管理难题：",
        "典型案例",
        "活动开展情况总结报省局",
    )
    assert in_order(sections, *names)
    assert in_order(" ".join(book.sheetnames), "十 ", "百 ", "千 ", "万 ", "事项", "时限", "台账·")
    # H-11: what the city contributes, never a share of the province's number.
    assert "通知没有分解到长沙市，湖南省目标 10,000 个；截至目前完成 1 个" in said
    ten_thousand = grid(book, "万 解决质量管理难题", "单位")
    assert [(line["已完成（个）"], line["完成率"]) for line in ten_thousand if line["单位"] == "合计"] == [
        (1, None)
    ]
    # X7: how to reach whom the report goes to.
    assert (
        "孔豫湘、严文胜，0731-85693708，传真 0731-85693710，邮箱 hnszlfzj@163.com，报送 省局质量发展局"
        in said
    )
    case = next(line for line in grid(book, "事项", "事项") if "典型案例" in str(line["事项"]))
    assert case["台账登记"] == 1


def test_p_1_indicators_stand_year_by_year_with_what_is_reckoned_and_found(
    store: Store, written: Write
) -> None:
    office = bureau(PLAN, ASSESSMENT, unit=PROVINCE, today=date(2024, 1, 20))
    for name, value in (("manufacturing", "94.2"), ("forest", "58.9")):
        said = {"indicator": f"{PLAN}/{name}", "year": 2023, "value": Decimal(value)}
        put(store, office, "indicator_value", **said, data_source="示例来源", reported_on=date(2024, 1, 10))
    book = written(office)
    now = {str(line["指标"]): line for line in grid(book, "指标", "序号")}
    assert len(now) == len(office.programme.indicators)
    assert now["制造业产品质量合格率"]["最近填报"] == 94.2
    assert now["消费品质量合格率"]["最近填报"] == MISSING
    assert now["森林覆盖率"]["目标"] == "≥59（2025）"
    lines = [line for line in grid(book, "指标年度", "指标") if line["指标"] == "制造业产品质量合格率"]
    years = {(line["年度"], str(line["所据文件"])): line for line in lines}
    own = office.programme.short
    assert [year for year, notice in years if notice == own] == [str(year) for year in range(2020, 2026)]
    assert years["2023", own]["推算，非文件数"] == 94.44
    assert years["2023", own]["文件印的"] is None
    assert years["2025", own]["文件印的"] == "95.0"
    assert years["2025", own]["推算，非文件数"] is None
    other = office.of(ASSESSMENT).programme.short
    assert (years["2023", other]["文件印的"], years["2023", other]["认定"]) == ("达到 94%以上", "达到")
    assert "指标 24 项：" in words(book, "总结")


def test_indicators_below_what_is_printed_are_gaps(store: Store, written: Write) -> None:
    office = bureau(ASSESSMENT, unit=PROVINCE, today=date(2024, 1, 20))
    none = "没有滞后的任务、未达的下限、未达到的指标、延期的工作和逾期的时限"
    said = {"indicator": f"{ASSESSMENT}/y-manufacturing", "year": 2023, "value": Decimal("90.1")}
    put(store, office, "indicator_value", **said, data_source="示例来源", reported_on=date(2024, 1, 10))
    told = words(written(office), "总结")
    gaps = told[told.index("差距与下一步") :]
    assert "制造业产品质量合格率 2023年 90.1%，未达到“达到 94%以上”" in gaps
    assert none not in gaps


def test_a_task_that_is_put_off_is_a_gap(store: Store, written: Write) -> None:
    office = bureau(PLAN, unit=CHANGSHA, today=date(2023, 9, 10))
    task = next(task for task in office.programme.tasks if task.id == "t1-1-1")
    put(
        store, office, "task_progress",
        task=f"{PLAN}/t1-1-1", state=TaskState.DELAYED, reported_on=date(2023, 3, 1), delay_reason="示例理由",
    )  # fmt: skip
    said = words(written(office), "总结")
    assert f"重点工作“{task.name}”延期。" in said
    assert "没有滞后的任务" not in said


def test_p_11_tasks_stand_in_their_tree_with_the_latest_report(store: Store, written: Write) -> None:
    office = bureau(PLAN, unit=CHANGSHA, today=date(2023, 9, 10))
    for day, words_ in ((date(2023, 3, 1), "示例进展一"), (date(2023, 8, 1), "示例进展二")):
        put(
            store, office, "task_progress",
            task=f"{PLAN}/t1-1-1", state=TaskState.RUNNING, reported_on=day, progress=words_,
        )  # fmt: skip
    lines = grid(written(office), "重点工作", "序号")
    assert len(lines) == len(office.programme.tasks)
    found = next(line for line in lines if line["最近进展"])
    assert (found["最近进展"], found["状态"]) == ("示例进展二", "推进中")
    assert str(found["任务"]).startswith("· · ")
    unsaid = [line for line in lines if line["状态"] == MISSING]
    assert len(unsaid) == sum(1 for task in office.programme.tasks if _is_leaf(office, task.id)) - 1


def _is_leaf(office: Office, task_id: str) -> bool:
    return all(task.parent != task_id for task in office.programme.tasks)


def test_q_10_activities_and_slogans_stand_by_city_with_their_results(store: Store, written: Write) -> None:
    city = bureau(MONTH, unit=CHANGSHA, today=date(2023, 10, 10))
    put(
        store, city, "event",
        name="示例启动仪式", activity=f"{MONTH}/changsha-1", state=EventState.HELD,
        held_on=date(2023, 9, 1), people=120, leaflets=300,
    )  # fmt: skip
    slogan = {"slogan": f"{MONTH}/slogan-3", "medium": SloganMedium.SCREEN, "used_on": date(2023, 9, 2)}
    put(store, city, "slogan_use", **slogan, copies=12)
    book = written(bureau(MONTH, unit=PROVINCE, today=date(2023, 10, 10)))
    units = {str(line["单位"]): line for line in grid(book, "活动完成", "单位")}
    assert (units["长沙市"]["所列活动"], units["长沙市"]["已开展"]) == (4, 1)
    assert units["长沙市"]["完成率"] == 0.25
    assert units["合计"]["所列活动"] == len(city.programme.activities)
    results = {str(line["单位"]): line for line in grid(book, "活动成果", "单位")}
    assert (results["长沙市"]["参加人数"], results["长沙市"]["发放资料（份）"]) == (120, 300)
    listed = [line for line in grid(book, "活动明细", "单位") if not str(line["活动"]).startswith("其中")]
    assert len(listed) == len(city.programme.activities)
    used = {line["序号"]: line for line in grid(book, "口号", "序号")}
    assert len(used) == 10
    assert (used[3]["口号"], used[3]["电子屏"], used[3]["数量"]) == ("提升质量竞争力 共筑质量强国梦", 1, 12)
    said = words(book, "总结")
    assert "活动主题：增强质量意识 推进高质量发展" in said
    assert "活动期：2023-09-01 至 2023-09-30（非文内日期" in said
    assert f"印发日期：{MISSING}" in said
    assert in_order(" ".join(book.sheetnames), "口号", "活动完成")  # 附件1 before 附件2


def test_a_5_the_tree_the_matrix_and_the_forms_stand_in_the_notices_order(
    store: Store, written: Write
) -> None:
    office = bureau(ASSESSMENT, today=date(2023, 8, 1))
    points = (
        [point for _, _, point in office.programme.assessment.points] if office.programme.assessment else []
    )
    put_scored(store, office, "score", point=points[0].id, self_score="2.5")
    put_scored(store, office, "answer", department="ndrc")
    put_scored(store, office, "declared_point", department="ndrc")
    book = written(office)
    sheets = " ".join(book.sheetnames)
    assert in_order(sheets, "部门反馈", "表·", "指标", "重点工作", "考核自评", "加减分与否决", "事项", "时限")
    lines = grid(book, "考核自评", "考核领域")
    sums = {str(line["考核领域"]): line for line in lines if str(line["考核内容"]).endswith("个要点")}
    assert sums["合计"]["分值"] == 100
    assert [line["分值"] for name, line in sums.items() if name != "合计"] == [19.5, 35.5, 20, 15, 10]
    assert (sums["合计"]["自评得分"], sums["合计"]["失分"]) == (2.5, float(points[0].points or 0) - 2.5)
    assert sum(line["自评得分"] == MISSING for line in lines) == len(points) - 1
    matrix = {str(line["部门"]): line for line in grid(book, "部门反馈", "部门")}
    assert len(matrix) == len(office.programme.departments)
    assert "已反馈" in str(list(matrix["省发展改革委"].values())[2])
    assert "逾期" in str(list(matrix["省教育厅"].values())[2])
    form = next(name for name in book.sheetnames if name.startswith("表·") and "加分" not in name)
    assert "示例一（1分）；示例二（1 分）" in words(book, form)
    assert "应反馈 18 个部门" in words(book, "总结")


def test_a_1_a_city_that_collects_nothing_urges_nobody(written: Write) -> None:
    book = written(bureau(ASSESSMENT, unit=CHANGSHA, today=date(2023, 8, 1)))
    assert "部门反馈：上级负责" in words(book, "总结")
    said = words(book, "部门反馈")
    assert "反馈期限 2023-07-10；上级负责" in said
    assert "逾期" not in said
    assert "催报名单" not in said
