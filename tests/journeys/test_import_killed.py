"""The program killed while it imports: the whole file is kept or nothing of it, and what it said is true."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from qtrack.places import Places
from qtrack.services.demo.ground import invented_code
from qtrack.store.audit import digest
from qtrack.wiring import Desk

UNIT, DAY = "420102", "2022-10-18"
ROWS = 2_500
KILLS = 6
LONGEST_S = 60

IN_PARTS = """
import sys
from pathlib import Path
from qtrack.places import Places
from qtrack.services.importing import import_rows
from qtrack.services.incoming import FileLine
from qtrack.wiring import Desk
desk = Desk(Places(Path(sys.argv[1])), {})
lines = Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()
keys = ("name", "code", "unit", "above_scale")
rows = [FileLine(at, dict(zip(keys, line.split(",")))) for at, line in enumerate(lines[1:], 2)]
for at in range(0, len(rows), 500):
    desk.store.run(import_rows, desk.office, "enterprise", rows[at : at + 500])
    print("kept", flush=True)
    sys.stdin.readline()
"""


def faults(file: Path, *, said: bool) -> list[str]:
    """Say what is wrong with a file after an import was broken off; `said` is whether it said it was done."""
    found = []
    with closing(sqlite3.connect(file)) as opened:
        opened.row_factory = sqlite3.Row
        if opened.execute("pragma integrity_check").fetchone()[0] != "ok":
            found.append("the file is damaged")
        opened.execute("insert into enterprise_words(enterprise_words, rank) values('integrity-check', 1)")
        rows = {row["uid"]: row["seq"] for row in opened.execute("select uid, seq from enterprise")}
        entries = [dict(row) for row in opened.execute("select * from audit order by seq")]
        deeds = opened.execute("select count(*) from deed").fetchone()[0]
    if len(rows) not in (0, ROWS):
        found.append(f"{len(rows)} rows of {ROWS} are kept")
    if said and len(rows) != ROWS:
        found.append("it said that it was done")
    if deeds != bool(rows):
        found.append(f"{deeds} deeds for {len(rows)} rows")
    last = ""
    for entry in entries:
        if (entry["prev"], entry["hash"]) != (last, digest(entry)):
            found.append(f"the history is broken at {entry['seq']}")
        last = entry["hash"]
    if {entry["row_uid"]: entry["seq"] for entry in entries if entry["table"] == "enterprise"} != rows:
        found.append("history and rows differ")
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Give a data folder as the program makes it, and a list of invented firms."""
    folder = tmp_path_factory.mktemp("killed")
    desk = Desk(Places(folder / "data"), {"QTRACK_TODAY": DAY})
    desk.settle("hubei-2022", UNIT)
    unit = desk.office.unit
    assert desk.store
    desk.close()
    lines = [f"示例第{at}厂,{invented_code(unit, at)},江岸区,否" for at in range(ROWS)]
    sheet = folder / "firms.csv"
    sheet.write_text("\n".join(["企业名称,统一社会信用代码,所属单位,规上", *lines]), encoding="utf-8")
    return folder / "data", sheet


def importing(folder: Path, sheet: Path) -> subprocess.Popen[str]:
    """Start an import in a process of its own."""
    words = ["import", "--data", str(folder), "enterprise", str(sheet)]
    return subprocess.Popen([sys.executable, "-m", "qtrack", *words], stdout=subprocess.PIPE, text=True)


def copied(folder: Path, to: Path) -> Path:
    """Give the file of a copy of a data folder."""
    to.mkdir()
    for path in folder.iterdir():
        (to / path.name).write_bytes(path.read_bytes())
    return next(to.glob("*.db"))


def until_writing(process: subprocess.Popen[str], file: Path) -> bool:
    """Wait until the transaction writes, as its journal shows; say whether the process came to that."""
    journal = file.with_name(f"{file.name}-journal")
    until = time.monotonic() + LONGEST_S
    while time.monotonic() < until and process.poll() is None:
        if journal.exists() and journal.stat().st_size:
            return True
        time.sleep(0.001)
    return False


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_an_import_killed_at_any_moment_is_kept_whole_or_not_at_all(
    made: tuple[Path, Path], tmp_path: Path
) -> None:
    chance = random.Random(5)  # noqa: S311 - moments, no secrets
    folder, sheet = made
    file = copied(folder, tmp_path / "undisturbed")
    began = time.monotonic()
    with importing(file.parent, sheet) as process:
        assert until_writing(process, file)
        before = time.monotonic() - began
        told, _ = process.communicate()
    writing = time.monotonic() - began - before
    assert "已导入" in told
    assert faults(file, said=True) == []

    amid = 0
    for kill in range(KILLS):
        file = copied(folder, tmp_path / f"{kill}")
        with importing(file.parent, sheet) as process:
            if kill % 4:
                amid += until_writing(process, file)
                time.sleep(chance.uniform(0, writing))
            else:
                time.sleep(chance.uniform(0, before))
            process.kill()
            told, _ = process.communicate()
        assert faults(file, said="已导入" in told) == [], f"kill {kill}"
    assert amid


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_the_check_above_notices_an_import_kept_in_parts(made: tuple[Path, Path], tmp_path: Path) -> None:
    folder, sheet = made
    file = copied(folder, tmp_path / "parts")
    words = [sys.executable, "-c", IN_PARTS, str(file.parent), str(sheet)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "kept\n"
        process.send_signal(signal.SIGKILL)
    assert f"500 rows of {ROWS} are kept" in faults(file, said=False)
