"""The main job from the notice to the workbook, by the program itself, command by command."""

import json
from pathlib import Path
from typing import Any

import openpyxl
from journey import JIANGAN, JIANGHAN, PROGRAMME, STATION, TRAINING, WUHAN, floors_met, qtrack, target


def status(folder: Path) -> dict[str, Any]:
    """Give where the bureau stands."""
    told = qtrack(folder, "status", "--json")
    assert (told.code, told.err) == (0, "")
    found: dict[str, Any] = json.loads(told.out)
    return found


def test_wuhan_from_first_run_to_the_workbook(tmp_path: Path) -> None:
    def done(*words: str) -> str:
        told = qtrack(tmp_path, *words)
        assert (told.code, told.err) == (0, "")
        return told.out

    assert "武汉市（420100）" in done("init", "--programme", PROGRAMME, "--unit", WUHAN)
    done("add", "training", *TRAINING, "unit=江岸区", "培训人数=60人")
    done("add", "培训", *TRAINING, f"所属单位={JIANGHAN}", "trainees=３０")
    done("add", "station", *STATION, "stage=建成")

    first = status(tmp_path)
    assert (first["programme"], first["unit"], first["today"]) == (PROGRAMME, WUHAN, "2022-03-20")
    assert target(first, "万")["number"] == 3000
    assert floors_met(first, "人")[JIANGAN] is True
    assert floors_met(first, "人")[JIANGHAN] is False
    assert target(first, "一")["done"] == 0

    done("add", "station", *STATION, "stage=投入使用", "in_use_on=2022-03-01", "--explain", "示例：另建一处")
    assert target(status(tmp_path), "一")["done"] == 1

    plan = next(due for due in first["deadlines"] if due["id"] == "plan")
    assert (plan["due_on"], plan["days_left"], plan["state"]) == ("2022-03-25", 5, "soon")
    assert qtrack(tmp_path, "remind").code == 10
    done("add", "submission", f"unit={WUHAN}", "deadline=plan", "submitted_on=今天")
    left = qtrack(tmp_path, "remind", "--json")
    assert (left.code, [due["id"] for due in json.loads(left.out)]) == (10, ["recommendation"])

    out = tmp_path / "培训.xlsx"
    done("export", "training", str(out))
    sheet = openpyxl.load_workbook(out).worksheets[0]
    values = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert {60, 30} <= set(values)


def test_demo_data_lie_in_a_folder_of_their_own(tmp_path: Path) -> None:
    told = qtrack(tmp_path, "demo", "--no-open", "--unit", "十堰市", QTRACK_TODAY="")
    assert (told.code, told.out, told.err) == (0, f"{tmp_path / 'demo'}\n", "")
    shown = qtrack(tmp_path / "demo", "status", "--json", QTRACK_TODAY="")
    found = json.loads(shown.out)
    assert (found["unit"], found["today"]) == ("420300", "2022-10-18")
    assert target(found, "万")["done"] > 0
    assert not (tmp_path / "qtrack.db").exists()


def test_each_programme_has_demo_data_of_its_own(tmp_path: Path) -> None:
    named = "hunan-2023-quality-month"
    told = qtrack(tmp_path, "demo", "--no-open", "--programme", named, QTRACK_TODAY="")
    assert (told.code, told.out) == (0, f"{tmp_path / f'demo-{named}'}\n")
    found = json.loads(qtrack(tmp_path / f"demo-{named}", "status", "--json", QTRACK_TODAY="").out)
    assert (found["unit"], found["today"]) == ("430000", "2023-09-26")
    told = qtrack(tmp_path, "demo", "--no-open", "--programme", "../x")
    assert (told.code, [path.name for path in tmp_path.iterdir()]) == (3, [f"demo-{named}"])


def test_the_folder_may_be_named_before_or_after_the_command_or_in_the_environment(tmp_path: Path) -> None:
    first, second, third = (tmp_path / name for name in "abc")
    assert str(first) in qtrack(first, "paths").out
    assert str(second) in qtrack(first, "paths", "--data", str(second)).out
    assert str(third) in qtrack(Path(), "--data", "", "paths", QTRACK_DATA=str(third)).out
