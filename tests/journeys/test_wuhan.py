"""The main job as a person does it: from the first run to the workbook, in a real terminal."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from terminal import Terminal, terminal

WUHAN, JIANGAN, JIANGHAN = "420100", "420102", "420103"
DAY = "2022-10-18"


def status(folder: Path) -> dict[str, Any]:
    """Give what the program says of the same data without a screen."""
    told = subprocess.run(
        [sys.executable, "-m", "qtrack", "--data", str(folder), "status", "--json"],
        env=os.environ | {"QTRACK_TODAY": DAY, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def first_run(seen: Terminal) -> None:
    """Say that this bureau is 武汉市."""
    seen.see("用哪个方案", "质量提升")
    seen.press("enter")
    seen.see("本单位是")
    seen.press("武汉", "enter")
    seen.see("总览", "武汉市", "工作总结报省局")


def split(seen: Terminal) -> None:
    """Split 万 among the districts: evenly to begin with, then by hand."""
    seen.press("2")
    seen.see("未分解", "江岸")
    seen.press("f6")
    seen.see("任务数 3,000　已分解 0　未分解 3,000")
    seen.press("f6")
    seen.see("未分解 0")
    seen.press("0")
    seen.see("超出")
    seen.press("f2")
    seen.see("超过任务数")
    seen.press("ctrl+u", "200\r\x15200\r", "f2")
    seen.see("分解已保存")
    assert "200" in seen.line("江岸")


def training(seen: Terminal, people: str) -> None:
    """Key in a training in the county under the cursor."""
    seen.press("f7")
    seen.see("新增：培训")
    seen.press("示例[/]培训\r2022-09-01\r", people, "\r县级\r是", "f2")
    seen.see("已保存")


def trainings(seen: Terminal) -> None:
    """One of 60 people that meets the floor, one of 30 that does not."""
    seen.press("4")
    seen.see("县区达标 0/13")
    training(seen, "60")
    seen.see("县区达标 1/13", "培训　第 1/1 条")
    seen.press("home")  # unmet counties stand first
    assert "江汉" in seen.lines[4]
    training(seen, "３０")
    seen.see("/2 条", "县区达标 1/13")
    assert seen.line("江汉区").split()[:4] == ["江汉区", "1", "30", "30"]
    assert "未达" in seen.line("江汉区")


def station(seen: Terminal) -> None:
    """Add a station that is built, which does not count, and put it in use, so that it does."""
    seen.press("5")
    seen.see("县区达标 0/13")
    seen.press("f7")
    seen.see("新增：一站式服务站")
    seen.press("示例站\r建成\r2022-05-01\r\r1", "f2")
    seen.see("已保存", "一站式服务站　第 1/1 条", "县区达标 0/13")
    seen.press("tab", "enter")
    seen.see("修改：一站式服务站", "示例站")
    seen.press("down", "down", "ctrl+u", "投入使用", "enter", "enter", "2022-06-01", "f2")
    seen.see("已保存", "县区达标 1/13", "在用")


def plan(seen: Terminal) -> None:
    """Mark the plan as submitted on its day."""
    seen.press("6")
    seen.see("实施方案报省局", "× 逾期")
    seen.press("enter")
    seen.see("新增：报送")
    seen.press("f2")
    seen.see("已保存", "√ 迟报")


def workbook(seen: Terminal, out: Path) -> None:
    """Export the year-end workbook."""
    seen.press("7")
    seen.see("年终工作簿")
    seen.press("enter")
    seen.see("保存到")
    seen.press("ctrl+u", str(out), "enter")
    seen.see("已写好")


def cells(out: Path) -> list[list[Any]]:
    """Give every row of a workbook, read by another program."""
    book = openpyxl.load_workbook(out, read_only=True)
    rows = [list(row) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]
    book.close()
    return rows


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning:openpyxl")
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_wuhan_from_the_first_run_to_the_workbook(tmp_path: Path, size: tuple[int, int]) -> None:
    folder, out = tmp_path / "data", tmp_path / "年终.xlsx"
    with terminal(folder, size, DAY) as seen:
        for part in (first_run, split, trainings, station, plan):
            part(seen)
        workbook(seen, out)
        seen.press("1")
        seen.see("7.6%× 江汉区(1次 30人)", "√ 迟报 2022-10-18")
        seen.press("ctrl+q")
        assert seen.wait() == 0
    found = status(folder)
    assert (found["unit"], found["today"]) == (WUHAN, DAY)
    first, *_, last = found["targets"]
    shares = {unit["unit"]: unit["quota"] for unit in first["units"]}
    assert (first["number"], shares[JIANGAN], shares[JIANGHAN]) == (3000, 200, 200)
    assert last["done"] == 1
    met = {
        (result["label"], floor["unit"]): floor["met"]
        for floor in found["floors"]
        for result in floor["results"]
    }
    assert (met["人数", JIANGAN], met["人数", JIANGHAN]) == (True, False)
    assert next(due for due in found["deadlines"] if due["id"] == "plan")["state"] == "late"
    rows = cells(out)
    for target in found["targets"]:
        own = next(row for row in rows if row[0] == target["tier"])
        assert own[2:4] == [target["number"] or "未分解", target["done"]]
    for unit in first["units"][1:]:
        assert any(row[:3] == [unit["name"], unit["quota"], unit["done"]] for row in rows)
    assert {"示例[/]培训", "示例站"} <= {cell for row in rows for cell in row}


def test_what_was_saved_outlives_a_kill(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with terminal(folder, today=DAY) as seen:
        first_run(seen)
        seen.press("4")
        seen.see("县区达标 0/13")
        training(seen, "60")
        seen.kill()
    with terminal(folder, today=DAY) as seen:
        seen.see("总览", "示例[/]培训")
        seen.press("ctrl+q")
        assert seen.wait() == 0


def test_hostile_pastes_stay_text_in_a_real_terminal(tmp_path: Path) -> None:
    with terminal(tmp_path / "data", today=DAY) as seen:
        first_run(seen)
        seen.press("3", "f7")
        seen.see("新增：企业")
        seen.paste("[@click=app.quit]x[/]\x07=1+1\r\n𬭚")
        seen.press("enter", "江岸区", "enter", "enter", "0", "f2")
        seen.see("已保存", "企业　第 1/1 条", "[@click=app.quit]x[/]=1+1 𬭚"[:20])
        seen.press("tab", "f8")
        seen.see("删除这条记录？", "[@click=app.quit]x[/]=1+1 𬭚")
