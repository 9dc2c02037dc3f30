"""Changing the document of a pack: every function gives a new one and leaves the old as it is.

A value that a person gives is confirmed by that; whatever else was shifted from another year stays 待核.
"""

from __future__ import annotations

import copy
from collections.abc import Container, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from qtrack.domain.problem import refuse
from qtrack.domain.text import same_words
from qtrack.domain.unreadable import UnreadableError
from qtrack.packs.paths import Document, NoPathError, place_of, step_of, value_at, walk
from qtrack.packs.quotes import is_copied
from qtrack.packs.shapes import shape_at, value_of

FIXED = frozenset({"id", "region", "format", "derived_from", "unconfirmed"})
"""Keys that say which pack it is; they are given once, when it is made."""


def set_text(document: Document, path: str, text: str, today: date) -> Document:
    """Put what a person wrote to a path; an empty text takes the value away. RefusedError says why not."""
    try:
        steps = place_of(document, path)
        if steps[0] in FIXED or steps[-1] == "id":
            raise refuse(f"“{path}”定了就不能改", path)
        value = value_of(shape_at(steps), text, today) if text.strip() else None
        changed = put(document, path, value)
    except (NoPathError, UnreadableError) as error:
        raise refuse(f"{path}：{error}", path) from None
    return _confirmed(changed, {path})


def put(document: Document, path: str, value: Any) -> Document:  # noqa: ANN401 - whatever TOML holds
    """Put a value to a path, or take it away with None; NoPathError where the path leads nowhere.

    What is another value than before is confirmed by it.
    """
    changed = copy.deepcopy(document)
    above, step = _above(changed, path)
    if value is None and isinstance(above, list):
        raise NoPathError("这一项不能留空，可整条删除")
    was = dict(walk(above.get(step) if isinstance(above, dict) else above[step], path))
    if value is None:
        above.pop(step, None)
    else:
        above[step] = copy.deepcopy(value)
    now = dict(walk(value, path))
    return _confirmed(changed, {each for each, old in was.items() if each not in now or now[each] != old})


def add(document: Document, path: str, entry: Mapping[str, Any]) -> Document:
    """Add an entry to a list, which is made when it is missing."""
    changed = copy.deepcopy(document)
    above, step = _above(changed, path)
    above.setdefault(step, []).append(copy.deepcopy(dict(entry)))
    return changed


def remove(document: Document, path: str) -> Document:
    """Take an entry out of its list, and its id from under the headings of the notice."""
    changed = copy.deepcopy(document)
    entries, at = _above(changed, path)
    order = [place for place in range(len(entries)) if place != at]
    gone = entries[at]
    _arrange(changed, path, entries, order)
    for section in changed.get("sections", []):
        section["items"] = [item for item in section.get("items", []) if item != gone.get("id")]
    if not entries:
        list_above, step = _above(changed, path.rpartition(".")[0])
        del list_above[step]
    return changed


def move(document: Document, path: str, by: int) -> Document:
    """Move an entry of a list up (-1) or down (1), as far as the list goes."""
    changed = copy.deepcopy(document)
    entries, at = _above(changed, path)
    order = list(range(len(entries)))
    order.insert(min(max(at + by, 0), len(entries) - 1), order.pop(at))
    _arrange(changed, path, entries, order)
    return changed


def unconfirmed_at(document: Document, path: str = "") -> tuple[str, ...]:
    """Give what nobody has confirmed yet at a path and below, everywhere for an empty one."""
    return tuple(each for each in document.get("unconfirmed", []) if not path or _is_below(each, path))


def confirm(document: Document, paths: Iterable[str]) -> Document:
    """Take what stands at these paths and below for the new year's; refuse where nothing can be.

    Words copied from a notice are left 待核 while the new one's text, in which they must stand, is not there.
    """
    found: set[str] = set()
    waiting, held_back = set(unconfirmed_at(document)), set(awaiting_notice(document))
    for path in paths:
        below = (path,) if path in waiting else unconfirmed_at(document, path)
        if not below:
            raise refuse(f"“{path}”没有待核的内容", path)
        found.update(below)
    if found and found <= held_back:
        raise refuse(held_words(document), next(iter(sorted(found))))
    return _confirmed(copy.deepcopy(document), found - held_back)


def awaiting_notice(document: Document) -> tuple[str, ...]:
    """Give what waits and cannot be confirmed: the old notice's text, and copied words not in the new one."""
    waiting = unconfirmed_at(document)
    inherits = "notice" in waiting
    text = same_words(str(document.get("notice", "")))

    def stands(value: object) -> bool:
        words = value if isinstance(value, list) else [value]
        return all(same_words(str(one)) in text for one in words)

    copied = [(path, value) for path, value in open_values(document) if is_copied(path)]
    held = {path for path, value in copied if inherits or (text and not stands(value))}
    return tuple(path for path in waiting if path in held or path == "notice")


def held_words(document: Document) -> str:
    """Say what must be done before what waits for the notice can be confirmed; nothing where nothing does."""
    held = awaiting_notice(document)
    if not held:
        return ""
    if "notice" in held:
        copied = f"，其中的标题等 {len(held) - 1} 处照原文才能确认" if len(held) > 1 else ""
        return f"还要换上新通知的原文{copied}"
    return f"{len(held)} 处照抄的文字在新通知原文里找不到，请照原文改"


def open_values(document: Document) -> tuple[tuple[str, Any], ...]:
    """Give every unconfirmed path with its value; one that leads nowhere any more is left out."""
    found = []
    for path in unconfirmed_at(document):
        with suppress(NoPathError):
            found.append((path, value_at(document, path)))
    return tuple(found)


def _above(document: Document, path: str) -> tuple[Any, Any]:
    """Give the table or list that holds what stands at a path, and its key or position there."""
    steps = place_of(document, path)
    here: Any = document
    for step in steps[:-1]:
        here = here[step]
    return here, steps[-1]


def _arrange(document: Document, path: str, entries: list[Any], order: Sequence[int]) -> None:
    """Put entries into another order, some left out; what waits for confirmation goes with them."""
    above = path.rpartition(".")[0]
    before = [step_of(entry, number) for number, entry in enumerate(entries, 1)]
    entries[:] = [entries[at] for at in order]
    now = [step_of(entry, number) for number, entry in enumerate(entries, 1)]
    moved = {f"{above}.{before[at]}": f"{above}.{step}" for at, step in zip(order, now, strict=True)}
    found = []
    for each in unconfirmed_at(document):
        held = next((old for old in moved if _is_below(each, old)), "")
        if held:
            found.append(moved[held] + each[len(held) :])
        elif not _is_below(each, above):
            found.append(each)
    _keep_open(document, found)


def _confirmed(document: Document, paths: Container[str]) -> Document:
    _keep_open(document, [each for each in unconfirmed_at(document) if each not in paths])
    return document


def _keep_open(document: Document, paths: Sequence[str]) -> None:
    document.pop("unconfirmed", None)
    if paths:
        document["unconfirmed"] = list(paths)


def _is_below(path: str, above: str) -> bool:
    return path == above or path.startswith(f"{above}.")
