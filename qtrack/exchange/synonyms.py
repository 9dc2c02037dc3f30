"""The words people head columns with, read from seeds/synonyms.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from qtrack.domain.fields import Field, Schema
from qtrack.exchange.wording import bare, wordings
from qtrack.places import seeds_folder

DENYING = "非不未无免"
"""Signs that turn what a heading asks into its opposite."""

_WHETHER = "是否"

BESIDE = {"remark": "备注", "explanation": "核实说明"}
"""What stands beside the fields of every row and may be brought too: keys and labels."""


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Words by what they stand for, in the wording headings are compared in.

    `kinds` and `words` go by the name of a Kind (信用代码 …): the first are names, the second leave open
    which field of the kind is meant. `refers` goes by the ledger referred to, `ledgers` by ledger and field.
    `places` head addresses and registrars, `nothing` stands in a cell for a blank, `said` has by ledger and
    field (enterprise.size) what lists say instead of a choice, `opposites` what says the opposite of a flag.
    """

    unneeded: frozenset[str]
    words: dict[str, tuple[str, ...]]
    kinds: dict[str, tuple[str, ...]]
    beside: dict[str, tuple[str, ...]]
    refers: dict[str, tuple[str, ...]]
    ledgers: dict[str, dict[str, tuple[str, ...]]]
    contents: dict[str, tuple[str, ...]]
    places: frozenset[str]
    nothing: frozenset[str]
    said: dict[str, dict[str, str]]
    opposites: dict[str, tuple[str, ...]]

    def of(self, schema: Schema, field: Field) -> tuple[str, ...]:
        """Give the synonyms of a field, the ones that win in front."""
        own = self.ledgers.get(schema.key, {}).get(field.key, ())
        return (*own, *self.refers.get(field.refers, ()), *self.kinds.get(field.kind.value, ()))

    def instead(self, schema: Schema, field: Field) -> Mapping[str, str]:
        """Give what lists say instead of a field's choices or of a row's code, with what is meant."""
        own = self.said.get(f"{schema.key}.{field.key}")
        return self.said.get(f"{field.refers}.code", {}) if own is None else own

    def is_opposite(self, schema: Schema, field: Field, heading: str) -> bool:
        """Say whether a heading asks for the opposite of a flag: 是否收费 for 公益; 不收费 does not."""
        words = bare(heading).replace(_WHETHER, "")
        said = any(word in words for word in self.opposites.get(f"{schema.key}.{field.key}", ()))
        return said and not any(sign in words for sign in DENYING)

    def told_by(self, content: str, schema: Schema) -> tuple[str, ...]:
        """Give the fields of a ledger that a content tells."""
        pairs = (place.partition(".") for place in self.contents.get(content, ()))
        return tuple(key for ledger, _, key in pairs if ledger == schema.key)


@cache
def synonyms() -> Synonyms:
    """Give the synonyms that come with the program, read once."""
    return load_synonyms(seeds_folder() / "synonyms.toml")


def load_synonyms(path: Path) -> Synonyms:
    """Read synonyms; a file of ours that is missing or broken is an error of the program."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Synonyms(
        frozenset(_worded(table["unneeded"])),
        _lists(table["words"]),
        _lists(table["kinds"]),
        _lists(table["beside"]),
        _lists(table["refers"]),
        {ledger: _lists(fields) for ledger, fields in table["ledgers"].items()},
        {content: tuple(places) for content, places in table["contents"].items()},
        frozenset(_worded(table["places"])),
        frozenset(table["nothing"]),
        {field: dict(said) for field, said in table["said"].items()},
        _lists(table["opposites"]),
    )


def known_headings(schema: Schema, known: Synonyms) -> frozenset[str]:
    """Give every word a column of this ledger may be headed with, to find a table by."""
    words = {word for field in schema.fields for word in (*names(field), *known.of(schema, field))}
    words.update(*known.beside.values(), *known.words.values(), known.unneeded, known.places)
    return frozenset(words)


def names(field: Field) -> tuple[str, ...]:
    """Give a field's own names as they are compared: its label, and its key."""
    return (*wordings(field.label), bare(field.key))


def _lists(table: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(_worded(words)) for key, words in table.items()}


def _worded(words: list[str]) -> list[str]:
    return [wordings(word)[0] for word in words if wordings(word)]
