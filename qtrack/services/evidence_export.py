"""Evidence handed over: numbered folders, a ledger and a row each, with a workbook that lists every file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.file_names import safe_name
from qtrack.domain.problem import refuse
from qtrack.domain.progress import Progress
from qtrack.domain.text import plain
from qtrack.files import sync_folder
from qtrack.ledgers import LEDGERS, Evidence, Ledger
from qtrack.reports.report import Column, Grid, Report, Row, Shape, Sheet, row
from qtrack.reports.xlsx import write_xlsx
from qtrack.services.evidence import ListedEvidence, kinds, listed
from qtrack.services.named_rows import NamedRow, named_rows
from qtrack.services.office import Office
from qtrack.services.proofs import by_ledger, completeness
from qtrack.services.trees import in_tree
from qtrack.store.evidence_files import EvidenceFiles, Harm, HarmedError

INDEX = "佐证目录.xlsx"

_SPARE_BYTES = 16 * 1024**2
"""So much more than the files is to be free: for the index and the folders."""

_COLUMNS = (
    Column("序号", Shape.COUNT),
    Column("台账"),
    Column("记录号"),
    Column("所属单位"),
    Column("日期", Shape.DATE),
    Column("名称", width=30),
    Column("佐证种类"),
    Column("原文件名", width=30),
    Column("导出文件", width=50),
    Column("大小（字节）", Shape.COUNT),
    Column("添加日期", Shape.DATE),
    Column("校验值 SHA-256", width=66),
)
_PLACE = [column.label for column in _COLUMNS].index("导出文件")


@dataclass(frozen=True, slots=True)
class Planned:
    """One file and the place it gets below the folder; no part of the place leads out of it."""

    place: PurePosixPath
    evidence: ListedEvidence


@dataclass(frozen=True, slots=True)
class Missing:
    """A file that could not be handed over, and why."""

    evidence: ListedEvidence
    harm: Harm


@dataclass(frozen=True, slots=True)
class Exported:
    """What was handed over: so many files, all but the missing."""

    files: int
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be handed over: the files, a line of the index for each, and what stands behind them."""

    office: Office
    files: tuple[Planned, ...]
    lines: tuple[Row, ...]
    beside: Sheet

    def index(self, missing: Sequence[Missing] = ()) -> Report:
        """Give the workbook that lists every file, saying of the missing why they are not there."""
        reasons = {one.evidence.uid: f"没有导出：{one.harm.value}" for one in missing}
        lines = [
            _without(line, reason) if (reason := reasons.get(one.evidence.uid)) else line
            for one, line in zip(self.files, self.lines, strict=True)
        ]
        less = f"，其中 {len(missing)} 个没有导出" if missing else ""
        listing = Grid(f"佐证目录（{len(self.files)} 个文件{less}）", _COLUMNS, lines, filtered=True)
        sheets = (Sheet("佐证目录", (listing,)), self.beside)
        return Report("佐证目录", self.office.today, self.office.unit.name, sheets)


def export_plan(session: Session, office: Office) -> Plan:
    """Give all evidence of the tree in its folders, in a constant number of statements; refuse if none."""
    files: list[Planned] = []
    lines: list[Row] = []
    folders = 0
    for ledger in LEDGERS:
        by_row = _by_row(session, office, ledger)
        if not by_row:
            continue
        folders += 1
        rows = named_rows(session, office, ledger.__tablename__, by_row.keys())
        folder = PurePosixPath(f"{folders:02}_{safe_name(ledger.title)}")
        for number, held in enumerate(rows, 1):
            below = folder / _row_folder(number, held)
            for one in _placed(ledger, below, by_row[held.uid]):
                files.append(one)
                lines.append(_line(len(files), ledger, number, held, one))
    if not files:
        raise refuse(f"{office.unit.name}还没有佐证可以导出")
    beside = Sheet("齐套情况", (completeness_grid(session, office),))
    return Plan(office, tuple(files), tuple(lines), beside)


def completeness_grid(session: Session, office: Office) -> Grid:
    """Give 齐套率 by ledger and unit as a table of a report, each ledger's sum in front of its units."""
    columns = (
        Column("台账"),
        Column("所属单位"),
        Column("记录数", Shape.COUNT),
        Column("应附佐证", Shape.COUNT),
        Column("已齐", Shape.COUNT),
        Column("齐套率", Shape.RATE),
    )
    found = completeness(session, office)
    titles = {ledger.__tablename__: ledger.title for ledger in LEDGERS}
    lines = []
    for whole in by_ledger(found, office.unit.code):
        units = [one for one in found if one.ledger == whole.ledger]
        for one in (whole, *units):
            unit = office.region.by_code.get(one.unit)
            name = "合计" if one is whole else unit.name if unit else one.unit
            numbers = (one.rows, one.asked, one.complete, one.rate)
            lines.append(row(titles[one.ledger], name, *numbers, total=one is whole))
    notes = ("应附佐证：按台账规定至少应有一种佐证的记录；已齐：应有的各种佐证都有。",)
    return Grid("佐证齐套情况", columns, lines, notes)


