"""How a person has arranged each ledger on this machine: columns, what stays while keying, named filters."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from qtrack.domain.text import plain
from qtrack.files import write_text_atomic

Instead = TypeVar("Instead")

WIDEST = 200
"""Cells a column may take at most; a larger number in the file is not believed."""


@dataclass(frozen=True, slots=True)
class NamedFilter:
    """A question to a ledger that a person gave a name: the words, and what else narrows and sorts its rows.

    `where` holds pairs of a field's key and the key of a value, `order` pairs of a field's key and whether
    it goes down, `only` the name of a part of the ledger; what they mean is for whoever asks.
    """

    name: str
    words: str = ""
    where: tuple[tuple[str, str], ...] = ()
    order: tuple[tuple[str, bool], ...] = ()
    only: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """One ledger as a person wants it: keys of fields in order, hidden, kept while keying; widths by key."""

    order: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    widths: Mapping[str, int] = field(default_factory=dict, hash=False)
    keeps: tuple[str, ...] = ()
    filters: tuple[NamedFilter, ...] = ()

    def filter_named(self, name: str) -> NamedFilter | None:
        """Give the filter with this name, if there is one."""
        return next((one for one in self.filters if one.name == name), None)

    def filters_with(self, one: NamedFilter) -> tuple[NamedFilter, ...]:
        """Give the filters with this one in place of the one that has its name, or after all."""
        if self.filter_named(one.name) is None:
            return (*self.filters, one)
        return tuple(one if old.name == one.name else old for old in self.filters)


Layouts = Mapping[str, Layout]
"""Layouts by the ledger's key; a ledger nobody arranged has none."""


class Arranged:
    """How the ledgers are arranged on this machine: read when first asked for, written with each change."""

    def __init__(self, path: Path, make_folder: Callable[[], None]) -> None:
        self._path = path
        self._make_folder = make_folder

    @cached_property
    def _known(self) -> dict[str, Layout]:
        return load_layouts(self._path)[0]

    def of(self, ledger: str) -> Layout:
        """Give how a person arranged a ledger."""
        return self._known.get(ledger, Layout())

    def keep(self, ledger: str, layout: Layout) -> None:
        """Keep how a ledger is arranged; OSError when the disk refuses, and this program goes on with it."""
        self._known[ledger] = layout
        self._make_folder()
        save_layouts(self._path, self._known)


def load_layouts(path: Path) -> tuple[dict[str, Layout], str]:
    """Read the layouts, and give a sentence when something could not be read; what can be read is kept.

    A file that is no TOML is put aside under another name, so that saving anew does not destroy it.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}, ""
    except OSError:
        return {}, f"界面布局文件 {path.name} 无法读取，各台账按默认样式显示"
    except (ValueError, RecursionError):
        return {}, f"界面布局文件 {path.name} 已损坏，各台账按默认样式显示；{_put_aside(path)}"
    reader = _Reader()
    layouts = {key: reader.layout(body) for key, body in reader.table(table, "ledger").items()}
    return layouts, f"界面布局文件 {path.name} 有的内容不认识，已略去" if reader.doubted else ""


def save_layouts(path: Path, layouts: Layouts) -> None:
    """Write the layouts, whole or not at all; OSError when the disk refuses."""
    import tomli_w

    table = {plain(key): _as_table(layout) for key, layout in layouts.items()}
    write_text_atomic(path, tomli_w.dumps({"ledger": table}))


def _put_aside(path: Path) -> str:
    aside = path.with_name(f"{path.stem}-damaged{path.suffix}")
    with suppress(OSError):
        path.replace(aside)
        return f"原文件已改名为 {aside.name}"
    return "原文件未改动"


def _as_table(layout: Layout) -> dict[str, object]:
    return {
        "order": [plain(key) for key in layout.order],
        "hidden": [plain(key) for key in layout.hidden],
        "keeps": [plain(key) for key in layout.keeps],
        "widths": {plain(key): width for key, width in layout.widths.items()},
        "filter": [
            {
                "name": plain(one.name),
                "words": plain(one.words),
                "where": [[plain(key), plain(value)] for key, value in one.where],
                "order": [[plain(key), descending] for key, descending in one.order],
                "only": plain(one.only),
            }
            for one in layout.filters
        ],
    }


class _Reader:
    """Takes what has the right type, and remembers that something had not."""

    def __init__(self) -> None:
        self.doubted = False

    def layout(self, found: object) -> Layout:
        """Give the layout in a table; what is missing in it is as declared."""
        body = found if isinstance(found, dict) else self._doubt({})
        self._known(body, {"order", "hidden", "keeps", "widths", "filter"})
        found_widths = self.table(body, "widths")
        widths = {
            plain(key): width
            for key, width in found_widths.items()
            if isinstance(width, int) and not isinstance(width, bool) and 0 < width <= WIDEST
        }
        self._sure(len(widths) == len(found_widths))
        filters = {one.name: one for one in map(self._filter, self._list(body, "filter")) if one}
        return Layout(
            self._keys(body, "order"),
            self._keys(body, "hidden"),
            widths,
            self._keys(body, "keeps"),
            tuple(filters.values()),
        )

    def table(self, body: Mapping[str, object], key: str) -> dict[str, object]:
        """Give the table under a key; an empty one when there is none."""
        found = body.get(key, {})
        return found if isinstance(found, dict) else self._doubt({})

    def _filter(self, body: object) -> NamedFilter | None:
        if not isinstance(body, dict):
            return self._doubt(None)
        self._known(body, {"name", "words", "where", "order", "only"})
        name = self._text(body, "name")
        if not self._sure(bool(name)):
            return None
        where = tuple((key, plain(to)) for key, to in self._pairs(body, "where") if isinstance(to, str))
        order = tuple((key, to) for key, to in self._pairs(body, "order") if isinstance(to, bool))
        self._sure(len(where) + len(order) == len(self._list(body, "where")) + len(self._list(body, "order")))
        return NamedFilter(name, self._text(body, "words"), where, order, self._text(body, "only"))

    def _pairs(self, body: Mapping[str, object], key: str) -> Iterator[tuple[str, object]]:
        for pair in self._list(body, key):
            match pair:
                case [str(first), second]:
                    yield plain(first), second
                case _:
                    self.doubted = True

    def _keys(self, body: Mapping[str, object], key: str) -> tuple[str, ...]:
        found = self._list(body, key)
        keys = dict.fromkeys(plain(one) for one in found if isinstance(one, str))
        self._sure(len(keys) == len(found))
        return tuple(keys)

    def _list(self, body: Mapping[str, object], key: str) -> list[object]:
        found = body.get(key, [])
        return found if isinstance(found, list) else self._doubt([])

    def _text(self, body: Mapping[str, object], key: str) -> str:
        found = body.get(key, "")
        return plain(found) if isinstance(found, str) else self._doubt("")

    def _known(self, body: Mapping[str, object], keys: set[str]) -> None:
        self._sure(body.keys() <= keys)

    def _sure(self, sure: bool) -> bool:  # noqa: FBT001 - a judgement
        self.doubted = self.doubted or not sure
        return sure

    def _doubt(self, instead: Instead) -> Instead:
        self.doubted = True
        return instead
