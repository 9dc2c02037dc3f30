"""Commands that choose data and open the app: open, demo, init, paths."""

from __future__ import annotations

import os
from argparse import Namespace

from qtrack.cli.codes import Exit
from qtrack.cli.say import say
from qtrack.domain.problem import refuse
from qtrack.places import Places, seeds_folder
from qtrack.services.ledger import Query, total
from qtrack.services.setup import seed_past_projects
from qtrack.wiring import Desk

DEMO_FOLDER = "demo"
DEMO_PROGRAMME = "hubei-2022"


def open_(desk: Desk, _asked: Namespace) -> int:
    """Open the app."""
    from qtrack.tui import open_app  # noqa: PLC0415 - only this command needs a screen

    return open_app(desk)


def demo(desk: Desk, asked: Namespace) -> int:
    """Make the demo data where they are missing and open the app on them."""
    shown = Desk(Places(desk.places.folder / DEMO_FOLDER), os.environ)
    _fill(shown, asked.unit, fresh=asked.reset)
    if asked.no_open:
        shown.store.close()
        say(str(shown.places.folder))
        return Exit.OK
    return open_(shown, asked)


def init(desk: Desk, asked: Namespace) -> int:
    """Keep which programme and which unit this bureau is."""
    office = desk.settle(asked.programme, asked.unit)
    desk.store.run(seed_past_projects, office)
    desk.store.close()
    say(f"已选定：{office.programme.short}，{office.unit.name}（{office.unit.code}）")
    return Exit.OK


def paths(desk: Desk, _asked: Namespace) -> int:
    """Say where things lie."""
    places = desk.places
    for label, path in (
        ("数据文件夹", places.folder),
        ("数据文件", places.ledger_file),
        ("设置文件", places.settings_file),
        ("日志文件", places.log_file),
        ("方案和通知", seeds_folder()),
    ):
        say(f"{label}：{path}")
    return Exit.OK


def _fill(desk: Desk, unit: str | None, *, fresh: bool) -> None:
    from qtrack.services.demo import DEMO_DAY, build  # noqa: PLC0415 - only this command invents data

    if desk.places.ledger_file.exists() and not desk.settings.demo:
        raise refuse(f"“{desk.places.folder}”里已有不是演示的数据，演示未生成，原数据未动")
    if fresh:
        desk.places.ledger_file.unlink(missing_ok=True)
    programme = desk.programme(DEMO_PROGRAMME)
    province = desk.regions[programme.region].province.code
    desk.settle(programme.id, unit or desk.settings.unit or province, demo_day=DEMO_DAY.isoformat())
    whole = desk.office.at(province)
    if not desk.store.read(total, whole, Query("enterprise")):
        desk.store.run(build, whole)
        desk.store.run(seed_past_projects, whole)
