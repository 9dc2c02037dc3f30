"""Evidence handed over: a folder to write into is asked for, and what came of it is said."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from textual.app import App

from qtrack.domain.file_names import safe_name
from qtrack.domain.value import show_date
from qtrack.services.evidence_export import Exported
from qtrack.services.office import Office
from qtrack.tui.imports.working import working
from qtrack.tui.view import View
from qtrack.tui.widgets.dialogs import Notice
from qtrack.tui.widgets.file_picker import FolderPicker

_MOST_TOLD = 200
"""Missing files named on the screen; the index names all."""


async def export_evidence(app: App[Any], view: View) -> str:
    """Ask where to, write all evidence of the view's unit there, and say what was written; empty to leave.

    Waits in a worker. RefusedError and OSError say why nothing was written.
    """
    picked = await app.push_screen_wait(FolderPicker("导出佐证：放到哪个文件夹里", Path.home()))
    if not picked:
        return ""
    office = view.office
    target = await asyncio.to_thread(_free, picked[0], office)
    title = "正在导出佐证（文件数）"
    done = await working(app, title, lambda tell, _stopped: view.desk.evidence.export(office, target, tell))
    if done.missing:
        await app.push_screen_wait(Notice(_short(done), "\n".join(_lines(done, target))))
        return f"{_short(done)}：{target}"
    return f"已导出 {done.files:,} 个文件：{target}"


def _free(folder: Path, office: Office) -> Path:
    """Give a path below the folder that nothing has yet."""
    name = safe_name(f"{office.unit.name}-佐证-{show_date(office.today)}")
    path, number = folder / name, 2
    while path.exists():
        path, number = folder / f"{name}-{number}", number + 1
    return path


def _short(done: Exported) -> str:
    return f"已导出 {done.files:,} 个文件，另有 {len(done.missing):,} 个没有导出"


def _lines(done: Exported, target: Path) -> list[str]:
    named = [
        f"{one.harm.value}：{one.evidence.kind}　{one.evidence.file.name}"
        for one in done.missing[:_MOST_TOLD]
    ]
    more = [f"……共 {len(done.missing):,} 个"] if len(done.missing) > _MOST_TOLD else []
    help_words = f"其余的在 {target}，目录里注明了缺哪些；请用备份里的数据文件夹找回后重新导出。"
    return [help_words, "", *named, *more]
