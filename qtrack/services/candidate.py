"""A row as it would be kept, before anything has judged it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qtrack.domain.fields import Values
from qtrack.ledgers import Ledger


@dataclass(frozen=True, slots=True)
class Candidate:
    """Values for every field of a row that is new, or `stored` as it still stands in the file."""

    uid: str
    values: Values
    stored: Ledger | None = None

    @property
    def before(self) -> Values | None:
        """The values the row has now; none when it is new."""
        return None if self.stored is None else {key: getattr(self.stored, key) for key in self.values}

    def touches(self, keys: Iterable[str]) -> bool:
        """Say whether the row is new or any of these fields becomes another."""
        stored = self.stored
        return stored is None or any(self.values[key] != getattr(stored, key) for key in keys)
