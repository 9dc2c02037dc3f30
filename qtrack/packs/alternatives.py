"""A pack as a bureau reads it: the document with what another reading of doubtful words says instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from qtrack.domain.alternative import Alternative, Way
from qtrack.domain.problem import RefusedError
from qtrack.domain.programme import Programme
from qtrack.packs.edit import put, set_text
from qtrack.packs.fault import Fault, Place
from qtrack.packs.paths import Document

Judge = Callable[[Document], tuple[Fault, ...]]
"""Says what is wrong with a document."""


def read_as(document: Document, programme: Programme, chosen: Mapping[str, str]) -> Document:
    """Give the document of a programme as read by these ways, by alternative; unknown ones change nothing."""
    for one in programme.alternatives:
        way = one.way(chosen.get(one.id, ""))
        if way is not None:
            document = _by(document, one, way, programme.starts_on)
    return document


def with_chosen(programme: Programme, before: Programme, chosen: Mapping[str, str]) -> Programme:
    """Give a programme read by these ways, whose alternatives say so; `before` is the pack as it stands."""
    alternatives = tuple(
        replace(one, chosen=way.id) if (way := one.way(chosen.get(one.id, ""))) else one
        for one in before.alternatives
    )
    return replace(programme, alternatives=alternatives)


def check_alternatives(document: Document, programme: Programme, root: Place, judge: Judge) -> None:
    """Note every alternative that answers no question of the readings, or makes no pack of it."""
    questions = dict(programme.readings)
    taken: set[str] = set()
    for one, place in root.each("alternatives", programme.alternatives):
        if one.id in taken:
            place.at("id").wrong(f"编号“{one.id}”重复")
        taken.add(one.id)
        if one.question not in questions:
            place.at("question").wrong(f"readings 里没有“{one.question}”")
            continue
        for way, here in place.each("ways", one.ways):
            for reason in _reasons(document, programme, one, way, judge):
                here.at("sets").wrong(reason)


def _reasons(
    document: Document, programme: Programme, one: Alternative, way: Way, judge: Judge
) -> Iterable[str]:
    try:
        changed = _by(document, one, way, programme.starts_on)
    except RefusedError as refused:
        return [str(refused)]
    return [f"按“{way.id}”读时：{fault.key} {fault.reason}" for fault in judge(changed)]


def _by(document: Document, one: Alternative, way: Way, today: date) -> Document:
    for path, text in way.sets:
        document = set_text(document, path, text, today)
    return put(document, f"readings.{one.question}", way.words)
