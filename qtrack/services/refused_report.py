"""The rows of a file that did not pass, as a workbook to mend and import again."""

from __future__ import annotations

from qtrack.domain.review import Line, Review
from qtrack.reports.report import Column, Grid, Report, Row, Sheet
from qtrack.services.incoming import FileLine, Incoming, label
from qtrack.services.office import Office

REASON = "未通过原因"
"""The heading of the column in front; importing passes over it."""


def refused_report(office: Office, found: Incoming, lines: list[FileLine], review: Review) -> Report:
    """Give the refused rows below the ledger's own headings, in front of each why it is refused.

    The headings are those every import knows; what a person settled about the file's own is not needed again.
    Amounts carry the unit their column was in.
    """
    texts = {line.number: line.texts for line in lines}
    filled = (one.field for one in found.mapping.columns if one.field is not None)
    keys = list(dict.fromkeys([*filled, *found.given]))
    columns = (Column(REASON), *(Column(label(found.schema, key)) for key in keys))
    rows = [
        Row((_reason(line), *(texts[line.number].get(key, "") for key in keys))) for line in review.refused
    ]
    title = f"{found.schema.title}台账未通过的行"
    grid = Grid(title, columns, rows, filtered=True)
    return Report(title, office.today, office.unit.name, (Sheet("未通过", (grid,), title),))


def _reason(line: Line) -> str:
    return "；".join(f"请核实：{one.message}" if one.doubt else one.message for one in line.told)
