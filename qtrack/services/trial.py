"""The rows of a file while a person looks at what importing them would do, mends them and leaves some out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from qtrack.domain.review import Line, Outcome, Review
from qtrack.services.incoming import FileLine
from qtrack.services.review import Wish

Judge = Callable[[Sequence[FileLine], Wish], Review]


class Part(Enum):
    """Which rows are looked at: all, those with one outcome, or those left out."""

    ALL = "全部"
    NEW = "新增"
    SAME = "相同"
    CHANGES = "不同"
    REPEAT = "重复"
    REFUSED = "未通过"
    OUT = "不导入"


PART_OF = {
    Outcome.NEW: Part.NEW,
    Outcome.SAME: Part.SAME,
    Outcome.CHANGES: Part.CHANGES,
    Outcome.REPEAT: Part.REPEAT,
    Outcome.REFUSED: Part.REFUSED,
}


@dataclass(frozen=True)
class Verdicts:
    """What would become of each row: `lines` has none for rows left out, `parts` has places, ascending.

    `problems` are the places of rows that stand in the way, `doubted` of those an explanation would let pass.
    """

    review: Review
    lines: tuple[Line | None, ...]
    parts: Mapping[Part, Sequence[int]]
    problems: Sequence[int] = ()
    doubted: Sequence[int] = ()

    def next_problem(self, place: int, step: int) -> int | None:
        """Give the nearest row after (1) or before (-1) a place that stands in the way; None if none does."""
        at = bisect_right(self.problems, place) if step > 0 else bisect_left(self.problems, place) - 1
        return self.problems[at] if 0 <= at < len(self.problems) else None

    def at(self, part: Part, place: int) -> int:
        """Give where a row stands among those of a part, or the next one if it is none of them."""
        rows = self.parts[part]
        return max(min(bisect_left(rows, place), len(rows) - 1), 0)


@dataclass(frozen=True)
class Asked:
    """What is judged: rows by place, those left out, and the wish; a moment's picture of a `Trial`."""

    rows: Sequence[FileLine]
    out: frozenset[int]
    wish: Wish

    @property
    def kept(self) -> list[FileLine]:
        """The rows that are to be imported."""
        return [row for place, row in enumerate(self.rows) if place not in self.out]

    def judged(self, judge: Judge) -> Verdicts:
        """Have the rows judged; takes as long as that does."""
        kept = [place for place in range(len(self.rows)) if place not in self.out]
        review = judge([self.rows[place] for place in kept], self.wish)
        lines: list[Line | None] = [None] * len(self.rows)
        parts: dict[Part, list[int]] = {part: [] for part in Part}
        for place, line in zip(kept, review.lines, strict=True):
            lines[place] = line
            parts[PART_OF[line.outcome]].append(place)
        parts[Part.OUT] = sorted(self.out)
        problems = sorted([*parts[Part.REPEAT], *parts[Part.REFUSED]])
        doubted = [place for place in problems if _only_doubts(lines[place])]
        everything: dict[Part, Sequence[int]] = {**parts, Part.ALL: range(len(self.rows))}
        return Verdicts(review, tuple(lines), everything, problems, doubted)


def _only_doubts(line: Line | None) -> bool:
    return line is not None and bool(line.reasons) and all(one.doubt for one in line.reasons)


@dataclass
class Trial:
    """The rows as they are now; `edited` says whether a person has done anything that would be lost."""

    rows: list[FileLine]
    out: set[int] = field(default_factory=set)
    wish: Wish = field(default_factory=Wish)
    edited: bool = False

    def edit(self, place: int, key: str, text: str) -> None:
        """Put a text into a row; what was wrong with the cell of the file is no more."""
        row = self.rows[place]
        faults = tuple(fault for fault in row.faults if fault.key != key)
        self.rows[place] = replace(row, texts={**row.texts, key: text}, faults=faults)
        self.edited = True

    def turn_out(self, place: int) -> None:
        """Leave a row out, or take it back."""
        self.out ^= {place}
        self.edited = True

    def asked(self) -> Asked:
        """Give what is to be judged; later changes leave it as it is."""
        return Asked(tuple(self.rows), frozenset(self.out), self.wish)
