"""How a higher government marks a lower one: a tree of points, what is added, taken off, or forbids all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from qtrack.domain.terms import Source


@dataclass(frozen=True)
class Department:
    """A body that takes part; `asked` are those a notice asks for an answer by name.

    `also` are the other names the notice prints for it.
    """

    id: str
    name: str
    source: Source
    asked: bool = True
    also: tuple[str, ...] = ()
    note: str = ""

    @property
    def short(self) -> str:
        """The first other name the notice prints, where it is shorter than the name."""
        return self.also[0] if self.also and len(self.also[0]) < len(self.name) else self.name


@dataclass(frozen=True)
class Point:
    """One 考核要点: its words, its points, and the department that marks it (`owner`, an id).

    `joint` says that others mark it too, as printed; `points` is empty where the notice prints none;
    `beside` are the ids of targets and matters whose rows show something of it and give no points.
    """

    id: str
    words: str
    owner: str
    source: Source
    points: Decimal | None = None
    joint: str = ""
    beside: tuple[str, ...] = ()
    note: str = ""
    reading: str = ""


@dataclass(frozen=True)
class Content:
    """One numbered 考核内容 with its points."""

    id: str
    number: int
    name: str
    points: tuple[Point, ...]
    note: str = ""

    def words_of(self, point: Point) -> str:
        """Give what a point is called: 3. 加强人才队伍建设; 2. 加强品牌建设（2） where it is not alone."""
        several = f"（{self.points.index(point) + 1}）" if len(self.points) > 1 else ""
        return f"{self.number}. {self.name}{several}"


@dataclass(frozen=True)
class Domain:
    """One 考核领域: `total` is printed, and what its points add up to."""

    id: str
    name: str
    total: Decimal
    source: Source
    contents: tuple[Content, ...]


class Effect(Enum):
    """What an extra item does to the score."""

    BONUS = "加分"
    DEDUCTION = "减分"
    VETO = "否决"


@dataclass(frozen=True)
class Step:
    """One amount of an extra item: what it is given for, and how many points; empty where none is printed.

    It counts once, unless `each` says that it counts for each occasion.
    """

    words: str
    amount: Decimal | None
    source: Source
    each: bool = False


@dataclass(frozen=True)
class Extra:
    """An item beside the tree; `steps` add up unless `highest_only`.

    A veto has no amount: it decides the grade named in `grade`. `incidents` says that the register of
    incidents bears on it: those that decide a grade on a veto, all others on a deduction.
    """

    id: str
    number: int
    effect: Effect
    name: str
    owner: str
    source: Source
    steps: tuple[Step, ...] = ()
    highest_only: bool = False
    incidents: bool = False
    grade: str = ""
    note: str = ""
    reading: str = ""


@dataclass(frozen=True)
class Band:
    """A grade from so many points on; `source` says where that is written if not in the notice."""

    grade: str
    at_least: Decimal
    source: str


@dataclass(frozen=True)
class Assessment:
    """A whole table of points for a year; `total` is what its domains add up to.

    `own` are the departments whose points a bureau of market supervision answers for, `answers` the deadline
    by which the departments send the `forms`.
    """

    year: int
    title: str
    total: Decimal
    source: Source
    domains: tuple[Domain, ...]
    extras: tuple[Extra, ...] = ()
    bands: tuple[Band, ...] = ()
    forms: tuple[str, ...] = ()
    answers: str = ""
    own: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    reading: str = ""

    @property
    def points(self) -> Iterator[tuple[Domain, Content, Point]]:
        """All points with the content and the domain they belong to, in printed order."""
        for domain in self.domains:
            for content in domain.contents:
                for point in content.points:
                    yield domain, content, point
