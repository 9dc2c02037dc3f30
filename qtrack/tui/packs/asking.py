"""A form over a part of a pack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qtrack.domain.fields import Field, NoNames, Schema
from qtrack.domain.value import Reading
from qtrack.tui.packs.blanks import filled, texts_of
from qtrack.tui.widgets.chooser import Option
from qtrack.tui.widgets.form import FormScreen
from qtrack.tui.widgets.form_owner import FormOwner, Given, Problems

if TYPE_CHECKING:
    from datetime import date

    from textual.app import App

Entry = dict[str, Any]


async def ask_form(app: App[Any], schema: Schema, title: str, entry: Entry, today: date) -> Entry | None:
    """Have a form filled in for a part of a pack; none when the person left it."""
    made: list[Entry] = []

    async def save(values: dict[str, object], _explanation: str) -> Problems:
        made.append(filled(schema, values, entry))
        return ()

    async def no_options(_field: Field, _words: str) -> list[Option]:
        return []

    owner = FormOwner(lambda: Reading(today, NoNames()), no_options, save)
    await app.push_screen_wait(FormScreen(schema, title, Given(texts_of(schema, entry)), owner))
    return made[-1] if made else None
