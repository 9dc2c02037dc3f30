"""One import: what is brought where, by whom; the same for all its screens."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qtrack.exchange.book import Book
from qtrack.services.import_work import ImportWork
from qtrack.services.office import Office
from qtrack.tui.widgets.form_owner import FormOwner


@dataclass(frozen=True, slots=True)
class Job:
    """A book on its way into the ledger `key`.

    `file` is where it was read from, none for a pasted block; `places` are the fields that columns without
    headings are laid over, in their order.
    """

    title: str
    key: str
    office: Office
    work: ImportWork
    book: Book
    owner: FormOwner
    places: tuple[str, ...]
    file: Path | None = None
