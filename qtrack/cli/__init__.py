"""The headless twin: every use case for scripts and machines without a screen."""

from __future__ import annotations

import os
from collections.abc import Sequence

from qtrack.cli.say import prepare_streams


def run(argv: Sequence[str]) -> int:
    """Do what a command line asks for and give the exit code."""
    from qtrack.cli.parser import make_parser

    prepare_streams()
    try:
        asked = make_parser().parse_args(argv)
    except SystemExit as end:  # after help, version and wrong calls
        return int(end.code or 0)
    from qtrack.cli.handlers import handle

    return handle(asked, os.environ)
