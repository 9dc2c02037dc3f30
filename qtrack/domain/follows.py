"""What follows from a text that names a row of another ledger: typed there once, it is not typed again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Follows:
    """A text in `field` may be what a row of `ledger` is called; `fills` pairs own fields with that row's."""

    field: str
    ledger: str
    fills: tuple[tuple[str, str], ...]
