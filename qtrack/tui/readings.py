"""How doubtful words of the notices are read, and another way to read them chosen."""

from __future__ import annotations

import asyncio

from textual.app import App

from qtrack.domain.alternative import Alternative
from qtrack.tui.telling import confirm, telling
from qtrack.tui.widgets.chooser import Chooser, Option
from qtrack.wiring import Desk

NOTHING = "现在的方案里没有可换的读法"
OWN = "方案的读法"
CHOSEN = "本单位选定"


async def choose_reading(app: App[int], desk: Desk) -> bool:
    """Ask which words to read how; say whether they are read another way now. Runs in a worker: it waits."""
    known = await asyncio.to_thread(_alternatives, desk)
    if not known:
        app.notify(NOTHING, markup=False)
        return False
    options = [Option(key, one.question, _detail(short, one)) for key, (short, one) in known.items()]
    key = await app.push_screen_wait(Chooser("换哪一处的读法", options))
    if key is None:
        return False
    _, one = known[key]
    answers = [Option(way, words, _mark(one, way)) for way, words in one.answers.items()]
    way = await app.push_screen_wait(Chooser(one.question, answers))
    if way is None or way == one.chosen:
        return False
    with telling(app):
        await asyncio.to_thread(desk.read_by, key, way)
        confirm(app, f"已改按：{one.answers[way]}")
    return desk.settings.readings.get(key, "") == way


def _alternatives(desk: Desk) -> dict[str, tuple[str, Alternative]]:
    """Give what may be read another way, by "programme/alternative", with the notice it is of."""
    return {
        f"{programme.id}/{one.id}": (programme.short, one)
        for programme in desk.office.programmes
        for one in programme.alternatives
    }


def _detail(short: str, one: Alternative) -> str:
    return f"{short}，{CHOSEN}" if one.chosen else short


def _mark(one: Alternative, way: str) -> str:
    marks = (("" if way else OWN), ("正在用" if way == one.chosen else ""))
    return "，".join(filter(None, marks))
