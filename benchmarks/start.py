"""Time from the command to the painted overview, side by side with a bare Textual app with one table.

Run by `make bench`; prints medians and the ratio of paired runs, judges nothing.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from screen import Terminal

RUNS = 11
COLUMNS, LINES = 80, 24
BARE = """
from textual.app import App
from textual.widgets import DataTable
class Bare(App):
    def compose(self):
        yield DataTable()
    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns("a", "b", "c")
        for row in range(18):
            table.add_row(f"row-{row}-painted", "b", "c")
Bare().run()
"""


def painted_after(command: list[str], marker: str) -> float:
    """Give the seconds until the marker stands on a real terminal."""
    with Terminal(command, COLUMNS, LINES) as terminal:
        return terminal.shows(marker)


def main() -> None:
    """Measure both in turn and print what came out."""
    with tempfile.TemporaryDirectory() as folder:
        qtrack = [sys.executable, "-m", "qtrack", "--data", folder, "demo"]
        subprocess.run([*qtrack, "--no-open"], check=True, stdout=subprocess.DEVNULL)
        script = Path(folder) / "bare.py"
        script.write_text(BARE, encoding="utf-8")
        bare = [sys.executable, str(script)]
        painted_after(qtrack, "79.3%")
        time.sleep(2)  # the first start keeps the overview once it has been read
        pairs = [(painted_after(bare, "row-17-painted"), painted_after(qtrack, "79.3%")) for _ in range(RUNS)]
    print(f"bare Textual app  {statistics.median(one for one, _ in pairs):.3f} s")
    print(f"qtrack demo       {statistics.median(two for _, two in pairs):.3f} s")
    print(f"ratio             {statistics.median(two / one for one, two in pairs):.2f}")


if __name__ == "__main__":
    main()
