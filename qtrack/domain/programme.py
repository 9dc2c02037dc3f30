"""A programme: one notice as data, every fact with the place where it is printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from qtrack.domain.terms import DERIVED, Count, Each, Fen, Most, Source, Strength, Where

__all__ = [
    "Annex",
    "Cap",
    "Contact",
    "Count",
    "Deadline",
    "Each",
    "Floor",
    "FloorTest",
    "Form",
    "FormField",
    "Funding",
    "Limit",
    "Matter",
    "PastProject",
    "Programme",
    "QuotaRow",
    "QuotaTable",
    "Section",
    "Source",
    "Strength",
    "Target",
]


@dataclass(frozen=True)
class Target:
    """A number the province hands down, and what fulfils it; `number` is provincial, in `unit`."""

    id: str
    tier: str
    name: str
    number: int
    unit: str
    strength: Strength
    source: Source
    count: Count
    quotas: tuple[tuple[str, int], ...] = field(default=(), metadata=DERIVED)
    due_on: date | None = None
    note: str = ""
    paced: bool = True

    def quota(self, code: str) -> int | None:
        """Give the printed share of a unit, or none where the notice prints none."""
        return dict(self.quotas).get(code)


@dataclass(frozen=True)
class QuotaRow:
    """One printed row of a table of quotas: the unit, its name as printed, its numbers in order."""

    unit: str
    printed: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class QuotaTable:
    """The printed split of targets among units; `targets` names the columns."""

    source: Source
    targets: tuple[str, ...]
    rows: tuple[QuotaRow, ...]

    def row_source(self, code: str) -> Source:
        """Give the place where a unit's row is printed; the heading of the table for a unit without one."""
        for row in self.rows:
            if row.unit == code:
                return Source(self.source.clause, " ".join((row.printed, *map(str, row.numbers))))
        return self.source


@dataclass(frozen=True)
class FloorTest:
    """One number of a floor: the count and the least it must reach."""

    label: str
    unit: str
    at_least: int
    count: Count


@dataclass(frozen=True)
class Floor:
    """What every unit of a kind owes at least; met when all tests hold. `shown` is counted but not judged."""

    id: str
    name: str
    each: Each
    strength: Strength
    source: Source
    tests: tuple[FloorTest, ...]
    shown: tuple[FloorTest, ...] = ()
    due_on: date | None = None
    reading: str = ""


@dataclass(frozen=True)
class Cap:
    """The most a unit of a kind may have, counted in rows."""

    id: str
    name: str
    each: Each
    at_most: int
    unit: str
    strength: Strength
    source: Source
    count: Count


@dataclass(frozen=True)
class Limit:
    """The most one value of one row may be, in the field's own unit (money: 分)."""

    id: str
    name: str
    ledger: str
    field: str
    at_most: Most
    strength: Strength
    source: Source
    where: Where = ()


@dataclass(frozen=True)
class Deadline:
    """A date by which something is due, the day itself included; `owed_by` says which units owe it."""

    id: str
    title: str
    due_on: date
    source: Source
    owed_by: tuple[Each, ...]
    strength: Strength = Strength.HARD
    receiver: str = ""
    submission: bool = True
    reading: str = ""


@dataclass(frozen=True)
class PastProject:
    """A demonstration project of the year before, as annexed; a delayed one has a state and no grade."""

    number: int
    name: str
    unit: str
    grade: str = ""
    state: str = "已验收"
    place: str = ""
    source: Source = field(default=Source("", ""), metadata=DERIVED)


@dataclass(frozen=True)
class Funding:
    """A rule about money: `amount` in 分 for each project, whether an equal local match is owed."""

    id: str
    name: str
    amount: Fen
    matched: bool
    source: Source
    projects: tuple[int, ...] = ()
    expected_total: Fen | None = None
    reading: str = ""


@dataclass(frozen=True)
class FormField:
    """One blank of a printed form; `column` names the ledger field that fills it, empty when none does."""

    label: str
    group: str = ""
    column: str = ""


@dataclass(frozen=True)
class Form:
    """A form annexed to the notice, its blanks in printed order."""

    id: str
    title: str
    ledger: str
    source: Source
    fields: tuple[FormField, ...]


@dataclass(frozen=True)
class Annex:
    """An annex with the title in the notice's list and the one on its own page, which may differ."""

    number: int
    listed: str
    printed: str


@dataclass(frozen=True)
class Matter:
    """Something to hold or do that carries no split number: a special action, a task, a missing fact.

    `number` is what the notice asks for, `count` the rows that bear witness to it; both are in `unit`.
    """

    id: str
    name: str
    source: Source
    strength: Strength = Strength.ENCOURAGED
    number: int | None = None
    unit: str = ""
    count: Count | None = None
    note: str = ""
    missing: bool = False


@dataclass(frozen=True)
class Section:
    """A heading of the notice and the ids that belong under it, for summaries in the notice's order."""

    clause: str
    title: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Contact:
    """Whom the notice names for questions."""

    name: str
    phone: str
    source: Source


@dataclass(frozen=True)
class Programme:
    """One notice as data; what it does not print is empty and shown as 【待补】."""

    id: str
    name: str
    short: str
    title: str
    issuer: str
    addressees: str
    region: str
    text_file: str
    starts_on: date
    ends_on: date
    period_note: str
    text: str = field(default="", metadata=DERIVED, repr=False)
    doc_no: str = ""
    issued_on: date | None = None
    annexes: tuple[Annex, ...] = ()
    targets: tuple[Target, ...] = ()
    quota_table: QuotaTable | None = None
    floors: tuple[Floor, ...] = ()
    caps: tuple[Cap, ...] = ()
    limits: tuple[Limit, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    past_clause: str = ""
    past_projects: tuple[PastProject, ...] = ()
    funding: tuple[Funding, ...] = ()
    forms: tuple[Form, ...] = ()
    matters: tuple[Matter, ...] = ()
    sections: tuple[Section, ...] = ()
    contacts: tuple[Contact, ...] = ()
    readings: tuple[tuple[str, str], ...] = ()

    def number_source(self, target: Target, code: str) -> Source:
        """Give where the number of a unit is printed: its row of the quota table, else the target's words."""
        if self.quota_table is None or target.quota(code) is None:
            return target.source
        return self.quota_table.row_source(code)

    def target(self, target_id: str) -> Target:
        """Give the target with this id; KeyError when there is none."""
        return {one.id: one for one in self.targets}[target_id]

    def deadline(self, deadline_id: str) -> Deadline:
        """Give the deadline with this id; KeyError when there is none."""
        return {one.id: one for one in self.deadlines}[deadline_id]

    def floor(self, floor_id: str) -> Floor:
        """Give the floor with this id; KeyError when there is none."""
        return {one.id: one for one in self.floors}[floor_id]
