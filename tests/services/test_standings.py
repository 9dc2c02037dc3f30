"""Standings of targets and floors from every unit's point of view."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from programme import JIANGAN, JIANGHAN, PROVINCE, WUHAN, XIANTAO
from rows import put
from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

from qtrack.domain.standing import Verdict
from qtrack.ledgers.station import Stage
from qtrack.services.dues import due_standings
from qtrack.services.office import Office
from qtrack.services.standings import floor_standings, target_standings
from qtrack.store.store import Store

Look = Callable[..., Office]


@contextmanager
def told() -> Iterator[list[str]]:
    """Gather the statements sent to any database."""
    said: list[str] = []

    def note(_connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def met(store: Store, office: Office, floor: str) -> dict[str, bool]:
    """Say of each unit whether it meets a floor."""
    return {standing.unit: standing.met for standing in store.read(floor_standings, office)[floor]}


def test_as_many_statements_are_sent_for_a_county_as_for_the_province(store: Store, office: Look) -> None:
    def overview(session: Session, look: Office) -> None:
        target_standings(session, look)
        floor_standings(session, look)
        due_standings(session, look)

    sent = []
    for unit in (PROVINCE, WUHAN, XIANTAO, JIANGAN):
        with told() as statements:
            store.read(overview, office(unit))
        sent.append(len(statements))
    assert len(set(sent)) == 1
    assert sent[0] < 50


@pytest.mark.parametrize(("unit", "children"), [(PROVINCE, 17), (WUHAN, 13), (XIANTAO, 0), (JIANGAN, 0)])
def test_a_unit_sees_itself_and_those_directly_below(
    store: Store, office: Look, unit: str, children: int
) -> None:
    for standings in store.read(target_standings, office(unit)):
        assert standings.own.unit == unit
        assert len(standings.children) == children


def test_e_1_printed_quotas_are_the_numbers_of_their_units(store: Store, office: Look) -> None:
    numbers = {t.target.id: t for t in store.read(target_standings, office())}
    assert [numbers[tier].own.number for tier in ("wan", "qian", "bai", "shi")] == [10000, 1000, 100, 10]
    wuhan = next(child for child in numbers["wan"].children if child.unit == WUHAN)
    assert wuhan.number == 3000
    assert {child.number for child in numbers["shi"].children} == {None}
    county = store.read(target_standings, office(JIANGAN))[0].own
    assert (county.number, county.rate, county.verdict) == (None, None, Verdict.OPEN)


def test_children_show_what_they_have_done(store: Store, office: Look) -> None:
    def keep(session: Session) -> None:
        firm = put(session, office(), "enterprise")
        for unit in (JIANGAN, JIANGHAN, XIANTAO):
            put(session, office(), "action", unit, enterprise=firm)

    store.run(keep)
    province, city = (store.read(target_standings, office(unit))[0] for unit in (PROVINCE, WUHAN))
    assert (province.own.done, city.own.done) == (1, 1)
    assert {child.unit: child.done for child in province.children if child.done} == {WUHAN: 1, XIANTAO: 1}
    assert {child.unit: child.done for child in city.children if child.done} == {JIANGAN: 1, JIANGHAN: 1}


@pytest.mark.parametrize(
    ("trainees", "is_met", "words"),
    [
        ((), False, "0次 0人"),
        ((49,), False, "1次 49人"),
        ((50,), True, "1次 50人"),
        ((28, 22), True, "2次 50人"),
    ],
)
def test_e_3_a_county_needs_a_session_and_fifty_people_added_up(
    store: Store, office: Look, trainees: tuple[int, ...], *, is_met: bool, words: str
) -> None:
    for number in trainees:
        store.run(put, office(), "training", JIANGAN, trainees=number)
    store.run(put, office(), "training", WUHAN, trainees=500)
    (standing,) = store.read(floor_standings, office(JIANGAN))["training"]
    assert (standing.met, standing.words) == (is_met, words)
    largest = standing.results[-1]
    assert (largest.count, largest.at_least) == (max(trainees, default=0), None)


def test_e_10_a_county_needs_a_station_in_use(store: Store, office: Look) -> None:
    store.run(put, office(), "station", JIANGAN, stage=Stage.BUILT, in_use_on=None)
    store.run(put, office(), "station", JIANGHAN)
    floor = met(store, office(WUHAN), "station")
    assert (floor[JIANGAN], floor[JIANGHAN], len(floor)) == (False, True, 13)


def test_a_unit_the_province_governs_owes_the_floors_of_a_county(store: Store, office: Look) -> None:
    store.run(put, office(), "training", XIANTAO)
    assert met(store, office(XIANTAO), "training") == {XIANTAO: True}
    floor = met(store, office(), "training")
    assert (len(floor), sum(floor.values())) == (103, 1)
    assert WUHAN not in floor


def test_pace_is_the_share_of_the_period_gone_and_ends_with_it(store: Store, office: Look) -> None:
    def pace(today: date) -> tuple[float | None, float]:
        own = store.read(target_standings, office(today=today))[0].own
        return own.pace, own.weeks_left

    assert pace(date(2022, 12, 31)) == (1.0, 1 / 7)
    assert pace(date(2021, 12, 31))[0] == 0.0
    assert pace(date(2022, 1, 1))[0] == 1 / 365
    assert pace(date(2023, 1, 1)) == (1.0, 0.0)
