"""What is wrong and what is doubtful (请核实) in rows about to be kept, many at once in few statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.bounded import over_bounds
from qtrack.domain.fields import Kind, Values
from qtrack.domain.listed import Listed
from qtrack.domain.problem import Problem, RefusedError, must_fix
from qtrack.domain.programme import Target
from qtrack.domain.text import plain
from qtrack.domain.value import show_date
from qtrack.ledgers import Ledger, NilReport
from qtrack.ledgers.base import EXPLANATION_LENGTH
from qtrack.services.campaign_doubts import CampaignDoubts
from qtrack.services.candidate import Candidate
from qtrack.services.caps import Caps
from qtrack.services.catalog import ledger_class
from qtrack.services.counting import meant
from qtrack.services.office import Office
from qtrack.services.repeats import Repeats
from qtrack.services.search import among
from qtrack.services.submissions import thing_doubts

_Asked = list[tuple[str, tuple[str, ...]]]
"""Fields of rows referred to, and the words they may hold."""

_Unfit = dict[str, set[object]]

LEAST_EXPLANATION = 2
"""Fewer letters or characters than this explain nothing."""


class Checks:
    """Judges rows of one ledger; of the rows in the file, those with a uid in `changing` are about to change.

    Rows come in parts; each is judged beside the file and beside the parts before it.
    """

    def __init__(
        self,
        session: Session,
        office: Office,
        ledger: type[Ledger],
        changing: AbstractSet[str] = frozenset(),
    ) -> None:
        self._session = session
        self._office = office
        self._ledger = ledger
        self._repeats = Repeats(session, office, ledger, changing)
        self._caps = Caps(session, office, ledger)
        self._campaign = CampaignDoubts(office, ledger)
        self._dates = [field for field in ledger.schema().fields if field.kind is Kind.DATE]
        self._days: dict[tuple[str, date], str] = {}
        targets = office.programme.targets
        self._owned = [(target, asked) for target in targets if (asked := self._conditions(target))]
        self._entries: dict[str, dict[str, Listed]] = {}

    def problems(self, part: Sequence[Candidate]) -> list[tuple[Problem, ...]]:
        """Give for each row all that is to be said about it; nothing of the part is changed yet."""
        nils = self._nils(part)
        owners = [(target, asked, self._unfit(asked, part)) for target, asked in self._owned]
        rules = self._ledger.schema().rules
        return [
            (
                *[problem for rule in rules for problem in rule(candidate.values)],
                *repeated,
                *over_bounds(self._ledger.bounds, self._ledger.schema(), candidate.values, self._printed),
                *self._caps.problems(candidate.values, candidate.before),
                *self._day_doubts(candidate.values),
                *(self._nil_doubts(candidate.values, nils) if nils else ()),
                *[doubt for owner in owners for doubt in self._owner_doubts(owner, candidate)],
                *thing_doubts(self._office, self._ledger, candidate.values),
                *self._campaign.of(candidate.values),
            )
            for candidate, repeated in zip(part, self._repeats.problems(part), strict=True)
        ]

    def _printed(self, list_: str, key: str) -> Listed | None:
        if list_ not in self._entries:
            self._entries[list_] = self._office.entries(list_)
        return self._entries[list_].get(key)

    def _day_doubts(self, values: Values) -> list[Problem]:
        found = []
        for field in self._dates:
            day = values[field.key]
            if isinstance(day, date):
                at = (field.key, day)
                if at not in self._days:
                    self._days[at] = day_doubt(self._office, self._ledger, *at)
                if self._days[at]:
                    found.append(Problem(field.key, f"{field.label}：{self._days[at]}", doubt=True))
        return found

    def _nils(self, part: Sequence[Candidate]) -> set[tuple[str, str]]:
        """Give the nil reports that speak of a row's month, as (unit, month)."""
        months = {month_of(self._ledger, candidate.values) for candidate in part} - {""}
        if not months:
            return set()
        units = {code for candidate in part for code in self._above(str(candidate.values["unit"]))}
        query = select(NilReport.unit, NilReport.month).where(
            NilReport.ledger == self._ledger.__tablename__,
            NilReport.month.in_(months),
            NilReport.unit.in_(units),
        )
        return {(unit, month) for unit, month in self._session.execute(query)}

    def _nil_doubts(self, values: Values, nils: set[tuple[str, str]]) -> Iterator[Problem]:
        month = month_of(self._ledger, values)
        for code in self._above(str(values["unit"])):
            if (code, month) in nils:
                field = self._ledger.schema().field(self._ledger.dated_by)
                name = self._office.region.by_code[code].name
                yield Problem(field.key, f"{field.label}：{name} {month} 已作零报告", doubt=True)

    def _above(self, code: str) -> Iterator[str]:
        """Give a unit and those above it."""
        while code:
            yield code
            unit = self._office.region.by_code.get(code)
            code = unit.parent if unit else ""

    def _unfit(self, asked: _Asked, part: Sequence[Candidate]) -> _Unfit:
        """Give, by condition on a row referred to, the rows of this part's that do not fulfil it."""
        unfit: _Unfit = {}
        for key, words in asked:
            owner, _, name = key.rpartition(".")
            other = ledger_class(self._ledger.schema().field(owner).refers)
            allowed = [meant(other.schema().field(name), word) for word in words]
            uids = {candidate.values[owner] for candidate in part} - {None}
            query = select(other.uid, getattr(other, name)).where(other.uid.in_(among(uids)))
            unfit[key] = {uid for uid, value in self._session.execute(query) if value not in allowed}
        return unfit

    def _owner_doubts(
        self, owner_of: tuple[Target, _Asked, _Unfit], candidate: Candidate
    ) -> Iterator[Problem]:
        target, asked, unfit = owner_of
        for key, words in asked:
            owner, _, name = key.rpartition(".")
            if candidate.values[owner] in unfit[key]:
                field = self._ledger.schema().field(owner)
                label = ledger_class(field.refers).schema().field(name).label
                message = f"{field.label}：其“{label}”不是“{'、'.join(words)}”，不计入“{target.tier}”"
                yield Problem(owner, message, doubt=True)

    def _conditions(self, target: Target) -> _Asked:
        """Give what a target asks of the rows this ledger's rows refer to (E-5: the firm is above scale)."""
        if target.count.ledger != self._ledger.__tablename__:
            return []
        return [(key, words) for key, words in target.count.where if "." in key]


