"""What importing a file's rows would do: each read, held against the ledger and the others, and judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from qtrack.domain.fields import Values
from qtrack.domain.identity import new_uids
from qtrack.domain.problem import Problem, RefusedError, must_fix
from qtrack.domain.progress import Progress, untold
from qtrack.domain.review import Change, Line, Outcome, Review
from qtrack.domain.text import plain
from qtrack.domain.value import Forms, Reading, show_value
from qtrack.ledgers import Ledger
from qtrack.services.candidate import Candidate
from qtrack.services.catalog import ledger_class
from qtrack.services.doubts import Checks, settled, with_earlier
from qtrack.services.incoming import FileLine, with_own_unit
from qtrack.services.many_names import ManyNames
from qtrack.services.marks import remark_fault
from qtrack.services.office import Office
from qtrack.services.resting import collector_resting
from qtrack.services.stored_alike import Mark, StoredAlike

PART = 500


@dataclass(frozen=True, slots=True)
class Wish:
    """How a person wants a file imported.

    `changes` lets rows there are become others, without it only new ones are kept; `leave_out` keeps the
    others where some are refused; the explanation stands where a line brings none of its own.
    """

    changes: bool = False
    leave_out: bool = False
    explanation: str = ""


WISH = Wish()


@dataclass(slots=True)
class Judged:
    """A line with the row it would be kept as; none where there is nothing to keep."""

    line: Line
    candidate: Candidate | None = None
    explanation: str = ""
    remark: str = ""
    doubts: str | None = None


@dataclass(slots=True)
class _Read:
    """A line whose texts could all be read, with what may stand for it in the ledger."""

    number: int
    values: Values
    marks: list[Mark]
    explanation: str
    remark: str

    @property
    def given(self) -> list[str]:
        """The fields it says anything about."""
        return [key for key, value in self.values.items() if value is not None]


def review(
    session: Session,
    office: Office,
    key: str,
    lines: Sequence[FileLine],
    wish: Wish = WISH,
    progress: Progress = untold,
) -> Review:
    """Say what importing these lines would do; nothing is done."""
    with collector_resting():
        return Review(tuple(one.line for one in judge(session, office, key, lines, wish, progress)))


def judge(
    session: Session,
    office: Office,
    key: str,
    lines: Sequence[FileLine],
    wish: Wish,
    progress: Progress = untold,
) -> list[Judged]:
    """Give every line judged, in their order. A blank in the file leaves what the ledger has."""
    found = _met(session, office, key, lines, progress)
    wanted = (Outcome.NEW, Outcome.CHANGES) if wish.changes else (Outcome.NEW,)
    for one in found:
        if one.line.outcome not in wanted:
            one.candidate = None
    kept = [one for one in found if one.candidate]
    changing = {one.candidate.uid for one in kept if one.candidate and one.candidate.stored}
    checks = Checks(session, office, ledger_class(key), changing)
    steps = 2 * len(lines)
    for at in range(0, len(kept), PART):
        progress(steps - len(kept) + at, steps)
        part = [(one, one.candidate) for one in kept[at : at + PART] if one.candidate]
        problems = checks.problems([candidate for _, candidate in part])
        for (one, candidate), told in zip(part, problems, strict=True):
            _settle(one, candidate.stored, told, wish.explanation)
    return found


def _met(
    session: Session, office: Office, key: str, lines: Sequence[FileLine], progress: Progress
) -> list[Judged]:
    """Give every line as it stands to the ledger and the lines before; what that takes is forgotten then."""
    judging = _Judging(session, office, ledger_class(key))
    found: list[Judged] = []
    for at in range(0, len(lines), PART):
        progress(at, 2 * len(lines))
        found.extend(judging.met(lines[at : at + PART]))
    return found


def _settle(one: Judged, stored: Ledger | None, problems: tuple[Problem, ...], explanation: str) -> None:
    """Put down what a row is kept with, or why it cannot be."""
    if not problems and stored is None:
        one.explanation = ""
        return
    words = one.explanation or explanation
    try:
        earlier = stored.explanation if stored else None
        doubts, kept = settled(problems, with_earlier(earlier, words), stored)
    except RefusedError as refusal:
        outcome = Outcome.REPEAT if one.line.repeats else Outcome.REFUSED
        one.line = replace(one.line, outcome=outcome, reasons=refusal.problems)
        one.candidate = None
    else:
        one.line = replace(one.line, reasons=problems)
        one.doubts, one.explanation = doubts, kept or ""


class _Judging:
    """Meets the lines of a file with the rows of a ledger, a part at a time."""

    def __init__(self, session: Session, office: Office, ledger: type[Ledger]) -> None:
        self.ledger = ledger
        self._office = office
        self._names = ManyNames(session, office)
        self._forms = Forms(ledger.schema(), Reading(office.today, self._names))
        self._own = with_own_unit(office, {})
        self._alike = StoredAlike(session, office, ledger)
        self._uids = new_uids()
        self._claimed: set[str] = set()
        self._first: dict[Mark, int] = {}

    def met(self, lines: Sequence[FileLine]) -> Iterator[Judged]:
        """Give each line as it stands to the ledger and the lines before; refused if it cannot be read."""
        texts = [line.texts if line.texts.get("unit") else {**line.texts, **self._own} for line in lines]
        self._names.look_up(self.ledger.schema(), texts)
        read = [self._read(line, said) for line, said in zip(lines, texts, strict=True)]
        stored = iter(self._alike.of([(one.values, one.marks) for one in read if isinstance(one, _Read)]))
        for one in read:
            yield self._meet(one, next(stored)) if isinstance(one, _Read) else Judged(one)

    def _read(self, line: FileLine, texts: Mapping[str, str]) -> _Read | Line:
        draft = self._forms.read(texts)
        explanation, remark = plain(texts.get("explanation", "")), plain(texts.get("remark", ""))
        fault = remark_fault(remark)
        if line.faults or fault or must_fix(draft.problems):
            told = {problem.key for problem in line.faults}
            wrong = [*line.faults, *(one for one in draft.problems if one.key not in told)]
            wrong += [Problem("", fault)] if fault else []
            return Line(line.number, Outcome.REFUSED, tuple(wrong))
        return _Read(line.number, draft.values, self._alike.marks(draft.values), explanation, remark)

    def _meet(self, read: _Read, found: list[Ledger]) -> Judged:
        """Hold a line against the rows it may be about; each of them is meant by one line at most."""
        before = [self._first.setdefault(mark, read.number) for mark in read.marks]
        repeats = next((number for number in before if number != read.number), 0)
        free = [stored for stored in found if stored.uid not in self._claimed]
        same = next((stored for stored in free if not self._differs(read, stored)), None)
        if same is not None:
            self._claimed.add(same.uid)
            return Judged(Line(read.number, Outcome.SAME, uid=same.uid))
        if len(free) > 1:
            words = f"台账里有 {len(free)} 条与它相符，不能确定是哪一条，请在程序里修改"
            return Judged(Line(read.number, Outcome.REFUSED, (Problem("", words),)))
        if not free:
            line = Line(read.number, Outcome.NEW, repeats=repeats)
            return Judged(line, Candidate(self._uids(), read.values), read.explanation, read.remark)
        (stored,) = free
        self._claimed.add(stored.uid)
        line = Line(read.number, Outcome.CHANGES, uid=stored.uid, changes=self._changes(read, stored))
        values = {key: getattr(stored, key) for key in read.values}
        values |= {key: read.values[key] for key in read.given}
        return Judged(line, Candidate(stored.uid, values, stored), read.explanation, read.remark)

    def _differs(self, read: _Read, stored: Ledger) -> bool:
        return bool(read.remark and read.remark != stored.remark) or any(
            read.values[key] != getattr(stored, key) for key in read.given
        )

    def _changes(self, read: _Read, stored: Ledger) -> tuple[Change, ...]:
        """Give the fields the line says otherwise."""
        schema = self.ledger.schema()
        told = [
            Change(
                schema.field(key).label,
                show_value(schema.field(key), getattr(stored, key), self._names),
                show_value(schema.field(key), read.values[key], self._names),
            )
            for key in read.given
            if read.values[key] != getattr(stored, key)
        ]
        if read.remark and read.remark != stored.remark:
            told.append(Change("备注", stored.remark or "", read.remark))
        return tuple(told)
