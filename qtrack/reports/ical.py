"""Whole-day events as an iCalendar file (RFC 5545) that phones and calendars take in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from qtrack import __version__
from qtrack.domain.text import plain
from qtrack.files import write_text_atomic

ALARM_HOUR = 9
"""An alarm rings at this hour of its day; at the start of a whole day it would ring at midnight."""

_LINE_OCTETS = 75
_BREAK = "\r\n"
_HOURS = 24
_ESCAPED = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"))


@dataclass(frozen=True, slots=True)
class Event:
    """One whole day; `key` is the same in every file about the same thing, `alarms` are days before."""

    key: str
    on: date
    title: str
    words: str = ""
    alarms: tuple[int, ...] = ()


def write_calendar(events: Sequence[Event], name: str, path: Path, *, written_at: datetime) -> Path:
    """Write a file of events, whole or not at all; give the path really written."""
    return write_text_atomic(path, calendar_text(events, name, written_at=written_at))


def calendar_text(events: Sequence[Event], name: str, *, written_at: datetime) -> str:
    """Give the text of a file of events as written at a moment with its time zone."""
    stamp = written_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//qtrack//qtrack {__version__}//ZH",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(name)}",
        *(line for event in events for line in _event(event, stamp)),
        "END:VCALENDAR",
    ]
    return "".join(folded(line) + _BREAK for line in lines)


def _event(event: Event, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(NAMESPACE_URL, f'qtrack:{event.key}')}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(plain(event.title))}"
    if event.words:
        yield f"DESCRIPTION:{escaped(event.words)}"
    yield "TRANSP:TRANSPARENT"
    for before in event.alarms:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{escaped(plain(event.title))}"
        yield f"TRIGGER:{_trigger(before)}"
        yield "END:VALARM"
    yield "END:VEVENT"


def _trigger(before: int) -> str:
    """Say when an alarm rings, counted from the start of the event's day."""
    days, hours = divmod(before * _HOURS - ALARM_HOUR, _HOURS)
    if before == 0:
        return f"PT{ALARM_HOUR}H"
    return f"-P{days}DT{hours}H" if days else f"-PT{hours}H"


def escaped(text: str) -> str:
    """Give a text as the value of a property (RFC 5545, 3.3.11); what is no text at all is left out."""
    text = plain(text, lines=True)
    for sign, written in _ESCAPED:
        text = text.replace(sign, written)
    return text


def folded(line: str) -> str:
    """Break a line after at most 75 octets, never inside a sign (RFC 5545, 3.1)."""
    parts, part = [], b""
    for sign in line:
        octets = sign.encode()
        if len(part) + len(octets) > _LINE_OCTETS:
            parts.append(part)
            part = b" "
        part += octets
    return _BREAK.join(one.decode() for one in (*parts, part))
