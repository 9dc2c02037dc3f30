"""A table of quotas as it is pasted from a spreadsheet: a unit and its numbers in each row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from qtrack.domain.region import Region, Unit
from qtrack.domain.text import folded, plain
from qtrack.domain.tsv import from_tsv
from qtrack.domain.value import UnreadableError, read_count

MOST_ROWS = 300
ALIKE = 0.5
"""How alike a name must be to a unit's to be taken for a slip; of two characters one."""

_WHOLE = ("合计", "总计", "全省", "小计")


@dataclass(frozen=True, slots=True)
class Block:
    """What a pasted block says: rows for the pack, their sums by target, and what could not be read."""

    targets: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]
    problems: tuple[str, ...]

    @property
    def sums(self) -> dict[str, int]:
        """Give the sum of each target's column."""
        return {name: sum(row["numbers"][at] for row in self.rows) for at, name in enumerate(self.targets)}


def read_block(text: str, region: Region, targets: Mapping[str, Sequence[str]]) -> Block:
    """Read a pasted block for these targets, each with the words its column may be headed by.

    Without such headings the columns are taken in the targets' order. A row of sums is compared and left out.
    """
    lines = [[plain(cell) for cell in line] for line in _cells(text)]
    lines = [line for line in lines if any(line)]
    order, rows, wholes, problems = tuple(targets), list[dict[str, Any]](), list[list[int]](), list[str]()
    if len(lines) > MOST_ROWS:
        return Block(order, (), (f"有 {len(lines):,} 行，最多 {MOST_ROWS} 行",))
    for number, line in enumerate(lines, 1):
        place, unit = _unit_in(line, region)
        numbers = _numbers(line[place + 1 :])
        if unit is None and any(word in folded(cell) for cell in line for word in _WHOLE) and _numbers(line):
            wholes.append(_numbers(line)[-len(order) :])
        elif unit is None and not _numbers(line):
            order = _headed(line, targets) or order
        elif unit is None:
            problems.append(f"第 {number} 行没有认出单位：{' '.join(line)[:30]}{_perhaps(line, region)}")
        elif len(numbers) != len(order):
            problems.append(f"第 {number} 行{unit.name}有 {len(numbers)} 个数，应为 {len(order)} 个")
        else:
            rows.append({"unit": unit.code, "printed": unit.short, "numbers": numbers})
    block = Block(order, tuple(rows), tuple(problems))
    return Block(order, block.rows, (*block.problems, *_amiss(block, wholes, region)))


def _amiss(block: Block, wholes: list[list[int]], region: Region) -> list[str]:
    """Say which units come twice or not at all, and where the printed sum is another."""
    found = [row["unit"] for row in block.rows]
    twice = [region.by_code[code].name for code in dict.fromkeys(found) if found.count(code) > 1]
    missing = [unit.name for unit in region.units if unit.takes_quota and unit.code not in found]
    said = [f"{name}有不止一行" for name in twice]
    if block.rows and missing:
        said.append(f"缺 {len(missing)} 个单位：{'、'.join(missing[:6])}{'…' if len(missing) > 6 else ''}")  # noqa: PLR2004 - as many as fit
    sums = list(block.sums.values())
    said += [
        f"合计行是 {_several(whole)}，各单位相加是 {_several(sums)}"
        for whole in wholes
        if block.rows and whole != sums
    ]
    return said


def _several(numbers: Sequence[int]) -> str:
    return "、".join(f"{number:,}" for number in numbers)


def _perhaps(line: Sequence[str], region: Region) -> str:
    """Say which unit a cell is nearly called; nothing where none is near."""
    names = {name: unit.name for unit in region.units if unit.takes_quota for name in (unit.short, unit.name)}
    near = [name for cell in line for name in get_close_matches(cell, names, 1, ALIKE)]
    return f"（是不是{names[near[0]]}？）" if near else ""


def _cells(text: str) -> list[list[str]]:
    return from_tsv(text) if "\t" in text else [line.split() for line in text.splitlines()]


def _unit_in(line: Sequence[str], region: Region) -> tuple[int, Unit | None]:
    for at, cell in enumerate(line):
        meant = [unit for unit in _meant(cell, region) if unit.takes_quota]
        if len(meant) == 1:
            return at, meant[0]
    return -1, None


def _meant(cell: str, region: Region) -> Sequence[Unit]:
    name = "".join(cell.split())
    exact = [unit for unit in region.units if name and name in (unit.code, unit.name, unit.short)]
    return exact or [unit for unit in region.units if name and name == unit.bare_name]


def _numbers(cells: Sequence[str]) -> list[int]:
    found = []
    for cell in cells:
        try:
            found.append(read_count(cell))
        except UnreadableError:
            continue
    return found


def _headed(line: Sequence[str], targets: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Give the targets in the order of headings that name each of them once; none otherwise."""
    cells = [folded(cell) for cell in line]
    found = [
        next((name for name, words in targets.items() if cell in [folded(word) for word in words]), "")
        for cell in cells
        if cell
    ]
    named = tuple(name for name in found if name)
    return named if sorted(named) == sorted(targets) else ()
