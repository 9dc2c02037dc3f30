"""A file is written whole or not at all, whoever interrupts or holds it."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from qtrack import files
from qtrack.files import write_atomic, write_text_atomic

ROUNDS = 15
SIZE = 9_600_000
OLD = b"old" * 1000

ATOMIC = f"""
import sys
from pathlib import Path
from qtrack.files import write_atomic

def make(part):
    with part.open("wb") as file:
        for number in range(24):
            file.write(b"n" * {SIZE // 24})

print("go", flush=True)
while True:
    write_atomic(Path(sys.argv[1]), make)
"""

IN_PLACE = f"""
import sys

print("go", flush=True)
while True:
    with open(sys.argv[1], "wb") as file:
        for number in range(24):
            file.write(b"n" * {SIZE // 24})
"""


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _killed(program: str, target: Path) -> int:
    """Give how many of the kills at spread moments left neither the old nor the new file."""
    broken = 0
    for number in range(ROUNDS):
        target.write_bytes(OLD)
        with subprocess.Popen([sys.executable, "-c", program, str(target)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            threading.Event().wait(0.004 * number)
            writer.send_signal(signal.SIGKILL)
        held = target.read_bytes()
        broken += held not in (OLD, b"n" * SIZE)
        for part in target.parent.glob("*.part"):
            part.unlink()
    return broken


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_killed_writer_leaves_the_old_or_the_new_file(tmp_path: Path) -> None:
    assert _killed(ATOMIC, tmp_path / "年终.xlsx") == 0


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_the_same_kills_break_a_file_written_in_place(tmp_path: Path) -> None:
    assert _killed(IN_PLACE, tmp_path / "年终.xlsx") > 0


def test_the_text_is_written_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "方案.toml"
    assert write_text_atomic(path, "名称 = “万”\r\n末行\n") == path
    assert path.read_bytes() == "名称 = “万”\r\n末行\n".encode()
    assert _names(tmp_path) == ["方案.toml"]


def test_a_failing_maker_leaves_the_old_file_and_no_part(tmp_path: Path) -> None:
    path = tmp_path / "年终.xlsx"
    path.write_bytes(OLD)

    def make(part: Path) -> None:
        part.write_bytes(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_atomic(path, make)
    assert path.read_bytes() == OLD
    assert _names(tmp_path) == ["年终.xlsx"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told_and_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "年终.xlsx"
    path.write_bytes(OLD)

    def make(part: Path) -> None:
        part.write_bytes(b"half")
        with Path("/dev/full").open("wb", buffering=0) as file:
            file.write(b"rest")

    with pytest.raises(OSError, match="No space") as caught:
        write_atomic(path, make)
    assert caught.value.errno == errno.ENOSPC
    assert path.read_bytes() == OLD
    assert _names(tmp_path) == ["年终.xlsx"]


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_text_atomic(tmp_path / "没有" / "年终.xlsx", "")


def test_a_folder_in_the_way_is_told_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "年终.xlsx"
    path.mkdir()
    with pytest.raises(OSError, match=r"directory|denied|拒绝"):
        write_text_atomic(path, "")
    assert path.is_dir()
    assert _names(tmp_path) == ["年终.xlsx"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_new_file_is_its_owners_and_an_old_one_keeps_its_mode(tmp_path: Path) -> None:
    new, old = tmp_path / "新.xlsx", tmp_path / "旧.xlsx"
    old.write_bytes(OLD)
    old.chmod(0o640)
    write_text_atomic(new, "")
    write_text_atomic(old, "")
    assert (new.stat().st_mode & 0o777, old.stat().st_mode & 0o777) == (0o600, 0o640)


class Holder:
    """Another program that holds a file: renaming onto it is refused, as Windows does, until let go."""

    def __init__(self, held: Path, refusals: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left = refusals
        really = Path.replace

        def replace(part: Path, target: Path) -> Path:
            if target == held and self.left != 0:
                self.left = None if self.left is None else self.left - 1
                raise PermissionError(errno.EACCES, "held", str(target))
            return really(part, target)

        monkeypatch.setattr(Path, "replace", replace)


def test_a_file_let_go_in_time_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "年终.xlsx"
    path.write_bytes(OLD)
    Holder(path, 3, monkeypatch)
    assert write_text_atomic(path, "新") == path
    assert path.read_text(encoding="utf-8") == "新"


def test_a_held_file_stays_and_the_content_goes_to_a_free_name_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, taken = tmp_path / "年终.xlsx", tmp_path / "年终-2.xlsx"
    path.write_bytes(OLD)
    taken.write_bytes(b"somebody's")
    Holder(path, None, monkeypatch)
    monkeypatch.setattr(files, "PATIENCE_S", 0.2)
    assert write_text_atomic(path, "新") == tmp_path / "年终-3.xlsx"
    assert (tmp_path / "年终-3.xlsx").read_text(encoding="utf-8") == "新"
    assert (path.read_bytes(), taken.read_bytes()) == (OLD, b"somebody's")
    assert _names(tmp_path) == ["年终-2.xlsx", "年终-3.xlsx", "年终.xlsx"]


STRANGER = """
import os, sys
from pathlib import Path
from qtrack.files import write_text_atomic
os.setgid(65534)
os.setuid(65534)
print(write_text_atomic(Path(sys.argv[1]), "new").name)
"""


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="needs a second user")
def test_a_file_really_refused_by_the_system_stays() -> None:
    folder = Path("/tmp") / f"qtrack-sticky-{os.getpid()}"  # noqa: S108 - the other user must reach it
    folder.mkdir()
    try:
        folder.chmod(0o1777)
        path = folder / "report.xlsx"
        path.write_bytes(OLD)
        done = subprocess.run(
            [sys.executable, "-c", STRANGER, str(path)],
            capture_output=True,
            text=True,
            check=False,
            cwd=Path(files.__file__).parents[1],
        )
        assert (done.stdout, done.stderr) == ("report-2.xlsx\n", "")
        assert path.read_bytes() == OLD
    finally:
        for left in folder.iterdir():
            left.unlink()
        folder.rmdir()


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows refuses to replace an open file")
def test_a_file_open_on_windows_stays(tmp_path: Path) -> None:
    path = tmp_path / "年终.xlsx"
    path.write_bytes(OLD)
    with path.open("rb"):
        assert write_text_atomic(path, "新") == tmp_path / "年终-2.xlsx"
