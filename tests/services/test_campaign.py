"""Q-3, Q-4, Q-9 … Q-13: activities as planned, held and summed up, results added up, slogans counted."""

from __future__ import annotations

from datetime import date

import pytest
from hunan import CHANGSHA, FURONG, PROVINCE, bureau
from statements import counted

from qtrack.domain.problem import RefusedError
from qtrack.ledgers.event import Conduct, EventState
from qtrack.ledgers.slogan_use import SloganMedium
from qtrack.services.campaign import ActivityStanding, Campaign, UnitStanding, campaign
from qtrack.services.campaign_deeds import Said, day_needed, mark
from qtrack.services.campaign_results import RESULTS
from qtrack.services.catalog import ledger_class
from qtrack.services.ledger import add
from qtrack.services.slogans import SloganStanding, slogans
from qtrack.store.store import Store

MONTH, HENGYANG, ZHUZHOU, LOUDI = "hunan-2023-quality-month", "430400", "430200", "431300"
DAY, TODAY = date(2023, 9, 8), date(2023, 9, 12)
ALL = tuple(Conduct)
LISTED = {
    "430000": 9, "430100": 4, "430400": 6, "430200": 1, "430300": 7, "430500": 5, "430600": 9,
    "430700": 1, "430800": 3, "430900": 6, "431000": 6, "431100": 8, "431200": 2, "431300": 4,
    "433100": 2,
}  # fmt: skip


def held(store: Store, activity: str | None, unit: str = CHANGSHA, **said: object) -> str:
    """Register an event as the form would, explained should it be doubtful."""
    blank: dict[str, object] = {field.key: None for field in ledger_class("event").schema().fields}
    key = activity and f"{MONTH}/{activity}"
    given = {"unit": unit, "name": "示例活动", "activity": key, "state": EventState.HELD, "held_on": DAY}
    office = bureau(MONTH, unit=unit, today=TODAY)
    return store.run(add, office, "event", blank | given | said, "示例说明")


def planned(store: Store, activity: str | None, unit: str = CHANGSHA, **said: object) -> str:
    """Register an event that is only planned."""
    return held(store, activity, unit, **{"state": EventState.PLANNED, "held_on": None, **said})


def seen(store: Store, unit: str = PROVINCE, today: date = TODAY) -> Campaign:
    """Give the campaign from a unit."""
    return store.read(campaign, bureau(MONTH, unit=unit, today=today))


def of(found: Campaign, unit: str) -> UnitStanding:
    """Give one unit."""
    return {one.unit: one for one in found.units}[unit]


def one(found: Campaign, activity: str) -> ActivityStanding:
    """Give one activity."""
    every = {each.activity.id: each for unit in found.units for each in unit.activities}
    return every[activity]


def results(found: UnitStanding) -> dict[str, int]:
    """Give what was reached at a unit, by field, without what is nothing."""
    return {key: each for key, each in zip(RESULTS, found.figures.results, strict=True) if each}


def test_q_4_q_10_all_listed_activities_are_planned_before_anything_was_registered(store: Store) -> None:
    found = seen(store)
    assert {each.unit: each.figures.listed for each in found.units} == LISTED
    assert (found.whole.listed, found.whole.planned, found.whole.rows) == (73, 73, 0)
    assert all(each.figures.rate == 0 for each in found.units)
    assert not any(each.above for each in found.units)


@pytest.mark.parametrize(
    ("state", "counts"), [(EventState.PLANNED, (4, 0, 0)), (EventState.HELD, (3, 1, 0))], ids=str
)
def test_q_10_an_activity_has_come_as_far_as_its_row_says(
    store: Store, state: EventState, counts: tuple[int, int, int]
) -> None:
    held(store, "changsha-1", state=state, held_on=None if state is EventState.PLANNED else DAY)
    figures = of(seen(store), CHANGSHA).figures
    assert (figures.planned, figures.held, figures.summed_up) == counts
    assert figures.rate == (counts[1] + counts[2]) / 4


