"""Whether the notice says so: every quote and printed word stands in its text, white space aside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from qtrack.domain.programme import Programme, Source
from qtrack.domain.text import same_words
from qtrack.packs.fault import Place

_ENTRY_AND_PART = 2
"""So many steps below its list leads the path of a part of an entry."""


def check_quotes(programme: Programme, root: Place) -> None:
    """Note every quote, printed row, title and label that is not in the notice's text.

    What was shifted to another year and nobody has confirmed is not said to stand there, nor are the rows of
    a table whose numbers may be the new year's while the text is still the old notice's.
    """
    text, open_ = same_words(programme.text), set(programme.unconfirmed)
    rows = () if programme.inherits else _rows(programme, root)
    for words, place in (*_quotes(programme, root), *rows, *_printed(programme, root)):
        wanted = same_words(words)
        if wanted and wanted not in text and place.key not in open_:
            place.wrong(f"通知原文中没有这句话：{words}")


def _quotes(value: object, place: Place) -> Iterator[tuple[str, Place]]:
    """Walk through everything that has a source."""
    if isinstance(value, Source):
        yield value.quote, place.at("quote")
    elif isinstance(value, tuple):
        for number, part in enumerate(value, 1):
            yield from _quotes(part, place.at(getattr(part, "id", "") or number))
    elif is_dataclass(value):
        for part in fields(value):
            if not part.metadata.get("derived"):
                yield from _quotes(getattr(value, part.name), place.at(part.name))


def _rows(programme: Programme, root: Place) -> Iterator[tuple[str, Place]]:
    """Give the rows of tables as they are printed."""
    table = programme.quota_table
    if table is not None:
        for row, place in root.at("quota_table").each("rows", table.rows):
            yield table.row_source(row.unit).quote, place
    for project, place in root.each("past_projects", programme.past_projects):
        yield project.source.quote, place


_OF_ALL = ("title", "issuer", "addressees", "doc_no", "disclosure", "theme")
"""What a notice prints once and is copied from it."""

_COPIED: dict[str, tuple[str, ...]] = {
    "annexes": ("listed", "printed"),
    "forms": ("title",),
    "sections": ("title",),
    "contacts": ("name", "phone", "fax", "mail", "receiver"),
    "deadlines": ("deliverables",),
    "slogans": ("words",),
    "tags": ("items",),
    "activities": ("name", "lead", "support", "parts"),
    "tasks": ("lead", "support", "on"),
    "departments": ("name", "also"),
}
"""Parts of entries that are copied from the notice without being quotes, by list."""

_BLANK = ("group", "label", "fixed")
"""Parts of a form's blank that are copied."""


def is_copied(path: str) -> bool:
    """Say whether what stands at a path are words of the notice itself, so that only it can tell them."""
    root, *steps = path.split(".")
    if not steps:
        return root in _OF_ALL
    if root == "assessment":
        return steps == ["title"]
    if root == "indicators":
        return steps[-1] == "printed"
    if root == "forms" and steps[1:2] == ["fields"]:
        return steps[-1] in _BLANK
    return len(steps) == _ENTRY_AND_PART and steps[-1] in _COPIED.get(root, ())


def _printed(programme: Programme, root: Place) -> Iterator[tuple[str, Place]]:
    """Give words that are copied from the notice without being quotes."""
    for name in _OF_ALL:
        yield getattr(programme, name), root.at(name)
    if programme.assessment is not None:
        yield programme.assessment.title, root.at("assessment").at("title")
    for step, parts in _COPIED.items():
        for entry, place in root.each(step, getattr(programme, step)):
            for part in parts:
                copied = getattr(entry, part)
                for words in (copied,) if isinstance(copied, str) else copied:
                    yield words, place.at(part)
    for form, place in root.each("forms", programme.forms):
        for blank, here in place.each("fields", form.fields):
            for part in _BLANK:
                yield getattr(blank, part), here.at(part)
    yield from _values(programme, root)


def _values(programme: Programme, root: Place) -> Iterator[tuple[str, Place]]:
    """Give the values of indicators as they are printed."""
    for indicator, place in root.each("indicators", programme.indicators):
        if indicator.baseline is not None:
            yield indicator.baseline.printed, place.at("baseline").at("printed")
        for aim, here in place.each("aims", indicator.aims):
            yield aim.printed, here.at("printed")
