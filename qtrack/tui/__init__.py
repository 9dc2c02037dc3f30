"""The terminal screens; Textual lives here and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qtrack.wiring import Desk


def open_app(desk: Desk) -> int:
    """Run the app on a desk until the person leaves; give the exit code."""
    from qtrack.tui.app import QtrackApp

    return QtrackApp(desk).run() or 0
