"""What the first screen shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from qtrack.domain.due import DueStanding
from qtrack.domain.programme import Target
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
class Entry:
    """One recent change as people read it; `at` is UTC, as written."""

    at: str
    deed: str
    ledger: str
    unit: str
    name: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Where the office stands and what is due."""

    targets: tuple[TargetStandings, ...]
    floors: dict[str, tuple[FloorStanding, ...]]
    dues: tuple[DueStanding, ...]
    recent: tuple[Entry, ...]
