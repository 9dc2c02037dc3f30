"""E22 附件3: a firm may count for several targets; once in each, and what they share is shown by itself."""

from __future__ import annotations

from datetime import date

import pytest
from facts import PACKS, county_on, keep
from sqlalchemy.orm import Session
from statements import counted

from qtrack.ledgers.benchmark import BenchmarkStatus
from qtrack.services.office import Office
from qtrack.services.overlaps import overlaps, shared
from qtrack.store.store import Store

HUBEI, H22, MONTH, ASSESSED, _ = PACKS
Pairs = list[tuple[str, str, int]]


def firm(session: Session, office: Office, name: str, *ledgers: str) -> None:
    """Register a firm, and a fact about it in each of these ledgers."""
    uid = keep(session, office, "enterprise", name=name)
    for key in ledgers:
        keep(session, office, key, uid)


def pairs(store: Store, office: Office) -> Pairs:
    """Give the targets two by two with what they share."""
    found = store.read(overlaps, office)
    return [
        (pair.first.words(several=found.several), pair.second.words(several=found.several), pair.both)
        for pair in found.pairs
    ]


def test_e_22_every_two_targets_about_firms_say_how_many_firms_count_for_both(store: Store) -> None:
    office = county_on(HUBEI)
    for name, ledgers in (
        ("示例一厂", ("action", "introduction", "benchmark")),
        ("示例二厂", ("action", "introduction")),
        ("示例三厂", ("action", "action")),
        ("示例四厂", ("benchmark",)),
    ):
        store.run(firm, office, name, *ledgers)
    store.run(keep, office, "station")
    assert pairs(store, office) == [("“万”", "“千”", 2), ("“万”", "“百”", 1), ("“千”", "“百”", 1)]
    found = store.read(overlaps, office)
    assert [found.counted(claim) for claim in found.claims] == [3, 2, 2, 0, 1]
    assert found.many == (("enterprise", 2, 1), ("enterprise", 3, 1))


def test_what_does_not_count_or_lies_elsewhere_is_not_shared(store: Store) -> None:
    office = county_on(HUBEI)
    uid = store.run(keep, office, "enterprise")
    store.run(keep, office, "action", uid)
    store.run(keep, office, "introduction", uid, introduced_on=date(2021, 5, 1), trained_on=None)
    store.run(keep, office, "benchmark", uid, status=BenchmarkStatus.NURTURED, recognised_on=None)
    elsewhere = next(one for one in office.region.counties(office.region.province.code) if one != office.unit)
    store.run(keep, office.at(elsewhere.code), "benchmark", uid)
    assert [number for *_, number in pairs(store, office)] == [0, 0, 0]
    above = office.at(office.region.province.code)
    assert [number for *_, number in pairs(store, above)] == [0, 1, 0]


def test_x_5_targets_of_all_notices_are_held_against_those_of_the_one_looked_at(store: Store) -> None:
    office = county_on(H22, MONTH)
    store.run(firm, office, "示例一厂", "famous_product", "quality_officer", "problem", "certification")
    store.run(firm, office, "示例二厂", "problem", "certification")
    store.run(keep, office, "model")
    own, other = "湖南2022“十百千万”", "湖南2023“质量月”"
    assert pairs(store, office) == [
        (f"“十”（{own}）", f"“十佳”（{other}）", 1),
        (f"“百”（{own}）", f"“千”（{own}）", 1),
        (f"“百”（{own}）", f"“万”（{own}）", 1),
        (f"“百”（{own}）", f"“计量”（{other}）", 0),
        (f"“百”（{own}）", f"“认证”（{other}）", 1),
        (f"“千”（{own}）", f"“万”（{own}）", 1),
        (f"“千”（{own}）", f"“计量”（{other}）", 0),
        (f"“千”（{own}）", f"“认证”（{other}）", 1),
        (f"“万”（{own}）", f"“计量”（{other}）", 0),
        (f"“万”（{own}）", f"“认证”（{other}）", 2),
    ]
    assert all(other in names[0] for names in pairs(store, county_on(MONTH, H22)))


@pytest.mark.parametrize("names", [(ASSESSED,), (ASSESSED, H22)])
def test_a_notice_without_targets_shares_nothing(store: Store, names: tuple[str, ...]) -> None:
    assert pairs(store, county_on(*names)) == []


def test_the_things_shared_are_listed_with_the_first_day_of_each_target(store: Store) -> None:
    office = county_on(HUBEI)
    store.run(firm, office, "示例一厂", "action", "introduction", "benchmark")
    two = store.run(keep, office, "enterprise", name="示例二厂")
    for day in (date(2023, 7, 1), date(2023, 6, 1)):
        store.run(keep, office, "action", two, done_on=day)
    store.run(keep, office, "benchmark", two)
    store.run(firm, office, "示例三厂", "action")
    found = store.read(overlaps, office)
    first, second, third = found.claims[:3]
    day = date(2023, 5, 8)
    listed = store.read(shared, office, (first, second, third))
    assert [(one.name, one.unit, one.days) for one in listed] == [
        ("示例一厂", office.unit.code, (day, day, day)),
        ("示例二厂", office.unit.code, (date(2023, 6, 1), None, day)),
    ]
    assert [one.name for one in store.read(shared, office, (first, second))] == ["示例一厂"]
    assert [one.name for one in store.read(shared, office, (first, third), 1)] == ["示例一厂"]


def test_the_number_of_statements_does_not_grow(store: Store) -> None:
    office = county_on(H22, MONTH)
    with counted() as few:
        store.read(overlaps, office)
    for name in ("示例一厂", "示例二厂", "示例三厂"):
        store.run(firm, office, name, "famous_product", "quality_officer", "problem")
    with counted() as many:
        store.read(overlaps, office)
    assert len(many) == len(few)
    assert sum(one.startswith("SELECT") for one in many) == 1
