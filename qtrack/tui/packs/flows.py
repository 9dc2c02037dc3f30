"""From the dialogue of programmes: another year's pack, a new one, changes, files in and out."""

from __future__ import annotations

import asyncio
from datetime import date
from functools import partial
from pathlib import Path

from textual.app import App

from qtrack.domain.problem import RefusedError
from qtrack.domain.programme import Programme
from qtrack.packs.paths import Document
from qtrack.packs.words import moved_words
from qtrack.tui.packs.around import Around
from qtrack.tui.packs.asking import Paper, ask_form
from qtrack.tui.packs.editor import PackEditor
from qtrack.tui.packs.forms import BEGUN, Asked, new_schema
from qtrack.tui.telling import confirm
from qtrack.tui.widgets.chooser import Chooser, Option
from qtrack.tui.widgets.dialogs import Ask, Confirm, Notice
from qtrack.tui.widgets.form_owner import Problems
from qtrack.wiring import Desk

NEW = "new"
EARLIEST, LATEST = 2000, 2100


async def derive(app: App[int], desk: Desk) -> bool:
    """Ask for a programme and a year, make its pack and open it; say whether another is looked at."""
    name = await _which(app, desk, "把哪个方案套用到新年度", own=False)
    if name is None:
        return False
    source = await asyncio.to_thread(desk.library.programme, name)

    def check(text: str) -> str:
        good = text.isascii() and text.isdecimal() and EARLIEST <= int(text) <= LATEST
        return "" if good and int(text) != source.starts_on.year else "请写另一个年份，如 2026"

    detail = f"{source.short}\n日期顺延，数字和日期都标“待核”，引文沿用上年原文；原方案不变。"
    year = await app.push_screen_wait(Ask("套用到哪一年", detail, text=str(desk.today.year + 1), check=check))
    if year is None:
        return False
    new, moved = await asyncio.to_thread(desk.packs.derive, name, int(year), desk.calendar)
    if moved:
        document = await asyncio.to_thread(desk.packs.own, new)
        text = "\n".join(moved_words(document, one) for one in moved)
        await app.push_screen_wait(Notice("不是工作日的日期", text))
    confirm(app, f"已套用到 {year} 年度：{new}")
    await _edit(app, desk, new)
    return await _offer(app, desk, new)


async def write(app: App[int], desk: Desk) -> bool:
    """Ask which pack of the bureau's own to edit, or make one; say whether another is looked at."""
    name = await _which(app, desk, "编写哪个方案", own=True)
    if name is None:
        return False
    if name in await asyncio.to_thread(desk.packs.drafts.titles):
        return await _go_on(app, desk, name)
    if name != NEW:
        return await _edit(app, desk, name)
    document = await _begin(app, desk)
    if document is None:
        return False
    kept = await app.push_screen_wait(PackEditor(desk, document, None))
    return await _offer(app, desk, document["id"]) if kept else False


async def _begin(app: App[int], desk: Desk) -> Document | None:
    """Ask for what a pack begins with; an id that will not do is told in the form."""
    today, region = desk.today, desk.office.programme.region
    free = await asyncio.to_thread(desk.packs.free_id, f"{region}-{today.year}")
    given: Document = {"id": free, "starts_on": date(today.year, 1, 1), "ends_on": date(today.year, 12, 31)}
    around = Around(desk.packs.schemas, desk.regions[region], desk.calendar)
    begun: list[Document] = []

    async def take(asked: Document) -> Problems:
        said = {key: asked[key] for key in BEGUN}
        try:
            begun.append(await asyncio.to_thread(desk.packs.new, asked["id"], region, said))
        except RefusedError as refusal:
            return refusal.problems
        return ()

    paper = Paper(Programme, new_schema(Asked(around, {})), "编写新方案", today)
    await ask_form(app, paper, given, take)
    return begun[-1] if begun else None


async def _go_on(app: App[int], desk: Desk, name: str) -> bool:
    """Go on with a draft; ask first where its pack has been changed since by somebody else."""
    document, before = await asyncio.to_thread(desk.packs.begun, name)
    own = await asyncio.to_thread(lambda: name in desk.library.ids and desk.library.is_own(name))
    now = await asyncio.to_thread(desk.packs.own, name) if own else None
    if now is not None and now != before:
        detail = "接着写草稿，保存时会盖过那些改动（旧的另存一份 .bak）。"
        question = Confirm("写草稿以后，方案又在别处改过", detail, yes="接着写草稿", no="丢掉草稿")
        if not await app.push_screen_wait(question):
            await asyncio.to_thread(desk.packs.drafts.drop, name)
            return await _edit(app, desk, name)
    kept = await app.push_screen_wait(PackEditor(desk, document, now))
    return await _offer(app, desk, name) if kept else False


