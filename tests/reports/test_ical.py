"""Calendar files keep to RFC 5545, whatever a title holds."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.reports.ical import Event, calendar_text, escaped, folded, write_calendar

NOW = datetime(2023, 9, 1, 8, 30, tzinfo=timezone(timedelta(hours=8)))
DAY = date(2023, 12, 31)
HOSTILE = "总结;报送,\\n\r\nEND:VEVENT\nBEGIN:VEVENT\x00\u202e"


def unfolded(text: str) -> list[str]:
    """Read lines as RFC 5545 says, 3.1."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def meant(value: str) -> str:
    """Read a text value as RFC 5545 says, 3.3.11."""
    found, rest = "", iter(value)
    for sign in rest:
        if sign == "\\":
            after = next(rest)
            found += "\n" if after in "nN" else after
        else:
            assert sign not in ",;"
            found += sign
    return found


def written(*events: Event) -> list[str]:
    return unfolded(calendar_text(events, "示例局时限", written_at=NOW))


def test_an_event_is_a_whole_day_with_its_alarms() -> None:
    lines = written(Event("p/report:430100", DAY, "总结", "出处：四", (30, 1, 0)))
    assert lines[:4] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        lines[2],
        "CALSCALE:GREGORIAN",
    ]
    assert lines[2].startswith("PRODID:")
    assert "DTSTART;VALUE=DATE:20231231" in lines
    assert "DTEND;VALUE=DATE:20240101" in lines
    assert "DTSTAMP:20230901T003000Z" in lines
    assert "SUMMARY:总结" in lines
    # Nine in the morning, so many days before the day begins.
    assert [line for line in lines if line.startswith("TRIGGER")] == [
        "TRIGGER:-P29DT15H",
        "TRIGGER:-PT15H",
        "TRIGGER:PT9H",
    ]
    assert lines.count("BEGIN:VALARM") == lines.count("END:VALARM") == lines.count("ACTION:DISPLAY") == 3
    assert lines[-1] == "END:VCALENDAR"


def test_the_same_thing_has_the_same_uid_in_every_file_and_other_things_another() -> None:
    def uid(key: str, day: date, title: str) -> str:
        return next(line for line in written(Event(key, day, title)) if line.startswith("UID:"))

    assert uid("p/report", DAY, "总结") == uid("p/report", date(2024, 1, 15), "另一个题名")
    assert uid("p/report", DAY, "总结") != uid("p/plan", DAY, "总结")


def test_a_hostile_title_stays_the_text_of_one_event() -> None:
    lines = written(Event("p/report", DAY, HOSTILE, HOSTILE))
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1
    summary = next(line for line in lines if line.startswith("SUMMARY:"))
    assert meant(summary.removeprefix("SUMMARY:")).replace(" ", "") == "总结;报送,\\nEND:VEVENTBEGIN:VEVENT"
    assert "\x00" not in "".join(lines)


@given(st.text(max_size=200))
def test_any_text_comes_back_and_no_line_is_too_long(text: str) -> None:
    line = f"SUMMARY:{escaped(text)}"
    text_lines = folded(line).split("\r\n")
    assert all(len(part.encode()) <= 75 for part in text_lines)
    assert all(part.startswith(" ") for part in text_lines[1:])
    assert text_lines[0] + "".join(part[1:] for part in text_lines[1:]) == line
    assert "\n" not in line
    assert meant(escaped(meant(escaped(text)))) == meant(escaped(text))


def test_the_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "时限.ics"
    assert write_calendar([Event("k", DAY, "总结")], "示例", path, written_at=NOW) == path
    before = path.read_bytes()
    assert before.startswith(b"BEGIN:VCALENDAR\r\n")
    # A lone surrogate cannot be written as UTF-8; `plain` lets none through, so the stamp fails instead.
    with pytest.raises(AttributeError):
        write_calendar([], "示例", path, written_at=None)  # type: ignore[arg-type]
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["时限.ics"]


def test_the_moment_is_told_in_universal_time() -> None:
    assert "DTSTAMP:20230901T003000Z" in calendar_text(
        [Event("k", DAY, "总结")], "示例", written_at=NOW.astimezone(UTC)
    )
