"""What counts for more than one target: allowed across targets, and shown (X5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from qtrack.domain.programme import Programme, Target
from qtrack.domain.text import quoted


@dataclass(frozen=True)
class Claim:
    """A target of a notice and the ledger of what its rows are about: firms, or the rows themselves."""

    programme: Programme
    target: Target
    thing: str

    def words(self, *, several: bool) -> str:
        """Give what the target is called, its notice behind it where there are several."""
        return (
            f"{quoted(self.target.tier)}（{self.programme.short}）" if several else quoted(self.target.tier)
        )


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two targets about the same kind of things, and how many things count for both."""

    first: Claim
    second: Claim
    both: int


@dataclass(frozen=True)
class Overlaps:
    """Targets with the number of things that count for each, and what they share.

    `programme` is the id of the notice looked at; `held` has, for each set of targets by their places, how
    many things count for these and no others.
    """

    programme: str
    claims: tuple[Claim, ...]
    held: tuple[tuple[frozenset[int], int], ...]

    @property
    def several(self) -> bool:
        """Whether targets of more than one notice are spoken of."""
        return len({claim.programme.id for claim in self.claims}) > 1

    @property
    def pairs(self) -> tuple[Overlap, ...]:
        """Every two targets about the same kind of things, one of the notice looked at among them."""
        return tuple(
            Overlap(first, second, self._number({at, other}))
            for (at, first), (other, second) in combinations(enumerate(self.claims), 2)
            if first.thing == second.thing and self.programme in (first.programme.id, second.programme.id)
        )

    @property
    def many(self) -> tuple[tuple[str, int, int], ...]:
        """Give of each kind of things how many count for two targets, for three and so on."""
        found: Counter[tuple[str, int]] = Counter()
        for places, number in self.held:
            held = [self.claims[at] for at in places]
            if len(held) > 1 and self.programme in {claim.programme.id for claim in held}:
                found[held[0].thing, len(held)] += number
        return tuple((thing, size, number) for (thing, size), number in sorted(found.items()))

    def counted(self, claim: Claim) -> int:
        """Give how many things count for a target."""
        return self._number({self.claims.index(claim)})

    def _number(self, places: Iterable[int]) -> int:
        wanted = frozenset(places)
        return sum(number for held, number in self.held if wanted <= held)


@dataclass(frozen=True, slots=True)
class Shared:
    """One thing that counts for several targets; `days` has the first day of each, none where it does not."""

    name: str
    unit: str
    days: tuple[date | None, ...]
