"""Which function answers which command."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from contextlib import closing

from qtrack.cli import packs, reports, rows, setup, status
from qtrack.cli.faults import guarded
from qtrack.cli.say import tell
from qtrack.places import Places, data_folder
from qtrack.wiring import Desk

Handler = Callable[[Desk, Namespace], int]

HANDLERS: dict[str, Handler] = {
    "open": setup.open_,
    "demo": setup.demo,
    "init": setup.init,
    "paths": setup.paths,
    "status": status.status,
    "remind": status.remind,
    "add": rows.add,
    "list": rows.list_,
    "import": rows.import_,
    "export": reports.export,
    "report": reports.report,
    "packs": packs.packs,
}


def handle(asked: Namespace, environment: Mapping[str, str]) -> int:
    """Answer a command at the desk of its data folder."""
    places = Places(data_folder(asked.data, environment))

    def work() -> int:
        with closing(Desk(places, environment)) as desk:
            if desk.note:
                tell(desk.note)
            return HANDLERS[asked.command](desk, asked)

    return guarded(work, places)
