"""The command that brings a file into a ledger: import."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from qtrack.cli.codes import Exit
from qtrack.cli.reports import workbook
from qtrack.cli.say import say, tell
from qtrack.domain.preview import MOST_PROBLEMS
from qtrack.domain.problem import Problem, RefusedError
from qtrack.domain.progress import untold
from qtrack.domain.review import Outcome, Review
from qtrack.domain.text import plain
from qtrack.services.import_work import ImportWork, changed_by, done_words, fit_for_refused, refused_path
from qtrack.services.incoming import FileLine, Incoming, label, named, with_columns
from qtrack.services.review import Wish
from qtrack.services.settling import hindrances, with_texts
from qtrack.wiring import Desk

_HINT = (
    "请用 --column 标题=字段 选定，金额按元填的写 标题=字段/元；不要这一列的，写 --column 标题=；选定后会记住"
)
_LACKS = "文件里没有这一列、而全部行都相同的，写 --value 字段=内容"
_MOST_TOLD = 20


def import_(desk: Desk, asked: Namespace) -> int:
    """Keep all rows of a file, or none."""
    options = (("--column", asked.column, "标题=字段"), ("--value", asked.value, "字段=内容"))
    for option, said, manner in options:
        wrong = next((pair for pair in said if "=" not in pair), None)
        if wrong is not None:
            tell(f"{option} “{wrong}”应写成 {manner}")
            return Exit.USAGE
    file = Path(asked.file)
    out = _place_of_refused(asked, file)
    work = desk.importing
    found = _found(desk, work, asked)
    _say_mapping(found)
    wish = Wish(asked.changes, asked.leave_out, asked.explain)
    lines = found.lines()
    told = (work.review if asked.dry_run else work.keep)(desk.office, found.schema.key, lines, wish)
    _say_outcomes(told, wish)
    if not told.refused:
        _say_end(found.schema.title, told, wish, dry=asked.dry_run)
        return Exit.OK
    if asked.leave_out:
        _say_end(found.schema.title, told, wish, dry=asked.dry_run)
    elif not asked.dry_run:
        say("有未通过的行，全部没有导入；只导入通过的行，请加 --leave-out")
    if asked.refused or not asked.dry_run:
        _write_refused(desk, out, found, lines, told)
    raise RefusedError(_first([problem for line in told.refused for problem in line.told]))


def _place_of_refused(asked: Namespace, file: Path) -> Path:
    """Give where refused rows go, known to be free before anything is kept."""
    if not asked.refused:
        return refused_path(file)
    fit_for_refused(Path(asked.refused), file)
    return workbook(asked.refused, replace=asked.replace)


def _write_refused(desk: Desk, out: Path, found: Incoming, lines: list[FileLine], told: Review) -> None:
    """Write the refused rows; that the disk refuses them is told and hides nothing else."""
    try:
        written = desk.importing.write_refused(desk.office, found, lines, told, out)
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


def _say_end(title: str, told: Review, wish: Wish, *, dry: bool) -> None:
    new, changed = changed_by(told, wish)
    if dry and (new or changed):
        say(f"“{title}”台账可以新增 {new:,} 条、修改 {changed:,} 条，未保存")
    else:
        say(done_words(title, told, wish))


def _found(desk: Desk, work: ImportWork, asked: Namespace) -> Incoming:
    """Find the table and its columns; what a person said of them is remembered once nothing is left open."""
    book = work.read(Path(asked.file), untold, lambda: False)
    found = work.find(desk.office, asked.ledger, book, asked.sheet)
    if work.note:
        tell(work.note)
    if asked.column:
        found = with_columns(found, [_pair(said) for said in asked.column])
    if asked.value:
        found = with_texts(found, [_value(said) for said in asked.value])
    problems = tuple(hindrances(found, desk.office))
    if problems:
        _say_mapping(found)
        lacks = [one for one in found.missing(desk.office) if any(one.key == told.key for told in problems)]
        hints = [Problem("", _LACKS)] if lacks else []
        hints += [Problem("", _HINT)] if found.mapping.columns[1:] else []
        raise RefusedError((*problems, *hints))
    if asked.column:
        work.remember(found)
    return found


def _pair(said: str) -> tuple[str, str]:
    heading, _, word = said.rpartition("=")
    return heading, word


def _value(said: str) -> tuple[str, str]:
    word, _, text = said.partition("=")
    return word, text


def _say_mapping(found: Incoming) -> None:
    """Say where the table stands and what becomes of each column and of the rows left out."""
    row = found.table.heading_row
    stands = "没有表头" if row is None else f"表头在第 {row + 1} 行"
    say(f"表“{plain(found.sheet.name)}”，{stands}")
    for one in found.mapping.columns:
        if one.field is not None:
            unit = f"，单位{one.unit}" if one.unit else ""
            say(f"  {named(one)} → {label(found.schema, one.field)}（{one.why}{unit}）")
    for one in found.mapping.columns:
        if one.field is None and one.heading:
            say(f"  {named(one)} 不导入（{one.why}）")
    for key, text in found.given.items():
        say(f"  {label(found.schema, key)}：全部行填“{plain(text)}”")
    for note in found.table.notes:
        if note.words:
            say(f"  {note.sentence}，不导入")
