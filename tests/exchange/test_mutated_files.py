"""Hundreds of broken copies: whatever is wrong with a file, one sentence comes of it, and soon.

QTRACK_BROKEN_COPIES=10000 and QTRACK_BROKEN_SEED=2 in the environment ask for more of them, and for others.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from made_files import ods, ods_cell, xls, xlsx, xlsx_cell
from mutants import CUT, LIMITS, STEP, copy_of

from qtrack.domain.problem import RefusedError
from qtrack.exchange.book import Book
from qtrack.exchange.reading import read_book

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the loop limits its memory the way of POSIX")

SEED = os.environ.get("QTRACK_BROKEN_SEED", "1")
COPIES = int(os.environ.get("QTRACK_BROKEN_COPIES", "600"))
SLOWEST_S = 5

ORIGINALS = {
    "xls": xls(
        [["企业名称", 9e17, ("day", 44645)], [None, True, 0.3, ("error", 42)]] * 20, merged=[(0, 1, 0, 0)]
    ),
    "xlsx": xlsx(xlsx_cell("A1") + xlsx_cell("C3", "#N/A", 't="e"') + xlsx_cell("D9", "9.14201E+17")),
    "ods": ods(f"<table:table-row>{ods_cell('date', '2022-03-25', '')}</table:table-row>"),
    "csv": '甲,乙\n"丙",1\n'.encode() * 30,
    "txt": '甲\t乙\n"丙"\t1\n'.encode("gb18030") * 30,
    "html": b"<table><tr><td colspan=2>\xe7\x94\xb2<td rowspan=3>x</table>" * 10,
}


def fared(
    folder: Path, paths: list[Path], seed: str, copies: int
) -> tuple[list[dict[str, object]], list[int]]:
    """Read every copy, anew behind each that ended the process; give the answers, and which those were."""
    script = Path(__file__).with_name("mutants.py")
    answers: list[dict[str, object]] = []
    fatal: list[int] = []
    first = 0
    while first < copies:
        words = [sys.executable, str(script), seed, str(first), str(copies), *map(str, paths)]
        told = subprocess.run(
            words,
            cwd=folder,
            capture_output=True,
            check=False,
            encoding="utf-8",
            timeout=60 + copies / 10,
            env={**os.environ, "RUST_BACKTRACE": "0"},
        )
        lines = told.stdout.splitlines()
        answers += [json.loads(line) for line in lines if line.startswith("{")]
        if told.returncode == 0:
            break
        fatal.append(int(lines[-1]))
        first = fatal[-1] + 1
    return answers, fatal


CUTS = (max(map(len, ORIGINALS.values())) // STEP + 1) * len(ORIGINALS)


@pytest.mark.parametrize(("seed", "copies"), [(SEED, COPIES), (CUT, CUTS)])
def test_no_broken_copy_harms_more_than_the_process_that_reads_it(
    tmp_path: Path, seed: str, copies: int
) -> None:
    paths = []
    for kind, content in ORIGINALS.items():
        paths.append(tmp_path / f"来文.{kind}")
        paths[-1].write_bytes(content)
    answers, fatal = fared(tmp_path, paths, seed, copies)
    assert len(answers) + len(fatal) == copies
    assert all(answer.get("end") or answer.get("refused") for answer in answers)
    kinds = list(ORIGINALS.values())
    for at in [*fatal[:5], *range(20)]:
        copy = tmp_path / f"{at}.xls"
        copy.write_bytes(copy_of(kinds, seed, at))
        begun = time.monotonic()
        came = outcome(copy)
        if isinstance(came, RefusedError):
            assert len(came.problems) == 1
        assert isinstance(came, RefusedError) or at not in fatal
        assert time.monotonic() - begun < SLOWEST_S


def outcome(path: Path) -> Book | RefusedError:
    """Read a file as the program does; nothing but a book or a refusal may come of it."""
    try:
        return read_book(path, limits=LIMITS)
    except RefusedError as refusal:
        return refusal
