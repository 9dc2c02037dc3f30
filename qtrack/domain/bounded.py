"""Numbers with a bound: what is keyed for an entry is not more than is printed for it, or is all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from qtrack.domain.fields import Schema, Values
from qtrack.domain.problem import Problem
from qtrack.domain.programme import Listed
from qtrack.domain.scoring import show_points


@dataclass(frozen=True, slots=True)
class Bounded:
    """The number in `field` is at most what the entry has as its most that the field `by` names.

    With `doubt` more passes once it is explained (原则上), else it is refused.
    """

    field: str
    by: str
    doubt: bool = False


def over_bounds(
    bounds: tuple[Bounded, ...], schema: Schema, values: Values, entry: Callable[[str, str], Listed | None]
) -> Iterator[Problem]:
    """Say which numbers are too large; `entry` gives what is printed by list and key, where it is known."""
    for bound in bounds:
        value, key = values[bound.field], values[bound.by]
        if not isinstance(value, Decimal) or not isinstance(key, str):
            continue
        printed = entry(schema.field(bound.by).refers, key)
        if printed is not None and printed.most is not None and value > printed.most:
            label, measure = schema.field(bound.field).label, printed.measure
            said = f"{label}：{show_points(value)} {measure}，多于“{printed.words}”的"
            most = f"{show_points(printed.most)} {measure}"
            rule = "，原则上不超过，请写明理由" if bound.doubt else "，不能保存"
            yield Problem(bound.field, f"{said} {most}{rule}", bound.doubt)
