"""Commands that write workbooks: export, report, template."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from qtrack.cli.codes import Exit
from qtrack.cli.say import say
from qtrack.domain.problem import refuse
from qtrack.services.catalog import ledger_class
from qtrack.wiring import Desk

WORKBOOK = ".xlsx"
YEAR_END = "year-end"


def export(desk: Desk, asked: Namespace) -> int:
    """Write one ledger as a workbook."""
    key = ledger_class(asked.ledger).schema().key
    path = workbook(asked.out, replace=asked.replace)
    written = desk.write_ledger(desk.office, key, path, _progress())
    return say_written(path, written)


def report(desk: Desk, asked: Namespace) -> int:
    """Write the year-end workbook, or one of the forms of the notice that departments fill in."""
    path, office = workbook(asked.out, replace=asked.replace), desk.office_on(asked.programme)
    if asked.report == YEAR_END:
        return say_written(path, desk.write_year_end(office, path, _progress(), short=asked.short))
    if asked.short:
        raise refuse(f"--short 只用于 {YEAR_END}")
    from qtrack.reports.xlsx import write_xlsx
    from qtrack.services.declared import declared_report

    form = desk.store.read(declared_report, office, asked.report)
    return say_written(path, write_xlsx(form, path, _progress()))


def template(desk: Desk, asked: Namespace) -> int:
    """Write the blank form of a ledger."""
    from qtrack.reports.blank import write_blank
    from qtrack.services.template import blank_form

    form = blank_form(desk.office, asked.ledger)
    path = workbook(asked.out, replace=asked.replace)
    return say_written(path, write_blank(form, path))


def workbook(out: str, *, replace: bool) -> Path:
    """Give the path of a workbook to be written; see `file_named` and `not_taken`."""
    return not_taken(file_named(out, WORKBOOK), replace=replace)


def file_named(out: str, ending: str) -> Path:
    """Give the path of a file to be written; refuse another kind, or a folder that is not there."""
    path = Path(out)
    if path.suffix.lower() != ending:
        raise refuse(f"“{out}”应以 {ending} 结尾")
    if not path.parent.is_dir():
        raise refuse(f"没有“{path.parent}”这个文件夹")
    return path


def not_taken(path: Path, *, replace: bool) -> Path:
    """Give the path back; refuse one where a file lies that nobody said may be replaced."""
    if path.is_file() and not replace:
        raise refuse(f"已有“{path}”，没有覆盖；请另写一个文件名，要覆盖原来的文件请加 --replace")
    return path


def say_written(asked: Path, written: Path) -> int:
    """Say where a file was really written."""
    if written == asked:
        say(f"已写好：{written}")
    else:
        say(f"“{asked}”正被其他程序打开，已写到：{written}")
    return Exit.OK


def _progress() -> Callable[[int, int], None] | None:
    return _show_progress if sys.stderr.isatty() else None


def _show_progress(done: int, of_all: int) -> None:
    ending = "\n" if done == of_all else ""
    sys.stderr.write(f"\r正在写 {done * 100 // of_all}%{ending}")
    sys.stderr.flush()
