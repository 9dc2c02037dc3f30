"""Both 申报表 as workbooks: a sheet a department with the columns as printed, and the sums last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.fields import Kind, Schema
from qtrack.domain.problem import refuse
from qtrack.domain.programme import Form, FormField
from qtrack.domain.scoring import show_points
from qtrack.domain.value import show_value
from qtrack.ledgers import DeclaredBonus, DeclaredPoint
from qtrack.reports.report import Cell, Column, Grid, Report, Row, Sheet, Tone, Value, row
from qtrack.services.collection import Collection, collection
from qtrack.services.names import OfficeNames
from qtrack.services.office import Office

_LEDGERS = {ledger.__tablename__: ledger for ledger in (DeclaredPoint, DeclaredBonus)}
_TEMPLATE = "（模板）"
_NO_ROWS = "（没有申报）"


def declared_forms(office: Office) -> tuple[Form, ...]:
    """Give the notice's forms that departments send, in printed order."""
    table = office.programme.assessment
    wanted = table.forms if table else ()
    return tuple(form for form in office.programme.forms if form.id in wanted and form.ledger in _LEDGERS)


def form_title(form: Form) -> str:
    """Give what a form is called without the word that says it is a pattern."""
    return form.title.removesuffix(_TEMPLATE)


def declared_report(session: Session, office: Office, name: str) -> Report:
    """Give a form, by its id or its ledger, as all departments that declared something filled it in."""
    form = next((one for one in declared_forms(office) if name in (one.id, one.ledger)), None)
    if form is None:
        raise refuse(f"“{office.programme.short}”没有“{name}”这种申报表")
    collected = collection(session, office)
    ledger = _LEDGERS[form.ledger]
    here = select(ledger).where(ledger.unit == office.unit.code, ledger.year == collected.year)
    rows = session.scalars(here.order_by(ledger.declared_on, ledger.no)).all()
    names = OfficeNames(session, office)
    sheets = tuple(_sheets(form, collected, rows, ledger.schema(), names))
    if form.ledger == DeclaredPoint.__tablename__:
        sheets = (*sheets, _sums(collected, rows))
    programme = office.programme
    disclosure = f"公开属性：{programme.disclosure}" if programme.disclosure else ""
    footer = "　".join(filter(None, (programme.short, office.unit.name, disclosure)))
    return Report(form_title(form), office.today, office.unit.name, sheets, footer=footer)


def _sheets(
    form: Form, collected: Collection, rows: Sequence[Any], schema: Schema, names: OfficeNames
) -> Iterator[Sheet]:
    """Give a sheet a department in printed order; the empty form where nobody declared anything."""
    declared = False
    for one in collected.departments:
        own = [each for each in rows if each.department == one.key]
        if own:
            declared = True
            yield _sheet(form, one.department.name, own, schema, names)
    if not declared:
        yield _sheet(form, "", (), schema, names)


def _sheet(form: Form, name: str, rows: Sequence[Any], schema: Schema, names: OfficeNames) -> Sheet:
    columns = [blank for blank in form.fields if not blank.heads]
    heads = [
        f"{blank.label}：{_value(blank, rows[-1], schema, names) if rows else ''}"
        for blank in form.fields
        if blank.heads
    ]
    grid = Grid(
        "",
        tuple(Column(blank.label) for blank in columns),
        [Row(tuple(_value(blank, each, schema, names) for blank in columns)) for each in rows],
        (form.note.quote,) if form.note else (),
        empty=_NO_ROWS,
    )
    return Sheet(name or "申报表", (grid,), form_title(form), under="　　　".join(heads))


def _value(blank: FormField, held: Any, schema: Schema, names: OfficeNames) -> Value:  # noqa: ANN401 - a row of either ledger
    if not blank.column:
        return blank.fixed
    field, value = schema.field(blank.column), getattr(held, blank.column)
    return float(value) if field.kind is Kind.NUMBER else show_value(field, value, names)


def _sums(collected: Collection, rows: Sequence[Any]) -> Sheet:
    """Set what each department declares beside its points in the table the notice annexes (A-3)."""
    columns = ("部门", "项数", "申报分值", f"{collected.printed_year}年分值", "多出", "核实说明")
    lines = []
    for one in collected.departments:
        said = "；".join(each.explanation for each in rows if each.department == one.key and each.explanation)
        if one.rows or one.printed:
            over = Cell(float(one.over), Tone.WARN) if one.over > 0 else None
            lines.append(
                row(one.department.name, one.rows, float(one.declared), float(one.printed), over, said)
            )
    declared = sum((one.declared for one in collected.departments), Decimal())
    printed = sum((one.printed for one in collected.departments), Decimal())
    count = sum(one.rows for one in collected.departments)
    lines.append(row("合计", count, float(declared), float(printed), None, None, total=True))
    note = f"申报 {show_points(declared)} 分；分值原则上不超过 {collected.printed_year} 年，超过的写明理由"
    return Sheet("汇总", (Grid("", tuple(map(Column, columns)), lines, (note,)),), "各部门申报分值汇总")
