"""What happened beside a table of points, and what of it counts: added, taken off, or deciding the grade."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qtrack.domain.assessment import Department, Effect, Extra
from qtrack.domain.terms import SET_HERE

ZERO = Decimal()


@dataclass(frozen=True, slots=True)
class Occasion:
    """One thing that happened under an extra item; `amount` is empty where nobody has said how much.

    `found` says that a body has found it to be so, `lacking` the evidence it should have and has not; of
    several for the same amount one counts, the others have `counts` false.
    """

    uid: str
    ledger: str
    subject: str
    happened_on: date
    amount: Decimal | None
    finding: str
    who: str
    found: bool = True
    lacking: tuple[str, ...] = ()
    counts: bool = True


@dataclass(frozen=True, slots=True)
class ExtraStanding:
    """One item beside the tree with what happened under it; `readings` say how its steps are counted."""

    key: str
    extra: Extra
    owner: Department
    occasions: tuple[Occasion, ...]
    readings: tuple[str, ...] = ()

    @property
    def amount(self) -> Decimal:
        """What it adds to the score, below zero where it takes off; nothing for a veto."""
        if self.extra.effect is Effect.VETO:
            return ZERO
        counted = [one.amount for one in self.occasions if one.counts and one.amount is not None]
        return sum(counted, ZERO) * (-1 if self.extra.effect is Effect.DEDUCTION else 1)

    @property
    def unsaid(self) -> int:
        """How many occasions nobody has put a number to; a veto needs none."""
        if self.extra.effect is Effect.VETO:
            return 0
        return sum(one.amount is None for one in self.occasions)

    @property
    def said(self) -> tuple[str, ...]:
        """By which readings what happened was counted, and that amounts were set where none is printed."""
        free = self.extra.effect is not Effect.VETO and not any(step.amount for step in self.extra.steps)
        own = (f"{self.extra.effect.value}分值通知没有印，{SET_HERE}",) if free else ()
        return (*self.readings, *own)

    def amount_from(self, occasion: Occasion) -> str:
        """Say where the amount of an occasion is printed, or that it was set here; nothing without one."""
        if self.extra.effect is Effect.VETO or occasion.amount is None:
            return ""
        printed = (step.source.clause for step in self.extra.steps if step.amount == occasion.amount)
        return next(printed, SET_HERE)

    @property
    def vetoes(self) -> bool:
        """Whether it decides the grade: something happened and was found to be so."""
        return self.extra.effect is Effect.VETO and any(one.found for one in self.occasions)

    @property
    def most(self) -> Decimal | None:
        """The most its printed steps can give; none where no amount is printed, or one counts every time."""
        steps = self.extra.steps
        amounts = [step.amount for step in steps if step.amount is not None]
        if self.extra.highest_only:
            return max(amounts, default=None)
        return None if not amounts or any(step.each for step in steps) else sum(amounts, ZERO)


def counting(extra: Extra, amounts: Sequence[Decimal | None]) -> tuple[bool, ...]:
    """Say which of these amounts count under an item, in their order.

    A step is known by its amount and counts once unless it says `each`. With `highest_only` the highest
    counts alone. What is no printed step counts as it was keyed.
    """
    steps = {step.amount for step in extra.steps if not step.each} - {None}
    seen: set[Decimal] = set()
    counts = []
    for amount in amounts:
        counts.append(amount is not None and amount not in seen)
        if amount is not None and amount in steps:
            seen.add(amount)
    if not extra.highest_only or not any(counts):
        return tuple(counts)
    known = [
        amount if does and amount is not None else -1 for amount, does in zip(amounts, counts, strict=True)
    ]
    return tuple(place == known.index(max(known)) for place in range(len(known)))
