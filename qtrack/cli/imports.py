"""The command that brings a file into a ledger: import."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from qtrack.cli.codes import Exit
from qtrack.cli.say import say, tell
from qtrack.domain.problem import Problem, RefusedError
from qtrack.domain.text import plain
from qtrack.exchange.learned import load_learned, save_learned
from qtrack.exchange.reading import read_book
from qtrack.services.catalog import ledger_class
from qtrack.services.importing import import_rows
from qtrack.services.incoming import Incoming, incoming, label, named, with_columns
from qtrack.wiring import Desk

_HINT = "请用 --column 标题=字段 选定；不要这一列的，写 --column 标题=；选定后会记住"


def import_(desk: Desk, asked: Namespace) -> int:
    """Keep all rows of a file, or none."""
    wrong = next((pair for pair in asked.column if "=" not in pair), None)
    if wrong is not None:
        tell(f"--column “{wrong}”应写成 标题=字段")
        return Exit.USAGE
    found = _found(desk, asked)
    _say_mapping(found)
    number = desk.store.run(
        import_rows,
        desk.office,
        found.schema.key,
        found.lines(),
        keep=not asked.dry_run,
        explanation=asked.explain,
    )
    title = found.schema.title
    say(
        f"{number:,} 条都可以导入“{title}”台账，未保存"
        if asked.dry_run
        else f"已导入“{title}”台账 {number:,} 条"
    )
    return Exit.OK


def _found(desk: Desk, asked: Namespace) -> Incoming:
    """Find the table and its columns; what a person said of them is remembered once nothing is left open."""
    learned, note = load_learned(desk.places.columns_file)
    if note:
        tell(note)
    schema = ledger_class(asked.ledger).schema()
    found = incoming(read_book(Path(asked.file)), schema, desk.office, learned, asked.sheet)
    if asked.column:
        found = with_columns(found, [_pair(said) for said in asked.column])
    problems = tuple(_open(desk, found))
    if problems:
        _say_mapping(found)
        raise RefusedError((*problems, Problem("", _HINT)) if found.mapping.columns[1:] else problems)
    if asked.column:
        desk.places.make()
        save_learned(desk.places.columns_file, found.mapping.taught(schema, learned))
    return found


def _pair(said: str) -> tuple[str, str]:
    heading, _, word = said.rpartition("=")
    return heading, word


def _open(desk: Desk, found: Incoming) -> Iterable[Problem]:
    if found.table.heading_row is None and not any(one.field for one in found.mapping.columns):
        yield Problem("", f"表“{plain(found.sheet.name)}”里没有找到表头，请在第一行写各列的名称")
        return
    for one in found.open_columns():
        yield Problem(one.field or "", f"{named(one)}：{one.why}")
    for field in found.missing(desk.office):
        yield Problem(field.key, f"缺少“{field.label}”这一列")


def _say_mapping(found: Incoming) -> None:
    """Say where the table stands and what becomes of each column and of the rows left out."""
    row = found.table.heading_row
    stands = "没有表头" if row is None else f"表头在第 {row + 1} 行"
    say(f"表“{plain(found.sheet.name)}”，{stands}")
    for one in found.mapping.columns:
        if one.field is not None:
            say(f"  {named(one)} → {label(found.schema, one.field)}（{one.why}）")
    for one in found.mapping.columns:
        if one.field is None and one.heading:
            say(f"  {named(one)} 不导入（{one.why}）")
    for note in found.table.notes:
        if note.words:
            say(f"  {note.sentence}，不导入")
