"""Who looks, at which programme, on which day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from qtrack.domain.listed import Listed, listed
from qtrack.domain.programme import Deadline, Each, Programme
from qtrack.domain.region import Level, Region, Unit


@dataclass(frozen=True)
class Office:
    """The bureau's point of view: its unit decides what every use case shows.

    `programme` is the one looked at; `beside` gives those the bureau works on beside it, which are read only
    when somebody asks: the first screen does without.
    """

    unit: Unit
    region: Region
    programme: Programme
    today: date
    beside: Callable[[], tuple[Programme, ...]] = tuple

    def at(self, code: str) -> Office:
        """Give the same view from another unit."""
        return replace(self, unit=self.region.by_code[code])

    @property
    def counties(self) -> tuple[Unit, ...]:
        """The units in this office's tree that owe a county's floors."""
        return self.region.counties(self.unit.code)

    @property
    def until(self) -> date:
        """The last day that counts: today, or the end of the period when that is past."""
        return min(self.today, self.programme.ends_on)

    @property
    def programmes(self) -> tuple[Programme, ...]:
        """All programmes the bureau works on, the one looked at first; none of another province binds it."""
        return (self.programme, *(one for one in self.beside() if one.region == self.programme.region))

    @property
    def names(self) -> dict[str, str]:
        """The short names of all its programmes by their ids."""
        return {one.id: one.short for one in self.programmes}

    def on(self, programme: Programme) -> Office:
        """Give the same view on another of its programmes."""
        others = tuple(one for one in self.programmes if one.id != programme.id)
        return replace(self, programme=programme, beside=lambda: others)

    def of(self, programme_id: str) -> Office:
        """Give the same view on one of its programmes by its id; KeyError for one it does not work on."""
        return self.on({one.id: one for one in self.programmes}[programme_id])

    def written(self, list_: str, key: str) -> str:
        """Give what to write for an entry: its words, with its notice where notices share them.

        Where one notice has the words twice, only the key tells which is meant.
        """
        entries = self.entries(list_)
        words, notice = entries[key].words, _notice(key)
        alike = [_notice(other) for other, entry in entries.items() if entry.offered and entry.words == words]
        if len(alike) == 1:
            return words
        return self.in_notice(key, words) if alike.count(notice) == 1 else key

    def in_notice(self, key: str, words: str) -> str:
        """Give the words of the entry behind a key with the short name of its notice."""
        return f"{words}（{self.names[_notice(key)]}）"

    def entries(self, list_: str) -> dict[str, Listed]:
        """Give the entries of one list of all its programmes by the keys rows carry: "programme/entry"."""
        return {
            f"{programme.id}/{entry.id}": entry
            for programme in self.programmes
            for entry in listed(programme, list_)
        }

    def listed_deadline(self, key: str) -> Deadline:
        """Give the deadline behind a key as submissions carry it, "programme/deadline"."""
        programme, _, name = key.partition("/")
        return self.of(programme).programme.deadline(name)

    def deadline_key(self, deadline: Deadline) -> str:
        """Give the key a submission of this deadline carries."""
        return f"{self.programme.id}/{deadline.id}"


def _notice(key: str) -> str:
    return key.partition("/")[0]


def units_of(region: Region, each: Each, tree: str) -> tuple[Unit, ...]:
    """Give the units of a kind within a tree, in the region's order."""
    if each is Each.COUNTY:
        return region.counties(tree)
    level = {Each.CITY: Level.CITY, Each.DIRECT: Level.DIRECT, Each.PROVINCE: Level.PROVINCE}[each]
    return tuple(unit for unit in region.units if unit.level is level and region.contains(tree, unit.code))
