"""The packs a bureau keeps itself: made, changed, taken in from a file and given out as one."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, count
from pathlib import Path

from qtrack.domain.fields import Schema
from qtrack.domain.file_names import safe_name
from qtrack.domain.problem import refuse
from qtrack.domain.programme import Programme
from qtrack.domain.region import Region
from qtrack.domain.workdays import Calendar
from qtrack.files import make_private, write_atomic
from qtrack.packs.derive import Moved, derive, derived_id
from qtrack.packs.document import read_document, read_text, write_document, write_text
from qtrack.packs.drafts import Drafts
from qtrack.packs.fault import Fault, Place
from qtrack.packs.library import Library, faulty
from qtrack.packs.links import ID, LONGEST_ID
from qtrack.packs.paths import Document
from qtrack.packs.programme import FORMAT, judge_pack, quote_faults

FORMER = ".bak"
"""Ends the name of the version a pack had before its last change."""


class OwnPacks:
    """Writes packs into the bureau's own folder of a library, and never one that comes with the program."""

    def __init__(
        self, library: Library, regions: Mapping[str, Region], schemas: Mapping[str, Schema]
    ) -> None:
        self._library = library
        self._regions = regions
        self.schemas = schemas
        self.drafts = Drafts(library.own)

    def document(self, name: str) -> Document:
        """Give the document of a programme at hand, as its file has it; refuse one that has faults."""
        self._library.programme(name)
        return self._read(self._library.path(name))

    def own(self, name: str) -> Document:
        """Give the document of a pack the bureau may change; refuse one that comes with the program."""
        if not self._library.is_own(name):
            raise refuse(f"“{name}”是随程序提供的方案，不能改；可用“套用到新年度”另做一份")
        return self._read(self._library.path(name))

    def judge(self, document: Document) -> tuple[Programme | None, tuple[Fault, ...], tuple[Fault, ...]]:
        """Give what a document says as a programme, what is wrong with it, and which words no notice has."""
        name = f"{document.get('id', '')}.toml"
        programme, faults = judge_pack(
            document,
            name,
            texts_dir=self._library.texts,
            regions=self._regions,
            schemas=self.schemas,
        )
        return programme, faults, quote_faults(programme, name) if programme is not None else ()

    def make(self, document: Document) -> Path:
        """Keep a pack that is new; refuse one with faults and an id that is taken. OSError from the disk."""
        self._check_id(str(document.get("id", "")))
        return self._write(document)

    def keep(self, document: Document, before: Document) -> Path:
        """Keep a changed pack, and the version before it; refuse when the file is no longer as `before`."""
        if self.own(document["id"]) != before:
            raise refuse("方案文件已被别处改动，没有保存；请关闭后重新打开再改")
        return self._write(document)

    def begun(self, name: str) -> tuple[Document, Document | None]:
        """Give the draft of a pack and what its file held then; refuse one that cannot be read."""
        document, before = self.drafts.take(name)
        if document.get("region") not in self._regions:
            raise refuse(f"“{name}”的草稿没有写明地区，没有动它")
        return document, before

    def derive(
        self, name: str, year: int, calendar: Calendar, new: str = ""
    ) -> tuple[str, tuple[Moved, ...]]:
        """Make and keep the pack of another year; give its id and which due days are not worked."""
        source = self.document(name)
        new = new or derived_id(source, year)
        made = derive(source, self._library.programme(name).text, year, new, calendar)
        self.make(made.document)
        return new, made.moved

    def export(self, name: str, path: Path) -> Path:
        """Write a programme as one file that holds its notice too; give the path written."""
        document = self.document(name)
        if document.pop("text_file", ""):
            document["notice"] = self._library.programme(name).text
        return write_atomic(path, lambda part: write_document(part, document))

    def take_in(self, path: Path, *, replace: bool = False) -> str:
        """Take in a file from elsewhere and give the id of its programme; refuse whatever is amiss with it.

        A pack of the bureau's own that has this id is only replaced if that is wanted, and keeps a copy.
        """
        document = self._read(path)
        name = document.get("id")
        name = name if isinstance(name, str) else ""
        if "text_file" in document:
            raise refuse(f"方案文件 {path.name} 没有带原文（notice），请用“导出方案文件”做出的文件")
        known = name in self._library.ids
        if not (known and replace and self._library.is_own(name)):
            self._check_id(name)
        elif self.own(name).get("region") != document.get("region"):
            raise refuse(f"已有的“{name}”是另一个地区的方案，没有替换")
        self._write(document)
        return name

    def new(self, name: str, region: str, begun: Document) -> Document:
        """Give the document of a notice from nothing, not kept yet; refuse an id that is taken.

        `begun` is what is known so far: title, short name, issuer, first and last day.
        """
        self._check_id(name)
        if name in self.drafts.ids:
            raise refuse(f"代号“{name}”有一份没写完的草稿，可在“编写方案”里接着写；或另取代号", "id")
        return {"format": FORMAT, "id": name, "name": begun["title"], "region": region, **begun}

    def free_id(self, name: str) -> str:
        """Give an id no pack and no draft has: this one, else the first of name-2, name-3 …."""
        taken = {*self._library.ids, *self.drafts.ids}
        return next(
            one for one in chain([name], (f"{name}-{number}" for number in count(2))) if one not in taken
        )

    def _check_id(self, name: str) -> None:
        if not ID.fullmatch(name) or len(name) > LONGEST_ID or safe_name(name) != name:
            raise refuse(
                f"方案代号“{name[:LONGEST_ID]}”应由小写字母、数字和连字符组成，字母开头，"
                f"最多 {LONGEST_ID} 个字符",
                "id",
            )
        if name in self._library.ids:
            whose = "已有这个方案" if self._library.is_own(name) else "是随程序提供的方案"
            raise refuse(f"代号“{name}”{whose}，没有改动它；请另取代号", "id")

    def _read(self, path: Path) -> Document:
        place = Place(path.name, [])
        document = read_document(path, place)
        if document is None:
            raise faulty(path, tuple(place.faults))
        return document

    def _write(self, document: Document) -> Path:
        """Write a document that has no faults, whole or not at all."""
        path = self._library.own / f"{document['id']}.toml"
        programme, faults, _ = self.judge(document)
        if programme is None or faults:
            raise faulty(path, faults)
        make_private(path.parent)
        former = read_text(path, Place(path.name, [])) if path.exists() else None
        if former is not None:
            write_atomic(path.with_name(path.name + FORMER), lambda part: write_text(part, former))
        written = write_atomic(path, lambda part: write_document(part, document))
        if written != path:
            written.unlink()
            raise refuse(f"方案文件 {path.name} 被别的程序占用，没有保存；请关闭那个程序再试")
        self._library.forget(document["id"])
        return path
