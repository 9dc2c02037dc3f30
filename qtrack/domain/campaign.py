"""What a campaign of some weeks asks for: activities with those who hold them, slogans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qtrack.domain.terms import Source


@dataclass(frozen=True)
class Season:
    """The days a campaign runs, both included; `note` says where they come from when none are printed."""

    name: str
    starts_on: date
    ends_on: date
    note: str = ""


@dataclass(frozen=True)
class Activity:
    """An activity a notice lists: `unit` is the code of the unit that holds it, the province's for its own.

    `lead` and `support` are the bodies as printed; `parts` are the things one printed item plainly holds
    several of. `tags` name what it serves, as the notice sorts activities; `related` are the ids of those
    it is shown beside and never counted together with, `beside` those of targets and matters.
    """

    id: str
    number: str
    name: str
    unit: str
    source: Source
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    note: str = ""
    reading: str = ""


@dataclass(frozen=True)
class Slogan:
    """A slogan in the notice's words and with its number."""

    id: str
    number: int
    words: str
    source: Source
