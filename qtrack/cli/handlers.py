"""Which function answers which command."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from contextlib import closing
from importlib import import_module

from qtrack.cli.faults import guarded
from qtrack.cli.say import tell
from qtrack.places import Places, data_folder
from qtrack.wiring import Desk

HANDLERS = {
    "open": "setup.open_",
    "demo": "setup.demo",
    "init": "setup.init",
    "paths": "setup.paths",
    "status": "status.status",
    "remind": "status.remind",
    "add": "rows.add",
    "list": "rows.list_",
    "import": "imports.import_",
    "undo": "undo.undo",
    "redo": "undo.redo",
    "export": "reports.export",
    "evidence": "evidence.evidence",
    "report": "reports.report",
    "template": "reports.template",
    "packs": "packs.packs",
}
"""Which function answers which command; its module is imported only then, so that the app opens fast."""


def handle(asked: Namespace, environment: Mapping[str, str]) -> int:
    """Answer a command at the desk of its data folder."""
    places = Places(data_folder(asked.data, environment))

    def work() -> int:
        with closing(Desk(places, environment)) as desk:
            if desk.note:
                tell(desk.note)
            return _handler(asked.command)(desk, asked)

    return guarded(work, places)


def _handler(command: str) -> Callable[[Desk, Namespace], int]:
    module, _, name = HANDLERS[command].partition(".")
    handler: Callable[[Desk, Namespace], int] = getattr(import_module(f"qtrack.cli.{module}"), name)
    return handler
