"""Where notices, or parts of one, do not agree: shown side by side, never settled by the program (X2)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Statement:
    """What one place says: its quote, and in few words what is to be held against the others.

    Words that are not the notice's own, such as a reckoned value, say so themselves.
    """

    programme: str
    clause: str
    quote: str
    words: str


@dataclass(frozen=True)
class Conflict:
    """Two or more statements that do not agree; `note` tells in what, and what the program does meanwhile."""

    id: str
    name: str
    region: str
    note: str
    statements: tuple[Statement, ...]

    @property
    def programmes(self) -> tuple[str, ...]:
        """The programmes it is about, each once."""
        return tuple(dict.fromkeys(one.programme for one in self.statements))
