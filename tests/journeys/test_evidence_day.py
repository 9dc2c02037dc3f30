"""Proof is attached to a training by keys, stands there after a restart, and is handed over in folders."""

import os
import subprocess
import sys
from pathlib import Path

from terminal import Terminal, terminal

DAY = "2022-10-18"
EVIDENCE = "\x05"
"""Ctrl+E."""


def command(folder: Path, *words: str) -> str:
    """Give a command without a screen."""
    told = subprocess.run(
        [sys.executable, "-m", "qtrack", *words, "--data", str(folder)],
        env=os.environ | {"QTRACK_TODAY": DAY, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return told.stdout


def attach(seen: Terminal, stick: Path) -> None:
    """Attach one file found by its pinyin, and two whose paths were copied."""
    seen.press("4")
    seen.see("示例[/]培训", "佐证缺签到表、照片")
    seen.press("tab")
    seen.press(EVIDENCE)
    seen.see("佐证：培训　示例[/]培训", "还没有附文件", "F7添加")
    seen.press("enter")
    seen.see("选作“签到表”的文件", "U盘 甲/", "data/")
    seen.press_at_once("upj", "enter", "qd", "enter")
    seen.see("已添加“签到表” 1 个", "还缺：照片")
    seen.press("down", "enter")
    seen.see("选作“照片”的文件", "现场1.jpg")
    seen.paste(f'"{stick / "现场1.jpg"}"\r\n"{stick / "现场2.jpg"}"')
    seen.press("enter")
    seen.see("已添加“照片” 2 个", "齐：应有的 2 种都有")
    seen.press("esc")
    seen.see("佐证齐 3")


def hand_over(seen: Terminal) -> None:
    """See that all is there, and write it onto the stick."""
    seen.press("7")
    seen.see("佐证文件夹")
    seen.press("down", "down", "enter")
    seen.see("佐证齐套率", "100.0%")
    seen.press("esc", "down", "enter")
    seen.see("放到哪个文件夹里", "U盘 甲/")
    seen.press("upj", "enter")
    seen.see("这里没有下级文件夹")
    seen.press("f2")
    seen.see("已导出 3")


def take_off_and_back(seen: Terminal) -> None:
    """Take a file off the row, and take that back."""
    seen.press("4")
    seen.see("示例[/]培训")
    seen.press("tab", EVIDENCE)
    seen.see("签到表.pdf", "现场2.jpg")
    seen.press("down", "f8")
    seen.see("移除这份佐证？")
    seen.press("y")
    seen.see("已移除", "还缺：签到表")
    seen.press("ctrl+z")
    seen.see("撤销")
    seen.press("enter")
    seen.see("齐：应有的 2 种都有")


def test_a_training_is_proved_seen_again_and_handed_over(tmp_path: Path) -> None:
    folder, stick = tmp_path / "data", tmp_path / "U盘 甲"
    command(folder, "init", "--programme", "hubei-2022", "--unit", "420102")
    command(folder, "add", "培训", "培训主题=示例[/]培训", "所属单位=江岸区", "培训日期=2022-09-01",
            "培训人数=60", "办班层级=县级", "公益=是")  # fmt: skip
    stick.mkdir()
    for name in ("签到表.pdf", "现场1.jpg", "现场2.jpg"):
        (stick / name).write_bytes(name.encode())
    with terminal(folder) as seen:
        seen.see("总览")
        attach(seen, stick)
        seen.kill()
    with terminal(folder, size=(120, 40)) as seen:
        seen.see("总览")
        hand_over(seen)
        take_off_and_back(seen)
        seen.press("esc", "ctrl+q")
        assert seen.wait() == 0
    handed = stick / f"江岸区-佐证-{DAY}"
    below = "01_培训/001_2022-09-01_示例[_]培训"
    assert sorted(path.relative_to(handed).as_posix() for path in handed.rglob("*") if path.is_file()) == [
        f"{below}/照片_01.jpg",
        f"{below}/照片_02.jpg",
        f"{below}/签到表_01.pdf",
        "佐证目录.xlsx",
    ]
    assert "核对了 3 个文件，0 份佐证有问题" in command(folder, "evidence", "check")
