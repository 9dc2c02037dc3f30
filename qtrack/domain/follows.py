"""What follows from rows of other ledgers by a text they share: typed there once, it is not typed again."""

from __future__ import annotations

from dataclasses import dataclass

from qtrack.domain.terms import Where


@dataclass(frozen=True, slots=True)
class Follows:
    """A text in `field` may be what a row of `ledger` is called; `fills` pairs own fields with that row's."""

    field: str
    ledger: str
    fills: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Adds:
    """The number in `fills` is how many rows of `ledger`, in the states of `where`, name this row in `named`.

    They name it by the text in `field`.
    """

    field: str
    ledger: str
    named: str
    fills: str
    where: Where = ()
