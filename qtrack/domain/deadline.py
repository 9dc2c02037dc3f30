"""A day by which a notice asks for something, once or every year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from qtrack.domain.terms import Each, Source, Strength


@dataclass(frozen=True)
class Deadline:
    """A date by which something is due, the day itself included; `owed_by` says which units owe it.

    `deliverables` are the things that are due, as printed, where each is ticked by itself; of those in
    `advisory` the lack is only told. A `yearly` one comes again on its day each year of the programme.
    `beside` are the ids of targets and floors whose standing is told with a day that nothing is sent on.
    """

    id: str
    title: str
    due_on: date
    source: Source
    owed_by: tuple[Each, ...]
    strength: Strength = Strength.HARD
    receiver: str = ""
    submission: bool = True
    deliverables: tuple[str, ...] = ()
    advisory: tuple[str, ...] = ()
    yearly: bool = False
    reading: str = ""
    beside: tuple[str, ...] = ()

    def until(self, last: date) -> Iterator[Deadline]:
        """Give it once for each year up to a day; of a later year its id and its title name the year."""
        if not self.yearly:
            yield self
            return
        for year in range(self.due_on.year, last.year + 1):
            first, day = year == self.due_on.year, _in_year(self.due_on, year)
            if first or day <= last:
                yield replace(
                    self,
                    id=self.id if first else f"{self.id}-{year}",
                    title=f"{self.title}（{year}年）",
                    due_on=day,
                    reading=self.reading if first else f"每年一次，由 {self.due_on.isoformat()} 逐年推算",
                )


def _in_year(day: date, year: int) -> date:
    """Give the same day of another year; the last of February where it has no 29th."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
