"""Packs that are being written, kept with all that is still wrong, so that nothing typed is lost."""

from __future__ import annotations

from pathlib import Path

from qtrack.domain.problem import refuse
from qtrack.domain.text import plain
from qtrack.files import make_private, write_atomic
from qtrack.packs.document import read_document, write_document
from qtrack.packs.fault import Place
from qtrack.packs.paths import Document

ENDING = ".toml.draft"
"""Ends the name of a draft's file, so that nobody takes it for a pack."""


class Drafts:
    """The drafts in the bureau's own folder, by the ids of their packs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def ids(self) -> tuple[str, ...]:
        """The packs of which there is a draft."""
        return tuple(sorted(path.name.removesuffix(ENDING) for path in self._folder.glob(f"*{ENDING}")))

    def titles(self) -> dict[str, str]:
        """Give what each draft is called, by the id of its pack; its id where it cannot be read."""
        found = {}
        for name in self.ids:
            held = read_document(self._path(name), Place(name, [])) or {}
            document = held.get("document")
            short = document.get("short") if isinstance(document, dict) else None
            found[name] = plain(short) if isinstance(short, str) and short else name
        return found

    def keep(self, document: Document, before: Document | None) -> None:
        """Keep a draft with what its pack's file held when it was begun; OSError from the disk."""
        make_private(self._folder)
        held = {"document": document, **({} if before is None else {"before": before})}
        write_atomic(self._path(document["id"]), lambda part: write_document(part, held))

    def take(self, name: str) -> tuple[Document, Document | None]:
        """Give a draft and what its pack's file held when it was begun; refuse one that cannot be read."""
        path = self._path(name)
        held = read_document(path, Place(path.name, []))
        document = held.get("document") if held else None
        if held is None or not isinstance(document, dict) or document.get("id") != name:
            raise refuse(f"草稿 {path.name} 读不出来，没有动它")
        return document, held.get("before")

    def drop(self, name: str) -> None:
        """Forget a draft, if there is one."""
        self._path(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}{ENDING}"
