"""The year-end workbook: summary, what is counted and listed in the notice's order, readings, ledgers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sqlalchemy.orm import Session

from qtrack.domain.terms import MISSING
from qtrack.domain.unconfirmed import title_words
from qtrack.reports.report import Grid, Report, Sheet
from qtrack.services.catalog import schemas, used_by
from qtrack.services.evidence_export import completeness_grid
from qtrack.services.ledger_report import ledger_grid
from qtrack.services.listing import Query
from qtrack.services.office import Office
from qtrack.services.year_end.assessment import answer_sheets, assessment_sheets
from qtrack.services.year_end.campaign import campaign_sheets, slogan_sheets
from qtrack.services.year_end.dues import due_sheets
from qtrack.services.year_end.explained import explained_sheet
from qtrack.services.year_end.facts import Facts, facts_of
from qtrack.services.year_end.floors import floor_sheet
from qtrack.services.year_end.matters import form_sheets, matter_sheets
from qtrack.services.year_end.overlaps import WHOLE, overlap_sheets, shared_sheets
from qtrack.services.year_end.plan import indicator_sheets, task_sheets
from qtrack.services.year_end.projects import project_sheets
from qtrack.services.year_end.readings import readings_sheet
from qtrack.services.year_end.summary import summary_sheet
from qtrack.services.year_end.targets import target_sheet

_PAGE_COLUMNS = 16
_NAMING = 2
_EVIDENCE = "佐证齐套情况"


def year_end_report(session: Session, office: Office, *, short: bool = False) -> Report:
    """Give the workbook as the office sees it today; the short one, for print, lists no single records."""
    programme = office.programme
    facts = facts_of(session, office)
    return Report(
        f"{programme.name}总结",
        office.today,
        office.unit.name,
        (
            *_counted(session, facts),
            _evidence_sheet(session, office, short=short),
            *(() if short else _records(session, facts)),
        ),
        f"{title_words(programme)}　文号：{programme.doc_no or MISSING}",
        f"{programme.short}　{office.unit.name}",
    )


def _counted(session: Session, facts: Facts) -> Iterator[Sheet]:
    programme = facts.programme
    yield summary_sheet(facts)
    for held in facts.targets:
        yield target_sheet(facts, held)
    yield from overlap_sheets(session, facts.office)
    for floor in programme.floors:
        yield floor_sheet(facts, floor)
    if programme.funding or programme.past_projects or programme.caps:
        yield from project_sheets(facts)
    for _, sheets in sorted(_parts(session, facts), key=lambda part: part[0]):
        yield from sheets
    yield from matter_sheets(facts)
    yield from due_sheets(facts)
    yield readings_sheet(facts)


def _parts(session: Session, facts: Facts) -> Iterator[tuple[int, tuple[Sheet, ...]]]:
    """Give the sheets of what a notice lists, each with the place where the notice first speaks of it."""
    programme = facts.programme
    listed = [name for section in programme.sections for name in section.items]
    table = programme.assessment
    lists: tuple[tuple[Iterable[str], Iterator[Sheet]], ...] = (
        ((one.id for one in programme.indicators), indicator_sheets(facts)),
        ((one.id for one in programme.tasks), task_sheets(facts)),
        ((one.id for one in programme.slogans), slogan_sheets(facts)),
        (
            (one.id for one in programme.activities if one.unit != facts.office.region.province.code),
            campaign_sheets(facts),
        ),
        ((one.id for one in programme.departments), answer_sheets(facts)),
        ((one.id for one in programme.forms), form_sheets(session, facts.office)),
        ((one.id for one in table.domains) if table else (), assessment_sheets(facts)),
    )
    for names, sheets in lists:
        places = [listed.index(name) for name in names if name in listed]
        yield min(places, default=len(listed)), tuple(sheets)


def _evidence_sheet(session: Session, office: Office, *, short: bool) -> Sheet:
    grid = completeness_grid(session, office)
    if short:
        note = f"各单位的见{WHOLE}《{_EVIDENCE}》"
        sums = [held for held in grid.rows if held.total]
        grid = replace(grid, rows=sums, notes=(*grid.notes, note))
    return Sheet(_EVIDENCE, (grid,))


def _records(session: Session, facts: Facts) -> Iterator[Sheet]:
    """Give what lists records one by one: as many pages as there are records."""
    yield from shared_sheets(session, facts.office)
    yield explained_sheet(session, facts.office)
    yield from _ledgers(session, facts)


def _ledgers(session: Session, facts: Facts) -> Iterator[Sheet]:
    """Give the ledgers the notice is worked with, then all others that hold anything."""
    known, named = schemas(), used_by(facts.programme)
    others = [key for key in known if key not in named and facts.totals.get(key)]
    for key in (*named, *others):
        schema = known[key]
        parts = page_wide(ledger_grid(session, facts.office, Query(key)))
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
