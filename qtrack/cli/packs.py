"""Commands on programmes: list, show and check packs, tell where notices do not agree, keep own ones."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from qtrack.cli.codes import Exit
from qtrack.cli.packs_own import ACTIONS
from qtrack.cli.packs_show import show_programme
from qtrack.cli.say import Column, say, say_table, tell
from qtrack.domain.problem import refuse
from qtrack.packs import check_conflicts, check_pack
from qtrack.services.catalog import schemas
from qtrack.wiring import Desk


def packs(desk: Desk, asked: Namespace) -> int:
    """List, show, check, tell where notices do not agree, or work on the bureau's own."""
    if asked.action in ACTIONS:
        return ACTIONS[asked.action](desk, asked)
    if asked.action == "list":
        return _list(desk)
    if asked.action == "show":
        return _show(desk, asked.names)
    if asked.action == "conflicts":
        return _conflicts(desk, asked.names)
    return _check(desk, asked.names)


def _list(desk: Desk) -> int:
    programmes = [one for name in desk.library.ids if (one := desk.library.known(name)) is not None]
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
    faulty = [name for name in desk.library.ids if desk.library.known(name) is None]
    for name in faulty:
        tell(f"方案文件 {name}.toml 有误，没有列出；原因见 qtrack packs check {desk.library.path(name)}")
    return Exit.OK


def _show(desk: Desk, names: Sequence[str]) -> int:
    if not names:
        tell("请写方案代号，如 qtrack packs show hubei-2022；代号见 qtrack packs list")
        return Exit.USAGE
    for name in names:
        programme = desk.library.programme(name)
        show_programme(programme, desk.regions[programme.region])
    return Exit.OK


def _conflicts(desk: Desk, names: Sequence[str]) -> int:
    """Print the conflicts of these programmes, or all, each with all its statements."""
    for name in names:
        desk.library.path(name)  # refuses an unknown one
    found = [one for one in desk.library.conflicts() if not names or {*names} & {*one.programmes}]
    for conflict in found:
        say(f"{conflict.name}（{desk.regions[conflict.region].province.name}）")
        for statement in conflict.statements:
            short = desk.library.programme(statement.programme).short
            say(f"  {short}  {statement.words}")
            say(f"    {statement.clause}：{' '.join(statement.quote.split())}")
        say(f"  说明：{conflict.note}\n")
    say(f"共 {len(found)} 处口径冲突，照印并列，不作取舍" if found else "没有登记口径冲突")
    return Exit.OK


def _check(desk: Desk, names: Sequence[str]) -> int:
    known = desk.library.ids
    paths = [desk.library.path(name) if name in known else Path(name) for name in names or known]
    if not paths:
        raise refuse("没有可检查的方案文件")
    wrong = False
    checked = [
        (path, check_pack(path, texts_dir=desk.library.texts, regions=desk.regions, schemas=schemas()))
        for path in paths
    ]
    if not names:
        file = desk.library.conflicts_file
        checked.append((file, check_conflicts(file, desk.library.known, desk.regions)))
    for path, faults in checked:
        for fault in faults:
            tell(f"{f'{fault.file} {fault.key}'.rstrip()}：{fault.reason}")
        if faults:
            wrong = True
        else:
            say(f"{path.name}：没有问题")
    return Exit.DATA if wrong else Exit.OK
