"""The overview as it was last seen, so that a start can paint it before the database engine is loaded.

It is shown only while the ledger file is the very one it was read from: SQLite counts every change in the
file's header (offset 24: SQLite file format, section 1.3.6); a journal with content is a change under way.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from qtrack.domain.due import Due, DueStanding, DueState
from qtrack.domain.overview import Entry, Overview, TargetStandings
from qtrack.domain.programme import Programme
from qtrack.domain.standing import FloorCount, FloorStanding, Standing
from qtrack.files import write_text_atomic

_HEADER = 28


def file_state(ledger: Path) -> str:
    """Give what changes whenever the ledger file does; an empty text where that cannot be told."""
    journal = ledger.with_name(f"{ledger.name}-journal")
    try:
        if journal.exists() and journal.stat().st_size:
            return ""
        with ledger.open("rb") as file:
            header = file.read(_HEADER)
        return f"{ledger.stat().st_size}:{header[24:].hex()}" if len(header) == _HEADER else ""
    except OSError:
        return ""


def snapshot_key(ledger: Path, pack: Path, told: Iterable[str]) -> dict[str, str]:
    """Give all an overview follows from: the two files as they are, and what else is `told`."""
    about = pack.stat()
    return {
        "file": file_state(ledger),
        "pack": f"{pack.stem}:{about.st_size}:{about.st_mtime_ns}",
        "told": " ".join(told),
    }


def remember(path: Path, key: Mapping[str, str], overview: Overview) -> None:
    """Keep an overview under the key of all it follows from."""
    body = {
        "targets": [
            {"own": asdict(one.own), "children": [asdict(child) for child in one.children]}
            for one in overview.targets
        ],
        "floors": {floor: [asdict(unit) for unit in units] for floor, units in overview.floors.items()},
        "dues": [asdict(due) | {"state": due.state.name} for due in overview.dues],
        "recent": [asdict(entry) for entry in overview.recent],
    }
    write_text_atomic(path, json.dumps({"key": dict(key), **body}, ensure_ascii=False, default=str))


def recall(path: Path, key: Mapping[str, str], programme: Programme) -> Overview | None:
    """Give the overview kept under this very key; none when there is none or it cannot be read."""
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
        if body["key"] != dict(key):
            return None
        return Overview(
            tuple(_target(one, programme) for one in body["targets"]),
            {floor: tuple(_floor(unit) for unit in units) for floor, units in body["floors"].items()},
            tuple(_due(due) for due in body["dues"]),
            tuple(Entry(**entry) for entry in body["recent"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _target(one: dict[str, Any], programme: Programme) -> TargetStandings:
    own = Standing(**one["own"])
    children = tuple(Standing(**child) for child in one["children"])
    return TargetStandings(programme.target(own.target), own, children)


def _floor(unit: dict[str, Any]) -> FloorStanding:
    return FloorStanding(unit["floor"], unit["unit"], tuple(FloorCount(**count) for count in unit["results"]))


def _due(due: dict[str, Any]) -> DueStanding:
    days = {key: date.fromisoformat(due[key]) for key in ("printed_on", "due_on")}
    sent = date.fromisoformat(due["submitted_on"]) if due["submitted_on"] else None
    things = tuple(Due(*one) for one in due["deliverables"])
    said = {**due, **days, "state": DueState[due["state"]], "submitted_on": sent, "deliverables": things}
    return DueStanding(**said)
