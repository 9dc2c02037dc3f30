"""Commands on programmes: list, show and check packs."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from qtrack.cli.codes import Exit
from qtrack.cli.packs_show import show_programme
from qtrack.cli.say import Column, say, say_table, tell
from qtrack.domain.problem import refuse
from qtrack.packs import check_pack
from qtrack.services.catalog import schemas
from qtrack.wiring import Desk


def packs(desk: Desk, asked: Namespace) -> int:
    """List, show or check."""
    if asked.action == "list":
        return _list(desk)
    if asked.action == "show":
        return _show(desk, asked.names)
    return _check(desk, asked.names)


def _list(desk: Desk) -> int:
    programmes = [desk.library.programme(name) for name in desk.library.ids]
    say_table(
        [Column("代号"), Column("方案"), Column("地区"), Column("起"), Column("止")],
        [
            [
                programme.id,
                programme.short,
                desk.regions[programme.region].province.name,
                programme.starts_on.isoformat(),
                programme.ends_on.isoformat(),
            ]
            for programme in programmes
        ],
    )
    return Exit.OK


def _show(desk: Desk, names: Sequence[str]) -> int:
    if not names:
        tell("请写方案代号，如 qtrack packs show hubei-2022；代号见 qtrack packs list")
        return Exit.USAGE
    for name in names:
        programme = desk.library.programme(name)
        show_programme(programme, desk.regions[programme.region])
    return Exit.OK


def _check(desk: Desk, names: Sequence[str]) -> int:
    paths = [Path(name) for name in names] or [desk.library.path(name) for name in desk.library.ids]
    if not paths:
        raise refuse("没有可检查的方案文件")
    wrong = False
    for path in paths:
        faults = check_pack(path, texts_dir=desk.library.texts, regions=desk.regions, schemas=schemas())
        for fault in faults:
            tell(f"{f'{fault.file} {fault.key}'.rstrip()}：{fault.reason}")
        if faults:
            wrong = True
        else:
            say(f"{path.name}：没有问题")
    return Exit.DATA if wrong else Exit.OK
