"""套用到新年度: the pack of a notice as the draft of another year's, everything in it yet to be confirmed.

Words of the old notice stay as it prints them, and figures of the past as they were; days, conditions and
our own names are shifted. Nothing is taken for a fact of the new year: paths of numbers, days and words that
carry a year stand in `unconfirmed`, and what only the new notice can tell is left out or stays the old one's.
"""

from __future__ import annotations

import copy
import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from qtrack.domain.problem import refuse
from qtrack.domain.value import FIRST_YEAR, LAST_YEAR
from qtrack.domain.workdays import Calendar
from qtrack.packs.paths import Document, step_of, walk
from qtrack.packs.quotes import is_copied

NAMING = frozenset({"name", "short", "title", "label"})
"""Keys whose words, where they are ours, name things of the year, so that they go along with it."""

LEFT_OUT = ("past_projects", "past_clause", "doc_no", "issued_on", "text_file", "unconfirmed", "derived_from")
"""What belongs to the old notice alone, or is written anew."""

PAST = frozenset({"facts", "baseline"})
"""Keys of what a notice tells of the past: it was so in the year it says."""

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?=\s*年)")
_ANY_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_NUMBERS = frozenset({"numbers", "at_least", "at_most", "amount", "year", "points"})
_COUNTED = ("targets.", "matters.", "indicators.")
"""Where `number` is a number to reach; elsewhere it tells the place of an entry."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A day by which something is due that is not worked in the new year; it is kept as it is.

    `reckoned` says that the year's holidays are not announced yet.
    """

    path: str
    day: date
    workday: date
    reckoned: bool


@dataclass(frozen=True, slots=True)
class Derived:
    """A pack for another year, and which of its due days are not workdays."""

    document: Document
    moved: tuple[Moved, ...]


def derive(source: Document, text: str, year: int, name: str, calendar: Calendar) -> Derived:
    """Make the pack of another year with this id; `text` is the notice's, `source` stays as it is.

    The year of a notice is the one its period begins in. Refuse the same year and one no calendar has.
    """
    first = source["starts_on"].year
    if year == first:
        raise refuse(f"“{source['short']}”就是 {year} 年度的，请写别的年度")
    ends = max(day.year for _, day in walk(source) if isinstance(day, date))
    if not (year >= FIRST_YEAR and ends + year - first <= LAST_YEAR):
        raise refuse(f"年度请写 {FIRST_YEAR} 到 {LAST_YEAR} 之间的年份")
    document = copy.deepcopy({key: value for key, value in source.items() if key not in LEFT_OUT})
    _forget_past(document)
    known = frozenset(range(first, source["ends_on"].year + 1))
    shifted: Document = {**_Shift(year - first, known).of(document), "id": name}
    if text:
        shifted["notice"] = text
    shifted["derived_from"] = source["id"]
    shifted["unconfirmed"] = [path for path, value in walk(shifted) if _is_open(path, value)]
    return Derived(shifted, tuple(_moved(shifted, calendar)))


def derived_id(source: Document, year: int) -> str:
    """Give the id that goes with the year: hubei-2022 gives hubei-2026, one without a year hubei-x-2026."""
    name = str(source["id"])
    years = year - source["starts_on"].year
    moved = _ANY_YEAR.sub(lambda found: str(int(found[0]) + years), name)
    return moved if moved != name else f"{name}-{year}"


def shift_day(day: date, years: int) -> date:
    """Give the same day so many years on; the 29th of February becomes the 28th where there is none."""
    year = day.year + years
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def shift_words(words: str, years: int, known: frozenset[int] = frozenset()) -> str:
    """Give words with their years so many years on: 2021年, and 2022 where it is `known` to be a year."""

    def shifted(found: re.Match[str]) -> str:
        is_year = int(found[0]) in known or _YEAR.match(words, found.start())
        return str(int(found[0]) + years) if is_year else found[0]

    return _ANY_YEAR.sub(shifted, words)


@dataclass(frozen=True, slots=True)
class _Shift:
    """How far everything moves, and which numbers are years for sure: those of the notice's period."""

    years: int
    known: frozenset[int]

    def of(self, value: Any, key: str = "", path: str = "") -> Any:  # noqa: ANN401 - whatever TOML holds
        """Give a value of the old year as it is in the new one; `path` leads to it."""
        if isinstance(value, dict):
            if key == "where":
                return {step: [self._word(word) for word in words] for step, words in value.items()}
            below = f"{path}." if path else ""
            return {
                step: one if step in PAST else self.of(one, step, below + step) for step, one in value.items()
            }
        if isinstance(value, list):
            return [self.of(one, key, f"{path}.{step_of(one, at)}") for at, one in enumerate(value, 1)]
        return self._single(value, key, path)

    def _single(self, value: Any, key: str, path: str) -> Any:  # noqa: ANN401 - whatever TOML holds
        if isinstance(value, date) and not isinstance(value, datetime):
            return shift_day(value, self.years)
        if key == "year" and isinstance(value, int):
            return value + self.years
        ours = key in NAMING and isinstance(value, str) and not is_copied(path)
        return shift_words(value, self.years, self.known) if ours else value

    def _word(self, word: str) -> str:
        return str(int(word) + self.years) if _ANY_YEAR.fullmatch(word) else word


def _forget_past(document: Document) -> None:
    """Take out of money what speaks of the projects of the year before: who they are, nobody knows yet."""
    for rule in document.get("funding", []):
        rule.pop("projects", None)
        rule.pop("expected_total", None)


def _is_open(path: str, value: object) -> bool:
    """Say whether a value is one of the old year, so that somebody must say what it is now."""
    key = path.rpartition(".")[2]
    if key in ("id", "derived_from", "format", "quote", "clause") or _names_entries(path):
        return False
    if path in ("notice", "title") or key == "phone" or key in _NUMBERS or isinstance(value, date):
        return True
    if key == "number":
        return path.startswith(_COUNTED)
    words = value if isinstance(value, list) else [value]
    return any(isinstance(word, str) and _ANY_YEAR.search(word) for word in words)


def _names_entries(path: str) -> bool:
    """Say whether ids stand at a path, whose digits speak of no year to come."""
    root, _, key = path.partition(".")
    return root == "sections" and key.endswith(".items")


def _moved(document: Document, calendar: Calendar) -> Iterator[Moved]:
    for path, value in walk(document):
        if path.rpartition(".")[2] == "due_on" and isinstance(value, date):
            workday, reckoned = calendar.latest_workday(value), calendar.reckons(value.year)
            if workday != value:
                yield Moved(path, value, workday, reckoned)
