"""Commands that write workbooks: export, report."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from qtrack.cli.codes import Exit
from qtrack.cli.say import say
from qtrack.domain.problem import refuse
from qtrack.reports.report import Report
from qtrack.services.catalog import ledger_class
from qtrack.services.ledger import Query
from qtrack.services.ledger_report import ledger_report
from qtrack.wiring import Desk

WORKBOOK = ".xlsx"


def export(desk: Desk, asked: Namespace) -> int:
    """Write one ledger as a workbook."""
    path = _workbook(asked.out)
    query = Query(ledger_class(asked.ledger).schema().key)
    return _write(desk.store.read(ledger_report, desk.office, query), path)


def report(desk: Desk, asked: Namespace) -> int:
    """Write the year-end workbook."""
    from qtrack.services.year_end import year_end_report  # noqa: PLC0415 - only this command makes it

    path = _workbook(asked.out)
    return _write(desk.store.read(year_end_report, desk.office), path)


def _workbook(out: str) -> Path:
    path = Path(out)
    if path.suffix.lower() != WORKBOOK:
        raise refuse(f"“{out}”应以 {WORKBOOK} 结尾")
    if not path.parent.is_dir():
        raise refuse(f"没有“{path.parent}”这个文件夹")
    return path


def _write(made: Report, path: Path) -> int:
    from qtrack.reports.xlsx import write_xlsx  # noqa: PLC0415 - only workbooks need their writer

    written = write_xlsx(made, path, _show_progress if sys.stderr.isatty() else None)
    if written != path:
        say(f"“{path}”正被其他程序打开，已写到：{written}")
    else:
        say(f"已写好：{written}")
    return Exit.OK


def _show_progress(done: int, of_all: int) -> None:
    ending = "\n" if done == of_all else ""
    sys.stderr.write(f"\r正在写 {done * 100 // of_all}%{ending}")
    sys.stderr.flush()
