"""Commands that choose data and open the app: open, demo, init, paths."""

from __future__ import annotations

import os
from argparse import Namespace
from contextlib import closing

from qtrack.cli.codes import Exit
from qtrack.cli.say import say
from qtrack.places import Places, seeds_folder
from qtrack.settings import load_settings
from qtrack.wiring import Desk

DEMO_FOLDER = "demo"
DEMO_PROGRAMME = "hubei-2022"


def open_(desk: Desk, _asked: Namespace) -> int:
    """Open the app."""
    from qtrack.tui import open_app

    return open_app(desk)


def demo(desk: Desk, asked: Namespace) -> int:
    """Make the demo data where they are missing and open the app on them."""
    programme = asked.programme or DEMO_PROGRAMME
    region = desk.library.programme(programme).region
    places = Places(desk.places.folder / _demo_folder(programme))
    if asked.reset:
        _forget(places)
    with closing(Desk(places, os.environ)) as shown:
        province = shown.regions[region].province.code
        shown.settle_demo(programme, asked.unit or shown.settings.unit or province)
        if asked.no_open:
            say(str(places.folder))
            return Exit.OK
        return open_(shown, asked)


def init(desk: Desk, asked: Namespace) -> int:
    """Keep which programme and which unit this bureau is."""
    office = desk.settle(asked.programme, asked.unit)
    say(f"已选定：{office.programme.short}，{office.unit.name}（{office.unit.code}）")
    return Exit.OK


def paths(desk: Desk, _asked: Namespace) -> int:
    """Say where things lie."""
    places = desk.places
    for label, path in (
        ("数据文件夹", places.folder),
        ("数据文件", places.ledger_file),
        ("佐证文件", places.evidence_folder),
        ("设置文件", places.settings_file),
        ("日志文件", places.log_file),
        ("方案和通知", seeds_folder()),
    ):
        say(f"{label}：{path}")
    return Exit.OK


def _demo_folder(programme: str) -> str:
    """Give each programme's demo data a folder of their own: they are looked at on different days."""
    return DEMO_FOLDER if programme == DEMO_PROGRAMME else f"{DEMO_FOLDER}-{programme}"


def _forget(places: Places) -> None:
    """Remove demo data, and nothing else: a folder with a bureau's own data stays as it is."""
    settings, _ = load_settings(places.settings_file)
    if settings.demo:
        for path in (*places.ledger_files, places.snapshot_file):
            path.unlink(missing_ok=True)
        places.settings_file.unlink()
