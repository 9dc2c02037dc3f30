"""A-2, A-4: both forms as workbooks, in the columns and the order of the notice."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from assessed import city, put
from hunan import PLAN, PROVINCE, bureau
from openpyxl.worksheet.worksheet import Worksheet

from qtrack.domain.problem import RefusedError
from qtrack.reports.xlsx import write_xlsx
from qtrack.services.declared import declared_forms, declared_report, form_title
from qtrack.store.store import Store

POINT, BONUS = "point-form", "bonus-form"


def written(store: Store, form: str, folder: Path) -> dict[str, Worksheet]:
    """Write a form and give its sheets by name."""
    path = write_xlsx(store.read(declared_report, city(PROVINCE), form), folder / f"{form}.xlsx")
    return {sheet.title: sheet for sheet in openpyxl.load_workbook(path).worksheets}


def lines(sheet: Worksheet) -> list[list[Any]]:
    """Give the lines of a sheet that hold anything, without their blank cells."""
    rows: list[list[Any]] = [[cell.value for cell in row] for row in sheet.iter_rows()]
    found = [[value for value in row if value is not None] for row in rows]
    return [line for line in found if line]


def test_a2_the_forms_are_those_of_the_notice() -> None:
    titles = [form_title(form) for form in declared_forms(city())]
    assert titles == [
        "2023 年度省政府对市州政府质量工作考核指标申报表",
        "2023 年度省政府对市州政府质量工作考核加分项申报表",
    ]
    assert declared_forms(bureau(PLAN)) == ()


def test_a2_each_department_fills_a_sheet_of_its_own_as_printed(store: Store, tmp_path: Path) -> None:
    office = city(PROVINCE)
    put(store, office, "declared_point", department="police", content="示例乙", declared_on=date(2023, 7, 4))
    put(store, office, "declared_point", department="police", content="=1+1", declared_on=date(2023, 7, 2))
    put(store, office, "declared_point", department="ndrc", year=2022)
    put(store, office, "declared_point", department="education", points="1.5", parts="示例（1.5分）")
    sheets = written(store, POINT, tmp_path)
    assert list(sheets) == ["省教育厅", "省公安厅", "汇总"]
    told = lines(sheets["省公安厅"])
    assert told[:3] == [
        ["2023 年度省政府对市州政府质量工作考核指标申报表"],
        ["单位名称：省公安厅　　　日期：2023-07-04"],
        ["考核领域", "考核内容", "考核要点", "要点考核内容", "分值", "指标依据"],
    ]
    parts = "示例一（1分）；示例二（1 分）"
    assert told[3:5] == [
        ["示例领域", "=1+1", "示例要点", parts, 2, "示例依据"],
        ["示例领域", "示例乙", "示例要点", parts, 2, "示例依据"],
    ]
    assert {cell.data_type for row in sheets["省公安厅"].iter_rows() for cell in row} <= {"s", "n"}
    assert str(told[5][0]).startswith("注：分值参照 2022 年度")
    footer: Any = sheets["省公安厅"].oddFooter
    assert "公开属性：依申请公开" in footer.left.text
    assert lines(sheets["省教育厅"])[3][4] == 1.5


def test_a3_the_sums_stand_beside_those_of_2022_with_what_explains_them(store: Store, tmp_path: Path) -> None:
    why = "示例新增任务"
    put(store, city(PROVINCE), "declared_point", why, department="forestry", point="p10")
    told = lines(written(store, POINT, tmp_path)["汇总"])
    assert ["部门", "项数", "申报分值", "2022年分值", "多出", "核实说明"] in told
    assert ["省林业局", 1, 2, 1, 1, why] in told
    assert ["省公安厅", 0, 0, 3] in told
    assert ["合计", 1, 2, 100] in told


def test_a4_the_bonus_form_has_its_own_columns_and_its_fixed_word(store: Store, tmp_path: Path) -> None:
    put(store, city(PROVINCE), "declared_bonus", department="market")
    sheets = written(store, BONUS, tmp_path)
    assert list(sheets) == ["省市场监督管理局"]
    assert lines(sheets["省市场监督管理局"])[2:4] == [
        ["考核领域", "加分项目", "加分标准", "指标依据"],
        ["加分项", "激励表彰", "示例标准", "示例依据"],
    ]


@pytest.mark.parametrize("form", [POINT, BONUS])
def test_before_anything_is_declared_the_form_is_empty(store: Store, tmp_path: Path, form: str) -> None:
    sheet = written(store, form, tmp_path)["申报表"]
    told = lines(sheet)
    assert told[1] == ["单位名称：　　　日期："]
    assert ["（没有申报）"] in told


def test_a_form_the_notice_does_not_have_is_refused(store: Store) -> None:
    with pytest.raises(RefusedError, match="没有“示例”这种申报表"):
        store.read(declared_report, city(PROVINCE), "示例")
