"""How a table of points stands: what was scored, lost, may still be won, is added, and what forbids all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from qtrack.domain.assessment import Assessment, Band, Content, Department, Domain, Effect, Point
from qtrack.domain.extra_standing import ExtraStanding
from qtrack.domain.region import Unit
from qtrack.domain.stage import StageStanding

ZERO = Decimal()


def show_points(points: Decimal) -> str:
    """Give points without superfluous zeros: 19.5, 100, 0."""
    return f"{points.normalize():,f}" if points else "0"


@dataclass(frozen=True, slots=True)
class Scored:
    """One self score of one point: what a unit gives itself, hopes for, was given; in points.

    `files` is the number of files that prove it, `lacking` are the kinds of evidence it should have and has
    not; `who` kept it last.
    """

    uid: str
    self_score: Decimal
    scored_on: date
    who: str
    expected: Decimal | None = None
    final: Decimal | None = None
    last_final: Decimal | None = None
    basis: str = ""
    reason: str = ""
    explanation: str = ""
    files: int = 0
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PointStanding:
    """One point with its newest self score, none before there is any; `key` is what rows carry.

    `unconfirmed` says that what it is worth is another year's and nobody has confirmed it (待核).
    """

    key: str
    domain: Domain
    content: Content
    point: Point
    owner: Department
    score: Scored | None
    unconfirmed: bool = False

    @property
    def points(self) -> Decimal:
        """What it is worth; nothing where the notice prints nothing."""
        return self.point.points or ZERO

    @property
    def lost(self) -> Decimal | None:
        """How much of it is lost by the unit's own count; none before it was scored."""
        return None if self.score is None else self.points - self.score.self_score

    @property
    def winnable(self) -> Decimal:
        """How much of it may still be won: all while nothing is scored."""
        return self.points if self.lost is None else self.lost


@dataclass(frozen=True, slots=True)
class Sum:
    """Several points together; `open` is what those not scored yet are worth."""

    points: Decimal
    own: Decimal
    lost: Decimal
    open: Decimal
    expected: Decimal
    final: Decimal
    count: int
    scored: int
    finals: int
    proved: int


def added(points: Iterable[PointStanding]) -> Sum:
    """Add points up; where nothing is hoped for the self score stands, `proved` counts complete evidence."""
    all_of = tuple(points)
    scores = [one.score for one in all_of if one.score is not None]
    finals = [one.final for one in scores if one.final is not None]
    return Sum(
        sum((one.points for one in all_of), ZERO),
        sum((one.self_score for one in scores), ZERO),
        sum((one.lost for one in all_of if one.lost is not None), ZERO),
        sum((one.points for one in all_of if one.score is None), ZERO),
        sum((one.self_score if one.expected is None else one.expected for one in scores), ZERO),
        sum(finals, ZERO),
        len(all_of),
        len(scores),
        len(finals),
        sum(not one.lacking for one in scores),
    )


@dataclass(frozen=True)
class AssessmentStanding:
    """A whole table at one unit."""

    unit: Unit
    assessment: Assessment
    points: tuple[PointStanding, ...]
    extras: tuple[ExtraStanding, ...]
    stages: tuple[StageStanding, ...] = ()

    @property
    def stage(self) -> StageStanding | None:
        """The furthest stage that is done; none before any is."""
        return next((one for one in reversed(self.stages) if one.done_on), None)

    @property
    def next_stage(self) -> StageStanding | None:
        """The first stage that is not done yet; none when all are."""
        return next((one for one in self.stages if one.done_on is None), None)

    @property
    def liaison(self) -> str:
        """Who answers questions, with the number: as told for the furthest stage that names anybody."""
        told = [" ".join(filter(None, (one.contact, one.phone))) for one in self.stages]
        return next((one for one in reversed(told) if one), "")

    @cached_property
    def whole(self) -> Sum:
        """All points together."""
        return added(self.points)

    @property
    def own(self) -> Sum:
        """The points that bureaus of market supervision answer for themselves (A-10)."""
        return added(one for one in self.points if one.owner.id in self.assessment.own)

    @property
    def bonus(self) -> Decimal:
        """What is added."""
        return sum((one.amount for one in self.extras if one.extra.effect is Effect.BONUS), ZERO)

    @property
    def deduction(self) -> Decimal:
        """What is taken off, as a number below zero."""
        return sum((one.amount for one in self.extras if one.extra.effect is Effect.DEDUCTION), ZERO)

    @property
    def unsaid(self) -> int:
        """How many occasions that take something off nobody has put a number to."""
        return sum(one.unsaid for one in self.extras if one.extra.effect is Effect.DEDUCTION)

    @property
    def total(self) -> Decimal:
        """The self score with what is added and taken off."""
        return self.whole.own + self.bonus + self.deduction

    @property
    def vetoed(self) -> ExtraStanding | None:
        """The item that decides the grade whatever the score (A-8)."""
        return next((one for one in self.extras if one.vetoes), None)

    @property
    def band(self) -> Band | None:
        """The band the total lies in; none where no bands are known, and before anything is scored."""
        if not self.whole.scored:
            return None
        bands = sorted(self.assessment.bands, key=lambda band: band.at_least, reverse=True)
        return next((band for band in bands if self.total >= band.at_least), bands[-1] if bands else None)

    @property
    def grade(self) -> str:
        """The grade: what a veto decides, else the band's; empty where neither says anything."""
        if self.vetoed is not None:
            return self.vetoed.extra.grade
        return self.band.grade if self.band else ""

    @property
    def grade_words(self) -> str:
        """What is said of the grade: D（否决）, B; 暂为B while points are not scored yet; or nothing."""
        if self.vetoed is not None:
            return f"{self.grade}（{Effect.VETO.value}）"
        return f"{'暂为' if self.grade and self.whole.open else ''}{self.grade}"

    @property
    def winnable(self) -> tuple[PointStanding, ...]:
        """What may still be won: points not scored on top, then by what is lost, the most first."""
        left = (one for one in self.points if one.winnable > 0)
        return tuple(sorted(left, key=lambda one: (one.score is not None, -one.winnable)))

    def by_domain(self) -> tuple[tuple[Domain, Sum], ...]:
        """Add the points up by domain, in printed order."""
        return tuple(
            (domain, added(one for one in self.points if one.domain is domain))
            for domain in self.assessment.domains
        )

    def by_owner(self) -> tuple[tuple[Department, Sum], ...]:
        """Add the points up by the department that marks them, the one with most points first."""
        owners = {one.owner.id: one.owner for one in self.points}
        sums = [
            (owner, added(one for one in self.points if one.owner.id == name))
            for name, owner in owners.items()
        ]
        return tuple(sorted(sums, key=lambda pair: -pair[1].points))
