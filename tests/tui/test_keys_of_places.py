"""Every place a notice needs can be gone to, whatever a notice asks for at once."""

from dataclasses import replace

from qtrack.domain.programme import Programme
from qtrack.packs import Library, Regions
from qtrack.places import seeds_folder
from qtrack.tui.view import PLACES, places_of

SEEDS = seeds_folder()
LIBRARY = Library(SEEDS, SEEDS / "none", Regions(SEEDS / "regions"))


def keys_of(programme: Programme) -> str:
    """Give keys and labels in one line."""
    return " ".join(f"{key}{place.label}" for key, place in places_of(programme).items())


def test_places_that_never_meet_share_a_digit() -> None:
    assert keys_of(LIBRARY.programme("hubei-2022")) == "1总览 2任务 3台账 4培训 5服务站 6时限 7报表"
    month = LIBRARY.programme("hunan-2023-quality-month")
    assert keys_of(month) == "1总览 2任务 3台账 4活动 5口号 6时限 7报表"


def test_of_those_that_meet_the_first_keeps_the_digit_and_others_take_free_ones() -> None:
    hubei, month = LIBRARY.programme("hubei-2022"), LIBRARY.programme("hunan-2023-quality-month")
    both = replace(hubei, activities=month.activities, slogans=month.slogans)
    assert keys_of(both) == "1总览 2任务 3台账 4培训 5服务站 6时限 7报表 9口号 0活动"


def test_no_place_is_lost_where_digits_do_not_suffice() -> None:
    every = LIBRARY.programme("hubei-2022")
    for name in ("hunan-2023-quality-month", "hunan-2023-assessment", "hunan-plan-2025"):
        one = LIBRARY.programme(name)
        parts = ("activities", "slogans", "assessment", "indicators", "tasks")
        every = replace(every, **{key: getattr(one, key) for key in parts if getattr(one, key)})
    places = places_of(every)
    assert set(places.values()) == {place for place in PLACES if place.needed(every)}
    assert [key for key in places if len(key) > 1] == [place.label for place in list(places.values())[10:]]
