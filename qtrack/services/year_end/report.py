"""The year-end workbook: summary, targets, floors, projects, deadlines, readings, explanations, evidence, ledgers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy.orm import Session

from qtrack.domain.terms import MISSING
from qtrack.reports.report import Grid, Report, Sheet
from qtrack.services.catalog import schemas
from qtrack.services.evidence_export import completeness_grid
from qtrack.services.ledger_report import ledger_grid
from qtrack.services.listing import Query
from qtrack.services.office import Office
from qtrack.services.year_end.dues import due_sheets
from qtrack.services.year_end.explained import explained_sheet
from qtrack.services.year_end.facts import Facts, facts_of
from qtrack.services.year_end.floors import floor_sheet
from qtrack.services.year_end.projects import project_sheets
from qtrack.services.year_end.summary import readings_sheet, summary_sheet
from qtrack.services.year_end.targets import target_sheet

_PAGE_COLUMNS = 16
_NAMING = 2


def year_end_report(session: Session, office: Office) -> Report:
    """Give the whole workbook as the office sees it today."""
    programme = office.programme
    facts = facts_of(session, office)
    return Report(
        f"{programme.name}总结",
        office.today,
        office.unit.name,
        (
            *_counted(facts),
            explained_sheet(session, office),
            Sheet("佐证齐套情况", (completeness_grid(session, office),)),
            *_ledgers(session, office),
        ),
        f"{programme.title}　文号：{programme.doc_no or MISSING}",
        f"{programme.short}　{office.unit.name}",
    )


def _counted(facts: Facts) -> Iterator[Sheet]:
    yield summary_sheet(facts)
    for held in facts.targets:
        yield target_sheet(facts, held)
    for floor in facts.programme.floors:
        yield floor_sheet(facts, floor)
    yield from project_sheets(facts)
    yield from due_sheets(facts)
    yield readings_sheet(facts)


def _ledgers(session: Session, office: Office) -> Iterator[Sheet]:
    for key, schema in schemas().items():
        parts = page_wide(ledger_grid(session, office, Query(key)))
        for number, part in enumerate(parts, start=1):
            ending = f"（{number}）" if len(parts) > 1 else ""
            yield Sheet(f"台账·{schema.title}{ending}", (part,), f"{schema.title}台账{ending}")


def page_wide(grid: Grid) -> tuple[Grid, ...]:
    """Give a table in parts that a page can hold legibly; each repeats the columns that name a row."""
    rest = range(_NAMING, len(grid.columns))
    if len(grid.columns) <= _PAGE_COLUMNS:
        return (grid,)
    size = _PAGE_COLUMNS - _NAMING
    parts = -(-len(rest) // size)
    size = -(-len(rest) // parts)
    return tuple(_part(grid, (*range(_NAMING), *rest[at : at + size])) for at in range(0, len(rest), size))


def _part(grid: Grid, places: tuple[int, ...]) -> Grid:
    rows = [replace(held, cells=tuple(held.cells[place] for place in places)) for held in grid.rows]
    return replace(grid, columns=tuple(grid.columns[place] for place in places), rows=rows)
