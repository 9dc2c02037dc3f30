"""What passes between a form and its owner: what the form begins with, asks for, and ends with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from qtrack.domain.fields import Field
from qtrack.domain.problem import Problem
from qtrack.domain.seen import Seen
from qtrack.domain.value import Reading
from qtrack.tui.widgets.chooser import Option, narrow
from qtrack.tui.widgets.form_words import own_options

Problems = tuple[Problem, ...]

Options = Callable[[Field, str], Awaitable[Sequence[Option]]]
"""Gives what a field may be, narrowed by words; the key of an option is read as the field's text."""

Save = Callable[[dict[str, object], str], Awaitable[Problems]]
"""Keeps values and gives none, or the problems for which it did not.

The text is the written explanation. While it is blank the owner keeps nothing that is in doubt, by the rules
of the schema or by its own, and gives the doubts.
"""

SaveHalf = Callable[[dict[str, str]], Awaitable[Problems]]
"""Keeps texts as they were typed and gives none, or the problems for which it did not."""

Look = Callable[[Field, str, Mapping[str, str]], Awaitable[Seen]]
"""Gives what is known about the text of a field, seeing the texts of all."""

Register = Callable[[Field, str], Awaitable[tuple[str, str] | None]]
"""Has a row registered that a reference can mean, beginning with this text; gives its key and its words."""


@dataclass(frozen=True, slots=True)
class FormOwner:
    """Those who answer a form. What is missing the form does not offer.

    None of these may hold up the screen: they wait in threads. `on_keeps` hears which fields are kept from
    record to record, whenever the person changes that.
    """

    reading: Callable[[], Reading]
    options: Options
    save: Save
    save_half: SaveHalf | None = None
    look: Look | None = None
    register: Register | None = None
    on_keeps: Callable[[frozenset[str]], None] | None = None

    async def choices(self, field: Field, words: str) -> Sequence[Option]:
        """Give what a field may be, narrowed by words: out of itself, or looked up."""
        own = own_options(field)
        return narrow(own, words) if own else await self.options(field, words)


@dataclass(frozen=True, slots=True)
class Given:
    """What a form begins with: texts by field, those of the record before, an explanation written earlier.

    With `keeps`, the keys of the fields that stay, it takes record after record; with None it takes one.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    previous: Mapping[str, str] = field(default_factory=dict)
    explanation: str = ""
    keeps: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many records were kept while the form was open, whole ones and halves."""

    saved: int = 0
    halves: int = 0
