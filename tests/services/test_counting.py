"""What counts and what does not, by the clauses of the notice."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest import copied
from hypothesis import given, settings
from hypothesis import strategies as st
from programme import (
    BUILT,
    HELPED,
    IN_USE,
    INTRODUCED,
    JIANGAN,
    JIANGHAN,
    LARGEST,
    PEOPLE,
    PROVINCE,
    QIAOKOU,
    RECOGNISED,
    SESSIONS,
    WUHAN,
    XIANTAO,
    ZHANGWAN,
)
from rows import DAY, put
from sqlalchemy.orm import Session

from qtrack.domain.programme import Count
from qtrack.ledgers import Project
from qtrack.ledgers.benchmark import BenchmarkStatus
from qtrack.ledgers.introduction import IntroductionStatus
from qtrack.ledgers.platform import PlatformStatus
from qtrack.ledgers.station import Stage
from qtrack.services.counting import tally, where_all
from qtrack.services.office import Office
from qtrack.store.store import Store

Look = Callable[..., Office]
Row = tuple[str, str, Mapping[str, object]]


def whole(store: Store, office: Office, count: Count, *rows: Row) -> int:
    """Keep rows and count them from the office's point of view."""

    def keep(session: Session) -> None:
        for key, unit, said in rows:
            needs = key in ("action", "introduction", "benchmark")
            firm = {"enterprise": put(session, office, "enterprise", unit)} if needs else {}
            put(session, office, key, unit, **(firm | dict(said)))

    store.run(keep)
    return store.read(tally, count, office).whole


def test_e_2_a_firm_counts_once_however_often_it_is_helped(store: Store, office: Look) -> None:
    def keep(session: Session) -> None:
        for actions in (3, 1):
            firm = put(session, office(), "enterprise")
            for _ in range(actions):
                put(session, office(), "action", enterprise=firm)

    store.run(keep)
    assert store.read(tally, HELPED, office()).whole == 2


def test_several_fields_tell_rows_apart_only_together(store: Store, office: Look) -> None:
    sessions = (("一班", "甲地"), ("一班", "乙地"), ("一班甲", "地"), ("一班", None), ("一班", "甲地"))

    def keep(session: Session) -> None:
        for number, (subject, place) in enumerate(sessions, 1):
            put(session, office(), "training", subject=subject, place=place, held_on=date(2022, 6, number))

    store.run(keep)
    apart = Count("training", "held_on", distinct="subject+place")
    assert store.read(tally, apart, office()).whole == 4
    assert store.read(tally, Count("training", "held_on", distinct="subject"), office()).whole == 2


def test_e_2_a_firm_helped_in_two_counties_counts_in_both_and_once_above(store: Store, office: Look) -> None:
    def keep(session: Session) -> None:
        firm = put(session, office(), "enterprise")
        put(session, office(), "action", JIANGAN, enterprise=firm)
        put(session, office(), "action", JIANGHAN, enterprise=firm)
        put(session, office(), "action", ZHANGWAN, enterprise=firm)

    store.run(keep)
    found = store.read(tally, HELPED, office())
    assert found.units == {JIANGAN: 1, JIANGHAN: 1, ZHANGWAN: 1}
    assert found.cities == {WUHAN: 1, "420300": 1}
    assert found.whole == 1


def test_e_3_sessions_and_people_add_up_and_the_largest_session_is_known(store: Store, office: Look) -> None:
    def keep(session: Session) -> None:
        for trainees in (28, 31):
            put(session, office(), "training", JIANGAN, trainees=trainees)
        put(session, office(), "training", XIANTAO, trainees=80)

    store.run(keep)
    sessions, people, largest = (store.read(tally, count, office()) for count in (SESSIONS, PEOPLE, LARGEST))
    assert (sessions.units[JIANGAN], people.units[JIANGAN], largest.units[JIANGAN]) == (2, 59, 31)
    assert (people.cities[WUHAN], people.cities[XIANTAO], people.whole, largest.whole) == (59, 80, 139, 80)


@pytest.mark.parametrize(
    ("status", "counts"),
    [
        (IntroductionStatus.TRAINED, 0),
        (IntroductionStatus.INTRODUCED, 1),
        (IntroductionStatus.RUNNING, 1),
        (IntroductionStatus.EFFECTIVE, 1),
    ],
)
def test_e_5_a_method_counts_once_it_is_introduced(
    store: Store, office: Look, status: IntroductionStatus, counts: int
) -> None:
    day = DAY if counts else None
    said = {"status": status, "introduced_on": day}
    assert whole(store, office(), INTRODUCED, ("introduction", JIANGAN, said)) == counts


