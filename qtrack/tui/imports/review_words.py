"""How the rows of a file, and what would become of them, are put into columns, cells and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content

from qtrack.domain.fields import Field, Kind
from qtrack.domain.problem import Problem
from qtrack.domain.review import Line
from qtrack.domain.text import plain
from qtrack.exchange.mapping import field_of
from qtrack.services.import_work import changed_by
from qtrack.services.incoming import FileLine, Incoming, label
from qtrack.services.review import Wish
from qtrack.services.trial import PART_OF, Part, Trial, Verdicts
from qtrack.tui.widgets.cells import Cell, Column, Row, Tone

ABOUT = ("number", "outcome", "reason")
"""Keys of the columns before the texts."""

_TONES: Mapping[Part, Tone] = {
    Part.NEW: "good",
    Part.SAME: "dim",
    Part.CHANGES: "accent",
    Part.REPEAT: "warn",
    Part.REFUSED: "bad",
    Part.OUT: "dim",
}
_WAITING = Cell("待核对", "dim")
_MOST_TOLD = 30
BLANK = "（空）"


def fields(found: Incoming) -> tuple[Field, ...]:
    """Give what the columns fill, in their order, then what all rows are given."""
    filled = (one.field for one in found.mapping.columns if one.field is not None)
    keys = dict.fromkeys((*filled, *found.given))
    return tuple(
        field_of(found.schema, key) or Field(key, label(found.schema, key), Kind.TEXT, width=20)
        for key in keys
    )


def columns(shown: Sequence[Field]) -> list[Column]:
    """Give the columns of the list: the row's number, what becomes of it, why, and its texts."""
    about = (
        Column("number", "行", 7, right=True),
        Column("outcome", "结果", 6),
        Column("reason", "原因", 24, flex=True),
    )
    return [*about, *(Column(field.key, field.label, field.width) for field in shown)]


def row(place: int, held: FileLine, line: Line | None, shown: Sequence[Field], *, out: bool) -> Row:
    """Give a row as the list paints it; one that has no line yet waits to be judged."""
    outcome, tone = _outcome(line, out=out)
    about = (Cell(f"{held.number:,}", "dim"), outcome, Cell(reason_words(line), tone))
    blame = {one.key for one in line.reasons} if line and not out else set[str]()
    texts = (
        Cell(held.texts.get(field.key, ""), "dim" if out else "bad" if field.key in blame else "")
        for field in shown
    )
    return Row(str(place), (*about, *texts))


def _outcome(line: Line | None, *, out: bool) -> tuple[Cell, Tone]:
    if out:
        return Cell(Part.OUT.value, "dim"), "dim"
    if line is None:
        return _WAITING, "dim"
    part = PART_OF[line.outcome]
    return Cell(part.value, _TONES[part]), "dim" if part is Part.CHANGES else _TONES[part]


def reason_words(line: Line | None) -> str:
    """Give the first reason of a row, or the first change."""
    if line is None:
        return ""
    if line.reasons:
        repeats = f"与第 {line.repeats} 行重复 " if line.repeats else ""
        return f"{repeats}{_doubt(line.reasons[0])}"
    if line.changes:
        more = f" 等 {len(line.changes)} 处" if len(line.changes) > 1 else ""
        return f"改{line.changes[0].label}{more}"
    return f"与第 {line.repeats} 行相近" if line.repeats else ""


def _doubt(one: Problem) -> str:
    return f"请核实 {one.message}" if one.doubt else one.message


def detail_words(found: Incoming, held: FileLine, line: Line | None, *, out: bool) -> list[str]:
    """Say all about a row: its place, what becomes of it, every reason with its column, every change."""
    place = f"表“{plain(found.sheet.name)}”第 {held.number:,} 行"
    if out:
        return [f"{place}：不导入，按空格恢复"]
    if line is None:
        return [f"{place}：正在核对"]
    about = f"{place}：{line.outcome.value}"
    told = [f"{about}，与第 {line.repeats:,} 行重复" if line.repeats else about]
    told += [f"- {_column(found, one.key)}{_doubt(one)}" for one in line.reasons]
    told += [f"- {one.label}：{one.before or BLANK} → {one.after or BLANK}" for one in line.changes]
    return told


def _column(found: Incoming, key: str) -> str:
    one = found.mapping.of(key) if key else None
    return f"第 {one.column + 1} 列 " if one else ""


def tabs(verdicts: Verdicts | None, total: int, here: Part) -> Content:
    """Give how many rows have which outcome, if any, each with the digit that shows only them."""
    pieces: list[tuple[str, str]] = []
    for digit, part in enumerate(Part):
        rows = total if part is Part.ALL else len(verdicts.parts[part]) if verdicts else 0
        if rows or part is here:
            pieces.append((f" {digit}{part.value} {rows:,} ", "reverse bold" if part is here else ""))
    return Content.assemble(*pieces)


def wish_words(trial: Trial, verdicts: Verdicts | None) -> str:
    """Say how the person wants the rows imported, with the keys that change it."""
    wish = trial.wish
    doubted = len(verdicts.doubted) if verdicts else 0
    explained = "已写" if wish.explanation else f"{doubted:,} 行请核实" if doubted else "无"
    changes, leaving = _box(on=wish.changes), _box(on=wish.leave_out)
    return f"F5 {changes}按文件修改已登记的　F7 {leaving}只导入通过的　F9 核实说明：{explained}"


def _box(*, on: bool) -> str:
    return "[x]" if on else "[ ]"


def outlook(verdicts: Verdicts | None, wish: Wish) -> tuple[str, bool]:
    """Say what importing now would do, or what to do first, and whether something stands in the way."""
    if verdicts is None:
        return "没有核对成，台账没有改动；请按 Esc 返回再试", True
    new, changed = changed_by(verdicts.review, wish)
    refused, differing = len(verdicts.problems), len(verdicts.parts[Part.CHANGES])
    held = f"；内容不同的 {differing:,} 条不改，要改按 F5" if differing and not wish.changes else ""
    would = f"新增 {new:,} 条、修改 {changed:,} 条" if new or changed else "没有要新增或修改的"
    if refused and not wish.leave_out:
        return f"{_in_the_way(verdicts)}，全部不会导入：F3 逐处改，空格略去，或 F7 只导入通过的", True
    if refused:
        return f"{would}，{_in_the_way(verdicts)}的不导入{held}", False
    return f"{would}{held}" + ("，按 Ctrl+S 导入" if new or changed else ""), False


def _in_the_way(verdicts: Verdicts) -> str:
    """Count the rows that stand in the way as the line above the list does."""
    parts = (Part.REFUSED, Part.REPEAT)
    return "、".join(
        f"{part.value} {len(verdicts.parts[part]):,} 行" for part in parts if verdicts.parts[part]
    )


def doubts_told(verdicts: Verdicts) -> list[Problem]:
    """Give the doubts of the rows an explanation would let pass, the first ones by name."""
    told: list[Problem] = []
    for place in verdicts.doubted[:_MOST_TOLD]:
        line = verdicts.lines[place]
        told += line.told if line else ()
    if len(verdicts.doubted) > _MOST_TOLD:
        told.append(Problem("", f"……共 {len(verdicts.doubted):,} 行", doubt=True))
    return told
