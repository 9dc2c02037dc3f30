"""Ways to run the command line in tests: inside this process for most, as a program of its own for some."""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self

import pytest

from qtrack.cli import run

PROGRAMME, WUHAN, JIANGAN, JIANGHAN = "hubei-2022", "420100", "420102", "420103"
TODAY = "2022-03-20"

TRAINING = ("培训主题=示例培训", "held_on=2022-03-18", "办班层级=县级", "free=是")
STATION = ("name=示例站", "类型=县域综合", f"unit={JIANGAN}", "built_on=2022-02-01")


@dataclass(frozen=True)
class Told:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


@cache
def _files_of_wuhan() -> dict[str, bytes]:
    """Give the files of a data folder on which Wuhan has just settled."""
    with tempfile.TemporaryDirectory() as name:
        assert run(["init", "--programme", PROGRAMME, "--unit", WUHAN, "--data", name]) == 0
        return {path.name: path.read_bytes() for path in Path(name).iterdir()}


class Bench:
    """Runs commands on one data folder, inside this process."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    @classmethod
    def of_wuhan(
        cls, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> Self:
        """Give a bench on a data folder of Wuhan's, on the one day of these tests."""
        monkeypatch.setenv("QTRACK_TODAY", TODAY)
        for name, content in _files_of_wuhan().items():
            (folder / name).write_bytes(content)
        return cls(folder, capsys)

    def __call__(self, *words: str) -> Told:
        """Run one command."""
        self._capsys.readouterr()
        code = run([*words, "--data", str(self.folder)])
        out, err = self._capsys.readouterr()
        return Told(code, out, err)

    def good(self, *words: str) -> str:
        """Run a command that must succeed without a complaint and give what it said."""
        told = self(*words)
        assert (told.code, told.err) == (0, "")
        return told.out


def qtrack(folder: Path, *words: str, **environment: str) -> Told:
    """Run the program itself on a data folder."""
    told = subprocess.run(
        [sys.executable, "-m", "qtrack", "--data", str(folder), *words],
        env=os.environ | {"QTRACK_TODAY": TODAY, "PYTHONIOENCODING": "utf-8"} | environment,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=60,
    )
    return Told(told.returncode, told.stdout, told.stderr)


def target(status: dict[str, Any], tier: str) -> dict[str, Any]:
    """Give the target of a tier."""
    found: dict[str, Any] = next(held for held in status["targets"] if held["tier"] == tier)
    return found


def floors_met(status: dict[str, Any], measure: str) -> dict[str, bool]:
    """Give by unit whether the floor is met that counts in this measure."""
    return {
        floor["unit"]: floor["met"]
        for floor in status["floors"]
        if any(result["measure"] == measure and result["at_least"] for result in floor["results"])
    }
