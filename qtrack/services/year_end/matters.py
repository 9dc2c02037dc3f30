"""Year-end sheets of what carries no split number: the matters of a notice, and forms others fill in."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.programme import Form, Matter
from qtrack.domain.terms import MISSING
from qtrack.domain.unconfirmed import figures_wait, marked
from qtrack.domain.value import show_value
from qtrack.ledgers import Project
from qtrack.reports.report import Cell, Column, Grid, Row, Shape, Sheet, Tone, row
from qtrack.services.catalog import ledger_class
from qtrack.services.names import OfficeNames
from qtrack.services.office import Office
from qtrack.services.trees import in_tree
from qtrack.services.year_end.facts import Facts


def matter_sheets(facts: Facts) -> Iterator[Sheet]:
    """Give the matters with what the notice asks for and what the ledgers hold."""
    matters = facts.matters
    if not matters:
        return
    columns = (
        Column("事项", width=40),
        Column("强度"),
        Column("通知要求", Shape.COUNT),
        Column("台账登记", Shape.COUNT),
        Column("单位"),
        Column("情况"),
        Column("说明", width=44),
        Column("出处"),
    )
    rows = [_matter_row(facts, matter) for matter in matters]
    yield Sheet("事项", (Grid("", columns, rows),), "通知要求的事项")


def _matter_row(facts: Facts, matter: Matter) -> Row:
    held = facts.witnessed.get(matter.id)
    short = matter.number is not None and held is not None and held < matter.number
    return row(
        matter.name,
        matter.strength.value,
        matter.number,
        Cell(held, Tone.WARN) if short else held,
        matter.unit,
        MISSING if matter.missing or held is None else "",
        matter.note,
        marked(matter.source.clause, unconfirmed=figures_wait(facts.programme, f"matters.{matter.id}")),
    )


def form_sheets(session: Session, office: Office) -> Iterator[Sheet]:
    """Give each annexed form filled in from its ledger, its blanks in printed order."""
    for form in office.programme.forms:
        if form.ledger != Project.__tablename__:  # the projects have sheets of their own
            yield Sheet(f"表·{form.title}", (_form_grid(session, office, form),), form.title)


def _form_grid(session: Session, office: Office, form: Form) -> Grid:
    ledger = ledger_class(form.ledger)
    schema = ledger.schema()
    statement = select(ledger).where(in_tree(ledger.unit, office.unit)).order_by(ledger.no)
    names = OfficeNames(session, office)
    found = session.scalars(statement).all()
    rows = [
        Row(
            tuple(
                show_value(schema.field(blank.column), getattr(held, blank.column), names)
                if blank.column
                else blank.fixed
                for blank in form.fields
            )
        )
        for held in found
    ]
    notes = (f"出处：{form.source.clause}", *((form.note.quote,) if form.note else ()))
    columns = tuple(Column(blank.label) for blank in form.fields)
    return Grid(f"{len(rows)} 条", columns, rows, notes=notes, empty="（没有申报）")
