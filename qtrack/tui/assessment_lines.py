"""What can be keyed for a line of the table of points, in which ledger, and where the line is printed."""

from __future__ import annotations

from qtrack.domain.extra_standing import ExtraStanding
from qtrack.domain.programme import Programme, Source
from qtrack.domain.scoring import PointStanding
from qtrack.domain.stage import StageStanding
from qtrack.domain.value import show_date
from qtrack.services.assessment import EXTRAS, INCIDENTS, SCORES, STAGES
from qtrack.services.office import Office

Line = PointStanding | ExtraStanding | StageStanding
"""A line something can be keyed for."""


def ledger_of(line: Line) -> str:
    """Give the ledger that what is keyed for a line stands in."""
    if isinstance(line, PointStanding):
        return SCORES
    if isinstance(line, StageStanding):
        return STAGES
    return INCIDENTS if line.extra.incidents else EXTRAS


def given_for(line: Line, office: Office) -> dict[str, str]:
    """Give what a new row says: whose, of which line, today; an incident says only whose."""
    given, today = {"unit": office.unit.name}, show_date(office.today)
    if isinstance(line, PointStanding):
        return given | {"point": office.written("points", line.key), "scored_on": today}
    if isinstance(line, StageStanding):
        return given | {"stage": office.written("stages", line.key), "done_on": today}
    return given if line.extra.incidents else given | {"extra": office.written("extras", line.key)}


def uid_of(line: Line) -> str:
    """Give the newest row keyed for a line; empty while there is none."""
    if isinstance(line, PointStanding):
        return line.score.uid if line.score else ""
    if isinstance(line, StageStanding):
        return line.uid
    own = [one for one in line.occasions if one.ledger == ledger_of(line)]
    return own[-1].uid if own else ""


def source_of(line: Line) -> Source | None:
    """Give where a line is printed; no notice prints the stages."""
    if isinstance(line, PointStanding):
        return line.point.source
    return None if isinstance(line, StageStanding) else line.extra.source


def words_of(line: Line | None, programme: Programme) -> str:
    """Give how a line was read and what is noted of it; of a sum, how the whole table was."""
    if isinstance(line, PointStanding):
        said: tuple[str, ...] = (line.point.reading, line.point.note)
    elif isinstance(line, ExtraStanding):
        said = (*line.said, line.extra.reading, line.extra.note)
    else:
        said = (programme.assessment.reading,) if programme.assessment else ()
    return "\n".join(filter(None, said))
