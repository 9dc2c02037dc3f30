"""Where a notice splits nothing a city may set its number, and nobody takes it for the province's (H-11)."""

import pytest
from hunan import CHANGSHA, FURONG, PROVINCE, bureau

from qtrack.domain.problem import RefusedError
from qtrack.domain.standing import Standing, Verdict
from qtrack.services.split import even_split, save_split, split_of
from qtrack.services.standings import target_standings
from qtrack.services.year_end.report import year_end_report
from qtrack.store.store import Store

H22, TIANXIN = "hunan-2022", "430103"


def standing(store: Store, unit: str, of: str = "") -> Standing:
    """Give the 千 of a unit, as seen from it or from a unit above."""
    held = next(
        one for one in store.read(target_standings, bureau(H22, unit=of or unit)) if one.target.id == "qian"
    )
    return next(one for one in (held.own, *held.children) if one.unit == unit)


def test_before_a_city_says_anything_there_is_no_number(store: Store) -> None:
    split = store.read(split_of, bureau(H22, unit=CHANGSHA), "qian")
    assert (split.own, split.number, split.remainder) == (True, None, None)
    found = standing(store, CHANGSHA)
    assert (found.number, found.rate, found.own, found.verdict) == (None, None, False, Verdict.OPEN)


def test_a_city_sets_its_number_first_and_gives_it_to_counties(store: Store) -> None:
    city = bureau(H22, unit=CHANGSHA)
    store.run(save_split, city, "qian", {CHANGSHA: 200, FURONG: 30})
    split = store.read(split_of, city, "qian")
    assert (split.number, split.remainder) == (200, 170)
    assert (standing(store, CHANGSHA).number, standing(store, CHANGSHA).own) == (200, True)
    assert (standing(store, FURONG, of=CHANGSHA).number, standing(store, FURONG).own) == (30, True)
    assert standing(store, TIANXIN).number is None
    # The province's own number stays, and the city's is marked there too.
    assert (standing(store, PROVINCE).number, standing(store, PROVINCE).own) == (1000, False)
    assert standing(store, CHANGSHA, of=PROVINCE).own


@pytest.mark.parametrize(
    ("numbers", "why"),
    [
        ({FURONG: 30}, "请先填长沙市的自定任务数"),
        ({CHANGSHA: 20, FURONG: 30}, "多出 10"),
        ({CHANGSHA: 20, "430302": 1}, "不是长沙市的县区"),
    ],
)
def test_what_does_not_add_up_is_refused_and_nothing_kept(
    store: Store, numbers: dict[str, int | None], why: str
) -> None:
    with pytest.raises(RefusedError, match=why):
        store.run(save_split, bureau(H22, unit=CHANGSHA), "qian", numbers)
    assert standing(store, CHANGSHA).number is None


def test_the_number_cannot_be_taken_back_from_under_the_counties(store: Store) -> None:
    city = bureau(H22, unit=CHANGSHA)
    store.run(save_split, city, "qian", {CHANGSHA: 200, FURONG: 30})
    with pytest.raises(RefusedError, match="请先填"):
        store.run(save_split, city, "qian", {CHANGSHA: None})
    store.run(save_split, city, "qian", {CHANGSHA: None, FURONG: None})
    assert standing(store, CHANGSHA).number is None


def test_an_even_split_of_an_own_number_gives_it_all(store: Store) -> None:
    city = bureau(H22, unit=CHANGSHA)
    store.run(save_split, city, "qian", {CHANGSHA: 200})
    parts = even_split(store.read(split_of, city, "qian"))
    assert sum(parts.values()) == 200


@pytest.mark.parametrize("unit", [PROVINCE, FURONG])
def test_only_a_city_sets_a_number(store: Store, unit: str) -> None:
    with pytest.raises(RefusedError, match="没有可向县区分解"):
        store.read(split_of, bureau(H22, unit=unit), "qian")


def test_the_workbook_says_whose_number_it_is(store: Store) -> None:
    store.run(save_split, bureau(H22, unit=CHANGSHA), "qian", {CHANGSHA: 200, FURONG: 30})
    said = repr(store.read(year_end_report, bureau(H22, unit=CHANGSHA)))
    assert "通知没有分解，本级自定 200 名，实际完成 0 名" in said
    assert "本市自定（通知没有分解）" in said
    assert "市州自行分解" in said
    assert "应完成 200" not in said
