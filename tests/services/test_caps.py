"""Recommended projects (E-15): so many a unit, so much money each."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from programme import JIANGAN, JIANGHAN, PROVINCE, SHIYAN, WAN, WUHAN, XIANTAO
from rows import put, values

from qtrack.domain.problem import RefusedError, must_fix
from qtrack.domain.programme import Cap, Count, Each, Limit, Source, Strength
from qtrack.ledgers.project import ProjectState
from qtrack.services.ledger import add, change
from qtrack.services.listing import Query, total
from qtrack.services.office import Office
from qtrack.store.store import Store

Look = Callable[..., Office]


def projects(store: Store, office: Office) -> int:
    """Count the rows of the ledger."""
    return store.read(total, office, Query("project"))


def test_e_15_a_third_project_of_a_city_is_refused_with_the_count(store: Store, office: Look) -> None:
    store.run(put, office(), "project", JIANGAN)
    store.run(put, office(), "project", WUHAN)
    store.run(put, office(), "project", SHIYAN)
    with pytest.raises(RefusedError, match="武汉市已有 2 个，最多 2 个（三（二）") as refused:
        store.run(put, office(), "project", JIANGHAN)
    assert [problem.key for problem in must_fix(refused.value.problems)] == ["unit"]
    assert projects(store, office(WUHAN)) == 2


def test_e_15_a_county_is_refused_for_what_the_whole_city_has(store: Store, office: Look) -> None:
    for _ in range(2):
        store.run(put, office(), "project", WUHAN)
    with pytest.raises(RefusedError, match="武汉市已有 2 个"):
        store.run(put, office(JIANGAN), "project", JIANGAN)


def test_e_15_a_second_project_of_a_unit_the_province_governs_is_refused(store: Store, office: Look) -> None:
    store.run(put, office(), "project", XIANTAO)
    with pytest.raises(RefusedError, match="仙桃市已有 1 个，最多 1 个"):
        store.run(put, office(), "project", XIANTAO)


def test_e_15_projects_of_other_years_and_of_the_province_itself_are_free(store: Store, office: Look) -> None:
    for _ in range(3):
        store.run(put, office(), "project", WUHAN, year=2021)
        store.run(put, office(), "project", PROVINCE)
    store.run(put, office(), "project", WUHAN)
    assert projects(store, office()) == 7


def test_e_15_a_row_does_not_stand_in_its_own_way(store: Store, office: Look) -> None:
    uids = [store.run(put, office(), "project", WUHAN) for _ in range(2)]
    store.run(change, office(), "project", uids[0], values("project", WUHAN, name="示例新名"))
    moved = store.run(put, office(), "project", SHIYAN)
    with pytest.raises(RefusedError, match="武汉市已有 2 个"):
        store.run(change, office(), "project", moved, values("project", WUHAN))


@pytest.mark.parametrize(("applied", "kept"), [(25 * WAN, True), (25 * WAN + 1, False), (None, True)])
def test_e_15_a_project_asks_for_25_at_most(
    store: Store, office: Look, applied: int | None, *, kept: bool
) -> None:
    if kept:
        store.run(put, office(), "project", WUHAN, applied=applied)
    else:
        with pytest.raises(RefusedError, match=r"25\.000001 万元超过上限 25 万元") as refused:
            store.run(put, office(), "project", WUHAN, applied=applied)
        assert [problem.key for problem in refused.value.problems] == ["applied"]
    assert projects(store, office()) == kept


def test_every_broken_rule_is_told_at_once(store: Store, office: Look) -> None:
    store.run(put, office(), "project", XIANTAO)
    said = {"applied": 30 * WAN, "state": ProjectState.RECOMMENDED, "recommended_on": date(2022, 3, 20)}
    with pytest.raises(RefusedError) as refused:
        store.run(put, office(), "project", XIANTAO, match_source="示例", **said)
    assert {problem.key for problem in must_fix(refused.value.problems)} == {"unit", "applied"}


SOURCE = Source("二", "示例")


def one_free_session(strength: Strength) -> Cap:
    """Give a cap on sessions that cost nothing."""
    free = Count("training", on="held_on", where=(("free", ("是",)),))
    return Cap("free", "公益培训", Each.CITY, 1, "场", strength, SOURCE, free)


def test_a_cap_tells_yes_from_no(store: Store, office: Look) -> None:
    programme = replace(office().programme, caps=(one_free_session(Strength.HARD),))
    bound = replace(office(), programme=programme)
    for _ in range(2):
        store.run(put, bound, "training", WUHAN, free=False)
    store.run(put, bound, "training", WUHAN, free=True)
    with pytest.raises(RefusedError, match="武汉市已有 1 场，最多 1 场"):
        store.run(put, bound, "training", WUHAN, free=True)


@pytest.mark.parametrize("strength", [Strength.AIM, Strength.ENCOURAGED, Strength.TARGET])
def test_a_soft_word_blocks_nothing(store: Store, office: Look, strength: Strength) -> None:
    most = Limit("people", "培训人数", "training", "trainees", 10, strength, SOURCE)
    programme = replace(office().programme, caps=(one_free_session(strength),), limits=(most,))
    bound = replace(office(), programme=programme)
    for day in (1, 2):
        said = values("training", WUHAN, free=True, trainees=11, held_on=date(2022, 6, day))
        store.run(add, bound, "training", said)
    assert store.read(total, office(), Query("training")) == 2


def test_x9_what_holds_in_principle_asks_for_the_reason(store: Store, office: Look) -> None:
    strength = Strength.PRINCIPLE
    most = Limit("people", "培训人数", "training", "trainees", 10, strength, SOURCE)
    programme = replace(office().programme, caps=(one_free_session(strength),), limits=(most,))
    bound = replace(office(), programme=programme)
    store.run(put, bound, "training", WUHAN, free=True, trainees=10)
    said = values("training", WUHAN, free=True, trainees=11, held_on=date(2022, 6, 2))
    with pytest.raises(RefusedError, match="最多 1 场") as refused:
        store.run(add, bound, "training", said)
    assert [problem.key for problem in refused.value.problems] == ["trainees", "unit"]
    assert refused.value.only_doubts
    store.run(add, bound, "training", said, "示例说明")
    assert store.read(total, office(), Query("training")) == 2


def test_a_limit_on_a_number_of_people_speaks_of_no_money(store: Store, office: Look) -> None:
    most = Limit("people", "培训人数", "training", "trainees", 1000, Strength.HARD, SOURCE)
    bound = replace(office(), programme=replace(office().programme, limits=(most,)))
    with pytest.raises(RefusedError, match="培训人数：1,001超过上限 1,000（"):
        store.run(put, bound, "training", WUHAN, trainees=1001)
