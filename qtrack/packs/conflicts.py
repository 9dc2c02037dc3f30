"""Conflicts between notices, read from TOML and held to the texts they quote."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from pathlib import Path

from qtrack.domain.conflict import Conflict
from qtrack.domain.programme import Programme
from qtrack.domain.text import same_words
from qtrack.packs.document import read_document
from qtrack.packs.fault import Fault, Place
from qtrack.packs.links import ID
from qtrack.packs.reading import build


@dataclass(frozen=True)
class ConflictFile:
    """What the file of conflicts holds."""

    conflicts: tuple[Conflict, ...]


def read_conflicts(path: Path) -> tuple[tuple[Conflict, ...], tuple[Fault, ...]]:
    """Read all conflicts with all that is wrong in their file; none when anything is.

    The notices they quote are not opened: see `check_conflicts`.
    """
    place = Place(path.name, [])
    conflicts = _read(path, place)
    return (() if place.faults else conflicts), tuple(place.faults)


def check_conflicts(
    path: Path, programme_of: Callable[[str], Programme | None], regions: Container[str]
) -> tuple[Fault, ...]:
    """Give everything that is wrong with the file, quotes that stand in no notice included.

    `programme_of` gives a programme by its id, none for one that is not at hand.
    """
    place = Place(path.name, [])
    for conflict, here in place.each("conflicts", _read(path, place)):
        if conflict.region not in regions:
            here.at("region").wrong(f"没有“{conflict.region}”这个区域")
        for number, statement in enumerate(conflict.statements, 1):
            below = here.at("statements").at(number)
            programme = programme_of(statement.programme)
            if programme is None:
                below.at("programme").wrong(f"没有“{statement.programme}”这个方案")
                continue
            if programme.region != conflict.region:
                below.at("programme").wrong(f"“{programme.short}”不是这个区域的方案")
            if same_words(statement.quote) not in same_words(programme.text):
                below.at("quote").wrong(f"通知原文中没有这句话：{statement.quote}")
    return tuple(place.faults)


def _read(path: Path, place: Place) -> tuple[Conflict, ...]:
    """Read what can be read, and note what is wrong with it alone."""
    document = read_document(path, place)
    if document is None:
        return ()
    conflicts = build(ConflictFile, document, place).conflicts
    seen: set[str] = set()
    for conflict, here in place.each("conflicts", conflicts):
        if not ID.fullmatch(conflict.id):
            here.at("id").wrong(f"“{conflict.id}”应由小写字母、数字和连字符组成，字母开头")
        if conflict.id in seen:
            here.at("id").wrong(f"编号“{conflict.id}”重复")
        seen.add(conflict.id)
        if len(conflict.statements) == 1:
            here.at("statements").wrong("至少要有两处说法")
    return conflicts
