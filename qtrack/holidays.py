"""Days a bureau adds to the calendar of workdays itself: a new year's holidays, or a local one."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from pathlib import Path

from qtrack.domain.workdays import Calendar


def load_calendar(path: Path) -> tuple[Calendar, str]:
    """Read `off = [2027-01-01, …]` and `work = [2027-01-24, …]`; a sentence says what could not be read."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Calendar(), ""
    except (OSError, ValueError, RecursionError):
        return Calendar(), f"节假日文件 {path.name} 无法读取，未采用；原文件未改动"
    special: dict[date, bool] = {}
    unread = sorted(set(table) - {"off", "work"})
    for key, worked in (("off", False), ("work", True)):
        days = table.get(key, [])
        if not isinstance(days, list) or not all(_is_day(day) for day in days):
            unread.append(key)
            continue
        special |= dict.fromkeys(days, worked)
    note = f"节假日文件 {path.name} 中 {'、'.join(unread)} 无法读取，未采用" if unread else ""
    return Calendar(special), note


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)
