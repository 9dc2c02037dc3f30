"""A text reaches the clipboard, or the person is told how else; nothing waits, nothing is left behind."""

import asyncio
import os
import stat
import time
from pathlib import Path

import pytest
from textual.app import App

from qtrack.tui import clipboard

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has a clipboard of its own")

TEXT = '名称\t代码\n示例机械一厂\t="914201001234567890"\n'


class Terminal(App[None]):
    """Notes what the terminal was asked to copy."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = ""

    def copy_to_clipboard(self, text: str) -> None:
        """Note it."""
        self.asked = text


@pytest.fixture
def xclip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the place of a program that stands for xclip, the only one of its kind on the path."""
    for name in ("WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":99")
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "which").symlink_to("/usr/bin/which")
    monkeypatch.setenv("PATH", str(programs))
    return programs / "xclip"


def write(program: Path, body: str) -> None:
    """Write a program of the shell."""
    program.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{body}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


def children() -> list[str]:
    """Give the processes this one started that are still there."""
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()


def runs(mark: Path) -> bool:
    """Say whether the process whose number stands in a file is still at work."""
    state = Path(f"/proc/{mark.read_text(encoding='ascii').strip()}/stat")
    return state.exists() and ") Z " not in state.read_text(encoding="ascii")


async def test_a_text_is_put_on_the_clipboard_and_read_from_it(xclip: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    write(xclip, f'case "$*" in *-o*) cat "{kept}";; *) cat > "{kept}"; sleep 30 & esac')
    app = Terminal()
    assert await clipboard.copy(app, TEXT, "2 行 2 列") == "已复制 2 行 2 列，可粘贴到表格"
    assert kept.read_text(encoding="utf-8") == app.asked == TEXT
    assert await clipboard.paste_text() == TEXT


async def test_a_block_too_large_for_terminals_goes_one_way_only(xclip: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    write(xclip, f'case "$*" in *-o*) cat "{kept}";; *) cat > "{kept}";; esac')
    app = Terminal()
    await clipboard.copy(app, "汉" * 100_000, "1 格")
    assert (kept.stat().st_size, app.asked) == (300_000, "")


@pytest.mark.usefixtures("xclip")
async def test_without_any_clipboard_the_terminal_is_asked_and_no_success_claimed() -> None:
    app = Terminal()
    told = await clipboard.copy(app, TEXT, "2 行 2 列")
    assert told == "已把 2 行 2 列交给终端窗口；粘贴不出来的，请再复制一次，或到“7 报表”导出"
    assert app.asked == TEXT
    assert await clipboard.paste_text() is None


async def test_a_clipboard_that_fails_is_no_success_and_writes_nothing_to_the_terminal(
    xclip: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(xclip, "echo no display >&2; exit 1")
    assert await clipboard.paste_text() is None
    assert "交给终端" in await clipboard.copy(Terminal(), TEXT, "1 格")
    assert capfd.readouterr() == ("", "")


async def test_a_clipboard_that_hangs_is_left_while_the_screen_goes_on(
    xclip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "PATIENCE_S", 1.0)
    mark = tmp_path / "mark"
    write(xclip, f'echo $$ > "{mark}"; exec sleep 60')
    began = time.monotonic()
    copying = asyncio.create_task(clipboard.copy(Terminal(), TEXT, "1 格"))
    beats = 0
    while not copying.done():
        await asyncio.sleep(0.02)
        beats += 1
    assert "交给终端" in copying.result()
    assert time.monotonic() - began < 10
    assert beats > 20
    assert children() == []
    assert not runs(mark)
