"""Commands on the bureau's own programmes: another year's, changes, what waits to be confirmed, files."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path

from qtrack.cli.codes import Exit
from qtrack.cli.reports import not_taken
from qtrack.cli.say import say, tell
from qtrack.packs.edit import confirm, open_values, set_text
from qtrack.packs.words import moved_words, raw_words
from qtrack.wiring import Desk


def _derive(desk: Desk, asked: Namespace) -> int:
    if len(asked.names) != 1 or asked.year is None:
        return _usage("qtrack packs derive hubei-2022 --year 2026")
    name, moved = desk.packs.derive(asked.names[0], asked.year, desk.calendar, asked.id)
    waiting = len(desk.library.programme(name).unconfirmed)
    say(f"已套用到 {asked.year} 年度：{name}（{desk.library.path(name)}）")
    say(f"{waiting} 处待核，逐处核对后用 qtrack packs confirm {name} 确认；原文沿用上年")
    document = desk.packs.own(name)
    for one in moved:
        say(f"  {moved_words(document, one)}")
    return Exit.OK


def _set(desk: Desk, asked: Namespace) -> int:
    name, *pairs = asked.names or [""]
    split = [pair.partition("=") for pair in pairs]
    if not pairs or not all(path and sign for path, sign, _ in split):
        return _usage("qtrack packs set hubei-2026 targets.wan.number=12000 …")
    before = document = desk.packs.own(name)
    for path, _, text in split:
        document = set_text(document, path, text, desk.today)
    desk.packs.keep(document, before)
    say(f"已保存 {name}：改了 {len(pairs)} 处，还有 {len(open_values(document))} 处待核")
    return Exit.OK


def _confirm(desk: Desk, asked: Namespace) -> int:
    name, *paths = asked.names or [""]
    if not name or (paths and asked.all):
        return _usage("qtrack packs confirm hubei-2026 [路径…|--all]")
    before = desk.packs.own(name)
    waiting = open_values(before)
    if not paths and not asked.all:
        for path, value in waiting:
            say(f"待核 {path} = {raw_words(value)}")
        say(f"共 {len(waiting)} 处待核" if waiting else "没有待核的内容")
        return Exit.OK
    document = confirm(before, paths or [path for path, _ in waiting])
    if document != before:
        desk.packs.keep(document, before)
    left = len(open_values(document))
    say(f"已确认 {len(waiting) - left} 处，还有 {left} 处待核")
    return Exit.OK


def _export(desk: Desk, asked: Namespace) -> int:
    if len(asked.names) != 2:  # noqa: PLR2004 - a programme and a file
        return _usage("qtrack packs export hubei-2026 方案.toml")
    name, out = asked.names
    path = not_taken(Path(out), replace=asked.replace)
    say(f"已导出 {name}：{desk.packs.export(name, path)}")
    return Exit.OK


def _import(desk: Desk, asked: Namespace) -> int:
    if len(asked.names) != 1:
        return _usage("qtrack packs import 方案.toml")
    name = desk.packs.take_in(Path(asked.names[0]), replace=asked.replace)
    say(f"已导入 {name}：{desk.library.programme(name).short}")
    return Exit.OK


def _usage(example: str) -> int:
    tell(f"写法：{example}；代号见 qtrack packs list")
    return Exit.USAGE


ACTIONS: Mapping[str, Callable[[Desk, Namespace], int]] = {
    "derive": _derive,
    "set": _set,
    "confirm": _confirm,
    "export": _export,
    "import": _import,
}
"""What can be done to the bureau's own programmes."""