def test_q_10_the_furthest_of_several_rows_decides_and_the_first_day_is_shown(store: Store) -> None:
    held(store, "changsha-1", FURONG, held_on=date(2023, 9, 5))
    held(store, "changsha-1", state=EventState.SUMMED_UP, held_on=date(2023, 9, 6), name="示例二")
    planned(store, "changsha-1", name="示例三")
    progress = one(seen(store), "changsha-1").progress
    assert (progress.state, progress.rows) == (EventState.SUMMED_UP, 3)
    assert progress.held_on == date(2023, 9, 5)
    assert of(seen(store), CHANGSHA).figures.summed_up == 1


def test_q_10_an_item_with_two_parts_is_held_when_both_are(store: Store) -> None:
    first, second = one(seen(store), "zhuzhou-1").activity.parts
    held(store, "zhuzhou-1", ZHUZHOU, name=first)
    half = one(seen(store), "zhuzhou-1")
    assert half.progress.state is EventState.PLANNED
    assert [each.state for _, each in half.parts] == [EventState.HELD, EventState.PLANNED]
    held(store, "zhuzhou-1", ZHUZHOU, name=second, state=EventState.SUMMED_UP)
    assert one(seen(store), "zhuzhou-1").progress.state is EventState.HELD


def test_q_10_a_row_of_another_name_speaks_of_the_whole_item(store: Store) -> None:
    held(store, "zhuzhou-1", ZHUZHOU)
    whole = one(seen(store), "zhuzhou-1")
    assert whole.progress.state is EventState.HELD
    assert [each.state for _, each in whole.parts] == [EventState.HELD, EventState.HELD]


def test_q_9_what_a_city_does_under_an_activity_of_the_province_is_not_counted_into_it(store: Store) -> None:
    held(store, "main-9", HENGYANG, students=30)
    ninth = one(seen(store), "main-9")
    assert (ninth.progress.state, ninth.progress.rows, ninth.joined) == (EventState.PLANNED, 0, 1)
    here = seen(store, HENGYANG)
    assert one(here, "main-9").progress.state is EventState.HELD
    assert of(here, PROVINCE).above
    assert results(of(seen(store), HENGYANG)) == {"students": 30}
    assert set(ninth.results) == {0}
    assert of(seen(store), PROVINCE).figures.rows == 0


def test_a_row_of_a_unit_elsewhere_bears_no_witness_and_is_told(store: Store) -> None:
    held(store, "changsha-1", HENGYANG)
    found = seen(store)
    assert (one(found, "changsha-1").progress.rows, found.misplaced) == (0, 1)
    assert of(found, HENGYANG).figures.rows == 1


def test_own_activities_stand_beside_the_listed_ones(store: Store) -> None:
    held(store, None, FURONG)
    planned(store, None, CHANGSHA, planned_on=date(2023, 9, 20))
    held(store, None, CHANGSHA, name="示例去年", held_on=date(2022, 9, 1))
    figures = of(seen(store), CHANGSHA).figures
    assert (figures.listed, figures.held) == (4, 0)
    assert (figures.own, figures.own_held, figures.rows) == (2, 1, 2)
    below = seen(store, CHANGSHA)
    assert [each.unit for each in below.units] == [CHANGSHA, FURONG, PROVINCE]
    assert (of(below, CHANGSHA).figures.own, of(below, FURONG).figures.own) == (1, 1)


def test_a_listed_activity_of_another_year_does_not_count(store: Store) -> None:
    held(store, "changsha-1", held_on=date(2022, 9, 1), people=5)
    planned(store, "changsha-2", planned_on=date(2022, 9, 1))
    planned(store, "changsha-3")
    found = seen(store)
    assert one(found, "changsha-1").progress.state is EventState.PLANNED
    assert [one(found, f"changsha-{at}").progress.rows for at in (1, 2, 3)] == [0, 0, 1]
    assert (of(found, CHANGSHA).figures.rows, results(of(found, CHANGSHA))) == (1, {})
    store.run(mark, bureau(MONTH, today=TODAY), "changsha-1", "", Said(EventState.HELD, DAY))
    assert one(seen(store), "changsha-1").progress.held_on == DAY