@pytest.mark.parametrize("above_scale", [True, False])
def test_e_5_a_firm_counts_only_above_scale(store: Store, office: Look, *, above_scale: bool) -> None:
    def keep(session: Session) -> None:
        firm = put(session, office(), "enterprise", above_scale=above_scale)
        put(session, office(), "introduction", enterprise=firm)

    store.run(keep)
    assert store.read(tally, INTRODUCED, office()).whole == above_scale


def test_e_8_only_the_last_rung_of_the_ladder_counts(store: Store, office: Look) -> None:
    rungs: list[Row] = [
        ("benchmark", JIANGAN, {"status": status, "recognised_on": recognised_on})
        for status, recognised_on in (
            (BenchmarkStatus.RESERVE, None),
            (BenchmarkStatus.NURTURED, None),
            (BenchmarkStatus.BENCHMARK, date(2022, 10, 1)),
        )
    ]
    assert whole(store, office(), RECOGNISED, *rungs) == 1


def test_e_9_only_a_built_platform_counts(store: Store, office: Look) -> None:
    begun = {"status": PlatformStatus.BUILDING, "built_on": None}
    assert whole(store, office(), BUILT, ("platform", WUHAN, {}), ("platform", WUHAN, begun)) == 1


def test_e_10_a_station_that_is_built_does_not_count_before_it_is_in_use(store: Store, office: Look) -> None:
    built = {"stage": Stage.BUILT, "in_use_on": None}
    assert whole(store, office(), IN_USE, ("station", JIANGAN, built), ("station", JIANGHAN, {})) == 1


def test_e_10_the_stock_of_stations_includes_those_of_earlier_years(store: Store, office: Look) -> None:
    before = {"built_on": date(2020, 5, 1), "in_use_on": date(2020, 6, 1)}
    assert whole(store, office(), IN_USE, ("station", JIANGAN, before)) == 1


@pytest.mark.parametrize(
    ("held_on", "counts"),
    [
        (date(2021, 12, 31), 0),
        (date(2022, 1, 1), 1),
        (date(2022, 11, 1), 1),
        (date(2022, 11, 2), 0),
    ],
)
def test_rows_count_from_the_first_day_of_the_period_to_today(
    store: Store, office: Look, held_on: date, counts: int
) -> None:
    assert whole(store, office(), SESSIONS, ("training", JIANGAN, {"held_on": held_on})) == counts


@pytest.mark.parametrize(("held_on", "counts"), [(date(2022, 12, 31), 1), (date(2023, 1, 1), 0)])
def test_after_the_period_its_last_day_is_the_last_that_counts(
    store: Store, office: Look, held_on: date, counts: int
) -> None:
    later = office(today=date(2023, 4, 1))
    assert whole(store, later, SESSIONS, ("training", JIANGAN, {"held_on": held_on})) == counts
    stock = ("station", JIANGAN, {"built_on": held_on, "in_use_on": held_on})
    assert whole(store, later, IN_USE, stock) == counts


@pytest.mark.parametrize(
    ("unit", "counts"), [(PROVINCE, 3), (WUHAN, 1), (JIANGAN, 1), (JIANGHAN, 0), (XIANTAO, 1), ("420300", 1)]
)
def test_rows_outside_the_tree_do_not_count(store: Store, office: Look, unit: str, counts: int) -> None:
    def keep(session: Session) -> None:
        for place in (JIANGAN, ZHANGWAN, XIANTAO):
            put(session, office(), "training", place)

    store.run(keep)
    assert store.read(tally, SESSIONS, office(unit)).whole == counts


def test_a_year_is_asked_for_as_the_number_it_is_stored_as() -> None:
    (condition,) = where_all(Project, (("year", ("2022",)),))
    assert list(condition.compile().params.values()) == [[2022]]


HELP = st.lists(st.tuples(st.integers(0, 4), st.sampled_from((JIANGAN, JIANGHAN, QIAOKOU))), max_size=12)


@settings(max_examples=25, deadline=None)
@given(helped=HELP)
def test_e_2_a_city_counts_its_distinct_firms_and_never_more_than_its_counties_together(
    template: Path, office: Look, helped: list[tuple[int, str]]
) -> None:
    def keep(session: Session) -> None:
        firms = [put(session, office(), "enterprise") for _ in range(5)]
        for firm, unit in helped:
            put(session, office(), "action", unit, enterprise=firms[firm])

    with TemporaryDirectory() as folder, copied(template, Path(folder)) as store:
        store.run(keep)
        found = store.read(tally, HELPED, office(WUHAN))
    assert found.whole == found.cities.get(WUHAN, 0) == len({firm for firm, _ in helped})
    assert found.whole <= sum(found.units.values()) == len(set(helped))
