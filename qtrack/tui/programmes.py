"""Which notices are worked on, and which of them is looked at."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from textual.app import App

from qtrack.domain.programme import Programme
from qtrack.tui.telling import confirm, telling
from qtrack.tui.widgets.chooser import Chooser, Option, TickChooser
from qtrack.wiring import Desk

OTHERS = "同时开展的方案……"

MORE = {
    OTHERS: "增减本单位开展的方案",
    "套用到新年度……": "照一个方案做出另一年的，逐处待核",
    "编写方案……": "改自编的方案，或从头编写",
    "导入方案文件……": "别的单位导出的",
    "导出方案文件……": "一个文件，带原文",
}
"""What else can be done with programmes, beside looking at one."""


async def choose_programme(app: App[int], desk: Desk) -> bool:
    """Ask which notice to look at; say whether it is another one now. Runs in a worker: it waits."""
    changed = False
    with telling(app):
        here = desk.office.programme
        options = [Option(one.id, one.short, _detail(one, here)) for one in desk.office.programmes]
        options += [Option(words, words, detail) for words, detail in MORE.items()]
        chosen = await app.push_screen_wait(Chooser("看哪个方案", options))
        if chosen in MORE:
            changed = await _do(app, desk, chosen)
        elif chosen is not None and chosen != here.id:
            await asyncio.to_thread(desk.choose, chosen)
            changed = True
    return changed


async def _do(app: App[int], desk: Desk, chosen: str) -> bool:
    from qtrack.tui.packs import flows

    deeds = (work_on, flows.derive, flows.write, flows.take_in, flows.give_out)
    return await dict(zip(MORE, deeds, strict=True))[chosen](app, desk)


async def work_on(app: App[int], desk: Desk) -> bool:
    """Ask which notices the bureau works on; say whether they are others now."""
    here, changed = desk.office.programme, False
    with telling(app):
        at_hand = await asyncio.to_thread(_at_hand, desk)
        options = [Option(one.id, one.short, _detail(one, here)) for one in at_hand]
        ticked = [one.id for one in desk.office.programmes]
        chosen = await app.push_screen_wait(TickChooser("本单位开展哪些方案（空格勾选）", options, ticked))
        if chosen is not None and set(chosen) != set(ticked):
            await asyncio.to_thread(desk.work_on, chosen)
            changed = True
            if here.id not in chosen:
                confirm(app, f"正在看的“{here.short}”保留")
    return changed


def _at_hand(desk: Desk) -> Sequence[Programme]:
    """Give the notices of the bureau's own province; a file of its own that has faults is left out."""
    found = [desk.library.known(name) for name in desk.library.ids]
    return [one for one in found if one is not None and one.region == desk.office.programme.region]


def _detail(programme: Programme, here: Programme) -> str:
    period = (
        f"{programme.starts_on.year}"
        if programme.starts_on.year == programme.ends_on.year
        else (f"{programme.starts_on.year}—{programme.ends_on.year}")
    )
    return f"{period} 正在看" if programme.id == here.id else period
