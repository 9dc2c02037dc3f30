"""`qtrack status` says how indicators and tasks stand, to people and to scripts."""

import json
from pathlib import Path

import pytest
from journey import Bench

from qtrack.domain.path import RECKONED

PLAN, ASSESSMENT = "hunan-plan-2025", "hunan-2023-assessment"


@pytest.fixture
def hunan(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Give a bench on the data of Hunan, with one value and one report."""
    monkeypatch.setenv("QTRACK_TODAY", "2023-09-10")
    bench = Bench(tmp_path, capsys)
    bench.good("init", "--programme", PLAN, "--unit", "430000")
    bench.good(
        *("add", "indicator_value", "unit=430000", "indicator=manufacturing", "year=2023", "value=94.3"),
        *("data_source=示例公报", "reported_on=2023-08-01"),
    )
    bench.good(
        *("add", "task_progress", "unit=430000", "task=t1-1-1", "state=推进中", "reported_on=2023-08-01"),
        "progress=示例进展",
    )
    return bench


def test_indicators_and_tasks_are_said_in_words(hunan: Bench) -> None:
    told = hunan.good("status")
    line = next(line for line in told.splitlines() if "制造业产品质量合格率" in line)
    assert line.split()[:9] == [
        *("13", "制造业产品质量合格率", "%", "93.61", "2025年", "95.0", "2023年", "94.3", "-0.7"),
    ]
    assert "重点工作：未填报 48，未启动 0，推进中 1，已完成 0，延期 0" in told
    assert "示例进展" in next(line for line in told.splitlines() if "全面推进制造业质量提升行动" in line)


def test_a_task_with_parts_says_how_many_of_them_are_done_beside_its_own_state(hunan: Bench) -> None:
    hunan.good(
        *("add", "task_progress", "unit=430000", "task=t1-1", "state=已完成", "reported_on=2023-08-01"),
        *("done_on=2023-08-01", "progress=示例全章"),
    )
    line = next(line for line in hunan.good("status").splitlines() if "示例全章" in line)
    assert "已完成 0/" in line


def test_scripts_find_exact_numbers_and_where_they_are_printed(hunan: Bench) -> None:
    found = json.loads(hunan.good("status", "--json"))
    one = next(one for one in found["indicators"] if one["id"] == "manufacturing")
    years = {year["year"]: year for year in one["years"]}
    assert (years[2023]["value"], years[2023]["outcome"]) == ("94.3", "open")
    assert years[2023]["reckoned"] == {"value": "94.44", "note": RECKONED}
    assert (years[2025]["printed"], years[2025]["number"]) == ("95.0", "95.0")
    assert one["clause"] == "专栏1"
    task = next(task for task in found["tasks"] if task["id"] == "t1-1-1")
    assert (task["state"], task["depth"], task["parent"]) == ("running", 2, "t1-1")


def test_a_13_another_notice_is_asked_for_by_name(hunan: Bench) -> None:
    found = json.loads(hunan.good("status", "--programme", ASSESSMENT, "--json"))
    assert len(found["indicators"]) == 10
    assert len(found["tasks"]) == 13
    assert found["tasks"][0]["lead"] == ["省质强办"]
    beside = {one["id"]: [each["id"] for each in one["beside"]] for one in found["indicators"]}
    assert beside["y-manufacturing"] == ["manufacturing"]


def test_a_notice_without_them_says_nothing_of_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Bench.of_wuhan(tmp_path, capsys, monkeypatch).good("status")
    assert "规划指标" not in told
    assert "重点工作" not in told


def test_the_list_of_values_has_the_figure(hunan: Bench) -> None:
    heading, line, _ = hunan.good("list", "indicator_value").splitlines()
    assert "数值" in heading.split()
    assert "94.3" in line.split()


def test_a_value_before_the_year_of_the_goal_is_not_said_to_lack(hunan: Bench) -> None:
    line = next(line for line in hunan.good("status").splitlines() if "制造业产品质量合格率" in line)
    assert "不判定" in line
    assert "未填" not in line
