"""The program killed while somebody types: what was said to be saved is there, whole, and nothing else is."""

import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

import pytest
from terminal import Terminal, terminal

from qtrack.store.audit import digest

UNIT, DAY = "420102", "2022-10-18"
COLUMNS = ("subject", "unit", "held_on", "trainees", "level", "free", "place")
KILLS = 8
LONGEST_S = 0.1
"""A save and its being told take less."""


def subject(number: int) -> str:
    """Give the words a training is known by."""
    return f"示例培训{number}"


def keys_of(number: int, *, first: bool) -> list[str]:
    """Give the keys for a training; the day is kept after the first in a form."""
    day = ["2022-09-01", "enter"] if first else []
    return [subject(number), "enter", *day, str(50 + number), "enter", "3", "enter", "1", "enter", "示例地"]


def meant(number: int) -> tuple[object, ...]:
    """Give what that training is in the file."""
    return (subject(number), UNIT, "2022-09-01", 50 + number, "COUNTY", 1, "示例地")


def faults(file: Path, said: Collection[int], asked: Collection[int] = ()) -> list[str]:
    """Say what is wrong with a file when these were said to be saved; those asked for may be there too."""
    found = []
    with closing(sqlite3.connect(file)) as opened:
        opened.row_factory = sqlite3.Row
        if opened.execute("pragma integrity_check").fetchone()[0] != "ok":
            found.append("the file is damaged")
        rows = [tuple(row) for row in opened.execute(f"select {', '.join(COLUMNS)} from training")]  # noqa: S608 - its own columns
        numbers = {row["uid"]: row["seq"] for row in opened.execute("select uid, seq from training")}
        entries = [dict(row) for row in opened.execute("select * from audit order by seq")]
    found += [f"{subject(number)} is lost" for number in said if meant(number) not in rows]
    allowed = [meant(number) for number in {*said, *asked}]
    found += [f"{row} was not saved, or not so" for row in rows if row not in allowed or rows.count(row) > 1]
    last = ""
    for number, entry in enumerate(entries, 1):
        if (entry["seq"], entry["prev"], entry["hash"]) != (number, last, digest(entry)):
            found.append(f"the history is broken at {number}")
        last = entry["hash"]
    if {entry["row_uid"]: entry["seq"] for entry in entries if entry["table"] == "training"} != numbers:
        found.append("history and rows differ")
    return found


def qtrack(folder: Path, *words: str) -> None:
    """Run a command."""
    told = [sys.executable, "-m", "qtrack", words[0], "--data", str(folder), *words[1:]]
    subprocess.run(told, check=True, capture_output=True)


def ledger_file(folder: Path) -> Path:
    """Give the file of the ledgers."""
    return next(folder.glob("*.db"))


def open_form(seen: Terminal, rows: int) -> None:
    """Open the form for trainings, beside as many rows as the file has: none is missing after a kill."""
    seen.see("总览", "江岸区")
    seen.press("4")
    seen.see(f"/{rows} 条" if rows else "培训　0 条")
    seen.press("f7")
    seen.see("新增：培训")


def test_what_was_said_to_be_saved_outlives_kills_at_any_moment(tmp_path: Path) -> None:
    folder, chance = tmp_path / "data", random.Random(8)  # noqa: S311 - moments, no secrets
    qtrack(folder, "init", "--programme", "hubei-2022", "--unit", UNIT)
    said: list[int] = []
    asked: list[int] = []
    number = rows = 0
    for kill in range(KILLS):
        saving = kill % 2 == 1
        with terminal(folder, today=DAY) as seen:
            open_form(seen, rows)
            for nth in (1, 2):
                number += 1
                seen.press_at_once(*keys_of(number, first=nth == 1), "f3")
                seen.see(f"已保存第 {nth} 条：{subject(number)}")
                said.append(number)
            number += 1
            keys = keys_of(number, first=False)
            if saving:
                seen.press_at_once(*keys)
                moment = (kill + chance.random()) / KILLS * LONGEST_S  # early, late and between
                seen.send("f3")
            else:
                moment = chance.uniform(0, LONGEST_S)
                seen.send(*keys[: chance.randint(1, len(keys))])
            time.sleep(moment)
            seen.kill()
            seen.rest()
        if saving:
            (said if f"已保存第 3 条：{subject(number)}" in seen.picture else asked).append(number)
        told = f"kill {kill} after {moment * 1000:.0f} ms, said {said}, asked {asked}"
        assert faults(ledger_file(folder), said, asked) == [], told
        with closing(sqlite3.connect(ledger_file(folder))) as opened:
            rows = opened.execute("select count(*) from training").fetchone()[0]


HARMS = {
    "示例培训2 is lost": "delete from training where subject = '示例培训2'",
    "the history is broken at 2": "update audit set after = replace(after, '52', '53') where seq = 2",
    "history and rows differ": "update training set seq = 9 where subject = '示例培训1'",
    "was not saved, or not so": "update training set place = null where subject = '示例培训1'",
}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a file with two trainings in it."""
    folder = tmp_path_factory.mktemp("saved")
    qtrack(folder, "init", "--programme", "hubei-2022", "--unit", UNIT)
    lines = [f"江岸区,{subject(number)},2022-09-01,{50 + number},县级,是,示例地" for number in (1, 2)]
    sheet = folder / "trainings.csv"
    head = "所属单位,培训主题,培训日期,培训人数,办班层级,公益,地点"
    sheet.write_text("\n".join([head, *lines]), encoding="utf-8")
    qtrack(folder, "import", "training", str(sheet))
    assert faults(ledger_file(folder), (1, 2)) == []
    return ledger_file(folder)


@pytest.mark.parametrize(("fault", "harm"), HARMS.items())
def test_the_check_above_notices_harm(saved: Path, tmp_path: Path, fault: str, harm: str) -> None:
    file = tmp_path / "harmed.db"
    with closing(sqlite3.connect(saved)) as healthy, closing(sqlite3.connect(file)) as harmed:
        healthy.backup(harmed)
        guards = harmed.execute("select name from sqlite_master where type = 'trigger'").fetchall()
        harmed.executescript("".join(f'drop trigger "{name}";' for (name,) in guards))
        assert harmed.execute(harm).rowcount == 1
        harmed.commit()
    assert any(fault in told for told in faults(file, (1, 2)))


def test_the_check_above_notices_a_row_nobody_saved(saved: Path) -> None:
    assert any("was not saved" in told for told in faults(saved, (1,)))
