"""Where the program starts: `qtrack` and `python -m qtrack`."""

from __future__ import annotations

import gc
import sys

COLLECT_AFTER = 100_000
"""New objects between two looks for garbage: imports make many that stay, looking sooner slows the start."""


def main() -> int:
    """Run what the command line asks for and give its exit code."""
    gc.set_threshold(COLLECT_AFTER)
    from qtrack.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