def test_q_13_results_of_what_was_held_are_added_up_by_unit_and_over_all(store: Store) -> None:
    held(store, "changsha-1", people=100, leaflets=500, photos=3, cost=1_000_000)
    held(store, None, FURONG, people=20, boards=4, videos=1)
    planned(store, "changsha-2", people=900)
    held(store, "hengyang-1", HENGYANG, people=7, public=5)
    found = seen(store)
    assert results(of(found, CHANGSHA)) == {
        "people": 120, "leaflets": 500, "boards": 4, "photos": 3, "videos": 1, "cost": 1_000_000,
    }  # fmt: skip
    assert found.whole.results[RESULTS.index("people")] == 127
    assert found.whole.rows == 4
    assert one(found, "changsha-1").results[RESULTS.index("leaflets")] == 500
    assert set(one(found, "changsha-2").results) == {0}


def test_q_12_rows_held_without_all_three_ticks_are_counted(store: Store) -> None:
    held(store, "changsha-1", conduct=ALL)
    held(store, "changsha-2", conduct=(Conduct.FREE,))
    held(store, "changsha-3", conduct=None)
    planned(store, "changsha-4")
    assert of(seen(store), CHANGSHA).figures.lacking == 2


def test_what_is_held_after_the_day_of_the_view_is_not_seen(store: Store) -> None:
    held(store, "changsha-1")
    assert one(seen(store, today=DAY), "changsha-1").progress.state is EventState.HELD
    assert one(seen(store, today=date(2023, 9, 7)), "changsha-1").progress.rows == 0


def test_a_county_sees_what_its_city_lists_as_far_as_it_came_here(store: Store) -> None:
    held(store, "changsha-1", FURONG)
    held(store, "changsha-2", CHANGSHA)
    found = seen(store, FURONG)
    assert [(each.unit, each.above) for each in found.units] == [
        (FURONG, False), (CHANGSHA, True), (PROVINCE, True),
    ]  # fmt: skip
    assert one(found, "changsha-1").progress.state is EventState.HELD
    assert one(found, "changsha-2").progress.rows == 0
    assert found.whole.rows == 1


def test_the_number_of_statements_does_not_grow(store: Store) -> None:
    with counted() as few:
        seen(store)
    for unit in (CHANGSHA, FURONG, HENGYANG):
        for name in ("示例一", "示例二", "示例三"):
            held(store, None, unit, name=name)
    held(store, "changsha-1")
    with counted() as many:
        seen(store)
    assert len(many) == len(few)
    assert sum("FROM event" in each for each in many) == 2


# Marking


def test_marking_makes_the_row_or_changes_the_one_there_is(store: Store) -> None:
    office = bureau(MONTH, today=TODAY)
    assert store.read(day_needed, office, "changsha-1", "")
    uid = store.run(mark, office, "changsha-1", "", Said(EventState.HELD, DAY))
    assert one(seen(store), "changsha-1").progress.held_on == DAY
    assert of(seen(store), CHANGSHA).figures.rows == 1
    assert not store.read(day_needed, office, "changsha-1", "")
    again = store.run(mark, office, "changsha-1", "", Said(EventState.SUMMED_UP, TODAY))
    progress = one(seen(store), "changsha-1").progress
    assert (again, progress.state, progress.held_on) == (uid, EventState.SUMMED_UP, DAY)


def test_marking_a_part_leaves_the_others(store: Store) -> None:
    office = bureau(MONTH, today=TODAY)
    part = one(seen(store), "zhuzhou-1").activity.parts[1]
    store.run(mark, office, "zhuzhou-1", part, Said(EventState.HELD, DAY))
    states = [each.state for _, each in one(seen(store), "zhuzhou-1").parts]
    assert states == [EventState.PLANNED, EventState.HELD]


