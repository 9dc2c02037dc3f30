"""P-15: a bureau sets its own steps and thresholds where a notice prints no number; verdicts follow."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import NOW
from hunan import ASSESSMENT, CHANGSHA, PLAN, bureau

from qtrack.domain.followed import EXTERNAL, Followed, Own, YearValue
from qtrack.domain.problem import RefusedError
from qtrack.domain.verdict import Outcome
from qtrack.services.indicators import indicators
from qtrack.services.ledger import add
from qtrack.services.office import Office
from qtrack.services.own_values import set_own
from qtrack.services.undo import next_steps, take_back
from qtrack.store.store import Actor, Store, open_store

LATE = date(2025, 12, 31)
WATER, COUNTED = f"{PLAN}/water-quality", f"{PLAN}/standards"
GIVEN = "示例厅函〔2025〕1号"


def followed(store: Store, office: Office, key: str) -> Followed:
    """Give one indicator of the notice looked at."""
    return next(one.own for one in store.read(indicators, office) if one.own.key == key)


def year_of(store: Store, office: Office, key: str, year: int) -> YearValue:
    found = followed(store, office, key).at(year)
    assert found is not None
    return found


def keyed(store: Store, office: Office, key: str, year: int, value: str) -> None:
    blank = {"words": None, "verdict": None, "data_source": "示例公报", "note": None}
    said = {"unit": office.unit.code, "indicator": key, "year": year, "value": Decimal(value)}
    store.run(add, office, "indicator_value", said | blank | {"reported_on": office.today}, "示例说明")


def test_p_15_an_own_step_stands_beside_the_line_and_leaves_it(store: Store) -> None:
    office, key = bureau(), f"{PLAN}/manufacturing"
    before = year_of(store, office, key, 2023)
    store.run(set_own, office, key, 2023, Own(Decimal("94.30")))
    keyed(store, office, key, 2023, "94.40")
    after = year_of(store, office, key, 2023)
    assert after.reckoned == before.reckoned
    assert after.step == Own(Decimal("94.30"))
    assert (after.off_path, after.outcome, after.threshold) == (Decimal("0.10"), Outcome.OPEN, None)
    assert year_of(store, office, key, 2022).step is None
    store.run(set_own, office, key, 2023, None)
    assert year_of(store, office, key, 2023).off_path == Decimal("-0.04")


@pytest.mark.parametrize(
    ("value", "found", "gap"), [("94", Outcome.REACHED, "0.5"), ("93.4", Outcome.SHORT, "-0.1")]
)
def test_an_external_threshold_filled_in_decides(store: Store, value: str, found: Outcome, gap: str) -> None:
    office = bureau(today=LATE)
    assert year_of(store, office, WATER, 2025).reason == EXTERNAL
    keyed(store, office, WATER, 2025, value)
    assert year_of(store, office, WATER, 2025).outcome is Outcome.WAITING
    store.run(set_own, office, WATER, 2025, Own(Decimal("93.5"), GIVEN))
    year = year_of(store, office, WATER, 2025)
    assert (year.outcome, year.gap, year.reason) == (found, Decimal(gap), "")
    assert (year.threshold, year.lacks_threshold) == (Own(Decimal("93.5"), GIVEN), False)
    assert followed(store, office, WATER).left == Decimal(gap)
    store.run(set_own, office, WATER, 2025, None)
    assert year_of(store, office, WATER, 2025).outcome is Outcome.WAITING


def test_a_city_is_judged_by_the_threshold_it_filled_in_and_no_other(store: Store) -> None:
    city, province = bureau(today=LATE, unit=CHANGSHA), bureau(today=LATE)
    keyed(store, city, WATER, 2025, "96")
    store.run(set_own, province, WATER, 2025, Own(Decimal(99), GIVEN))
    assert year_of(store, city, WATER, 2025).outcome is Outcome.OPEN
    store.run(set_own, city, WATER, 2025, Own(Decimal(95), GIVEN))
    assert year_of(store, city, WATER, 2025).outcome is Outcome.REACHED
    assert year_of(store, province, WATER, 2025).threshold == Own(Decimal(99), GIVEN)


def test_goals_of_a_year_that_another_body_sets_take_a_threshold_too(store: Store) -> None:
    office = bureau(ASSESSMENT)
    (key,) = [
        one.own.key
        for one in store.read(indicators, office)
        if any(year.lacks_threshold for year in one.own.years)
    ]
    store.run(set_own, office, key, 2023, Own(Decimal("86.6"), GIVEN))
    assert not year_of(store, office, key, 2023).lacks_threshold


@pytest.mark.parametrize(
    ("key", "year", "value", "given_by", "reason"),
    [
        (f"{PLAN}/manufacturing", 2025, "96", "", "文件印了2025年的数（95.0）"),
        (f"{PLAN}/manufacturing", 2020, "93", "", "2020年是基期"),
        (f"{PLAN}/manufacturing", 2026, "96", "", "目标只印到2025年"),
        (f"{PLAN}/manufacturing", 2023, "100.1", "", "100.1%，多于 100%"),
        (f"{PLAN}/manufacturing", 2023, "-1", "", "不能小于零"),
        (COUNTED, 2023, "-1", "", "设定的数：不能小于零$"),
        (f"{PLAN}/manufacturing", 2023, "94", "长" * 121, "最多 120 个字"),
        (f"{PLAN}/waste-sorting", 2025, "1", GIVEN, "由人认定"),
        (WATER, 2025, "93.5", " ", "出处：必须填写"),
    ],
)
def test_what_cannot_be_set_is_refused_and_nothing_is_kept(
    store: Store, key: str, year: int, value: str, given_by: str, reason: str
) -> None:
    office = bureau()
    with pytest.raises(RefusedError, match=reason):
        store.run(set_own, office, key, year, Own(Decimal(value), given_by))
    assert all(one.own is None for one in followed(store, office, key).years)


def test_a_number_set_is_said_and_undone(store: Store, tmp_path: Path) -> None:
    store.close()
    office = bureau()
    store = open_store(tmp_path / "qtrack.db", Actor("示例员", office.unit.code, "示例机"), lambda: NOW)
    store.run(set_own, office, WATER, 2025, Own(Decimal("93.5"), GIVEN))
    store.run(set_own, office, WATER, 2025, Own(Decimal(94), "[b]另一份[/b]"))

    step = store.read(next_steps, office).undo
    assert step is not None
    assert step.words.startswith("修改 本单位设定的数 1 条")
    assert "设定的数：93.5 → 94" in step.details
    store.run(take_back, office, step.op_id)
    assert year_of(store, office, WATER, 2025).threshold == Own(Decimal("93.5"), GIVEN)


def test_until_the_year_of_the_goal_a_value_is_not_said_to_lack(store: Store) -> None:
    office, key = bureau(), f"{PLAN}/manufacturing"
    assert followed(store, office, key).outcome is Outcome.MISSING
    keyed(store, office, key, 2023, "94.4")
    assert followed(store, office, key).outcome is Outcome.OPEN
    later = bureau(today=LATE)
    keyed(store, later, key, 2025, "95.2")
    assert followed(store, later, key).outcome is Outcome.REACHED
