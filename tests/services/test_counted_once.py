"""X5: inside one number nothing counts twice: what says the same is asked about, and raises no target."""

from __future__ import annotations

import pytest
from facts import PACKS, county_on, fact, fitting, keep, same_years
from hunan import programme

from qtrack.domain.counted import counted_of
from qtrack.domain.problem import RefusedError
from qtrack.services.catalog import ledger_class
from qtrack.services.counting import tally
from qtrack.services.ledger import add
from qtrack.store.store import Store

HUBEI, *HUNAN = PACKS
TARGETS = [
    pytest.param(name, target.id, id=f"{name} {target.tier}")
    for name in PACKS
    for target in programme(name).targets
]
COUNTED = sorted({one.count.ledger for name in PACKS for one in counted_of(programme(name))})


@pytest.mark.parametrize(("name", "target_id"), TARGETS)
def test_x_5_the_same_fact_twice_never_raises_a_target(store: Store, name: str, target_id: str) -> None:
    office = county_on(name)
    count = office.programme.target(target_id).count
    firm = store.run(keep, office, "enterprise")
    for explained in ("the first", "the same, whatever is written about it"):
        store.run(add, office, count.ledger, fact(office, count.ledger, firm, **fitting(count)), explained)
        found = store.read(tally, count, office)
        assert (found.whole, found.units) == (1, {office.unit.code: 1})


@pytest.mark.parametrize(("name", "target_id"), TARGETS)
def test_x_5_another_fact_does_raise_it(store: Store, name: str, target_id: str) -> None:
    office = county_on(name)
    count = office.programme.target(target_id).count
    for number in ("一", "二"):
        firm = store.run(keep, office, "enterprise", name=f"示例{number}厂")
        named = ledger_class(count.ledger).named_by
        other = {} if named == "enterprise" else {named: f"示例{number}"}
        store.run(keep, office, count.ledger, firm, **fitting(count), **other)
    assert store.read(tally, count, office).whole == 2


@pytest.mark.parametrize("name", PACKS)
def test_x_5_every_target_says_what_tells_one_thing_from_another(name: str) -> None:
    assert [target.tier for target in same_years(name).targets if not target.count.distinct] == []


@pytest.mark.parametrize("key", COUNTED)
def test_x_5_a_row_that_says_the_same_again_is_not_kept_unexplained(store: Store, key: str) -> None:
    office = county_on(HUBEI, *HUNAN)
    firm = store.run(keep, office, "enterprise")
    store.run(keep, office, key, firm)
    with pytest.raises(RefusedError) as refused:
        store.run(add, office, key, fact(office, key, firm))
    assert any("已登记" in problem.message for problem in refused.value.problems)
