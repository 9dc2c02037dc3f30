"""A yearly deadline comes again on its day each year of a programme, and says that it was reckoned."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from qtrack.domain.deadline import Deadline
from qtrack.domain.listed import listed
from qtrack.domain.programme import Programme
from qtrack.domain.terms import Each, Source

YEARLY = Deadline(
    "report",
    "年度报告",
    date(2021, 11, 30),
    Source("四", "示例"),
    (Each.CITY,),
    yearly=True,
    reading="含当天",
)
PROGRAMME = Programme(
    id="p",
    name="示例",
    short="示例",
    title="示例",
    issuer="示例局",
    addressees="",
    region="hunan",
    starts_on=date(2021, 1, 1),
    ends_on=date(2023, 6, 30),
    deadlines=(YEARLY,),
)


def test_it_comes_again_until_the_programme_ends() -> None:
    found = PROGRAMME.occasions
    assert [(one.id, one.title, one.due_on) for one in found] == [
        ("report", "年度报告（2021年）", date(2021, 11, 30)),
        ("report-2022", "年度报告（2022年）", date(2022, 11, 30)),
    ]
    assert [one.reading for one in found] == ["含当天", "每年一次，由 2021-11-30 逐年推算"]
    assert PROGRAMME.deadline("report-2022") == found[1]
    assert [one.id for one in listed(PROGRAMME, "deadlines")] == ["report", "report-2022"]
    assert PROGRAMME.deadlines == (YEARLY,)


def test_a_deadline_that_does_not_recur_comes_once_under_its_own_title() -> None:
    once = replace(YEARLY, yearly=False)
    assert replace(PROGRAMME, deadlines=(once,)).occasions == (once,)


def test_the_last_of_february_stands_for_a_29th() -> None:
    leap = replace(YEARLY, due_on=date(2020, 2, 29))
    assert [one.due_on for one in leap.until(date(2024, 3, 1))] == [
        date(2020, 2, 29),
        date(2021, 2, 28),
        date(2022, 2, 28),
        date(2023, 2, 28),
        date(2024, 2, 29),
    ]


@given(st.dates(date(2000, 1, 1), date(2060, 12, 31)), st.integers(0, 15))
def test_there_is_one_a_year_and_none_after_the_end_but_the_printed_one(day: date, years: int) -> None:
    end = date(day.year + years, 6, 30)
    found = list(replace(YEARLY, due_on=day).until(end))
    assert found[0].due_on == day
    assert [one.due_on.year for one in found] == list(range(day.year, day.year + len(found)))
    assert all(one.due_on <= end for one in found[1:])
    assert len({one.id for one in found}) == len(found)
