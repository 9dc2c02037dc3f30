"""A form over a part of a pack."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from qtrack.domain.fields import Field, NoNames, Schema
from qtrack.domain.value import Reading
from qtrack.tui.packs.blanks import filled, texts_of
from qtrack.tui.widgets.chooser import Option
from qtrack.tui.widgets.form import FormScreen
from qtrack.tui.widgets.form_owner import FormOwner, Given, Problems

if TYPE_CHECKING:
    from textual.app import App

Entry = dict[str, Any]

Take = Callable[[Entry], Awaitable[Problems]]
"""Takes what was filled in, or gives the problems for which it does not; the form stays open with them."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A form to fill in for a part of a pack; `many` takes one entry after the other."""

    shape: Any
    schema: Schema
    title: str
    today: date
    many: bool = False


async def ask_form(app: App[Any], paper: Paper, entry: Entry, take: Take | None = None) -> Entry | None:
    """Have a form filled in for a part of a pack; none when the person left it."""
    made: list[Entry] = []

    async def save(values: dict[str, object], _explanation: str) -> Problems:
        found = filled(paper.shape, paper.schema, values, entry)
        problems = await take(found) if take else ()
        if not problems:
            made.append(found)
        return problems

    async def no_options(_field: Field, _words: str) -> list[Option]:
        return []

    owner = FormOwner(lambda: Reading(paper.today, NoNames()), no_options, save)
    given = Given(texts_of(paper.shape, paper.schema, entry), keeps=() if paper.many else None)
    await app.push_screen_wait(FormScreen(paper.schema, paper.title, given, owner))
    return made[-1] if made else None
