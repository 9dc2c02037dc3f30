"""P-1, P-4, P-15, A-12: indicators by year: what is printed, reckoned and keyed, and the verdict."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hunan import ASSESSMENT, CHANGSHA, FURONG, PLAN, PROVINCE, TODAY, bureau
from sqlalchemy.orm import Session
from statements import counted

from qtrack.domain.followed import ABOVE_ONLY, BY_HAND, EXTERNAL, UNPRINTED, Followed, Indicators
from qtrack.domain.problem import RefusedError
from qtrack.domain.terms import MISSING
from qtrack.domain.verdict import Outcome
from qtrack.ledgers.indicator_value import HandVerdict
from qtrack.services.indicators import indicators
from qtrack.services.ledger import add, change
from qtrack.services.office import Office
from qtrack.store.store import Store

DAY = date(2023, 8, 1)


def keyed(store: Store, office: Office, indicator: str, year: int, value: str = "", **said: object) -> str:
    """Key a value of an indicator as the form would, explained should it be doubtful."""
    blank = {"words": None, "verdict": None, "data_source": "示例公报", "reported_on": DAY, "note": None}
    values = {
        "unit": office.unit.code,
        "indicator": indicator,
        "year": year,
        "value": Decimal(value) if value else None,
        **blank,
        **said,
    }
    return store.run(add, office, "indicator_value", values, "示例说明")


def standing(store: Store, office: Office, name: str) -> Indicators:
    """Give one indicator of the notice looked at."""
    return next(one for one in store.read(indicators, office) if one.own.indicator.id == name)


def words(followed: Followed) -> str:
    """Give the years that have a reckoned value, as shown."""
    return " ".join(f"{one.year}:{one.reckoned.shown}" for one in followed.years if one.reckoned)


def test_p_1_all_indicators_stand_in_printed_order_over_the_years_of_the_plan(store: Store) -> None:
    found = store.read(indicators, bureau())
    assert [one.own.indicator.row for one in found][:24] == list(range(1, 25))
    assert len(found) == len(bureau().programme.indicators)
    assert {tuple(year.year for year in one.own.years) for one in found} == {tuple(range(2020, 2026))}
    assert all(year.entered is None for one in found for year in one.own.years)


def test_p_15_the_path_stands_between_printed_values_and_never_in_their_place(store: Store) -> None:
    own = standing(store, bureau(), "manufacturing").own
    assert words(own) == "2021:93.89 2022:94.17 2023:94.44 2024:94.72"
    assert [year.year for year in own.years if year.printed] == [2020, 2025]
    assert words(standing(store, bureau(), "forest").own) == ""


def test_a_12_goals_of_the_year_stand_beside_the_plan_and_the_plan_beside_them(store: Store) -> None:
    both = standing(store, bureau(), "farm-products")
    (goal,) = both.beside
    year = goal.at(2023)
    assert year is not None
    assert year.printed is not None
    assert (goal.programme.id, year.printed.printed) == (ASSESSMENT, "稳定在 98%以上")
    assert set(both.keys) == {f"{PLAN}/farm-products", f"{ASSESSMENT}/y-farm-products"}
    turned = standing(store, bureau(ASSESSMENT, PLAN), "y-farm-products")
    assert [one.key for one in (turned.own, *turned.beside)] == [goal.key, both.own.key]
    assert {turned.kept_as, both.kept_as} == {f"{PLAN}/farm-products"}
    assert standing(store, bureau(ASSESSMENT), "y-farm-products").kept_as == goal.key
    assert standing(store, bureau(), "gi-output").beside == ()


def test_x_5_a_value_serves_every_notice_that_speaks_of_the_same(store: Store) -> None:
    keyed(store, bureau(), f"{ASSESSMENT}/y-traffic-works", 2023, "96")
    found = standing(store, bureau(), "traffic-works")
    (goal,) = found.beside
    held = [found.own.at(2023), goal.at(2023)]
    assert [one.outcome for one in held if one] == [Outcome.OPEN, Outcome.BROKEN]
    alone = standing(store, bureau(ASSESSMENT), "y-traffic-works").own.at(2023)
    assert alone is not None
    assert alone.entered == goal.years[3].entered
    for_plan = standing(store, bureau(PLAN), "traffic-works").own.at(2023)
    assert for_plan is not None
    assert for_plan.entered is None  # the notice it was keyed for is not worked on here


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("manufacturing", "95.0", Outcome.REACHED),
        ("manufacturing", "94.99", Outcome.SHORT),
        ("forest", "59", Outcome.KEPT),
        ("forest", "58.99", Outcome.BROKEN),
        ("basic-medicine", "100", Outcome.REACHED),
        ("basic-medicine", "99.9", Outcome.SHORT),
        ("test-institutions", "2100", Outcome.OPEN),
        ("water-quality", "96", Outcome.WAITING),
    ],
)
def test_p_1_a_value_is_judged_as_its_notice_is_read(
    store: Store, name: str, value: str, found: Outcome
) -> None:
    office = bureau(today=date(2025, 12, 31))
    keyed(store, office, f"{PLAN}/{name}", 2025, value)
    last = standing(store, office, name).own.last
    assert last is not None
    assert last.outcome is found


@pytest.mark.parametrize(
    ("verdict", "found"),
    [
        (HandVerdict.MET, Outcome.REACHED),
        (HandVerdict.UNMET, Outcome.SHORT),
        (HandVerdict.OPEN, Outcome.WAITING),
    ],
)
def test_a_text_is_judged_by_what_a_person_found(store: Store, verdict: HandVerdict, found: Outcome) -> None:
    keyed(store, bureau(), f"{PLAN}/waste-sorting", 2025, words="基本建成", verdict=verdict)
    last = standing(store, bureau(), "waste-sorting").own.last
    assert last is not None
    assert last.outcome is found


def test_what_is_not_judged_says_why(store: Store) -> None:
    def reason(name: str, year: int, office: Office | None = None) -> str:
        found = standing(store, office or bureau(), name).own.at(year)
        assert found is not None
        return found.reason

    assert reason("water-quality", 2025) == EXTERNAL
    assert MISSING in EXTERNAL
    assert reason("waste-sorting", 2025) == BY_HAND
    assert "只记数，不判红绿" in reason("test-institutions", 2025)
    assert reason("manufacturing", 2023) == UNPRINTED
    assert reason("manufacturing", 2025) == ""
    assert reason("manufacturing", 2025, bureau(unit=CHANGSHA)) == ABOVE_ONLY


def test_the_newest_value_wins_and_the_older_ones_are_kept(store: Store) -> None:
    office, key = bureau(), f"{PLAN}/gi-output"
    late = keyed(store, office, key, 2022, "900", reported_on=date(2023, 3, 1))
    keyed(store, office, key, 2022, "850", reported_on=date(2023, 1, 5))
    found = standing(store, office, "gi-output")
    year = found.own.at(2022)
    assert year is not None
    assert year.entered is not None
    assert (year.entered.uid, year.entered.value, year.entered.who) == (late, Decimal(900), "示例员")
    assert [one.value for one in found.entered] == [Decimal(900), Decimal(850)]
    again = keyed(store, office, key, 2022, "901", reported_on=date(2023, 3, 1))
    year = standing(store, office, "gi-output").own.at(2022)
    assert year is not None
    assert year.entered is not None
    assert year.entered.uid == again
    before = standing(store, bureau(today=date(2023, 2, 1)), "gi-output").own.at(2022)
    assert before is not None
    assert before.entered is not None
    assert before.entered.value == Decimal(850)


def test_more_than_a_hundred_percent_is_kept_once_it_is_explained(store: Store) -> None:
    office = bureau(PLAN, unit=PROVINCE)
    said = {"unit": PROVINCE, "indicator": f"{PLAN}/manufacturing", "year": 2022}
    blank = {"words": None, "verdict": None, "note": None}
    values = said | blank | {"value": Decimal("100.01"), "data_source": "示例公报", "reported_on": DAY}
    with pytest.raises(RefusedError, match=r"数值：100\.01 %，多于“制造业产品质量合格率”的 100 %"):
        store.run(add, office, "indicator_value", values)
    store.run(add, office, "indicator_value", values, "示例说明")
    store.run(add, office, "indicator_value", values | {"year": 2021, "value": Decimal(100)})
    assert len(standing(store, office, "manufacturing").entered) == 2


def test_a_changed_value_is_still_one_value(store: Store) -> None:
    office = bureau()
    uid = keyed(store, office, f"{PLAN}/gi-output", 2022, "900")
    row = {"unit": PROVINCE, "indicator": f"{PLAN}/gi-output", "year": 2022, "value": Decimal(905)}
    blank = {"words": None, "verdict": None, "data_source": "示例公报", "reported_on": DAY, "note": None}
    store.run(change, office, "indicator_value", uid, {**row, **blank})
    (only,) = standing(store, office, "gi-output").entered
    assert (only.uid, only.value) == (uid, Decimal(905))


def test_gap_path_and_trend_follow_the_latest_value(store: Store) -> None:
    office = bureau()
    assert standing(store, office, "manufacturing").own.trend == ""
    for year, value in ((2021, "93.90"), (2023, "94.30")):
        keyed(store, office, f"{PLAN}/manufacturing", year, value)
    own = standing(store, office, "manufacturing").own
    at = own.at(2023)
    assert at is not None
    assert (own.left, at.gap, at.off_path) == (Decimal("-0.70"), None, Decimal("-0.14"))
    assert own.trend == "▁▃·█··"


def test_a_12_a_goal_of_one_year_is_not_measured_by_a_later_year(store: Store) -> None:
    office = bureau()

    def left() -> Decimal | None:
        (goal,) = standing(store, office, "basic-medicine").beside
        return goal.left

    keyed(store, office, f"{PLAN}/basic-medicine", 2024, "99.8")
    assert left() is None
    keyed(store, office, f"{PLAN}/basic-medicine", 2022, "99.9")
    assert left() == Decimal("-0.1")
    keyed(store, office, f"{PLAN}/basic-medicine", 2023, "100")
    assert left() == 0


def test_a_unit_has_its_own_values_and_no_other_s(store: Store) -> None:
    keyed(store, bureau(unit=CHANGSHA), f"{PLAN}/gi-output", 2022, "90")
    keyed(store, bureau(), f"{PLAN}/gi-output", 2022, "900")

    def value(unit: str) -> Decimal | None:
        year = standing(store, bureau(unit=unit), "gi-output").own.at(2022)
        assert year is not None
        return year.entered.value if year.entered else None

    assert [value(unit) for unit in (PROVINCE, CHANGSHA, FURONG)] == [Decimal(900), Decimal(90), None]


def test_a_year_keyed_outside_the_printed_ones_is_shown(store: Store) -> None:
    keyed(store, bureau(), f"{ASSESSMENT}/y-manufacturing", 2022, "93.8")
    found = store.read(indicators, bureau(ASSESSMENT))
    assert {tuple(year.year for year in one.own.years) for one in found} == {(2022, 2023)}


@pytest.mark.parametrize("unit", [PROVINCE, CHANGSHA, FURONG])
def test_as_many_statements_are_said_however_much_is_keyed(store: Store, unit: str) -> None:
    def said() -> int:
        with counted() as statements:
            store.read(indicators, bureau(unit=unit))
        return len(statements)

    before = said()
    for indicator in bureau().programme.indicators[:6]:
        for year in (2021, 2022):
            keyed(store, bureau(unit=unit), f"{PLAN}/{indicator.id}", year, "90", reported_on=TODAY)
    assert said() == before <= 3


def test_a_notice_without_indicators_has_none(store: Store) -> None:
    def read(session: Session) -> tuple[Indicators, ...]:
        return indicators(session, bureau("hubei-2022", unit="420000"))

    assert store.read(read) == ()
