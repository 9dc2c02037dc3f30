"""Exit codes and the sentences that go with them."""

import logging
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from journey import PROGRAMME, TRAINING, WUHAN, Bench, qtrack

from qtrack.cli import rows
from qtrack.cli.codes import Exit
from qtrack.wiring import Desk


@pytest.fixture
def wuhan(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Give a bench on Wuhan's data."""
    return Bench.of_wuhan(tmp_path, capsys, monkeypatch)


def test_scripts_may_rely_on_the_codes() -> None:
    assert {code.name: code.value for code in Exit} == {
        "OK": 0,
        "FAILED": 1,
        "USAGE": 2,
        "DATA": 3,
        "LOCKED": 4,
        "REMINDERS": 10,
    }


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("add",), "缺少参数：台账、字段=内容；用法见 qtrack add --help"),
        (("add", "training", "x"), "“x”应写成 字段=内容"),
        (("跑",), "没有“跑”这个命令；可用的有：open、demo、"),
        (("status", "--jsn"), "不认识的参数：--jsn；用法见 qtrack --help"),
        (("status", "--json=1"), "--json 后面不带内容，却写了 1"),
        (("init", "--unit"), "--unit 后面缺少内容"),
        (("report", "monthly", "x.xlsx"), "没有“monthly”这个报表；可用的有：year-end"),
        (("packs", "show"), "请写方案代号"),
    ],
)
def test_a_wrong_call_is_told_in_one_sentence(wuhan: Bench, words: tuple[str, ...], sentence: str) -> None:
    told = wuhan(*words)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith(sentence)
    assert len(told.err.splitlines()) == 1


@pytest.mark.parametrize("command", ["", "add", "import", "packs", "report"])
def test_help_is_chinese(wuhan: Bench, command: str) -> None:
    told = wuhan.good(*command.split(), "--help")
    assert told.startswith("用法：qtrack")
    for english in ("usage", "options", "positional", "show this", "optional", "default"):
        assert english not in told


def test_nothing_goes_on_before_the_bureau_has_said_who_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Bench(tmp_path, capsys)("status")
    assert (told.code, told.err.startswith("还没有选定方案和单位")) == (3, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--programme", "没有", "--unit", WUHAN), "没有“没有”这个方案；可用的有：hubei-2022"),
        (("--programme", PROGRAMME, "--unit", "长沙市"), "湖北省没有“长沙市”这个单位"),
    ],
)
def test_init_takes_known_names_only(wuhan: Bench, words: tuple[str, ...], reason: str) -> None:
    told = wuhan("init", *words)
    assert (told.code, reason in told.err) == (3, True)


def test_a_day_that_is_none_is_refused(wuhan: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QTRACK_TODAY", "明年")
    assert wuhan("status").code == 3


def test_a_file_that_is_being_written_is_left_in_peace(wuhan: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qtrack.store.engine.BUSY_SECONDS", 0.2)
    writer = sqlite3.connect(wuhan.folder / "qtrack.db", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    told = wuhan("add", "training", *TRAINING, "unit=江岸区", "trainees=60")
    writer.close()
    assert (told.code, told.out) == (4, "")
    assert told.err == "数据文件正被另一个程序写入，请稍候再试；本次改动未保存\n"
    assert wuhan.good("list", "training").splitlines()[-1] == "共 0 条"


@pytest.mark.parametrize("owner", [0, 0x5154524B], ids=["another program", "a newer program"])
def test_a_file_that_is_not_ours_is_refused_byte_for_byte(wuhan: Bench, owner: int) -> None:
    path = wuhan.folder / "qtrack.db"
    path.unlink()
    file = sqlite3.connect(path)
    file.executescript(f"CREATE TABLE t (x); PRAGMA application_id={owner}; PRAGMA user_version=99")
    file.close()
    before = path.read_bytes()
    for words in (("status",), ("add", "training", *TRAINING, "unit=江岸区", "trainees=60")):
        told = wuhan(*words)
        assert (told.code, "未作任何改动" in told.err) == (1, True)
    assert path.read_bytes() == before


def test_the_unexpected_is_logged_and_told_without_a_trace(
    wuhan: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    logger = logging.getLogger("qtrack")
    monkeypatch.setattr(logger, "handlers", [])

    def broken(_desk: Desk, _asked: object) -> int:
        raise LookupError("示例")

    monkeypatch.setattr(rows, "list_", broken)
    told = wuhan("list", "training")
    log = wuhan.folder / "qtrack.log"
    assert "LookupError: 示例" in log.read_text(encoding="utf-8")
    assert told.code == 1
    assert told.err == f"程序出错（LookupError），未保存的改动已放弃；细节见 {log}\n"
    monkeypatch.setenv("QTRACK_DEBUG", "1")
    assert "Traceback" in wuhan("list", "training").err
    for handler in logger.handlers:
        handler.close()


def test_a_bad_settings_file_is_told_and_left_as_it_is(wuhan: Bench) -> None:
    path = wuhan.folder / "settings.toml"
    path.write_bytes(b"\xff = [")
    told = wuhan("paths")
    assert (told.code, "settings.toml 无法读取" in told.err) == (0, True)
    assert path.read_bytes() == b"\xff = ["


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "文件").touch()
    told = qtrack(tmp_path / "文件" / "里", "init", "--programme", PROGRAMME, "--unit", WUHAN)
    assert (told.code, told.out) == (1, "")
    assert told.err.splitlines()[-1] == f"“{tmp_path / '文件' / '里'}”上级不是文件夹"


def test_signs_a_code_page_lacks_become_question_marks(tmp_path: Path) -> None:
    name = "示例𬭚"
    qtrack(tmp_path, "init", "--programme", PROGRAMME, "--unit", WUHAN)
    qtrack(tmp_path, "add", "enterprise", "unit=江岸区", f"name={name}", "规上=否")
    told = subprocess.run(
        [sys.executable, "-m", "qtrack", "--data", str(tmp_path), "list", "enterprise"],
        env=os.environ | {"PYTHONIOENCODING": "gbk"},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (told.returncode, told.stderr) == (0, b"")
    assert "示例?" in told.stdout.decode("gbk")


def test_a_reader_that_goes_away_is_no_fault(wuhan: Bench) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "qtrack", "packs", "show", PROGRAMME],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert program.stdout is not None
    program.stdout.close()
    assert program.stderr is not None
    assert program.stderr.read() == b""
    program.stderr.close()
    assert program.wait(60) == 1
    assert wuhan.folder.exists()
