"""A programme: one notice as data, every fact with the place where it is printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from qtrack.domain.alternative import Alternative
from qtrack.domain.assessment import Assessment, Department
from qtrack.domain.campaign import Activity, Season, Slogan
from qtrack.domain.deadline import Deadline
from qtrack.domain.plan import Fact, Indicator, TagList, Task
from qtrack.domain.targets import Cap, Floor, FloorTest, Limit, QuotaRow, QuotaTable, Target
from qtrack.domain.terms import DERIVED, Count, Each, Fen, Source, Strength

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
    """One blank of a printed form; `column` names the ledger field that fills it, empty when none does.

    `fixed` is what the form itself prints there in every row, `heads` says that it stands above the table.
    """

    label: str
    group: str = ""
    column: str = ""
    fixed: str = ""
    heads: bool = False


@dataclass(frozen=True)
class Form:
    """A form annexed to the notice, its blanks in printed order; `note` is what is printed under it."""

    id: str
    title: str
    ledger: str
    source: Source
    fields: tuple[FormField, ...]
    note: Source | None = None


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
    `only` are the codes of the units it is about, where it is not about all.
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
    only: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading of the notice and the ids that belong under it, for summaries in the notice's order."""

    clause: str
    title: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Contact:
    """Whom the notice names for questions, by which ways, and who takes in what it asks for."""

    name: str
    phone: str
    source: Source
    fax: str = ""
    mail: str = ""
    receiver: str = ""

    @property
    def ways(self) -> str:
        """Give how to reach them: the number, then what is known beside it."""
        beside = (("传真", self.fax), ("邮箱", self.mail), ("报送", self.receiver))
        return "，".join((self.phone, *(f"{word} {said}" for word, said in beside if said)))


@dataclass(frozen=True)
class Programme:
    """One notice as data; what it does not print is empty and shown as 【待补】.

    The notice's text stands in `text_file`, or in the pack itself as `notice`; `text` is either.
    `disclosure` is the 公开属性 as printed; `ledgers` are those its work is kept in, in order.
    `reminders` are days before a deadline on which to remind, where it says so itself. `derived_from`
    names the programme it was made from for another year, `unconfirmed` the paths of what was shifted and
    nobody has confirmed yet (待核).
    """

    id: str
    name: str
    short: str
    title: str
    issuer: str
    region: str
    starts_on: date
    ends_on: date
    addressees: str = ""
    period_note: str = ""
    text_file: str = ""
    notice: str = field(default="", repr=False)
    text: str = field(default="", metadata=DERIVED, repr=False)
    doc_no: str = ""
    issued_on: date | None = None
    disclosure: str = ""
    theme: str = ""
    season: Season | None = None
    annexes: tuple[Annex, ...] = ()
    targets: tuple[Target, ...] = ()
    quota_table: QuotaTable | None = None
    floors: tuple[Floor, ...] = ()
    caps: tuple[Cap, ...] = ()
    limits: tuple[Limit, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    reminders: tuple[int, ...] = ()
    past_clause: str = ""
    past_projects: tuple[PastProject, ...] = ()
    funding: tuple[Funding, ...] = ()
    forms: tuple[Form, ...] = ()
    matters: tuple[Matter, ...] = ()
    sections: tuple[Section, ...] = ()
    contacts: tuple[Contact, ...] = ()
    readings: tuple[tuple[str, str], ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    ledgers: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    tasks: tuple[Task, ...] = ()
    tags: tuple[TagList, ...] = ()
    facts: tuple[Fact, ...] = ()
    activities: tuple[Activity, ...] = ()
    slogans: tuple[Slogan, ...] = ()
    departments: tuple[Department, ...] = ()
    assessment: Assessment | None = None

    derived_from: str = ""
    unconfirmed: tuple[str, ...] = ()

    @property
    def inherits(self) -> bool:
        """Whether its text, and so every quote, is still that of the notice it was derived from."""
        return bool(self.derived_from) and "notice" in self.unconfirmed

    def number_source(self, target: Target, code: str) -> Source:
        """Give where the number of a unit is printed: its row of the quota table, else the target's words."""
        if self.quota_table is None or target.quota(code) is None:
            return target.source
        return self.quota_table.row_source(code)

    def readings_about(self, name: str) -> tuple[str, ...]:
        """Give the answers applied to questions that have others too and decide about an entry, by its id."""
        return tuple(one.words for one in self.alternatives if name in one.about)

    def target(self, target_id: str) -> Target:
        """Give the target with this id; KeyError when there is none."""
        return {one.id: one for one in self.targets}[target_id]

    @cached_property
    def occasions(self) -> tuple[Deadline, ...]:
        """All deadlines in printed order, a yearly one once for each year of the programme."""
        return tuple(one for each in self.deadlines for one in each.until(self.ends_on))

    def deadline(self, deadline_id: str) -> Deadline:
        """Give the deadline with this id; KeyError when there is none."""
        return {one.id: one for one in self.occasions}[deadline_id]

    def floor(self, floor_id: str) -> Floor:
        """Give the floor with this id; KeyError when there is none."""
        return {one.id: one for one in self.floors}[floor_id]
