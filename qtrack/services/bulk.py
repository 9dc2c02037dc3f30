"""Many rows changed at once: previewed, then all of them or none, each by the checks of a single change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.fields import Kind, Values
from qtrack.domain.preview import MOST_PROBLEMS, MOST_SAMPLES, Preview, Sample
from qtrack.domain.problem import Problem, RefusedError, refuse
from qtrack.domain.series import series as days_on
from qtrack.domain.text import plain
from qtrack.domain.value import Reading, UnreadableError, read_value, show_value
from qtrack.ledgers import Ledger
from qtrack.services.attached import drop_attached
from qtrack.services.candidate import Candidate
from qtrack.services.catalog import ledger_class
from qtrack.services.chosen import PART, Chosen, chosen_numbers
from qtrack.services.doubts import Checks, explanation_fault, settled, with_earlier
from qtrack.services.ledger import change, put, row_of, uses
from qtrack.services.names import OfficeNames
from qtrack.services.office import Office
from qtrack.services.query import Query
from qtrack.services.trees import in_tree

MOST_ROWS = 100_000
"""So many rows are changed at once at most: one operation is one transaction and one step of undo."""


@dataclass(frozen=True, slots=True)
class Edits:
    """Rows of a ledger by number, in order, and the new values of some fields for the row at each place."""

    ledger: type[Ledger]
    numbers: Sequence[int]
    fields: tuple[str, ...]
    new: Callable[[int], dict[str, object]]


def preview(
    session: Session, office: Office, query: Query, chosen: Chosen, texts: Mapping[str, str]
) -> Preview:
    """Say what writing these texts into the chosen rows would change; nothing is changed."""
    return _preview(session, office, _written(session, office, query, chosen, texts))


def bulk_change(
    session: Session,
    office: Office,
    query: Query,
    chosen: Chosen,
    texts: Mapping[str, str],
    explanation: str = "",
) -> int:
    """Write texts into all chosen rows or into none, and give how many became others.

    The explanation stands for every doubt, behind what was written about the row before; RefusedError tells
    the first problems, each with its row.
    """
    return _apply(session, office, _written(session, office, query, chosen, texts), explanation)


def preview_down(
    session: Session, office: Office, key: str, uids: Sequence[str], fields: Sequence[str], *, series: bool
) -> Preview:
    """Say what `fill_down` would change; nothing is changed."""
    return _preview(session, office, _filled(session, office, key, uids, fields, series=series))


def fill_down(  # noqa: PLR0913 - the rows, the fields, how they go on, and why
    session: Session,
    office: Office,
    key: str,
    uids: Sequence[str],
    fields: Sequence[str],
    *,
    series: bool,
    explanation: str = "",
) -> int:
    """Take the first row's values over into the rows below, or go on with its days; give how many changed.

    A `series` goes on day by day; of three rows and more in the step of the first two, forward or back.
    """
    edits = _filled(session, office, key, uids, fields, series=series)
    return _apply(session, office, edits, explanation)


def set_cell(  # noqa: PLR0913, PLR0917 - which row, which field, which text, and why
    session: Session, office: Office, key: str, uid: str, field_key: str, text: str, explanation: str = ""
) -> None:
    """Write one text into one field of one row; refuse what a change of the whole row would be refused."""
    ledger, row = row_of(session, office, key, uid)
    values = {field.key: getattr(row, field.key) for field in ledger.schema().fields}
    values |= _read(session, office, ledger, {field_key: text})
    change(session, office, key, uid, values, with_earlier(row.explanation, explanation))


def bulk_remove(session: Session, office: Office, query: Query, chosen: Chosen) -> int:
    """Take all chosen rows out with their evidence, or none when others refer to one; give their number."""
    ledger = ledger_class(query.ledger)
    found = _few(chosen_numbers(session, office, query, chosen))
    for at in range(0, len(found), PART):
        rows = session.scalars(select(ledger).where(ledger.no.in_(found[at : at + PART]))).all()
        uids = [row.uid for row in rows]
        used = uses(session, ledger, uids)
        if used:
            raise refuse(f"{used}用到所选的记录，请先删除那些记录；一条也没有删除")
        drop_attached(session, ledger, uids)
        for row in rows:
            session.delete(row)
        session.flush()
    return len(found)


def _written(
    session: Session, office: Office, query: Query, chosen: Chosen, texts: Mapping[str, str]
) -> Edits:
    ledger = ledger_class(query.ledger)
    new = _read(session, office, ledger, texts)
    found = _few(chosen_numbers(session, office, query, chosen))
    return Edits(ledger, found, tuple(new), lambda _place: new)


def _filled(
    session: Session, office: Office, key: str, uids: Sequence[str], fields: Sequence[str], *, series: bool
) -> Edits:
    ledger = ledger_class(key)
    rows = _in_order(session, office, ledger, uids, fields)
    columns: dict[str, Sequence[object]] = {}
    for field in (ledger.schema().field(name) for name in fields):
        held = [getattr(row, field.key) for row in rows[: len("ab")]]
        columns[field.key] = held[:1] * len(rows)
        if series and field.kind is Kind.DATE:
            columns[field.key] = _days(field.label, held, len(rows))
    numbers = [row.no for row in rows]
    return Edits(ledger, numbers, tuple(fields), lambda at: {name: columns[name][at] for name in fields})


def _days(label: str, held: Sequence[date | None], length: int) -> Sequence[date]:
    """Go on with the day of the first row, in its step to the second row's where a third follows."""
    first, second = held[0], held[-1]
    if first is None:
        raise refuse(f"{label}：第一行没有日期，不能往下排")
    stepping = length > len(held) and second is not None and second != first
    return days_on([first, second] if stepping and second else [first], length)


