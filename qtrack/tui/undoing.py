"""撤销 and 重做: what would be taken back is shown first, then taken back."""

from __future__ import annotations

import asyncio

from textual.app import App

from qtrack.services.undo import next_steps, take_back
from qtrack.tui.telling import confirm, telling
from qtrack.tui.widgets.step_view import StepView
from qtrack.wiring import Desk


async def undo(app: App[int], desk: Desk, *, redo: bool) -> bool:
    """Show the next undo or redo and do it if the person says so; say whether anything changed.

    Runs in a worker: it waits for the person.
    """
    verb, done = "重做" if redo else "撤销", False
    with telling(app):
        steps = await asyncio.to_thread(desk.store.read, next_steps, desk.office)
        step = steps.redo if redo else steps.undo
        if step is None:
            app.notify(f"没有可以{verb}的操作", markup=False)
            return done
        about = f"{step.at}　{step.who}　{step.words}"
        if await app.push_screen_wait(StepView(f"{verb}这一步？", about, step.details)):
            await asyncio.to_thread(desk.store.run, take_back, desk.office, step.op_id)
            confirm(app, f"已{verb}：{step.words}")
            done = True
    return done
