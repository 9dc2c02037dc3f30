"""Projects beside the rules about their money: which rule, what is owed, what came."""

from __future__ import annotations

from dataclasses import dataclass

from qtrack.domain.programme import Funding, PastProject, Programme
from qtrack.domain.terms import MISSING
from qtrack.domain.value import show_money
from qtrack.ledgers import Project
from qtrack.reports.report import Cell, Tone
from qtrack.services.year_end.facts import Facts

FLOW = ("applied", "match_secured", "approved", "received", "matched", "spent")
"""Fields of a project that hold money on its way, in the order it flows."""


@dataclass(frozen=True, slots=True)
class Funded:
    """A project with the row that stands for it in the ledger and the rule about its money, if any."""

    row: Project | None
    rule: Funding | None
    past: PastProject | None = None

    @property
    def match(self) -> Cell:
        """Say whether the equal local match is there: by the approved sum, before that by the asked one."""
        if self.rule is None:
            return Cell("自筹，无省级经费")
        if not self.rule.matched:
            return Cell("不要求配套")
        if self.row is None:
            return Cell(f"台账无记录{MISSING}", Tone.WARN)
        if self.row.approved is None:
            return _held(self.row.match_secured, self.row.applied or self.rule.amount, "已落实", Tone.WARN)
        return _held(self.row.matched, self.row.approved, "等额到位", Tone.BAD)


def _held(has: int | None, owed: int, words: str, tone: Tone) -> Cell:
    if has is None:
        return Cell(f"应配套 {show_money(owed)} 万元，{MISSING}", tone)
    if has < owed:
        return Cell(f"少 {show_money(owed - has)} 万元", tone)
    return Cell(words, Tone.GOOD)


def new_projects(facts: Facts) -> tuple[Funded, ...]:
    """Give the projects of the programme's own year; its rule is the one that names no project."""
    rule = next((rule for rule in facts.programme.funding if not rule.projects), None)
    year = facts.programme.starts_on.year
    return tuple(Funded(row, rule) for row in facts.projects if row.year == year)


def past_projects(facts: Facts) -> tuple[Funded, ...]:
    """Give the annexed projects of the year before that stand in the office's tree, in printed order."""
    programme, office = facts.programme, facts.office
    year = programme.starts_on.year - 1
    rows = {row.name: row for row in facts.projects if row.year == year}
    return tuple(
        Funded(rows.get(past.name), rule_of(programme, past), past)
        for past in programme.past_projects
        if office.region.contains(office.unit.code, past.unit)
    )


def rule_of(programme: Programme, past: PastProject) -> Funding | None:
    """Give the rule that names a project of the year before."""
    return next((rule for rule in programme.funding if past.number in rule.projects), None)


def under(facts: Facts, rule: Funding) -> tuple[Funded, ...]:
    """Give the projects of the office's tree that a rule is about."""
    return tuple(held for held in (*past_projects(facts), *new_projects(facts)) if held.rule is rule)


def flow_total(projects: tuple[Funded, ...], field: str) -> int | None:
    """Add up one field of money, in 分; None where nobody keyed any."""
    amounts = [amount for held in projects if (amount := getattr(held.row, field, None)) is not None]
    return sum(amounts) if amounts else None