def _in_order(
    session: Session, office: Office, ledger: type[Ledger], uids: Sequence[str], fields: Sequence[str]
) -> list[Any]:
    """Give number and fields of rows of the office's tree, in the order of their uids; none may be gone."""
    columns = [getattr(ledger, name) for name in fields]
    found = {}
    for at in range(0, len(_few(uids)), PART):
        here = select(ledger.uid, ledger.no, *columns).where(in_tree(ledger.unit, office.unit))
        part = session.execute(here.where(ledger.uid.in_(uids[at : at + PART]))).all()
        found.update({row.uid: row for row in part})
    if not uids or len(found) < len(set(uids)):
        raise refuse("所选的记录有的已不存在，请按 F5 刷新后重选")
    return [found[uid] for uid in uids]


def _few(rows: Sequence[Any]) -> Sequence[Any]:
    if len(rows) > MOST_ROWS:
        raise refuse(f"选中了 {len(rows):,} 条，一次最多 {MOST_ROWS:,} 条，请先缩小范围")
    return rows


def _read(
    session: Session, office: Office, ledger: type[Ledger], texts: Mapping[str, str]
) -> dict[str, object]:
    """Read the texts once for all rows; refuse them with everything that cannot be read."""
    reading = Reading(office.today, OfficeNames(session, office))
    values: dict[str, object] = {}
    problems = []
    for name, text in texts.items():
        field = ledger.schema().field(name)
        try:
            values[name] = read_value(field, text, reading)
        except UnreadableError as error:
            problems.append(Problem(name, f"{field.label}：{error}"))
    if problems:
        raise RefusedError(tuple(problems))
    return values


def _apply(session: Session, office: Office, edits: Edits, explanation: str) -> int:
    fault = explanation_fault(plain(explanation)) if plain(explanation) else ""
    if fault:
        raise RefusedError((Problem("", fault, doubt=True),))
    told = _Told(session, office, edits.ledger)
    changed = 0
    for part in _judged(session, office, edits):
        for candidate, problems in part:
            changed += 1
            try:
                earlier = candidate.stored.explanation if candidate.stored else None
                marks = settled(problems, with_earlier(earlier, explanation), candidate.stored)
            except RefusedError as refusal:
                told.hear(candidate, refusal.problems)
            else:
                if candidate.stored is not None and not told.problems:
                    put(candidate.stored, candidate.values, *marks)
        session.flush()
    if told.problems:
        raise RefusedError(told.problems)
    return changed


