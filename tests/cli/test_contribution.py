"""A notice without a split among units shows what each contributes and invents no percentage (H-11)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from journey import Bench, target
from openpyxl import load_workbook

CHANGSHA, FURONG, TIANXIN, HUNAN = "430100", "430102", "430103", "430000"


def settled(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *, unit: str
) -> Bench:
    """Give a bureau of Hunan under the notice of 2022 with a problem solved and an officer trained twice."""
    monkeypatch.setenv("QTRACK_TODAY", "2022-10-01")
    bench = Bench(folder, capsys)
    bench.good("init", "--programme", "hunan-2022", "--unit", unit)
    bench.good("add", "enterprise", "name=示例一厂", "规上=否", f"unit={FURONG}")
    problem = ("企业=示例一厂", "提出日期=2022-03-01", "来源=其他", "category=计量")
    bench.good(
        "add", "problem", *problem, "难题=示例难题", "state=已解决", "solved_on=2022-05-01", f"unit={FURONG}"
    )
    bench.good("add", "problem", *problem, "难题=示例难题二", "state=解决中", f"unit={FURONG}")
    for county, level in ((FURONG, "市级"), (TIANXIN, "县级")):
        officer = ("姓名=示例甲", "企业=示例一厂", "stage=培育", "trained_on=2022-05-01", f"办班层级={level}")
        bench("add", "quality_officer", *officer, f"unit={county}", "--explain", "示例说明")
    return bench


def status(bench: Bench) -> dict[str, Any]:
    """Give where the bureau stands, as scripts read it."""
    found: dict[str, Any] = json.loads(bench.good("status", "--json"))
    return found


def test_h11_a_city_contributes_and_has_no_number_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = settled(tmp_path, capsys, monkeypatch, unit=CHANGSHA)
    seen = status(bench)
    solved = target(seen, "万")
    assert (solved["done"], solved["number"], solved["rate"], solved["verdict"]) == (1, None, None, "open")
    assert {unit["name"]: unit["done"] for unit in solved["units"] if unit["done"]} == {"芙蓉区": 1}
    line = next(line for line in bench.good("status").splitlines() if line.startswith("万"))
    assert line.split() == ["万", "解决质量管理难题", "-", "1", "-", "75.0%", "-", "-", "不判定"]


def test_h4_an_officer_trained_at_two_levels_counts_once_above(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    trained = target(status(settled(tmp_path, capsys, monkeypatch, unit=CHANGSHA)), "千")
    assert trained["done"] == 1
    assert {unit["name"]: unit["done"] for unit in trained["units"] if unit["done"]} == {
        "芙蓉区": 1,
        "天心区": 1,
    }


def test_h11_the_province_has_the_number_and_its_cities_their_parts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    solved = target(status(settled(tmp_path, capsys, monkeypatch, unit=HUNAN)), "万")
    assert (solved["number"], solved["done"], solved["rate"]) == (10000, 1, 0.0001)
    assert {unit["quota"] for unit in solved["units"]} == {None}
    assert {unit["name"]: unit["done"] for unit in solved["units"] if unit["done"]} == {"长沙市": 1}


@pytest.mark.filterwarnings("ignore:.* extension is not supported")
@pytest.mark.parametrize("programme", ["hunan-2022", "hunan-2023-quality-month"])
def test_the_workbook_follows_a_notice_that_splits_nothing(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    programme: str,
) -> None:
    monkeypatch.setenv("QTRACK_TODAY", "2023-10-20")
    bench = Bench(tmp_path, capsys)
    bench.good("init", "--programme", programme, "--unit", CHANGSHA)
    bench.good("report", "year-end", str(tmp_path / "总结.xlsx"))
    sheet = load_workbook(tmp_path / "总结.xlsx").worksheets[0]
    words = "\n".join(str(cell) for line in sheet.iter_rows(values_only=True) for cell in line if cell)
    assert "通知没有分解到长沙市，湖南省目标 10 个" in words
    assert "传真 0731-85693710，邮箱 hnszlfzj@163.com，报送 省局质量发展局" in words
    assert "公开属性：主动公开" in words
    assert "完成率 0" not in words
