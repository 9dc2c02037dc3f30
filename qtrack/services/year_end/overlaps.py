"""The year-end sheet of what counts for more than one target: allowed, and listed by itself (X5)."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from qtrack.domain.overlaps import Claim, Overlaps
from qtrack.reports.report import Column, Grid, Row, Shape, Sheet, row
from qtrack.services.catalog import schemas
from qtrack.services.office import Office
from qtrack.services.overlaps import overlaps, shared

TITLE = "跨指标重复"
LIST = "跨指标重复名单"
WHOLE = "年终工作簿"
"""What the workbook with all records is called; its short twin names it where it leaves them out."""


def overlap_sheets(session: Session, office: Office) -> Iterator[Sheet]:
    """Give how many things count for every two targets; nothing where no two can share any."""
    found = overlaps(session, office)
    if found.pairs:
        yield Sheet(TITLE, (_pairs(found),), TITLE)


def shared_sheets(session: Session, office: Office) -> Iterator[Sheet]:
    """Give which things count for two targets or more."""
    found = overlaps(session, office)
    kinds = dict.fromkeys(claim.thing for pair in found.pairs for claim in (pair.first, pair.second))
    grids = tuple(_things(session, office, found, thing) for thing in kinds)
    if grids:
        yield Sheet(LIST, grids, "计入两项以上指标的名单")


def _pairs(found: Overlaps) -> Grid:
    columns = (
        Column("指标"),
        Column("计入", Shape.COUNT),
        Column("另一指标"),
        Column("另一指标计入", Shape.COUNT),
        Column("同时计入", Shape.COUNT),
        Column("按什么计"),
    )
    rows = [
        row(
            pair.first.words(several=found.several),
            found.counted(pair.first),
            pair.second.words(several=found.several),
            found.counted(pair.second),
            pair.both,
            schemas()[pair.first.thing].title,
        )
        for pair in found.pairs
    ]
    notes = ("可以计入几项指标；一项之内只计一次", f"逐个名单见{WHOLE}《{LIST}》")
    return Grid("同时计入两项指标的", columns, rows, notes=notes)


def _things(session: Session, office: Office, found: Overlaps, thing: str) -> Grid:
    """List what counts for two or more targets, with the first day of each."""
    claims = _claims(found, thing)
    title = schemas()[thing].title
    days = (Column(f"{claim.words(several=found.several)}最早日期", Shape.DATE) for claim in claims)
    units = office.region.by_code
    rows: list[Row] = [
        row(one.name, units[one.unit].name if one.unit in units else one.unit, *one.days)
        for one in shared(session, office, claims)
    ]
    columns = (Column(title), Column("所属单位"), *days)
    return Grid(f"计入两项以上的{title}（{len(rows):,}）", columns, rows, filtered=True, empty="（没有）")


def _claims(found: Overlaps, thing: str) -> tuple[Claim, ...]:
    """Give the targets about one kind of things that some pair names, in their order."""
    named = [claim for pair in found.pairs for claim in (pair.first, pair.second)]
    return tuple(claim for claim in found.claims if claim.thing == thing and claim in named)
