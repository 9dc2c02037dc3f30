"""佐证: what kinds of files prove a row, and which of them a row should have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Proof:
    """A kind of evidence, by the name people give it; `hint` says what may serve.

    `expected` kinds make a row's evidence complete (齐套): of every row, or where `field` is named only of
    rows whose choice there is one of `states`.
    """

    name: str
    hint: str = ""
    expected: bool = False
    field: str = ""
    states: tuple[Enum, ...] = ()

    def expected_of(self, value: Callable[[str], object]) -> bool:
        """Say whether a row should have it; `value` gives the row's value of a field."""
        return self.expected and (not self.field or value(self.field) in self.states)


OTHER = Proof("其他")
"""What no kind of a ledger names; every ledger takes it."""


@dataclass(frozen=True, slots=True)
class Completeness:
    """How far the evidence of a ledger's rows at one unit has come (齐套率).

    Of `rows`, so many are `asked` for at least one kind, and of these so many have all kinds expected.
    """

    ledger: str
    unit: str
    rows: int
    asked: int
    complete: int

    @property
    def rate(self) -> float | None:
        """The share of the rows asked that are complete, None where none is asked."""
        return self.complete / self.asked if self.asked else None

    @property
    def rate_words(self) -> str:
        """The rate as 97.3%, cut and never rounded up: 100% is said of nothing that lacks a file."""
        return f"{self.complete * 1000 // self.asked / 10:.1f}%" if self.asked else "-"
