"""Everything of a notice that counts rows, under one name each: one fact serves them all (X5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qtrack.domain.programme import Count, Each, Matter, Programme, Target


@dataclass(frozen=True, slots=True)
class Counted:
    """What counts rows: `kind` says what it is to people, nothing for a target, and `name` which one.

    `target` is the target itself, where it is one; `each` says whose rows count, where not everybody's do.
    """

    kind: str
    name: str
    count: Count
    target: Target | None = None
    each: Each | None = None


def counted_of(programme: Programme) -> Iterator[Counted]:
    """Give all that counts rows: targets, floors, matters, and points of the table others are beside."""
    for target in programme.targets:
        yield Counted("", target.tier, target.count, target)
    for floor in programme.floors:
        for test in floor.tests:
            yield Counted("下限", floor.name, test.count, each=floor.each)
    for matter in programme.matters:
        if matter.count is not None:
            yield Counted("事项", matter.name, matter.count)
    if programme.assessment is None:
        return
    named = entries_that_count(programme)
    for _, content, point in programme.assessment.points:
        for name in point.beside:
            count = named[name].count
            if count is not None:
                yield Counted("考核要点", content.words_of(point), count)


def entries_that_count(programme: Programme) -> dict[str, Target | Matter]:
    """Give the targets and matters that count rows, by their ids."""
    entries: tuple[Target | Matter, ...] = (*programme.targets, *programme.matters)
    return {one.id: one for one in entries if one.count is not None}