def test_marking_takes_nothing_back_and_guesses_at_no_row_of_several(store: Store) -> None:
    office = bureau(MONTH, today=TODAY)
    store.run(mark, office, "changsha-1", "", Said(EventState.SUMMED_UP, DAY))
    with pytest.raises(RefusedError, match="已是“已总结”"):
        store.run(mark, office, "changsha-1", "", Said(EventState.HELD, DAY))
    held(store, "changsha-1", FURONG, name="示例另一场")
    with pytest.raises(RefusedError, match="不止一条"):
        store.run(mark, office, "changsha-1", "", Said(EventState.SUMMED_UP, DAY))


def test_marking_an_activity_of_the_province_does_not_touch_a_citys_row(store: Store) -> None:
    held(store, "main-9", HENGYANG)
    store.run(mark, bureau(MONTH, today=TODAY), "main-9", "", Said(EventState.HELD, DAY))
    ninth = one(seen(store), "main-9")
    assert (ninth.progress.state, ninth.progress.rows, ninth.joined) == (EventState.HELD, 1, 1)
    store.run(mark, bureau(MONTH, unit=LOUDI, today=TODAY), "main-1", "", Said(EventState.HELD, DAY))
    assert of(seen(store), LOUDI).figures.rows == 1
    assert one(seen(store), "main-1").joined == 1


def test_marking_on_a_doubtful_day_asks_for_an_explanation_and_keeps_it(store: Store) -> None:
    office = bureau(MONTH, today=date(2023, 10, 20))
    late = Said(EventState.HELD, date(2023, 10, 12))
    with pytest.raises(
        RefusedError, match="2023-10-12 不在“质量月”2023-09-01 至 2023-09-30（非文内日期"
    ) as told:
        store.run(mark, office, "changsha-1", "", late)
    assert told.value.only_doubts
    store.run(mark, office, "changsha-1", "", late._replace(explanation="示例：改期"))
    assert one(seen(store, today=office.today), "changsha-1").progress.held_on == late.day


# Slogans


def used(store: Store, number: int, medium: SloganMedium, unit: str = CHANGSHA, **said: object) -> None:
    """Register a use of a slogan."""
    given = {"unit": unit, "slogan": f"{MONTH}/slogan-{number}", "medium": medium, "used_on": DAY}
    blank = {"place": None, "copies": None}
    store.run(add, bureau(MONTH, unit=unit, today=TODAY), "slogan_use", blank | given | said, "示例说明")


def uses(store: Store, unit: str = PROVINCE, today: date = TODAY) -> tuple[SloganStanding, ...]:
    """Give the slogans from a unit."""
    return store.read(slogans, bureau(MONTH, unit=unit, today=today))


def test_q_3_ten_slogans_with_their_uses_by_medium(store: Store) -> None:
    used(store, 1, SloganMedium.SCREEN, copies=3)
    used(store, 1, SloganMedium.SCREEN, HENGYANG)
    used(store, 1, SloganMedium.BANNER, FURONG, used_on=date(2023, 9, 10), copies=2)
    first, *others = uses(store)
    assert [each.slogan.number for each in (first, *others)] == list(range(1, 11))
    assert (first.uses[SloganMedium.SCREEN], first.uses[SloganMedium.BANNER]) == (2, 1)
    assert (first.total, first.copies, first.units, first.last_on) == (3, 5, 3, date(2023, 9, 10))
    assert all(each.total == 0 and each.last_on is None for each in others)
    assert [each.total for each in uses(store, CHANGSHA)][:2] == [2, 0]
    assert uses(store, today=DAY)[0].total == 2


def test_a_slogan_used_in_another_year_does_not_count(store: Store) -> None:
    used(store, 1, SloganMedium.SCREEN, used_on=date(2022, 9, 1))
    assert uses(store)[0].total == 0


def test_slogans_take_one_statement(store: Store) -> None:
    with counted() as said:
        uses(store)
    assert sum("slogan_use" in each for each in said) == 1
