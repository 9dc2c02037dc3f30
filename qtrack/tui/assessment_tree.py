"""The table of points as lines: domains, contents and points with their sums, the extra items below."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from qtrack.domain.assessment import Content, Domain
from qtrack.domain.scoring import AssessmentStanding, ExtraStanding, PointStanding
from qtrack.tui.assessment_cells import COLUMNS, EXTRAS_KEY, extra_cells, group_cells, point_cells
from qtrack.tui.widgets.cells import Cell, Row

IsFolded = Callable[[str], bool]
"""Says of a branch whether what is under it is hidden."""


def tree_rows(
    shown: AssessmentStanding,
    points: Sequence[PointStanding],
    extras: Sequence[ExtraStanding],
    is_folded: IsFolded,
) -> Iterator[Row]:
    """Give the lines of these points and extra items in printed order."""
    for domain in shown.assessment.domains:
        yield from _domain(domain, tuple(one for one in points if one.domain is domain), is_folded)
    if extras:
        folded = is_folded(EXTRAS_KEY)
        blank = [Cell("")] * (len(COLUMNS) - 1)
        yield Row(EXTRAS_KEY, (Cell(f"{_sign(folded)} 加分、减分和否决", "accent"), *blank))
        if not folded:
            yield from (Row(one.key, extra_cells(one)) for one in extras)


def branch_of(one: PointStanding) -> str:
    """Give the branch a point is folded away with: its content, or its domain where it is alone there."""
    return one.domain.id if len(one.content.points) == 1 else one.content.id


def named(content: Content) -> str:
    """Give a content with its number."""
    return f"{content.number}. {content.name}"


def _domain(domain: Domain, points: tuple[PointStanding, ...], is_folded: IsFolded) -> Iterator[Row]:
    if not points:
        return
    folded = is_folded(domain.id)
    yield Row(domain.id, group_cells(f"{_sign(folded)} {domain.name}", points, "accent"))
    if folded:
        return
    for content in domain.contents:
        within = tuple(one for one in points if one.content is content)
        if len(content.points) == 1:
            yield from (Row(one.key, point_cells(one, f"    {named(content)}")) for one in within)
        elif within:
            yield from _content(content, within, is_folded)


def _content(content: Content, points: tuple[PointStanding, ...], is_folded: IsFolded) -> Iterator[Row]:
    folded = is_folded(content.id)
    yield Row(content.id, group_cells(f"  {_sign(folded)} {named(content)}", points))
    if not folded:
        for one in points:
            place = content.points.index(one.point) + 1
            yield Row(one.key, point_cells(one, f"      （{place}）{one.point.words}"))


def _sign(folded: bool) -> str:  # noqa: FBT001 - a state, not a switch
    return "+" if folded else "-"
