"""A bureau reads doubtful words its own way: kept with its settings, and in everything that is counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from assessed import put
from hunan import ASSESSMENT, CHANGSHA
from rows import put as put_row

from qtrack.domain.problem import RefusedError
from qtrack.places import Places
from qtrack.services.assessment import assessment
from qtrack.services.collection import collection
from qtrack.services.standings import floor_standings
from qtrack.wiring import Desk

HUBEI, JIANGAN = "hubei-2022", "420102"
PEOPLE = f"{HUBEI}/training-people"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Give a desk nobody has settled yet."""
    made = Desk(Places(tmp_path), {"QTRACK_TODAY": "2023-07-05"})
    yield made
    made.close()


def test_a4_the_bonus_follows_the_reading_and_the_result_names_it(desk: Desk) -> None:
    office = desk.settle(ASSESSMENT, CHANGSHA)
    for number, amount in enumerate(("0.5", "0.2", "0.2")):
        put(desk.store, office, "extra_score", extra="incentive", amount=amount, subject=f"示例{number}")

    def bonus() -> tuple[Decimal, Decimal | None, tuple[str, ...]]:
        found = desk.store.read(assessment, desk.office).extras[0]
        return found.amount, found.most, found.readings

    once = ("可以累加（样例，待省质强办定）", "不论几个县，0.2分只加一次")
    assert bonus() == (Decimal("0.7"), Decimal("1.7"), once)
    desk.read_by(f"{ASSESSMENT}/bonus-counties", "each")
    assert bonus() == (Decimal("0.9"), None, (once[0], "每个受表彰的县加0.2分"))
    desk.read_by(f"{ASSESSMENT}/bonus-adds", "highest")
    assert bonus()[:2] == (Decimal("0.5"), Decimal(1))
    desk.read_by(f"{ASSESSMENT}/bonus-adds", "")
    desk.read_by(f"{ASSESSMENT}/bonus-counties", "")
    assert bonus() == (Decimal("0.7"), Decimal("1.7"), once)


def test_e3_two_small_sessions_meet_the_floor_only_when_they_are_summed(tmp_path: Path) -> None:
    desk = Desk(Places(tmp_path), {"QTRACK_TODAY": "2022-10-18"})
    office = desk.settle(HUBEI, JIANGAN)
    for day, people in ((1, 30), (2, 25)):
        held_on = date(2022, 6, day)
        desk.store.run(partial(put_row, office=office, key="training", held_on=held_on, trainees=people))

    def met() -> bool:
        (found,) = desk.store.read(floor_standings, desk.office)["training-per-county"]
        return found.met

    assert met()
    before = desk.overview(desk.office)
    desk.read_by(PEOPLE, "largest")
    assert desk.last_overview(desk.office) is None
    assert not met()
    assert desk.overview(desk.office).parts != before.parts
    desk.close()
    again = Desk(Places(tmp_path), {"QTRACK_TODAY": "2022-10-18"})
    assert again.settings.readings == {PEOPLE: "largest"}
    assert again.office.programme.floor("training-per-county").tests[1].count.largest == "trainees"
    again.close()


def test_a16_the_year_assessed_may_run_from_july_to_june(desk: Desk) -> None:
    office = desk.settle(ASSESSMENT, CHANGSHA)
    for day, amount in ((date(2022, 8, 1), "1"), (date(2023, 2, 1), "0.5")):
        put(desk.store, office, "incident", name=f"示例{amount}", happened_on=day, deduction=amount)

    def taken_off() -> tuple[Decimal, int]:
        year = desk.store.read(collection, desk.office).year
        return desk.store.read(assessment, desk.office).deduction, year

    assert taken_off() == (Decimal("-0.5"), 2023)
    desk.read_by(f"{ASSESSMENT}/assessed-year", "july-to-june")
    assert taken_off() == (Decimal("-1.5"), 2023)
    assert "本单位选定" in desk.office.programme.period_note


def test_ways_that_do_not_go_together_are_refused_and_the_bureau_goes_on_as_before(desk: Desk) -> None:
    desk.settle(HUBEI, JIANGAN)
    known = {"title": "示例通知", "short": "示例", "issuer": "示例局"}
    days = {"starts_on": date(2022, 1, 1), "ends_on": date(2022, 12, 31)}
    document = desk.packs.new("hubei-own", desk.office.programme.region, known | days) | {
        "readings": {"何时起？": "一月", "何时止？": "十二月"},
        "alternatives": [
            {"id": "begin", "question": "何时起？", "ways": [way("late", starts_on="2022-10-01")]},
            {"id": "end", "question": "何时止？", "ways": [way("early", ends_on="2022-09-30")]},
        ],
    }
    desk.packs.make(document)
    desk.choose("hubei-own")
    desk.read_by("hubei-own/begin", "late")
    with pytest.raises(RefusedError, match="早于开始日期 2022-10-01"):
        desk.read_by("hubei-own/end", "early")
    assert desk.settings.readings == {"hubei-own/begin": "late"}
    again = Desk(desk.places, {"QTRACK_TODAY": "2023-07-05"})
    assert again.office.programme.starts_on == date(2022, 10, 1)
    again.close()


def way(name: str, **sets: str) -> dict[str, object]:
    """Give a way to read as a pack holds it."""
    return {"id": name, "words": f"示例{name}", "sets": sets}
