"""What the first screen shows, as plain values that need no notice beside them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from qtrack.domain.due import DueStanding
from qtrack.domain.programme import Strength, Target
from qtrack.domain.standing import FloorStanding, Standing


@dataclass(frozen=True, slots=True)
class TargetStandings:
    """One target: the office's own standing and that of each unit directly below."""

    target: Target
    own: Standing
    children: tuple[Standing, ...]

    @property
    def split(self) -> bool:
        """Whether any unit below has a number of its own; where none has, units only contribute (H-11)."""
        return any(standing.number is not None for standing in self.children)

    @property
    def most(self) -> int:
        """The most a unit below has done, by which contributions are compared."""
        return max((standing.done for standing in self.children), default=0)


@dataclass(frozen=True, slots=True)
class Standings:
    """How an office stands in full: each target with the units below, each floor at each unit, deadlines."""

    targets: tuple[TargetStandings, ...]
    floors: dict[str, tuple[FloorStanding, ...]]
    dues: tuple[DueStanding, ...]


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One target as the office sees it, under the name people know it by."""

    name: str
    own: Standing


@dataclass(frozen=True, slots=True)
class FloorLine:
    """One floor in the office's tree: how many units owe it, and what those have that do not meet it."""

    floor: str
    name: str
    strength: Strength
    owing: int
    unmet: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, floor: str, name: str, strength: Strength, units: tuple[FloorStanding, ...]) -> FloorLine:
        """Give the line of a floor from how each unit stands."""
        unmet = tuple((unit.unit, unit.words) for unit in units if not unit.met)
        return cls(floor, name, strength, len(units), unmet)

    @property
    def met(self) -> int:
        """How many units meet it."""
        return self.owing - len(self.unmet)


@dataclass(frozen=True, slots=True)
class Digest:
    """How far one kind of a notice's work has come at the unit (概况): `done` of `total`, the rest in words.

    `kind` is the part of the programme it sums up.
    """

    kind: str
    label: str
    total: Decimal
    done: Decimal
    words: str

    @property
    def rate(self) -> float | None:
        """The share done; none of nothing."""
        return float(self.done / self.total) if self.total else None


@dataclass(frozen=True, slots=True)
class Part:
    """What the overview says of one programme."""

    programme: str
    targets: tuple[TargetLine, ...]
    floors: tuple[FloorLine, ...]
    digests: tuple[Digest, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One recent deed on a ledger as people read it; `at` is UTC, as written.

    `rows` is how many rows it changed, `more` that there are even more; `unit` is empty where they belong to
    several. `name` is what the last of them is known by.
    """

    at: str
    deed: str
    ledger: str
    unit: str
    name: str
    rows: int = 1
    more: bool = False


@dataclass(frozen=True, slots=True)
class Overview:
    """Where the office stands and what is due.

    `parts` are the programmes shown, the one looked at first; `names` the short names of all the bureau works
    on by their ids, `dues` the deadlines of all.
    """

    parts: tuple[Part, ...]
    names: dict[str, str]
    dues: tuple[DueStanding, ...]
    recent: tuple[Entry, ...]
