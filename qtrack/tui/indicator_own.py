"""Asking for the number a bureau sets for a year of an indicator: a step on the way, or a threshold."""

from __future__ import annotations

import asyncio

from textual.app import App

from qtrack.domain.followed import OWN_NUMBER, Followed, Own, YearValue, may_have_threshold
from qtrack.domain.numbers import read_number, show_number
from qtrack.domain.path import RECKONED
from qtrack.domain.problem import RefusedError
from qtrack.domain.unreadable import UnreadableError
from qtrack.services.own_values import set_own, why_not
from qtrack.store.errors import StoreError
from qtrack.tui.telling import confirm
from qtrack.tui.view import View
from qtrack.tui.widgets.dialogs import Ask

NO_YEAR = "请先把光标移到某一年"


async def ask_own(app: App[int], view: View, followed: Followed, year: YearValue | None) -> bool:
    """Ask for the number and where it is from, and keep both; say whether anything was kept."""
    if year is None or (reason := why_not(followed.indicator, year.year)):
        app.notify(NO_YEAR if year is None else reason, severity="warning", markup=False)
        return False
    threshold = may_have_threshold(followed.indicator, year.year)
    before = year.own
    words, about = _question(followed, year)
    said = await app.push_screen_wait(
        Ask(words, about, text=f"{before.value:f}" if before else "", check=_problem)
    )
    if said is None:
        return False
    own = None
    if said:
        hint = (
            "哪一级、哪份文件下达的，必须填写。"
            if threshold
            else f"由谁定、依据什么，可不填；标“{OWN_NUMBER}”。"
        )
        given_by = await app.push_screen_wait(
            Ask(
                "出处",
                hint,
                text=before.given_by if before else "",
                check=lambda text: "必须填写" if threshold and not text else "",
            )
        )
        if given_by is None:
            return False
        own = Own(read_number(said), given_by)
    return await _keep(app, view, (followed.key, year.year), own)


async def _keep(app: App[int], view: View, at: tuple[str, int], own: Own | None) -> bool:
    key, year = at
    try:
        await asyncio.to_thread(view.desk.store.run, set_own, view.office, key, year, own)
    except (RefusedError, StoreError) as error:
        app.notify(str(error), severity="error", markup=False)
        return False
    confirm(app, "设定的数已保存" if own else "设定的数已取消")
    return True


def _question(followed: Followed, year: YearValue) -> tuple[str, str]:
    indicator = followed.indicator
    measure = f"（{indicator.unit}）" if indicator.unit else ""
    if may_have_threshold(indicator, year.year) and year.printed is not None:
        about = f"文件印的是“{year.printed.printed}”，没有印数。填上级下达的数，认定就按它；留空不判定。"
        return f"{indicator.name} {year.year}年的阈值{measure}", about
    line = f"推算 {show_number(year.reckoned.shown)}（{RECKONED}）。" if year.reckoned else ""
    about = f"文件没有印这一年的数。{line}填本单位自己的安排，只供对照，不作认定；留空不设。"
    return f"{indicator.name} {year.year}年本单位设定的数{measure}", about


def _problem(text: str) -> str:
    try:
        read_number(text or "0")
    except UnreadableError as error:
        return str(error)
    return ""
