"""What a cell may hold, offered as a list beside the editor that stands over it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from qtrack.domain.fields import Field, Kind
from qtrack.tui.widgets.cell_editor import CellEditor
from qtrack.tui.widgets.chooser import Chooser, Option, TickChooser
from qtrack.tui.widgets.form_words import CHOSEN_KINDS, own_options

Look = Callable[[Field, str], Awaitable[Sequence[Option]]]


def offer_choices(editor: CellEditor, field: Field, look: Look) -> None:
    """Offer what a field may be and put the answer into the editor; nothing for a kind that is only typed.

    `look` finds what the field does not carry itself, for what is typed.
    """
    if field.kind not in CHOSEN_KINDS:
        return
    options = own_options(field)
    if field.kind is Kind.TICKS:
        ticked = [option.key for option in options if option.key in editor.value.split("、")]
        several = TickChooser(field.label, options, ticked)
        editor.app.push_screen(several, lambda keys: None if keys is None else editor.put("、".join(keys)))
        return
    one = Chooser(field.label, options, search=None if options else partial(look, field))
    editor.app.push_screen(one, lambda key: None if key is None else editor.put(key))
