"""Where a workbook is to be written: asked once, and once more before another file is replaced."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from textual.app import App

from qtrack.tui.widgets.dialogs import Ask, Confirm


async def ask_place(app: App[Any], question: str, suggested: Path) -> Path | None:
    """Ask where a workbook is to be written; None to leave. Waits in a worker."""
    detail = "写好后才改名，已有的同名文件会先询问。"
    text = await app.push_screen_wait(Ask(question, detail, text=str(suggested), check=place_fault))
    if text is None:
        return None
    path, exists = await asyncio.to_thread(_looked_at, text)
    sure = Confirm("已有同名文件，替换吗？", str(path), yes="替换", no="不替换")
    return path if not exists or await app.push_screen_wait(sure) else None


def _looked_at(text: str) -> tuple[Path, bool]:
    path = Path(text).expanduser()
    return path, path.exists()


def place_fault(text: str) -> str:
    """Say why a workbook cannot be written there; an empty text when it can."""
    if not text:
        return "请写文件名"
    if not text.lower().endswith(".xlsx"):
        return "文件名应以 .xlsx 结尾"
    try:
        path = Path(text).expanduser()
        if path.is_dir():
            return "已有同名的文件夹，请换一个名字"
        return "" if path.parent.is_dir() else f"文件夹不存在：{path.parent}"
    except (OSError, RuntimeError):  # too long, not permitted, or the home of nobody
        return "这个位置不能用，请换一个"