def _preview(session: Session, office: Office, edits: Edits) -> Preview:
    told = _Told(session, office, edits.ledger)
    samples: list[Sample] = []
    changed = 0
    for part in _judged(session, office, edits):
        changed += len(part)
        for candidate, problems in part:
            told.hear(candidate, problems)
            if len(samples) < MOST_SAMPLES:
                samples += told.samples(candidate, edits.fields, explained=bool(problems))
    return Preview(len(edits.numbers), changed, tuple(samples[:MOST_SAMPLES]), told.problems)


class _Told:
    """Gathers what is told about rows, each by its name: the first faults and doubts."""

    def __init__(self, session: Session, office: Office, ledger: type[Ledger]) -> None:
        self._names = OfficeNames(session, office)
        self._ledger = ledger
        self._schema = ledger.schema()
        self._faults: list[Problem] = []
        self._doubts: list[Problem] = []

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was heard first, what must be mended before what is doubtful."""
        return (*self._faults, *self._doubts)[:MOST_PROBLEMS]

    def hear(self, candidate: Candidate, problems: Sequence[Problem]) -> None:
        """Take what is said about a row."""
        for problem in problems:
            heard = self._doubts if problem.doubt else self._faults
            if len(heard) < MOST_PROBLEMS:
                name = candidate.label(self._ledger).words(self._ledger, self._names)
                heard.append(replace(problem, message=f"{name}　{problem.message}"))

    def samples(self, candidate: Candidate, fields: Sequence[str], *, explained: bool) -> Iterator[Sample]:
        """Give what becomes another in a row, and how an earlier explanation goes on."""
        named = self._schema.fields[0].key
        keys = [named, *(key for key in fields if candidate.touches([key]))]
        (name, *old), (_, *new) = (
            self._texts(candidate.before or {}, keys),
            self._texts(candidate.values, keys),
        )
        for key, before, after in zip(keys[1:], old, new, strict=True):
            yield Sample(name, self._schema.field(key).label, before, after)
        earlier = candidate.stored.explanation if candidate.stored else None
        if explained and earlier:
            yield Sample(name, "核实说明", earlier, with_earlier(earlier, "（本次说明）"))

    def _texts(self, values: Values, keys: Sequence[str]) -> list[str]:
        self._names.read_ahead(self._schema, [cast("Ledger", SimpleNamespace(**values))])
        fields = [self._schema.field(key) for key in keys]
        return [show_value(field, values[field.key], self._names) for field in fields]


def _judged(
    session: Session, office: Office, edits: Edits
) -> Iterator[list[tuple[Candidate, tuple[Problem, ...]]]]:
    """Give the rows that become others with what is said about each, some hundred at a time."""
    touched = list(_touched(session, edits))
    checks = Checks(session, office, edits.ledger, {uid for uid, _, _ in touched})
    keys = [field.key for field in edits.ledger.schema().fields]
    for at in range(0, len(touched), PART):
        part = touched[at : at + PART]
        query = select(edits.ledger).where(edits.ledger.no.in_([number for _, number, _ in part]))
        rows = {row.no: row for row in session.scalars(query)}
        candidates = []
        for uid, number, place in part:
            values = {key: getattr(rows[number], key) for key in keys} | edits.new(place)
            candidates.append(Candidate(uid, values, rows[number]))
        yield list(zip(candidates, checks.problems(candidates), strict=True))


def _touched(session: Session, edits: Edits) -> Iterator[tuple[str, int, int]]:
    """Give uid, number and place of the rows that become others."""
    columns = [getattr(edits.ledger, name) for name in edits.fields]
    for at in range(0, len(edits.numbers), PART):
        part = edits.numbers[at : at + PART]
        query = select(edits.ledger.uid, edits.ledger.no, *columns).where(edits.ledger.no.in_(part))
        held = {row.no: row for row in session.execute(query)}
        for place, number in enumerate(part, start=at):
            row, new = held[number], edits.new(place)
            if any(getattr(row, name) != new[name] for name in edits.fields):
                yield row.uid, number, place
