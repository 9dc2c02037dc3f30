"""How the command line writes: plain lines, JSON, and tables aligned in terminal cells."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from io import TextIOWrapper

from qtrack.domain.cells import cells, cut_to, padded
from qtrack.domain.text import plain

WIDEST = 60
"""A column of a table is cut here."""

_GAP = "  "


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and whether its contents are numbers."""

    label: str
    right: bool = False


def prepare_streams() -> None:
    """Let signs a code page cannot write become question marks instead of a failure."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(text: str = "") -> None:
    """Write a line to standard output."""
    sys.stdout.write(f"{text}\n")


def tell(text: str) -> None:
    """Write one line to standard error, whatever signs it holds."""
    sys.stderr.write(f"{plain(text)}\n")


def say_json(value: object) -> None:
    """Write a value as JSON that a person can read too."""
    say(json.dumps(value, ensure_ascii=False, indent=2))


def say_table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """Write rows below their headings, each column as wide as its widest text up to a limit."""
    lines = [[cut_to(plain(text), WIDEST) for text in line] for line in ([c.label for c in columns], *rows)]
    widths = [max(cells(line[place]) for line in lines) for place in range(len(columns))]
    for line in lines:
        texts = (
            padded(text, width, right=column.right)
            for text, width, column in zip(line, widths, columns, strict=True)
        )
        say(_GAP.join(texts).rstrip())
