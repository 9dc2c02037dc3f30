"""Evidence is opened with the system's program: a copy, of a known kind, as one word."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from qtrack.domain.problem import RefusedError
from qtrack.store.evidence_files import EvidenceFiles
from qtrack.store.file_words import SUFFIXES
from qtrack.store.opening import open_file, opening_command

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files")


@pytest.fixture
def files(tmp_path: Path) -> EvidenceFiles:
    """Give an empty folder of contents."""
    return EvidenceFiles(tmp_path / "evidence", spare=0)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Give a person's file."""
    path = tmp_path / "签到表.pdf"
    path.write_bytes(b"%PDF-1.4")
    return path


class Started:
    """Stands for the system's program: a script on the path that writes down what it was given."""

    def __init__(self, folder: Path) -> None:
        self.told = folder / "told"
        script = folder / "xdg-open"
        script.write_text(
            f'#!/bin/sh\nprintf "%s|" "$#" "$@" > {self.told}.part; mv {self.told}.part {self.told}\n'
        )
        script.chmod(0o755)


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Started:
    """Put a program to open files with on the path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return Started(folder)


@pytest.mark.skipif(sys.platform != "linux", reason="needs xdg-open")
def test_the_systems_program_gets_the_copy_as_one_word(
    files: EvidenceFiles, source: Path, started: Started
) -> None:
    viewed = files.view(files.take(source))
    open_file(viewed, files.opened)
    for _ in range(500):
        if started.told.exists():
            break
        subprocess.run(["sleep", "0.01"], check=True)  # noqa: S607 - a tick of waiting
    assert started.told.read_text(encoding="utf-8") == f"1|{viewed.resolve()}|"


def test_only_a_copy_of_an_allowed_kind_is_opened(files: EvidenceFiles, source: Path) -> None:
    viewed = files.view(files.take(source))
    (files.opened / "x.sh").write_bytes(b"#!/bin/sh")
    outside = (source, files.opened / "x.sh", files.opened, files.opened / ".." / ".." / ".." / source.name)
    for path in (*outside, viewed.with_name("gone.pdf")):
        with pytest.raises(RefusedError, match="只能打开"):
            open_file(path, files.opened)


@posix
def test_without_a_program_to_open_it_the_place_is_told(
    files: EvidenceFiles, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    viewed = files.view(files.take(source))
    with pytest.raises(RefusedError, match="没有可用来打开文件的程序") as refused:
        open_file(viewed, files.opened)
    assert str(viewed) in str(refused.value)


@pytest.mark.skipif(sys.platform != "linux", reason="needs xdg-open")
def test_a_program_that_fails_at_once_has_opened_nothing(
    files: EvidenceFiles, source: Path, started: Started
) -> None:
    viewed = files.view(files.take(source))
    open_file(viewed, files.opened)
    (started.told.parent / "xdg-open").write_text("#!/bin/sh\nexit 3\n")
    with pytest.raises(RefusedError, match="没有能打开它的程序") as refused:
        open_file(viewed, files.opened)
    assert str(viewed) in str(refused.value)


@pytest.mark.parametrize("name", ["-rf.pdf", "a b;rm.pdf", "$(x).pdf", "&calc.pdf"])
def test_a_path_is_one_word_and_no_option(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert opening_command(path, "linux") == ["xdg-open", str(path)]
    assert opening_command(path, "darwin") == ["open", str(path)]
    assert opening_command(path, "win32") is None
    assert opening_command(Path(name), "linux") == ["xdg-open", str(Path.cwd() / name)]


def test_no_ending_that_may_be_attached_is_a_program() -> None:
    dangerous = {
        ".exe",
        ".bat",
        ".cmd",
        ".com",
        ".lnk",
        ".js",
        ".vbs",
        ".ps1",
        ".scr",
        ".msi",
        ".hta",
        ".html",
    }
    assert not SUFFIXES & (
        dangerous | {".sh", ".desktop", ".jar", ".docm", ".xlsm", ".svg", ".url", ".chm", ""}
    )
