"""The entries of a pack as lines: what each is called and what it says, those below it indented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from qtrack.domain.terms import MISSING, Count, Each
from qtrack.domain.value import show_date, show_weekday
from qtrack.domain.workdays import Calendar
from qtrack.packs.part import Blank
from qtrack.packs.part_words import part_of
from qtrack.packs.paths import Document, step_of
from qtrack.packs.shapes import first_of, leaves_of, lists_of, table_at
from qtrack.packs.words import entry_words, naming_keys, raw_words
from qtrack.tui.packs.around import Around
from qtrack.tui.packs.choices import offered
from qtrack.tui.packs.counting import count_words

MEASURED = frozenset({"number", "at_least", "at_most"})
"""Keys of numbers that are told with the unit of their part."""

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the path it stands for, what it is, what it says, and its state."""

    path: str
    name: str
    words: str
    state: str = ""


class Teller:
    """Tells the entries of one pack; what its blanks may name is looked up once."""

    def __init__(self, document: Document, around: Around) -> None:
        self.document = document
        self.around = around
        self._named: dict[tuple[str, str], dict[str, str]] = {}

    def several(
        self,
        shape: Any,  # noqa: ANN401 - any dataclass a pack is made of
        path: str,
        entries: object,
        *,
        depth: int = 0,
        ledger: str = "",
        title: str = "",
    ) -> Iterator[Line]:
        """Give the lines of a list of entries."""
        for number, entry in enumerate(entries if isinstance(entries, list) else [], 1):
            if isinstance(entry, dict):
                here = f"{path}.{step_of(entry, number)}"
                name = self._name(shape, entry, number)
                words = self.summary(shape, entry, ledger)
                said = f"{title}　{words}" if title and words else title or words
                yield Line(here, f"{'  ' * depth}{name}", said)
                yield from self.below(shape, here, entry, depth=depth + 1)

    def below(self, shape: Any, path: str, entry: Entry, *, depth: int) -> Iterator[Line]:  # noqa: ANN401 - any part
        """Give the lines of all lists in an entry; where it has several kinds, each line says its own."""
        lists, ledger = lists_of(shape), str(entry.get("ledger", ""))
        for key, (one, _) in lists.items():
            title = part_of(shape).blanks[key].label if len(lists) > 1 else ""
            yield from self.several(
                one, f"{path}.{key}", entry.get(key), depth=depth, ledger=ledger, title=title
            )

    def summary(self, shape: Any, entry: Entry, ledger: str = "") -> str:  # noqa: ANN401 - any part
        """Say what an entry holds beside its name, where it is printed last."""
        known = {"id", "number"} if _in_turn(shape) else {"id"}
        known.update(naming_keys(entry))
        leaves = leaves_of(shape)
        measured = any(key in MEASURED and key not in known and key in entry for key in leaves)
        if measured and not part_of(shape).blanks.get("unit", Blank("")).names:
            known.add("unit")
        told = [
            self._told(shape, key, entry, str(entry.get("ledger", "")) or ledger)
            for key in leaves
            if key not in known and key != "source" and entry.get(key) is not None
        ]
        source = entry.get("source")
        if isinstance(source, dict) and source.get("clause"):
            told.append(f"出处 {source['clause']}")
        return "　".join(filter(None, told))

    def _name(self, shape: Any, entry: Entry, number: int) -> str:  # noqa: ANN401 - any part
        words = entry_words(entry) or MISSING
        if _in_turn(shape):
            return f"{raw_words(entry.get('number'))} {words}"
        return words if "id" in leaves_of(shape) else f"{number} {words}"

    def _told(self, shape: Any, key: str, entry: Entry, ledger: str) -> str:  # noqa: ANN401 - any part
        hint, needed = leaves_of(shape)[key]
        blank, value = part_of(shape).blanks[key], entry[key]
        if hint is Count:
            return count_words(self.around.schemas, value)
        words = str(value) if key.endswith("year") else self._words(hint, blank, value, ledger)
        if key in MEASURED and not blank.in_turn:
            return f"{blank.label} {words} {entry.get('unit', '')}".rstrip()
        plainly = needed and hint not in {int, bool, Decimal}
        return words if plainly else f"{blank.label} {words}"

    def _words(self, hint: Any, blank: Blank, value: Any, ledger: str) -> str:  # noqa: ANN401 - whatever TOML holds
        one = first_of(hint) or hint
        if isinstance(value, date):
            return day_words(value, self.around.calendar)
        if table_at(hint) and isinstance(value, dict):
            return "、".join(raw_words(states) for states in value.values())
        if is_dataclass(hint) and isinstance(value, dict):
            return entry_words(value) or raw_words(value.get("quote"))
        known = {}
        if isinstance(one, type) and issubclass(one, Enum):
            known = self.around.kinds_of_units if one is Each else {}
        elif blank.names:
            known = self._offered(blank.names, ledger)
        if not known:
            return raw_words(value)
        return "、".join(
            known.get(str(each), str(each)) for each in (value if isinstance(value, list) else [value])
        )

    def _offered(self, names: str, ledger: str) -> dict[str, str]:
        if (names, ledger) not in self._named:
            self._named[names, ledger] = offered(names, self.around, self.document, ledger)
        return self._named[names, ledger]


def day_words(day: object, calendar: Calendar) -> str:
    """Give a day with its weekday, and the workday before it where it is none."""
    if not isinstance(day, date):
        return MISSING
    workday = calendar.latest_workday(day)
    reckoned = "推算，" if calendar.reckons(day.year) else ""
    rest = "" if workday == day else f"（{reckoned}非工作日，之前最近的工作日 {show_date(workday)}）"
    return f"{show_date(day)} {show_weekday(day)}{rest}"


def _in_turn(shape: Any) -> bool:  # noqa: ANN401 - any dataclass a pack is made of
    blank = part_of(shape).blanks.get("number")
    return blank is not None and blank.in_turn
