"""Commands on the bureau's own programmes: another year's, changes, what waits to be confirmed, files."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path

from qtrack.cli.codes import Exit
from qtrack.cli.reports import not_taken
from qtrack.cli.say import say, tell
from qtrack.domain.problem import refuse
from qtrack.domain.terms import MISSING
from qtrack.domain.text import plain
from qtrack.packs.document import LARGEST_FILE
from qtrack.packs.edit import awaiting_notice, confirm, held_words, open_values, put, set_text
from qtrack.packs.paths import Document
from qtrack.packs.words import moved_words, raw_words
from qtrack.wiring import Desk


def _derive(desk: Desk, asked: Namespace) -> int:
    if len(asked.names) != 1 or asked.year is None:
        return _usage("qtrack packs derive hubei-2022 --year 2026")
    name, moved = desk.packs.derive(asked.names[0], asked.year, desk.calendar, asked.id)
    waiting = len(desk.library.programme(name).unconfirmed)
    say(f"已套用到 {asked.year} 年度：{name}（{desk.library.path(name)}）")
    say(f"{waiting} 处待核，逐处核对后用 qtrack packs confirm {name} 确认")
    say(f"原文和标题沿用上年，文号、印发日期{MISSING}：新通知来了，用 qtrack packs notice {name} 换上原文")
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
        _say_held(before, name)
        return Exit.OK
    document = confirm(before, paths or [path for path, _ in waiting])
    if document != before:
        desk.packs.keep(document, before)
    left = len(open_values(document))
    say(f"已确认 {len(waiting) - left} 处，还有 {left} 处待核")
    _say_held(document, name)
    return Exit.OK


def _notice(desk: Desk, asked: Namespace) -> int:
    """Put the words of a notice into a pack, which its quotes are held to from then on."""
    if len(asked.names) != 2:  # noqa: PLR2004 - a programme and a file
        return _usage("qtrack packs notice hubei-2026 新通知.txt")
    name, file = asked.names
    before = desk.packs.own(name)
    document = put(before, "notice", _notice_text(Path(file)))
    desk.packs.keep(document, before)
    say(f"已换上通知原文 {name}：{len(document['notice']):,} 字，还有 {len(open_values(document))} 处待核")
    _, _, unquoted = desk.packs.judge(document)
    for fault in unquoted:
        tell(f"{fault.key}：{fault.reason}")
    if unquoted:
        say(f"{len(unquoted)} 处与新通知原文对不上，请照原文改（qtrack packs set {name} 路径=内容）")
    return Exit.OK


def _notice_text(path: Path) -> str:
    """Read the words of a notice from a text file, whatever its encoding; refuse what is no text."""
    from qtrack.exchange.book import Limits
    from qtrack.exchange.delimited import decoded
    from qtrack.exchange.kinds import kind_of
    from qtrack.exchange.source import UnreadableFileError

    try:
        content = path.read_bytes() if path.stat().st_size <= LARGEST_FILE else b""
        text = plain(decoded(content), lines=True) if kind_of(content, Limits()) == "text" else ""
    except OSError:
        raise refuse(f"文件 {path.name} 读不出来") from None
    except UnreadableFileError:
        text = ""
    if not text:
        raise refuse(f"{path.name} 不是通知的文字：请存成 txt 文件，最多 {LARGEST_FILE:,} 字节")
    return text


def _say_held(document: Document, name: str) -> None:
    """Say what stands in the way of confirming all, and how to put it right."""
    words = held_words(document)
    if "notice" in awaiting_notice(document):
        words += f"；用 qtrack packs notice {name} 新通知.txt"
    if words:
        say(words)


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
    "notice": _notice,
    "export": _export,
    "import": _import,
}
"""What can be done to the bureau's own programmes."""
