"""Commands on the files that prove rows: evidence add, list, remove, export, check."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from qtrack.cli.codes import Exit
from qtrack.cli.say import Column, say, say_json, say_table, tell
from qtrack.domain.problem import refuse
from qtrack.domain.proof import Completeness
from qtrack.domain.text import plain
from qtrack.services.catalog import ledger_class, schemas
from qtrack.services.chosen import Chosen, chosen_rows
from qtrack.services.evidence import ListedEvidence, detach, evidence_of, kinds
from qtrack.services.listing import total
from qtrack.services.named_rows import named_rows
from qtrack.services.proofs import by_ledger, completeness, incomplete
from qtrack.services.query import Query
from qtrack.wiring import Desk

_MOST_MISSING = 1000
_USAGE = {
    "add": "qtrack evidence add 台账 记录 种类 文件 …",
    "list": "qtrack evidence list [台账 [记录]]",
    "remove": "qtrack evidence remove 佐证编号 …",
    "export": "qtrack evidence export 文件夹",
    "check": "qtrack evidence check [--clean]",
}
_WORDS = {"add": (4, None), "list": (0, 2), "remove": (1, None), "export": (1, 1), "check": (0, 0)}
"""How many words may follow each action."""


def evidence(desk: Desk, asked: Namespace) -> int:
    """Add, list, remove, export or check."""
    least, most = _WORDS[asked.action]
    if len(asked.words) < least or (most is not None and len(asked.words) > most):
        tell(f"用法：{_USAGE[asked.action]}")
        return Exit.USAGE
    done: int = _ACTIONS[asked.action](desk, asked)
    return done


def _add(desk: Desk, asked: Namespace) -> int:
    key, row, kind, *paths = asked.words
    schema = ledger_class(key).schema()
    uid = _row(desk, schema.key, row)
    done = desk.evidence.attach(
        desk.office, schema.key, uid, kind, [Path(path) for path in paths], _progress("正在复制")
    )
    for name in done.repeated:
        say(f"“{name}”已作为“{kind}”附在这条记录上，没有再添加")
    say(f"已添加“{kind}” {len(done.uids)} 个文件到“{schema.title}”台账：{uid}")
    return Exit.OK


def _list(desk: Desk, asked: Namespace) -> int:
    if not asked.words:
        return _list_completeness(desk, asked)
    schema = ledger_class(asked.words[0]).schema()
    if len(asked.words) == 1:
        return _list_missing(desk, asked, schema.key)
    found = desk.store.read(evidence_of, desk.office, schema.key, _row(desk, schema.key, asked.words[1]))
    if asked.json:
        say_json([_json(one) for one in found])
        return Exit.OK
    say_table(
        [
            Column("种类"),
            Column("文件名"),
            Column("字节", right=True),
            Column("添加日期"),
            Column("佐证编号"),
        ],
        [[one.kind, one.file.name, f"{one.file.size:,}", one.added_on.isoformat(), one.uid] for one in found],
    )
    say(f"共 {len(found):,} 个文件；可附的种类：{'、'.join(proof.name for proof in kinds(schema.key))}")
    return Exit.OK


def _list_completeness(desk: Desk, asked: Namespace) -> int:
    """Say how complete each ledger is, and each of its units."""
    office = desk.office
    found = desk.store.read(completeness, office)
    if asked.json:
        say_json([{**_numbers(one), "ledger": one.ledger, "unit": one.unit} for one in found])
        return Exit.OK
    titles = {key: schema.title for key, schema in schemas().items()}
    lines = []
    for whole in by_ledger(found, office.unit.code):
        lines.append([titles[whole.ledger], "合计", *_cells(whole)])
        for one in found:
            if one.ledger == whole.ledger:
                unit = office.region.by_code.get(one.unit)
                lines.append([titles[one.ledger], unit.name if unit else one.unit, *_cells(one)])
    numbers = [Column(label, right=True) for label in ("记录", "应附佐证", "已齐", "齐套率")]
    say_table([Column("台账"), Column("单位"), *numbers], lines)
    return Exit.OK


def _list_missing(desk: Desk, asked: Namespace, key: str) -> int:
    """List the rows of a ledger that lack a kind expected of them."""
    found = desk.store.read(incomplete, desk.office, key, _MOST_MISSING)
    named = {
        row.uid: row for row in desk.store.read(named_rows, desk.office, key, [one.uid for one in found])
    }
    lacking = [(named[one.uid], one) for one in found if one.uid in named]
    if asked.json:
        say_json([{"uid": row.uid, "name": row.name, "missing": list(one.missing)} for row, one in lacking])
        return Exit.OK
    say_table(
        [Column("单位"), Column("日期"), Column("名称"), Column("缺少的佐证"), Column("记录编号")],
        [
            [row.unit, row.day.isoformat() if row.day else "", row.name, "、".join(one.missing), row.uid]
            for row, one in lacking
        ],
    )
    more = f"，只列最新的 {_MOST_MISSING:,} 条" if len(found) == _MOST_MISSING else ""
    say(f"佐证不齐的记录 {len(lacking):,} 条{more}")
    return Exit.OK


def _remove(desk: Desk, asked: Namespace) -> int:
    number = desk.store.run(detach, desk.office, asked.words)
    say(f"已删除 {number} 份佐证；要找回，请用 qtrack undo")
    return Exit.OK


def _export(desk: Desk, asked: Namespace) -> int:
    folder = Path(asked.words[0]).absolute()
    done = desk.evidence.export(desk.office, folder, _progress("正在导出"))
    say(f"已导出 {done.files:,} 个文件：{folder}")
    for one in done.missing:
        tell(f"没有导出，{one.harm.value}：{one.evidence.kind} {one.evidence.file.name}")
    return Exit.DATA if done.missing else Exit.OK


def _check(desk: Desk, asked: Namespace) -> int:
    """Compare bytes with hashes; damage is told and makes the exit code."""
    work = desk.evidence
    found = work.check(desk.office, _progress("正在核对"))
    for one in found.harmed:
        tell(f"{one.harm.value}：{one.row} {one.evidence.kind} {one.evidence.file.name}")
    say(f"核对了 {found.contents:,} 个文件，{len(found.harmed):,} 份佐证有问题")
    if asked.clean:
        cleaned = work.clean()
        say(f"已清除没有记录用到的文件和打开过的副本 {cleaned.files:,} 个，{cleaned.bytes:,} 字节")
    elif found.strays:
        say(f"另有 {found.strays:,} 个文件没有记录用到，{found.stray_bytes:,} 字节；要清除，请加 --clean")
    return Exit.DATA if found.harmed else Exit.OK


def _row(desk: Desk, key: str, words: str) -> str:
    """Give the uid of the row meant by its uid, or by words that only one row holds."""
    if desk.store.read(named_rows, desk.office, key, [words]):
        return words
    query = Query(key, plain(words))
    number = desk.store.read(total, desk.office, query) if query.narrows else 0
    if number != 1:
        raise refuse(
            f"“{words}”{'没有找到记录' if not number else f'找到 {number:,} 条记录'}，"
            f"请写记录编号；编号见 qtrack list {key} --json"
        )
    return desk.store.read(chosen_rows, desk.office, query, Chosen(all=True))[0].uid


def _json(one: ListedEvidence) -> dict[str, object]:
    return {
        "uid": one.uid,
        "ledger": one.ledger,
        "row": one.row_uid,
        "kind": one.kind,
        "name": one.file.name,
        "size": one.file.size,
        "sha256": one.file.sha256,
        "added_on": one.added_on.isoformat(),
        "entered_by": one.entered_by,
    }


def _numbers(one: Completeness) -> dict[str, int]:
    return {"rows": one.rows, "asked": one.asked, "complete": one.complete}


def _cells(one: Completeness) -> Sequence[str]:
    return f"{one.rows:,}", f"{one.asked:,}", f"{one.complete:,}", one.rate_words


def _progress(verb: str) -> Callable[[int, int], None] | None:
    if not sys.stderr.isatty():
        return None

    def show(done: int, of_all: int) -> None:
        sys.stderr.write(f"\r{verb} {done * 100 // max(of_all, 1)}%{chr(10) if done == of_all else ''}")
        sys.stderr.flush()

    return show


_ACTIONS: dict[str, Callable[[Desk, Namespace], int]] = {
    "add": _add,
    "list": _list,
    "remove": _remove,
    "export": _export,
    "check": _check,
}
