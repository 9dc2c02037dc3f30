"""The command that brings a file into a ledger: import."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from itertools import chain, count
from pathlib import Path

from qtrack.cli.codes import Exit
from qtrack.cli.reports import workbook
from qtrack.cli.say import say, tell
from qtrack.domain.preview import MOST_PROBLEMS
from qtrack.domain.problem import Problem, RefusedError, refuse
from qtrack.domain.review import Outcome, Review
from qtrack.domain.text import plain
from qtrack.exchange.learned import load_learned, save_learned
from qtrack.exchange.reading import read_book
from qtrack.services.catalog import ledger_class
from qtrack.services.importing import import_rows
from qtrack.services.incoming import FileLine, Incoming, incoming, label, named, with_columns
from qtrack.services.refused_report import refused_report
from qtrack.services.review import Wish, review
from qtrack.wiring import Desk

_HINT = "请用 --column 标题=字段 选定；不要这一列的，写 --column 标题=；选定后会记住"
_MOST_TOLD = 20
_REFUSED = "-未通过"


def import_(desk: Desk, asked: Namespace) -> int:
    """Keep all rows of a file, or none."""
    wrong = next((pair for pair in asked.column if "=" not in pair), None)
    if wrong is not None:
        tell(f"--column “{wrong}”应写成 标题=字段")
        return Exit.USAGE
    out = _refused_path(asked)
    found = _found(desk, asked)
    _say_mapping(found)
    wish = Wish(asked.changes, asked.leave_out, asked.explain)
    work, use_case = (desk.store.read, review) if asked.dry_run else (desk.store.run, import_rows)
    lines = found.lines()
    told = work(use_case, desk.office, found.schema.key, lines, wish)
    _say_outcomes(told, wish)
    if not told.refused:
        _say_end(found.schema.title, told, asked)
        return Exit.OK
    if asked.leave_out:
        _say_end(found.schema.title, told, asked)
    elif not asked.dry_run:
        say("有未通过的行，全部没有导入；只导入通过的行，请加 --leave-out")
    if asked.refused or not asked.dry_run:
        _write_refused(desk, out, found, lines, told)
    raise RefusedError(_first([problem for line in told.refused for problem in line.told]))


def _refused_path(asked: Namespace) -> Path:
    """Give where the refused rows go: as said, else beside the file under a name that is free."""
    file = Path(asked.file)
    if asked.refused:
        out = workbook(asked.refused)
        if out.resolve() == file.resolve():
            raise refuse("未通过的行不能写进正在导入的文件，请另写一个文件名")
        return out
    stem = f"{file.stem.partition(_REFUSED)[0]}{_REFUSED}"
    names = chain([f"{stem}.xlsx"], (f"{stem}-{number}.xlsx" for number in count(2)))
    return next(path for path in map(file.with_name, names) if not path.exists())


def _write_refused(desk: Desk, out: Path, found: Incoming, lines: list[FileLine], told: Review) -> None:
    """Write the refused rows; that the disk refuses them is told and hides nothing else."""
    from qtrack.reports.xlsx import write_xlsx

    try:
        written = write_xlsx(refused_report(desk.office, found, lines, told), out)
    except OSError as error:
        tell(f"未通过的行没有写出：{error.strerror or out}")
    else:
        say(f"未通过的 {len(told.refused):,} 行和原因已写到：{written}；改好后可以再导入")


def _first(problems: list[Problem]) -> tuple[Problem, ...]:
    """Give the first problems, and how many more there are; what must be mended goes before doubts."""
    if len(problems) <= MOST_PROBLEMS:
        return tuple(problems)
    problems.sort(key=lambda one: one.doubt)
    more = f"……另有 {len(problems) - MOST_PROBLEMS:,} 处，见未通过的行的工作簿（--refused）"
    return (*problems[:MOST_PROBLEMS], Problem("", more, doubt=problems[0].doubt))


def _say_outcomes(told: Review, wish: Wish) -> None:
    """Say how many rows have which outcome, and what would become another."""
    say(
        "，".join(
            f"{outcome.value} {told.counts[outcome]:,} 条" for outcome in Outcome if told.counts[outcome]
        )
    )
    changed = [line for line in told.lines if line.outcome is Outcome.CHANGES]
    for line in changed[:_MOST_TOLD]:
        words = "；".join(f"{one.label}：{one.before or '空'} → {one.after}" for one in line.changes)
        say(f"  第 {line.number} 行 {plain(words)}")
    if len(changed) > _MOST_TOLD:
        say(f"  ……另有 {len(changed) - _MOST_TOLD:,} 条")
    if changed and not wish.changes:
        say(f"已登记而内容不同的 {len(changed):,} 条没有修改；要按文件修改，请加 --changes")


def _say_end(title: str, told: Review, asked: Namespace) -> None:
    new = told.counts[Outcome.NEW]
    changed = told.counts[Outcome.CHANGES] if asked.changes else 0
    if not new and not changed:
        say(f"“{title}”台账没有改动")
    elif asked.dry_run:
        say(f"“{title}”台账可以新增 {new:,} 条、修改 {changed:,} 条，未保存")
    else:
        say(f"已导入“{title}”台账：新增 {new:,} 条、修改 {changed:,} 条")


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
