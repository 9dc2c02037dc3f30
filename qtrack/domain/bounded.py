"""Numbers with a bound: what is keyed for an entry is not more than is printed for it, or is a step of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from qtrack.domain.fields import Schema, Values
from qtrack.domain.listed import Listed
from qtrack.domain.problem import Problem
from qtrack.domain.scoring import show_points


@dataclass(frozen=True, slots=True)
class Bounded:
    """The number in `field` is at most what the entry has as its most, or a step of it, that `by` names.

    With `doubt` more passes once it is explained (原则上), else it is refused.
    """

    field: str
    by: str
    doubt: bool = False


def over_bounds(
    bounds: tuple[Bounded, ...], schema: Schema, values: Values, entry: Callable[[str, str], Listed | None]
) -> Iterator[Problem]:
    """Say which numbers are too large or no step; `entry` gives what is printed by list and key, if known."""
    for bound in bounds:
        value, key = values[bound.field], values[bound.by]
        if not isinstance(value, Decimal) or not isinstance(key, str):
            continue
        printed = entry(schema.field(bound.by).refers, key)
        if printed is None:
            continue
        measure = printed.measure
        said = f"{schema.field(bound.field).label}：{show_points(value)} {measure}"
        if printed.most is not None and value > printed.most:
            most = f"{show_points(printed.most)} {measure}"
            rule = "，原则上不超过，请写明理由" if bound.doubt else "，不能保存"
            yield Problem(bound.field, f"{said}，多于“{printed.words}”的 {most}{rule}", bound.doubt)
        if printed.steps and value not in printed.steps:
            steps = "、".join(map(show_points, printed.steps))
            rule = "，原则上照印的分值填，请写明理由" if bound.doubt else "，不能保存"
            yield Problem(
                bound.field, f"{said}，“{printed.words}”印的是 {steps} {measure}{rule}", bound.doubt
            )
