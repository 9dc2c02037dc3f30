"""A form over a part of a pack."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from qtrack.domain.fields import Field, Kind, Schema
from qtrack.domain.unreadable import UnreadableError
from qtrack.domain.value import Reading
from qtrack.tui.packs.blanks import filled, texts_of
from qtrack.tui.widgets.chooser import Option, narrow
from qtrack.tui.widgets.form import FormScreen
from qtrack.tui.widgets.form_owner import FormOwner, Given, Problems

if TYPE_CHECKING:
    from textual.app import App

Entry = dict[str, Any]

Take = Callable[[Entry], Awaitable[Problems]]
"""Takes what was filled in, or gives the problems for which it does not; the form stays open with them."""


Offers = Callable[[str], Sequence[Option]]
"""Gives what a blank that names something of this sort may be, as the pack is now."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A form to fill in for a part of a pack; `many` takes one entry after the other."""

    shape: Any
    schema: Schema
    title: str
    today: date
    offers: Offers = lambda _names: ()
    many: bool = False


class Named:
    """Names of what a pack holds, as it is now."""

    def __init__(self, offers: Offers) -> None:
        self._offers = offers

    def name(self, field: Field, key: str) -> str:
        """Give the words for a key; the key itself when it is unknown."""
        return next((one.text for one in self._offers(field.refers) if one.key == key), key)

    def key(self, field: Field, text: str) -> str:
        """Give the key for what a person wrote; UnreadableError when not just one thing is meant."""
        options = self._offers(field.refers)
        exact = [one.key for one in options if text in (one.key, one.text)]
        meant = exact or [one.key for one in narrow(options, text)]
        if len(meant) != 1:
            raise UnreadableError(f"没有“{text}”，请从列表里选" if not meant else "不止一个，请从列表里选")
        return meant[0]


async def ask_form(app: App[Any], paper: Paper, entry: Entry, take: Take | None = None) -> Entry | None:
    """Have a form filled in for a part of a pack; none when the person left it."""
    made: list[Entry] = []
    names = Named(paper.offers)

    async def save(values: dict[str, object], _explanation: str) -> Problems:
        found = filled(paper.shape, paper.schema, values, entry)
        problems = await take(found) if take else ()
        if not problems:
            made.append(found)
        return problems

    async def options(field: Field, words: str) -> Sequence[Option]:
        return narrow(paper.offers(field.refers), words)

    texts = texts_of(paper.shape, paper.schema, entry)
    for field in paper.schema.fields:
        if field.kind is Kind.ENTRY and texts[field.key]:
            texts[field.key] = names.name(field, texts[field.key])
    owner = FormOwner(lambda: Reading(paper.today, names), options, save)
    given = Given(texts, keeps=() if paper.many else None)
    await app.push_screen_wait(FormScreen(paper.schema, paper.title, given, owner))
    return made[-1] if made else None
