"""F4: the whole list of what a field may be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual.app import App

from qtrack.domain.fields import Kind
from qtrack.tui.widgets.chooser import Chooser, Option, TickChooser
from qtrack.tui.widgets.field_line import FieldLine
from qtrack.tui.widgets.form_owner import FormOwner
from qtrack.tui.widgets.form_words import CHOSEN_KINDS, own_options


def choose(app: App[Any], line: FieldLine, owner: FormOwner, then: Callable[[FieldLine], None]) -> None:
    """Open the list over all else, put what is chosen into the line, then tell."""
    if line.field.kind is Kind.TICKS:
        _choose_several(app, line, then)
    elif line.field.kind in CHOSEN_KINDS:
        _choose_one(app, line, owner, then)


def _choose_one(app: App[Any], line: FieldLine, owner: FormOwner, then: Callable[[FieldLine], None]) -> None:
    options = own_options(line.field)
    words = {option.key: option.text for option in options}

    async def search(text: str) -> Sequence[Option]:
        found = await owner.options(line.field, text)
        words.update((option.key, option.text) for option in found)
        return found

    def take(key: str | None) -> None:
        if key is not None:
            line.put(words[key], key)
            then(line)

    typed = line.shown if line.typed else ""
    app.push_screen(Chooser(line.field.label, options, search=None if options else search, text=typed), take)


def _choose_several(app: App[Any], line: FieldLine, then: Callable[[FieldLine], None]) -> None:
    options = own_options(line.field)
    ticked = [option.key for option in options if option.key in line.shown.split("、")]

    def take(keys: tuple[str, ...] | None) -> None:
        if keys is not None:
            line.put("、".join(keys), "、".join(keys))
            then(line)

    app.push_screen(TickChooser(line.field.label, options, ticked), take)
