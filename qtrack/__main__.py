"""Where the program starts: `qtrack` and `python -m qtrack`."""

from __future__ import annotations

import sys


def main() -> int:
    """Run what the command line asks for and give its exit code."""
    from qtrack.cli import run  # noqa: PLC0415 - the command line is read first, the rest only when asked for

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
