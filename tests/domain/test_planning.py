"""Workdays left, reminders and working dates of a bureau's own are reckoned and always say so."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.domain.due import DueStanding, DueState
from qtrack.domain.planning import Planned, Planning, leads_of, plan, reminders_of, working_words
from qtrack.domain.problem import RefusedError
from qtrack.domain.region import Level
from qtrack.domain.workdays import Calendar

DUE = date(2023, 10, 16)  # a Monday; 国庆节 of 2023 is 9-29 to 10-6, 10-7 and 10-8 are worked
DAYS = st.dates(date(2010, 1, 1), date(2045, 12, 31))


def planned(
    today: date = date(2023, 9, 25),
    state: DueState = DueState.OPEN,
    planning: Planning | None = None,
    level: Level | None = Level.CITY,
    printed: tuple[int, ...] = (),
) -> Planned:
    due = DueStanding("report", "示例总结", DUE, DUE, (DUE - today).days, state, programme="p")
    return plan(due, today, planning or Planning(), printed=printed, level=level)


def test_working_dates_go_back_over_holidays_and_worked_weekends() -> None:
    city, county = planned().working
    # Before 10-16: 10-13, 12, 11, 10, 9 are five workdays; before 10-09: 10-08, 10-07, 9-28, 9-27, 9-26.
    assert (city.level, city.on) == (Level.CITY, date(2023, 10, 9))
    assert (county.level, county.on) == (Level.COUNTY, date(2023, 9, 26))


@pytest.mark.parametrize(
    ("level", "levels"),
    [
        (Level.PROVINCE, [Level.CITY, Level.COUNTY]),
        (Level.CITY, [Level.CITY, Level.COUNTY]),
        (Level.DIRECT, [Level.DIRECT]),
        (Level.COUNTY, [Level.COUNTY]),
        (None, []),
    ],
)
def test_a_unit_sees_its_own_working_date_and_those_below(level: Level | None, levels: list[Level]) -> None:
    assert [day.level for day in planned(level=level).working] == levels


def test_a_working_date_says_that_it_is_reckoned_or_the_bureaus_own() -> None:
    assert working_words(planned().working) == "市州 10-09，县区 09-26（推算）"
    own = planned(planning=Planning(leads=(1, 0)))
    assert working_words(own.working) == "市州 10-13，县区 10-13（本单位自定）"
    assert working_words(planned(level=None).working) == ""


def test_a_year_without_announced_holidays_is_told_apart() -> None:
    far = DueStanding("r", "示例", date(2060, 5, 10), date(2060, 5, 10), 1, DueState.OPEN)
    found = plan(far, date(2060, 5, 9), Planning(), printed=(), level=Level.COUNTY)
    assert found.reckoned
    assert found.workdays_words == "还剩 1 个工作日（推算）"
    assert found.working[0].label == "推算，节假日未公布"
    told = Planning(Calendar({date(2060, 5, 1): False}))
    assert not plan(far, date(2060, 5, 9), told, printed=(), level=None).reckoned


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2023, 10, 13), "还剩 1 个工作日"),  # Friday: the weekend between is free
        (date(2023, 9, 28), "还剩 8 个工作日"),
        (DUE, "还剩 0 个工作日"),
        (date(2023, 10, 21), "已过 4 个工作日"),  # Saturday: Tuesday to Friday went by
    ],
)
def test_workdays_are_counted_after_today_up_to_the_day(today: date, words: str) -> None:
    assert planned(today).workdays_words == words


def test_the_bureau_is_reminded_as_it_says_else_as_the_notice_says_else_as_we_do() -> None:
    assert [before for _, before in planned().remind_on] == [30, 14, 7, 3, 1]
    assert [before for _, before in planned(printed=(10, 20)).remind_on] == [20, 10]
    own = planned(printed=(10,), planning=Planning(reminders=(5, 2)))
    assert own.remind_on == ((date(2023, 10, 11), 5), (date(2023, 10, 14), 2))


def test_a_reminder_is_told_on_its_day_and_then_again_when_the_day_is_close() -> None:
    fortnight = DUE - timedelta(days=14)
    before, on, after = (planned(fortnight + timedelta(days=days)) for days in (-1, 0, 1))
    assert [
        one.reminds(fortnight + timedelta(days=days)) for days, one in ((-1, before), (0, on), (1, after))
    ] == [
        False,
        True,
        False,
    ]
    assert (before.reminder(fortnight - timedelta(days=1)), on.reminder(fortnight)) == (30, 14)
    assert after.next_reminder(fortnight + timedelta(days=1)) == (DUE - timedelta(days=7), 7)
    assert planned(DUE, DueState.OVERDUE).reminds(DUE)


@pytest.mark.parametrize("state", [DueState.DONE, DueState.LATE, DueState.OVERDUE, DueState.PASSED])
def test_nothing_reminds_of_what_is_sent_or_over(state: DueState) -> None:
    assert planned(state=state).remind_on == ()


def test_a_county_is_reminded_of_its_own_working_date() -> None:
    found = planned(state=DueState.ABOVE, level=Level.COUNTY)
    assert found.remind_on[-1] == (date(2023, 9, 25), 1)
    assert planned(state=DueState.ABOVE, level=None).remind_on == ()


@given(DAYS, st.integers(0, 20), st.integers(0, 20))
def test_no_working_date_lies_after_the_one_above_it(day: date, city: int, county: int) -> None:
    planning = Planning(leads=(city, county))
    above, below = planning.working_days(day, Level.CITY)
    assert below.on <= above.on <= day
    assert planning.calendar.count(above.on, day - timedelta(days=1)) == city
    assert planning.calendar.count(below.on, above.on - timedelta(days=1)) == county


@given(DAYS, st.integers(0, 90))
def test_workdays_left_turn_around_with_the_days(one: date, days: int) -> None:
    planning, other = Planning(), one + timedelta(days=days)
    assert planning.workdays_left(one, other) == -planning.workdays_left(other, one)


@pytest.mark.parametrize(
    ("text", "days"), [("30、14 7", (30, 14, 7)), ("１，３；1", (3, 1)), ("", ()), ("0", (0,))]
)
def test_days_are_read_as_people_type_them(text: str, days: tuple[int, ...]) -> None:
    assert reminders_of(text) == days


@pytest.mark.parametrize("text", ["三天", "-1", "366", "1.5", "99999", " ".join(map(str, range(11)))])
def test_reminders_that_cannot_be_meant_are_refused(text: str) -> None:
    with pytest.raises(RefusedError):
        reminders_of(text)


def test_leads_are_two_numbers_of_workdays() -> None:
    assert leads_of("5 3") == (5, 3)
    assert leads_of("  ") == ()
    for text in ("5", "5 3 1", "61 1", "五 三"):
        with pytest.raises(RefusedError):
            leads_of(text)