def day_doubt(office: Office, ledger: type[Ledger], key: str, day: date) -> str:
    """Say why a day is hardly right in a field: not come yet, or never counted; else an empty text."""
    if day > office.today and key not in ledger.ahead:
        return f"{show_date(day)} 还没有到"
    programme = office.programme
    counts = [target.count for target in programme.targets]
    counts += [test.count for floor in programme.floors for test in floor.tests]
    counts = [count for count in counts if (count.ledger, count.on) == (ledger.__tablename__, key)]
    if not counts or any(count.stock for count in counts):
        return ""
    first, last = programme.starts_on, programme.ends_on
    inside = first <= day <= last
    return "" if inside else f"{show_date(day)} 不在 {show_date(first)} 至 {show_date(last)} 之内，不会计数"


def month_of(ledger: type[Ledger], values: Values) -> str:
    """Give the month a row is dated in as 2022-03; empty where it has no day."""
    day = values.get(ledger.dated_by)
    return day.isoformat()[: len("2022-03")] if isinstance(day, date) else ""


def settled(
    problems: Iterable[Problem], explanation: str, stored: Ledger | None = None
) -> tuple[str | None, str | None]:
    """Give the doubts and the explanation a row is kept with; refuse what cannot be kept.

    What was explained before need not be explained again while no doubt is new; what a person wrote stays
    with the row also when nothing is in doubt any more.
    """
    problems = tuple(problems)
    if must_fix(problems):
        raise RefusedError(problems)
    doubts = list(dict.fromkeys(plain(problem.message) for problem in problems))
    if not doubts:
        return None, None if stored is None else stored.explanation
    words = plain(explanation)
    known = set((stored.doubts or "").splitlines()) if stored is not None else set()
    if not words and stored is not None and known.issuperset(doubts):
        words = stored.explanation or ""
    wrong = explanation_fault(words)
    if wrong:
        raise RefusedError((*problems, Problem("", wrong, doubt=True)) if words else problems)
    return "\n".join(doubts), words


def with_earlier(earlier: str | None, explanation: str) -> str:
    """Give an explanation behind the one written before, where nobody is shown that one to edit it."""
    words = plain(explanation)
    if not earlier or explanation_fault(words):
        return words
    return earlier if words in earlier else f"{earlier}；{words}"


def explanation_fault(words: str) -> str:
    """Say why words are no explanation; an empty text when they are one."""
    if sum(sign.isalnum() for sign in words) < LEAST_EXPLANATION:
        return f"核实说明：至少写 {LEAST_EXPLANATION} 个字"
    if len(words) > EXPLANATION_LENGTH:
        return f"核实说明：最多 {EXPLANATION_LENGTH} 个字，现在是 {len(words)} 个"
    return ""