def write_export(
    files: EvidenceFiles, plan: Plan, folder: Path, progress: Progress | None = None
) -> Exported:
    """Write a plan as a new folder and give what came of it; refuse a name that is taken.

    Damaged or missing contents are left out and told, in the index too; when all are, nothing is written.
    `progress` hears (files done, files in all); what it raises ends the writing, and nothing is left, as
    after an OSError from the disk.
    """
    _check_target(files, plan, folder)
    part = folder.with_name(f".qtrack-{os.urandom(8).hex()}.part")
    part.mkdir(mode=0o700)
    missing: list[Missing] = []
    try:
        for done, one in enumerate(plan.files):
            if progress:
                progress(done, len(plan.files))
            harm = _copied(files, one, part)
            if harm is not None:
                missing.append(Missing(one.evidence, harm))
        if len(missing) == len(plan.files):
            raise refuse(f"{len(missing):,} 个文件都缺失或已损坏，没有导出；请用备份里的数据文件夹找回")
        write_xlsx(plan.index(missing), part / INDEX)
        for made in (*(path for path in part.rglob("*") if path.is_dir()), part):
            sync_folder(made)
        part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    sync_folder(folder.parent)
    if progress:
        progress(len(plan.files), len(plan.files))
    return Exported(len(plan.files) - len(missing), tuple(missing))


def _check_target(files: EvidenceFiles, plan: Plan, folder: Path) -> None:
    if os.path.lexists(folder):
        raise refuse(f"已有“{folder}”，不覆盖；请另写一个新的文件夹名")
    if not folder.parent.is_dir():
        raise refuse(f"没有“{folder.parent}”这个文件夹")
    if folder.resolve().is_relative_to(files.folder.resolve()):
        raise refuse("不能导出到佐证自己的文件夹里，请另选位置")
    needed = sum(one.evidence.file.size for one in plan.files) + _SPARE_BYTES
    if shutil.disk_usage(folder.parent).free < needed:
        raise refuse(f"“{folder.parent}”所在磁盘空间不足，共需 {needed // 1024**2:,} MB；没有导出")


def _copied(files: EvidenceFiles, one: Planned, part: Path) -> Harm | None:
    """Copy a file to its place, or say what has happened to it; no folder is left empty for it."""
    target = part / one.place
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        files.copy_out(one.evidence.file, target)
    except HarmedError as error:
        target.unlink()
        for above in (target.parent, target.parent.parent):
            with suppress(OSError):  # others stand in it
                above.rmdir()
        return error.harm
    return None


def _by_row(session: Session, office: Office, ledger: type[Ledger]) -> dict[str, list[ListedEvidence]]:
    here = (
        select(Evidence)
        .join(ledger, ledger.uid == Evidence.row_uid)
        .where(Evidence.ledger == ledger.__tablename__, in_tree(ledger.unit, office.unit))
    )
    found: dict[str, list[ListedEvidence]] = {}
    for one in session.scalars(here.order_by(Evidence.uid)):
        found.setdefault(one.row_uid, []).append(listed(one))
    return found


def _row_folder(number: int, held: NamedRow) -> str:
    day = f"_{held.day.isoformat()}" if held.day else ""
    return f"{number:03}{day}_{safe_name(held.name)}"


def _placed(ledger: type[Ledger], below: PurePosixPath, files: list[ListedEvidence]) -> Iterator[Planned]:
    """Give a row's files their places, numbered within their kinds."""
    known = [proof.name for proof in kinds(ledger.__tablename__)]
    others = sorted({one.kind for one in files} - set(known))
    for kind in (*known, *others):
        of_kind = [one for one in files if one.kind == kind]
        for number, one in enumerate(of_kind, 1):
            yield Planned(below / f"{safe_name(kind)}_{number:02}{one.file.suffix}", one)


def _without(line: Row, reason: str) -> Row:
    """Give the line of a file that was not handed over, the reason in place of its place."""
    return replace(line, cells=(*line.cells[:_PLACE], reason, *line.cells[_PLACE + 1 :]))


def _line(place: int, ledger: type[Ledger], number: int, held: NamedRow, one: Planned) -> Row:
    file = one.evidence.file
    return row(
        place,
        ledger.title,
        f"{number:03}",
        held.unit,
        held.day,
        held.name,
        plain(one.evidence.kind),
        plain(file.name),
        str(one.place),
        file.size,
        one.evidence.added_on,
        file.sha256,
    )
