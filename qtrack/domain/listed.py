"""What a row of a ledger may name of a notice: the entries of its lists as people choose among them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from qtrack.domain.programme import Programme

_ALL_PERCENT = Decimal(100)


@dataclass(frozen=True)
class Listed:
    """An entry of a list: its id, the words it is known by, a detail, whether it is offered for choosing.

    `most` is the most a number in `measure` may be that is keyed for it, where there is such a bound, `steps`
    are the numbers printed for it, where there are such. `also` are other words the notice has for it,
    `codes` the numbers and clauses it is printed under, which may be those of others too.
    """

    id: str
    words: str
    detail: str = ""
    offered: bool = True
    most: Decimal | None = None
    steps: tuple[Decimal, ...] = ()
    measure: str = "分"
    also: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


def listed(programme: Programme, name: str) -> tuple[Listed, ...]:
    """Give the entries of one list as people choose among them; KeyError for an unknown list."""
    return tuple(_LISTS[name](programme))


def _deadlines(programme: Programme) -> Iterator[Listed]:
    for one in programme.occasions:
        yield Listed(one.id, one.title, one.due_on.isoformat(), one.submission)


def _indicators(programme: Programme) -> Iterator[Listed]:
    for one in programme.indicators:
        most = _ALL_PERCENT if one.unit == "%" else None
        codes = (str(one.row or ""), one.source.clause)
        yield Listed(one.id, one.name, one.unit, most=most, measure=one.unit, codes=codes)


def _tasks(programme: Programme) -> Iterator[Listed]:
    for one in programme.tasks:
        yield Listed(one.id, one.name, one.number, codes=(one.number, one.source.clause))


def _activities(programme: Programme) -> Iterator[Listed]:
    for one in programme.activities:
        yield Listed(one.id, one.name, one.number, codes=(one.number, one.source.clause))


def _slogans(programme: Programme) -> Iterator[Listed]:
    for one in programme.slogans:
        yield Listed(one.id, one.words, str(one.number), codes=(str(one.number),))


def _departments(programme: Programme) -> Iterator[Listed]:
    for one in programme.departments:
        yield Listed(one.id, one.name, also=one.also)


def _points(programme: Programme) -> Iterator[Listed]:
    for _, content, one in programme.assessment.points if programme.assessment else ():
        place = f"（{content.points.index(one) + 1}）" if len(content.points) > 1 else ""
        codes = (f"{content.number}{place}", f"{one.source.clause}{place}")
        yield Listed(one.id, content.words_of(one), one.words, most=one.points, codes=codes)


def _stages(programme: Programme) -> Iterator[Listed]:
    stages = programme.assessment.stages if programme.assessment else ()
    for number, words in enumerate(stages, 1):
        yield Listed(f"stage-{number}", words, codes=(str(number),))


def _extras(programme: Programme) -> Iterator[Listed]:
    for one in programme.assessment.extras if programme.assessment else ():
        steps = tuple(step.amount for step in one.steps if step.amount is not None)
        codes = (str(one.number), one.source.clause)
        yield Listed(one.id, one.name, one.effect.value, steps=steps, codes=codes)


_LISTS: Mapping[str, Callable[[Programme], Iterator[Listed]]] = {
    "deadlines": _deadlines,
    "indicators": _indicators,
    "tasks": _tasks,
    "activities": _activities,
    "slogans": _slogans,
    "departments": _departments,
    "points": _points,
    "stages": _stages,
    "extras": _extras,
}
"""The lists whose entries a ledger's row may name."""