async def take_in(app: App[int], desk: Desk) -> bool:
    """Ask for a file and take its programme in; say whether another is looked at."""
    path = await _file(app, "导入方案文件", "别的单位导出的 .toml 文件；先检查，有误的不导入。")
    if path is None:
        return False
    try:
        name = await asyncio.to_thread(desk.packs.take_in, path)
    except RefusedError as refusal:
        if not any(problem.key == "id" and "已有" in problem.message for problem in refusal.problems):
            raise
        question = Confirm("替换已有的方案吗？", f"{refusal}\n原来的另存一份 .bak。", yes="替换", no="不导入")
        if not await app.push_screen_wait(question):
            return False
        name = await asyncio.to_thread(partial(desk.packs.take_in, path, replace=True))
    desk.reread()
    confirm(app, f"已导入方案 {name}")
    return await _offer(app, desk, name)


async def give_out(app: App[int], desk: Desk) -> bool:
    """Ask for a programme and a file to write it to."""
    name = await _which(app, desk, "导出哪个方案", own=False)
    if name is None:
        return False
    start = str(Path.home() / f"{name}.toml")
    path = await _file(app, "导出方案文件", "一个文件，带通知原文；可发给别的单位导入。", start)
    if path is None:
        return False
    question = Confirm("覆盖已有的文件吗？", str(path), yes="覆盖", no="不导出")
    if path.exists() and not await app.push_screen_wait(question):
        return False
    written = await asyncio.to_thread(desk.packs.export, name, path)
    confirm(app, f"已导出：{written}")
    return False


async def _edit(app: App[int], desk: Desk, name: str) -> bool:
    """Open a pack of the bureau's own; say whether it was changed and is worked on."""
    await asyncio.to_thread(desk.library.programme, name)  # one with faults is told and not opened
    document = await asyncio.to_thread(desk.packs.own, name)
    kept = await app.push_screen_wait(PackEditor(desk, document, document))
    return bool(kept) and name in [one.id for one in desk.office.programmes]


async def _offer(app: App[int], desk: Desk, name: str) -> bool:
    """Ask whether to look at a programme that is new here, and work on it; say whether that is done."""
    programme = await asyncio.to_thread(desk.library.programme, name)
    here = desk.office.programme
    if programme.region != here.region or name == here.id:
        return name == here.id
    question = Confirm(f"现在就看“{programme.short}”吗？", "以后按 F10 也可以选。", yes="看", no="以后")
    if not await app.push_screen_wait(question):
        return False
    await asyncio.to_thread(desk.choose, name)
    return True


async def _which(app: App[int], desk: Desk, question: str, *, own: bool) -> str | None:
    programmes = await asyncio.to_thread(_programmes, desk, own=own)
    drafts = await asyncio.to_thread(desk.packs.drafts.titles) if own else {}
    begun = [Option(name, title, "草稿，接着写") for name, title in drafts.items()]
    options = [
        Option(one.id, one.short, f"{one.starts_on.year} {_waits(one)}")
        for one in programmes
        if one.id not in drafts
    ]
    new = [Option(NEW, "新方案", "从头编写")] if own else []
    options = [*begun, *new, *options]
    return await app.push_screen_wait(Chooser(question, options))


def _waits(programme: Programme) -> str:
    return f"待核 {len(programme.unconfirmed)}" if programme.unconfirmed else ""


def _programmes(desk: Desk, *, own: bool) -> list[Programme]:
    """Give the programmes that can be read, of the bureau's own only if that is wanted."""
    found = [desk.library.known(name) for name in desk.library.ids if not own or desk.library.is_own(name)]
    return [one for one in found if one is not None]


async def _file(app: App[int], question: str, detail: str, text: str = "") -> Path | None:
    def check(typed: str) -> str:
        return "" if typed.lower().endswith(".toml") else "请写 .toml 文件的完整路径"

    typed = await app.push_screen_wait(Ask(question, detail, text=text, check=check))
    return None if typed is None else _path(typed)


def _path(typed: str) -> Path:
    return Path(typed.strip("\"'")).expanduser()
