"""What a blank that names something may be: ledgers and their fields, units, entries of the pack itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from qtrack.domain.fields import Kind
from qtrack.domain.programme import Programme
from qtrack.packs.counts import NUMBERS
from qtrack.packs.links import LISTS
from qtrack.packs.part_words import part_of
from qtrack.packs.paths import Document
from qtrack.packs.words import entries_with_ids, entry_words
from qtrack.tui.packs.around import Around
from qtrack.tui.packs.blanks import told_apart
from qtrack.tui.widgets.chooser import Option

_APART = frozenset(
    {Kind.TEXT, Kind.REFERENCE, Kind.CODE, Kind.UNIT, Kind.ENTRY, Kind.CHOICE, Kind.YEAR, Kind.DATE}
)
_OF_LEDGER: Mapping[str, frozenset[Kind]] = {
    "field": frozenset(Kind),
    "day": frozenset({Kind.DATE}),
    "measure": NUMBERS,
    "apart": _APART,
}
"""What names a field of the ledger, and of which kinds."""


def offered(names: str, around: Around, document: Document, ledger: str) -> dict[str, str]:
    """Give what a blank may be: what the pack holds, and its words."""
    if names in _OF_LEDGER:
        schema = around.schemas.get(ledger)
        fields = schema.fields if schema else ()
        return {field.key: field.label for field in fields if field.kind in _OF_LEDGER[names]}
    if names in _OFFERED:
        return _OFFERED[names](around, document)
    return _entries(document, names)


def is_looked_up(names: str) -> bool:
    """Say whether what is named stands in the pack or its region, and so is looked up when asked for."""
    return bool(names) and names not in _OF_LEDGER and names != "ledger"


def options_of(names: str, around: Around, document: Document) -> tuple[Option, ...]:
    """Give what a blank that names something may be, units by their spelling too."""
    spelled = {unit.code: unit.pinyin for unit in around.region.units} if names == "unit" else {}
    words = told_apart(offered(names, around, document, ""))
    return tuple(Option(key, word, readings=spelled.get(key, ())) for key, word in words.items())


def _entries(document: Document, step: str, key: str = "id") -> dict[str, str]:
    return {str(one.get(key, "")): entry_words(one) for one in _listed(document, step)}


def _listed(document: Document, step: str) -> list[dict[str, Any]]:
    found = document.get(step)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _all(document: Document) -> dict[str, str]:
    """Give whatever has an id, with what it is."""
    labels = part_of(Programme).blanks
    return {
        str(one["id"]): f"{labels[step].label} {entry_words(one)}"
        for step in (*LISTS, "assessment")
        for one in entries_with_ids(document.get(step))
    }


def _counted(document: Document) -> dict[str, str]:
    found = [*_listed(document, "targets"), *_listed(document, "matters")]
    return {str(one.get("id", "")): entry_words(one) for one in found if "count" in one}


_OFFERED: Mapping[str, Callable[[Around, Document], dict[str, str]]] = {
    "ledger": lambda around, _: {key: schema.title for key, schema in around.schemas.items()},
    "unit": lambda around, _: {unit.code: unit.name for unit in around.region.units},
    "tag": lambda _, document: {
        word: word for one in _listed(document, "tags") for word in one.get("items", [])
    },
    "entry": lambda _, document: _all(document),
    "standing": lambda _, document: {
        **_entries(document, "targets", "id"),
        **_entries(document, "floors", "id"),
    },
    "counted": lambda _, document: _counted(document),
    "past_projects": lambda _, document: _entries(document, "past_projects", "number"),
}
