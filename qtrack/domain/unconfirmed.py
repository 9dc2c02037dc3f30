"""What was shifted from another year's notice and nobody has confirmed yet (待核), wherever it is shown."""

from __future__ import annotations

from qtrack.domain.deadline import Deadline
from qtrack.domain.plan import Indicator
from qtrack.domain.programme import Programme, Target
from qtrack.domain.terms import UNCONFIRMED

_FIGURES = frozenset(
    {"number", "numbers", "at_least", "at_most", "amount", "points", "due_on", "starts_on", "ends_on", "year"}
)


def waits(programme: Programme, path: str) -> bool:
    """Say whether something at a path of a pack, or below it, waits to be confirmed."""
    return any(each == path or each.startswith(f"{path}.") for each in programme.unconfirmed)


def figures_wait(programme: Programme, path: str) -> bool:
    """Say whether a number or day at a path, or below it, waits: words that wait beside it do not count."""
    return any(
        each.rpartition(".")[2] in _FIGURES and (each == path or each.startswith(f"{path}."))
        for each in programme.unconfirmed
    )


def number_waits(programme: Programme, target: Target, code: str) -> bool:
    """Say whether the number a notice gives a unit waits: its row of the table of quotas, else the whole."""
    if target.quota(code) is None:
        return figures_wait(programme, f"targets.{target.id}.number")
    return figures_wait(programme, f"quota_table.rows.{code}")


def day_waits(programme: Programme, deadline: Deadline) -> bool:
    """Say whether the day of a deadline waits; every year's of a yearly one does as long as the first."""
    return any(
        waits(programme, f"deadlines.{one.id}.due_on")
        for one in programme.deadlines
        if any(each.id == deadline.id for each in one.until(programme.ends_on))
    )


def value_waits(programme: Programme, indicator: Indicator, year: int) -> bool:
    """Say whether the value a plan prints for a year waits: the baseline, or the aim of that year."""
    path = f"indicators.{indicator.id}"
    if indicator.baseline is not None and indicator.baseline.year == year:
        return figures_wait(programme, f"{path}.baseline")
    return any(
        one.year == year and figures_wait(programme, f"{path}.aims.{place}")
        for place, one in enumerate(indicator.aims, 1)
    )


def points_waiting(programme: Programme) -> frozenset[str]:
    """Give the ids of the points of the assessment's table whose worth waits."""
    table = programme.assessment
    if table is None or not programme.unconfirmed:
        return frozenset()
    return frozenset(
        point.id
        for domain, content, point in table.points
        if waits(programme, f"assessment.domains.{domain.id}.contents.{content.id}.points.{point.id}.points")
    )


def title_note(programme: Programme) -> str:
    """Say that the title of a notice is still that of another year's; nothing where it is its own."""
    return f"沿用上年原文，{UNCONFIRMED}" if waits(programme, "title") else ""


def title_words(programme: Programme) -> str:
    """Give the title of a notice; one taken over from another year's says so."""
    note = title_note(programme)
    return f"{programme.title}（{note}）" if note else programme.title


def marked(words: str, *, unconfirmed: bool) -> str:
    """Give words that say so where what they tell waits to be confirmed."""
    return f"{words}（{UNCONFIRMED}）" if unconfirmed else words
