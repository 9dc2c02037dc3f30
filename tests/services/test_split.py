"""A city splits its quota among its counties (E-24)."""

from collections.abc import Callable

import pytest
from programme import JIANGAN, JIANGHAN, PROVINCE, QIAOKOU, WUHAN, XIANTAO, ZHANGWAN

from qtrack.domain.problem import RefusedError
from qtrack.services.office import Office
from qtrack.services.split import even_split, save_split, split_of
from qtrack.services.standings import target_standings
from qtrack.store.store import Store

Look = Callable[..., Office]


def given(store: Store, office: Office) -> dict[str, int]:
    """Give what counties have of the 万."""
    shares = store.read(split_of, office, "wan").shares
    return {unit.code: number for unit, number in shares if number is not None}


def test_nothing_is_said_before_the_city_says_it(store: Store, office: Look) -> None:
    split = store.read(split_of, office(WUHAN), "wan")
    assert (split.number, split.remainder, len(split.shares)) == (3000, 3000, 13)
    assert {number for _, number in split.shares} == {None}


def test_what_is_not_given_yet_remains(store: Store, office: Look) -> None:
    store.run(save_split, office(WUHAN), "wan", {JIANGAN: 500, JIANGHAN: 0})
    assert store.read(split_of, office(WUHAN), "wan").remainder == 2500
    assert given(store, office(WUHAN)) == {JIANGAN: 500, JIANGHAN: 0}


def test_more_than_the_city_has_is_refused_with_the_excess(store: Store, office: Look) -> None:
    store.run(save_split, office(WUHAN), "wan", {JIANGAN: 500})
    with pytest.raises(RefusedError, match="分解合计 3,001 超过任务数 3,000，多出 1；未保存"):
        store.run(save_split, office(WUHAN), "wan", {JIANGAN: 1, JIANGHAN: 3000})
    assert given(store, office(WUHAN)) == {JIANGAN: 500}


def test_what_other_counties_have_already_counts_against_the_city(store: Store, office: Look) -> None:
    store.run(save_split, office(WUHAN), "wan", {JIANGAN: 2000})
    with pytest.raises(RefusedError, match="多出 500"):
        store.run(save_split, office(WUHAN), "wan", {JIANGHAN: 1500})
    store.run(save_split, office(WUHAN), "wan", {JIANGAN: 1500, JIANGHAN: 1500})
    assert given(store, office(WUHAN)) == {JIANGAN: 1500, JIANGHAN: 1500}


def test_none_takes_a_share_back(store: Store, office: Look) -> None:
    store.run(save_split, office(WUHAN), "wan", {JIANGAN: 500, JIANGHAN: 400})
    store.run(save_split, office(WUHAN), "wan", {JIANGAN: None, QIAOKOU: None})
    assert given(store, office(WUHAN)) == {JIANGHAN: 400}


def test_a_county_of_another_city_is_refused(store: Store, office: Look) -> None:
    with pytest.raises(RefusedError, match=f"{ZHANGWAN} 不是武汉市的县区"):
        store.run(save_split, office(WUHAN), "wan", {ZHANGWAN: 1})


@pytest.mark.parametrize(
    ("unit", "target"), [(PROVINCE, "wan"), (XIANTAO, "wan"), (JIANGAN, "wan"), (WUHAN, "shi")]
)
def test_only_a_city_splits_and_only_what_it_was_given(
    store: Store, office: Look, unit: str, target: str
) -> None:
    with pytest.raises(RefusedError, match="没有可向县区分解"):
        store.read(split_of, office(unit), target)


def test_the_split_is_the_number_of_its_counties_and_of_nobody_else(store: Store, office: Look) -> None:
    store.run(save_split, office(WUHAN), "wan", {JIANGAN: 500})

    def numbers(unit: str) -> dict[str, int | None]:
        wan = next(t for t in store.read(target_standings, office(unit)) if t.target.id == "wan")
        return {standing.unit: standing.number for standing in (wan.own, *wan.children)}

    assert numbers(JIANGAN) == {JIANGAN: 500}
    assert (numbers(WUHAN)[WUHAN], numbers(WUHAN)[JIANGAN], numbers(WUHAN)[JIANGHAN]) == (3000, 500, None)
    assert (numbers(PROVINCE)[PROVINCE], numbers(PROVINCE)[WUHAN]) == (10000, 3000)


def test_an_even_split_gives_all_and_parts_that_differ_by_one_at_most(store: Store, office: Look) -> None:
    for target in ("wan", "qian", "bai"):
        split = store.read(split_of, office(WUHAN), target)
        parts = even_split(split)
        assert sum(parts.values()) == split.number
        assert max(parts.values()) - min(parts.values()) <= 1
        store.run(save_split, office(WUHAN), target, parts)
        assert store.read(split_of, office(WUHAN), target).remainder == 0
