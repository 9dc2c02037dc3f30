"""Days that go on as they began."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.domain.problem import RefusedError
from qtrack.domain.series import series


def days(*texts: str) -> tuple[date, ...]:
    """Give the days of these texts."""
    return tuple(map(date.fromisoformat, texts))


@pytest.mark.parametrize(
    ("given_days", "all_days"),
    [
        (days("2022-03-30"), days("2022-03-30", "2022-03-31", "2022-04-01")),
        (days("2022-03-01", "2022-03-08"), days("2022-03-01", "2022-03-08", "2022-03-15", "2022-03-22")),
        (days("2022-03-08", "2022-03-01"), days("2022-03-08", "2022-03-01", "2022-02-22")),
        (days("2022-03-08", "2022-03-08"), days("2022-03-08", "2022-03-08", "2022-03-08")),
        (days("2022-01-15", "2022-02-15"), days("2022-01-15", "2022-02-15", "2022-03-15", "2022-04-15")),
        (days("2022-01-31", "2022-02-28"), days("2022-01-31", "2022-02-28", "2022-03-31", "2022-04-30")),
        (days("2022-02-28", "2022-03-31"), days("2022-02-28", "2022-03-31", "2022-04-30")),
        (days("2022-03-31", "2022-06-30"), days("2022-03-31", "2022-06-30", "2022-09-30", "2022-12-31")),
        (days("2022-01-30", "2022-02-28"), days("2022-01-30", "2022-02-28", "2022-03-30")),
        (days("2022-02-28", "2022-03-28"), days("2022-02-28", "2022-03-28", "2022-04-28")),
        (days("2022-03-31", "2022-02-28"), days("2022-03-31", "2022-02-28", "2022-01-31", "2021-12-31")),
        (
            days("2020-02-29", "2021-02-28"),
            days("2020-02-29", "2021-02-28", "2022-02-28", "2023-02-28", "2024-02-29"),
        ),
        (days("2022-11-25", "2022-12-25"), days("2022-11-25", "2022-12-25", "2023-01-25")),
    ],
)
def test_a_series_goes_on_in_its_step(given_days: tuple[date, ...], all_days: tuple[date, ...]) -> None:
    assert series(given_days, len(all_days)) == all_days


def test_a_series_is_as_long_as_asked() -> None:
    assert series(days("2022-03-01", "2022-03-08"), 1) == days("2022-03-01")
    assert series(days("2022-03-01"), 0) == ()


@pytest.mark.parametrize(
    ("beginning", "length"),
    [
        (days("2099-12-31"), 2),
        (days("2099-11-30", "2099-12-31"), 3),
        (days("1949-02-01", "1949-01-01"), 3),
        (days("2022-01-31", "2022-02-28"), 1_000_000),
        (days("2022-02-28", "2022-01-31"), 1_000_000),
        (days("2022-01-01", "2022-03-05"), 1_000_000),
    ],
)
def test_a_series_beyond_the_years_of_a_day_is_refused(beginning: tuple[date, ...], length: int) -> None:
    with pytest.raises(RefusedError, match="1949 至 2099 年之外，请少选几行"):
        series(beginning, length)


@pytest.mark.parametrize("count", [0, 3])
def test_one_or_two_days_begin_a_series(count: int) -> None:
    with pytest.raises(ValueError, match="one or two"):
        series([date(2022, 3, 1)] * count, 5)


DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))


@given(DAYS, DAYS, st.integers(2, 12))
def test_a_series_begins_with_what_was_given_and_runs_one_way(first: date, second: date, length: int) -> None:
    try:
        going = series((first, second), length)
    except RefusedError:
        return
    assert going[:2] == (first, second)
    assert len(going) == length
    assert list(going) == sorted(going, reverse=second < first)


@given(DAYS, st.integers(1, 400))
def test_one_day_goes_on_day_by_day(first: date, length: int) -> None:
    assert series([first], length) == tuple(first + timedelta(days=place) for place in range(length))
