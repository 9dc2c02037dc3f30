"""The table of points as lines: domains, contents, points with their sums; extra items and stages below."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from qtrack.domain.assessment import Content, Domain
from qtrack.domain.scoring import AssessmentStanding, PointStanding
from qtrack.domain.stage import StageStanding
from qtrack.tui.assessment_cells import (
    COLUMNS,
    EXTRAS_KEY,
    STAGES_KEY,
    extra_cells,
    group_cells,
    point_cells,
    stage_cells,
)
from qtrack.tui.assessment_lines import Line
from qtrack.tui.widgets.cells import Cell, Row

IsFolded = Callable[[str], bool]
"""Says of a branch whether what is under it is hidden."""


def tree_rows(
    shown: AssessmentStanding,
    points: Sequence[PointStanding],
    beside: AbstractSet[str],
    is_folded: IsFolded,
) -> Iterator[Row]:
    """Give the lines of these points in printed order; `beside` are the keys of the other lines wanted."""
    for domain in shown.assessment.domains:
        yield from _domain(domain, tuple(one for one in points if one.domain is domain), is_folded)
    extras = [Row(one.key, extra_cells(one)) for one in shown.extras if one.key in beside]
    stages = [Row(one.key, stage_cells(one)) for one in shown.stages if one.key in beside]
    yield from _group(EXTRAS_KEY, "加分、减分和否决", extras, is_folded)
    yield from _group(STAGES_KEY, "阶段和联络员", stages, is_folded)


def branch_of(line: Line) -> str:
    """Give the branch a line folds away with: a point's content, or its domain where it is alone there."""
    if isinstance(line, PointStanding):
        return line.domain.id if len(line.content.points) == 1 else line.content.id
    return STAGES_KEY if isinstance(line, StageStanding) else EXTRAS_KEY


def _group(key: str, words: str, rows: Sequence[Row], is_folded: IsFolded) -> Iterator[Row]:
    if rows:
        folded = is_folded(key)
        yield Row(key, (Cell(f"{_sign(folded)} {words}", "accent"), *[Cell("")] * (len(COLUMNS) - 1)))
        if not folded:
            yield from rows


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
