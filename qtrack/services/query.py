"""Which rows of a ledger a person asks for, and in what order: a question as a pure value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from qtrack.domain.programme import Count


class Mark(Enum):
    """What marks a row beside its fields; a row is unproven while it lacks evidence expected of it."""

    STARRED = "星标"
    REMARKED = "备注"
    DOUBTED = "存疑"
    UNPROVEN = "佐证不齐"


@dataclass(frozen=True, slots=True)
class Query:
    """Which rows of a ledger within the office's tree, and in what order.

    All `words` must be held; `count` leaves only what counts; `where` names fields and the values they may
    have: None is a blank, "2022-03" in a date any day of the month; `only` asks for a mark. `order` names
    fields and whether they run downwards; blanks stand last, downwards first. Rows that are equal there stand
    newest first, as all rows do without it.
    """

    ledger: str
    words: str = ""
    count: Count | None = None
    order: tuple[tuple[str, bool], ...] = ()
    where: tuple[tuple[str, tuple[object, ...]], ...] = ()
    only: Mark | None = None

    @property
    def narrows(self) -> bool:
        """Whether it leaves out any row of the tree."""
        return bool(self.words.strip() or self.count or self.where or self.only)
