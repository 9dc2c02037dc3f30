"""Workdays follow the announced holidays; years nobody announced are told apart."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.domain.workdays import Calendar
from qtrack.holidays import load_calendar

KNOWN = Calendar()
DAYS = st.dates(date(2004, 2, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 3, 25), True),  # a Wednesday
        (date(2026, 3, 28), False),  # a Saturday
        (date(2022, 10, 4), False),  # a Tuesday of 国庆节
        (date(2022, 10, 8), True),  # a Saturday worked in its place
        (date(2026, 10, 1), False),
    ],
)
def test_holidays_and_worked_weekends_are_known(day: date, *, worked: bool) -> None:
    assert KNOWN.is_workday(day) is worked


def test_a_day_that_is_not_worked_gives_the_nearest_workday_before() -> None:
    assert KNOWN.latest_workday(date(2026, 10, 3)) == date(2026, 9, 30)
    assert KNOWN.latest_workday(date(2026, 3, 25)) == date(2026, 3, 25)
    assert KNOWN.back(date(2022, 10, 8), 1) == date(2022, 9, 30)
    assert KNOWN.back(date(2022, 10, 8), 0) == date(2022, 10, 8)


def test_a_year_nobody_announced_is_reckoned_by_weekends() -> None:
    assert not KNOWN.reckons(2026)
    assert KNOWN.reckons(2055)
    assert KNOWN.is_workday(date(2055, 10, 1))  # a Friday; nobody has said that it is free
    told = Calendar({date(2055, 10, 1): False})
    assert not told.reckons(2055)
    assert not told.is_workday(date(2055, 10, 1))


@given(DAYS, st.integers(0, 40))
def test_counting_and_going_back_agree(day: date, workdays: int) -> None:
    before = KNOWN.back(day, workdays)
    assert KNOWN.count(before, day - timedelta(days=1)) == workdays
    assert workdays == 0 or KNOWN.is_workday(before)


@given(DAYS)
def test_the_latest_workday_is_worked_and_none_lies_after_it(day: date) -> None:
    latest = KNOWN.latest_workday(day)
    assert KNOWN.is_workday(latest)
    assert KNOWN.count(latest, day) == 1


def test_a_bureaus_own_days_stand_over_the_library(tmp_path: Path) -> None:
    path = tmp_path / "holidays.toml"
    assert load_calendar(path) == (Calendar(), "")
    path.write_text("off = [2026-03-25]\nwork = [2026-03-28]\n", encoding="utf-8")
    calendar, note = load_calendar(path)
    assert note == ""
    assert not calendar.is_workday(date(2026, 3, 25))
    assert calendar.is_workday(date(2026, 3, 28))


@pytest.mark.parametrize("text", ["off = [", "off = ['2026']", "off = [2026-03-25T00:00:00]", "[" * 2000])
def test_a_file_that_cannot_be_read_is_told_and_left_out(tmp_path: Path, text: str) -> None:
    path = tmp_path / "holidays.toml"
    path.write_text(text, encoding="utf-8")
    calendar, note = load_calendar(path)
    assert calendar == Calendar()
    assert "无法读取" in note
