"""undo and redo at the command line: shown first, done when a person says so."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from journey import JIANGAN, TODAY, WUHAN, Bench

FIRM = ("add", "enterprise", f"unit={JIANGAN}", "企业名称=示例机械一厂[/]", "规上=否")


@pytest.fixture
def wuhan(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Give a bench on Wuhan's data."""
    return Bench.of_wuhan(tmp_path, capsys, monkeypatch)


def firms(bench: Bench) -> int:
    """Count the firms."""
    return len(json.loads(bench.good("list", "enterprise", "--json")))


@pytest.mark.parametrize(("command", "verb"), [("undo", "撤销"), ("redo", "重做")])
def test_nothing_to_do_is_told(wuhan: Bench, command: str, verb: str) -> None:
    told = wuhan(command, "--yes")
    assert (told.code, told.out, told.err) == (1, "", f"没有可以{verb}的操作\n")


def test_without_a_yes_it_is_only_shown(wuhan: Bench) -> None:
    wuhan.good(*FIRM)
    lines = wuhan.good("undo").splitlines()
    assert lines[0].endswith("  新增 企业 1 条：示例机械一厂[/]")
    assert lines[1:] == [
        "  企业名称：示例机械一厂[/]",
        "  所属单位：江岸区",
        "  规上：否",
        "还没有撤销；要撤销，请加 --yes",
    ]
    assert firms(wuhan) == 1


def test_with_a_yes_it_is_done_and_redone(wuhan: Bench) -> None:
    wuhan.good(*FIRM)
    assert wuhan.good("undo", "--yes").splitlines()[-1] == "已撤销"
    assert firms(wuhan) == 0
    assert wuhan.good("redo", "--yes").splitlines()[-1] == "已重做"
    assert firms(wuhan) == 1
    assert wuhan("redo", "--yes").code == 1


def test_an_import_is_one_step(wuhan: Bench) -> None:
    path = wuhan.folder / "来文.csv"
    lines = [f"江岸区,示例{number}厂,否" for number in range(20)]
    path.write_text("\n".join(["所属单位,企业名称,规上", *lines]), encoding="utf-8")
    wuhan.good("import", "enterprise", str(path))
    shown = wuhan.good("undo", "--yes").splitlines()
    assert shown[0].endswith("  批量新增 企业 20 条")
    assert shown[1:3] == ["  示例0厂", "  示例1厂"]
    assert shown[-2:] == ["  ……另有 8 条", "已撤销"]
    assert firms(wuhan) == 0


def test_a_row_another_unit_uses_stays_and_is_named(wuhan: Bench) -> None:
    wuhan.good(*FIRM)
    wuhan.good("init", "--programme", "hubei-2022", "--unit", "江岸区")
    wuhan.good("add", "action", "企业=示例机械一厂[/]", "行动日期=3-18", "行动形式=专家问诊")
    wuhan.good("init", "--programme", "hubei-2022", "--unit", WUHAN)
    told = wuhan("undo", "--yes")
    assert told.code == 3
    assert told.err == ("企业“示例机械一厂[/]”已被后来的记录用到，不能撤销；没有作任何改动\n")
    assert firms(wuhan) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("answer", "end", "left"), [("ｙ", "已撤销", 0), ("", "没有撤销", 1)])
def test_a_person_at_a_terminal_is_asked(wuhan: Bench, answer: str, end: str, left: int) -> None:
    import pty

    wuhan.good(*FIRM)
    leader, follower = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "qtrack", "undo", "--data", str(wuhan.folder)],
        env=os.environ | {"QTRACK_TODAY": TODAY, "PYTHONIOENCODING": "utf-8"},
        stdin=follower,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    os.write(leader, f"{answer}\n".encode())
    out, _ = program.communicate(timeout=60)
    os.close(leader)
    os.close(follower)
    assert program.returncode == 0
    assert out.splitlines()[-1] == f"撤销这一操作？[是/否] {end}"
    assert firms(wuhan) == left
