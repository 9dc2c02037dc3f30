"""A-1, A-5, A-10 on the command line: totals, lost points and answers."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from journey import Bench

from qtrack.cli import run
from qtrack.cli.codes import Exit

ASSESSMENT, PLAN, PROVINCE = "hunan-2023-assessment", "hunan-plan-2025", "430000"


@pytest.fixture
def bench(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Give a bench on the province's data, five days before the answers are due."""
    monkeypatch.setenv("QTRACK_TODAY", "2023-07-05")
    assert run(["init", "--programme", ASSESSMENT, "--unit", PROVINCE, "--data", str(tmp_path)]) == 0
    return Bench(tmp_path, capsys)


def scored(bench: Bench, point: str, own: str) -> None:
    """Score a point."""
    bench.good("add", "score", f"point={point}", f"self_score={own}", "scored_on=2023-07-01", "unit=湖南省")


def told(bench: Bench) -> dict[str, Any]:
    """Give what scripts are told."""
    found: dict[str, Any] = json.loads(bench.good("status", "--json"))
    return found


def test_status_says_totals_lost_points_and_answers(bench: Bench) -> None:
    scored(bench, "p12", "8.5")
    bench.good(
        "add", "answer", "department=省教育厅", "form=指标申报表", "answered_on=2023-07-03", "unit=湖南省"
    )
    lines = [" ".join(line.split()) for line in bench.good("status", "--programme", ASSESSMENT).splitlines()]
    assert "自评 8.5/100 已评 1/25 个要点 失分 1.5 未评 90" in lines
    assert "市场监管口 30.5 分，自评 0" in lines
    assert "部门反馈 指标申报表 1/18 加分项申报表 0/18" in lines
    ranked = lines[lines.index("还能争取的分") :]
    assert "12. 建筑工程与饮用水工程建设 10 8.5 1.5 省住房城乡建设厅" in ranked
    assert "省教育厅 已反馈 07-03 还剩 5 天 - 0" in lines
    assert any("来自国办发〔2013〕47号，本通知没有印" in line for line in lines)


def test_a_grade_is_said_to_be_for_now_while_points_are_open(bench: Bench) -> None:
    assert "参考等级" not in bench.good("status")
    scored(bench, "p7-1", "14.2")
    assert "参考等级 暂为D（" in bench.good("status")


def test_scripts_are_told_the_same_exactly(bench: Bench) -> None:
    scored(bench, "p7-1", "14.2")
    found = told(bench)["assessment"]
    keys = ("points", "self_score", "lost", "open", "total", "own_points", "own_self_score")
    assert [found[key] for key in keys] == ["100", "14.2", "0.3", "85.5", "14.2", "30.5", "14.2"]
    assert sum(item["self_score"] is not None for item in found["items"]) == 1
    assert len(found["items"]) == 25
    answers = found["answers"]
    assert answers["due_on"] == "2023-07-10"
    assert sum(one["asked"] for one in answers["departments"]) == 18
    first = answers["departments"][0]["forms"]["indicators"]
    assert first == {"state": "waiting", "answered_on": None, "days": 5}


def test_a_notice_without_a_table_says_nothing_of_points(bench: Bench) -> None:
    bench.good("init", "--programme", PLAN, "--unit", PROVINCE)
    assert "assessment" not in told(bench)
    assert "考核自评" not in bench.good("status")


def test_a2_the_forms_of_the_notice_are_written(bench: Bench) -> None:
    out = bench.folder / "form.xlsx"
    assert str(out) in bench.good("report", "declared_point", str(out))
    assert openpyxl.load_workbook(out).sheetnames == ["申报表", "汇总"]
    bench.good("init", "--programme", PLAN, "--unit", PROVINCE)
    told = bench("report", "declared_point", str(bench.folder / "other.xlsx"))
    assert told.code == Exit.DATA
    assert "没有“declared_point”这种申报表" in told.err
    assert not (bench.folder / "other.xlsx").exists()
