"""The overview as it was last seen, so that a start can paint it before the database engine is loaded.

It is shown only while the ledger file is the very one it was read from: SQLite counts every change in the
file's header (offset 24: SQLite file format, section 1.3.6); a journal with content is a change under way.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any
from zlib import crc32

from qtrack.domain.due import Due, DueStanding, DueState
from qtrack.domain.overview import Digest, Entry, FloorLine, Overview, Part, TargetLine
from qtrack.domain.programme import Strength
from qtrack.domain.standing import Standing
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


def snapshot_key(ledger: Path, packs: Iterable[Path], told: Iterable[str]) -> dict[str, str]:
    """Give all an overview follows from: the ledger and the packs as they are, and what else is `told`."""
    return {
        "file": file_state(ledger),
        "packs": " ".join(map(_pack_state, packs)),
        "told": " ".join(told),
    }


def _pack_state(pack: Path) -> str:
    about = pack.stat()
    return f"{pack.stem}:{about.st_size}:{about.st_mtime_ns}"


def remember(path: Path, key: Mapping[str, str], overview: Overview) -> None:
    """Keep an overview under the key of all it follows from, and a sum that tells when it was damaged."""
    body = json.dumps(asdict(overview), ensure_ascii=False, default=_plain)
    head = json.dumps({"key": dict(key), "sum": crc32(body.encode())}, ensure_ascii=False)
    write_text_atomic(path, f"{head}\n{body}")


def recall(path: Path, key: Mapping[str, str]) -> Overview | None:
    """Give the overview kept under this very key; none when there is none or it cannot be read."""
    try:
        head, _, body = path.read_text(encoding="utf-8").partition("\n")
        if json.loads(head) != {"key": dict(key), "sum": crc32(body.encode())}:
            return None
        found = json.loads(body)
        return Overview(
            tuple(map(_part, found["parts"])),
            found["names"],
            tuple(map(_due, found["dues"])),
            tuple(Entry(**entry) for entry in found["recent"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _plain(value: object) -> str:
    """Give a value JSON has no form for as a text: a choice by its name, a day or an exact number as is."""
    return value.name if isinstance(value, Enum) else str(value)


def _part(part: dict[str, Any]) -> Part:
    return Part(
        part["programme"],
        tuple(TargetLine(one["name"], Standing(**one["own"])) for one in part["targets"]),
        tuple(map(_floor, part["floors"])),
        tuple(map(_digest, part["digests"])),
    )


def _floor(floor: dict[str, Any]) -> FloorLine:
    unmet = tuple((unit, words) for unit, words in floor["unmet"])
    return FloorLine(**{**floor, "strength": Strength[floor["strength"]], "unmet": unmet})


def _digest(digest: dict[str, Any]) -> Digest:
    return Digest(**{**digest, **{key: Decimal(digest[key]) for key in ("total", "done")}})


def _due(due: dict[str, Any]) -> DueStanding:
    days = {key: date.fromisoformat(due[key]) for key in ("printed_on", "due_on")}
    sent = date.fromisoformat(due["submitted_on"]) if due["submitted_on"] else None
    things = tuple(Due(*one) for one in due["deliverables"])
    said = {**due, **days, "state": DueState[due["state"]], "submitted_on": sent, "deliverables": things}
    return DueStanding(**said)
