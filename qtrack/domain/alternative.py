"""Doubtful words that may be read in several ways: what a pack says when a bureau reads them another way."""

from __future__ import annotations

from dataclasses import dataclass, field

from qtrack.domain.terms import DERIVED


@dataclass(frozen=True)
class Way:
    """Another way to read: `words` answer the question, `sets` are the texts that then stand at which paths.

    An empty text takes away what stands there.
    """

    id: str
    words: str
    sets: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Alternative:
    """A question among a programme's readings that has other answers than the one written there.

    `about` are the ids of entries it decides about; `own` is the pack's own answer, `chosen` the way a bureau
    reads by, empty for the pack's own.
    """

    id: str
    question: str
    ways: tuple[Way, ...]
    about: tuple[str, ...] = ()
    own: str = field(default="", metadata=DERIVED)
    chosen: str = field(default="", metadata=DERIVED)

    @property
    def answers(self) -> dict[str, str]:
        """All answers by the ways' ids, the pack's own first."""
        return {"": self.own, **{one.id: one.words for one in self.ways}}

    @property
    def words(self) -> str:
        """The answer that is applied."""
        return self.answers[self.chosen]

    def way(self, name: str) -> Way | None:
        """Give a way by its id; none for the pack's own and for one there is not."""
        return next((one for one in self.ways if one.id == name), None)
