"""The stages an assessment goes through at a unit, from 目标备案 to 通报."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class StageStanding:
    """One stage an assessment goes through, with what a unit keyed of it; `key` is what rows carry."""

    key: str
    words: str
    uid: str = ""
    planned_on: date | None = None
    done_on: date | None = None
    contact: str = ""
    phone: str = ""
    note: str = ""
