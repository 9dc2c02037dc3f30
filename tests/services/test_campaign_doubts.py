"""What is asked about rows of a campaign: whose activity it is, and whether the day lies in the season."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hunan import CHANGSHA, FURONG, PLAN, PROVINCE, bureau

from qtrack.ledgers.event import Conduct, EventState
from qtrack.ledgers.slogan_use import SloganMedium
from qtrack.services.campaign_doubts import CampaignDoubts
from qtrack.services.catalog import ledger_class

MONTH, ZHUZHOU = "hunan-2023-quality-month", "430200"
IN_SEASON, BEFORE, YEAR_BEFORE = date(2023, 9, 8), date(2023, 8, 31), date(2022, 9, 8)
SEASON = "不在“质量月”2023-09-01 至 2023-09-30（非文内日期：通知没有印起止日，按惯例取9月）之内"
PERIOD = "，也不在计数期 2023-01-01 至 2023-12-31 之内，不会计数"


def asked(ledger: str, *notices: str, **said: object) -> list[str]:
    """Give what is asked about a row of a ledger."""
    doubts = CampaignDoubts(bureau(*(notices or (PLAN, MONTH))), ledger_class(ledger))
    blank: dict[str, object] = {field.key: None for field in ledger_class(ledger).schema().fields}
    problems = list(doubts.of(blank | {"unit": CHANGSHA} | said))
    assert all(problem.doubt for problem in problems)
    return [problem.message for problem in problems]


def event(**said: object) -> list[str]:
    """Give what is asked about an activity."""
    activity = said.pop("activity", "changsha-1")
    given = {"name": "示例活动", "state": EventState.HELD, "held_on": IN_SEASON, "conduct": tuple(Conduct)}
    return asked("event", **given | {"activity": activity and f"{MONTH}/{activity}"} | said)


@pytest.mark.parametrize(
    ("activity", "unit", "told"),
    [
        ("changsha-1", CHANGSHA, False),
        ("changsha-1", FURONG, False),
        ("changsha-1", ZHUZHOU, True),
        ("changsha-1", PROVINCE, True),
        ("main-1", ZHUZHOU, False),
        (None, ZHUZHOU, False),
    ],
)
def test_an_activity_of_a_unit_elsewhere_is_asked_about(
    activity: str | None, unit: str, *, told: bool
) -> None:
    messages = event(activity=activity, unit=unit)
    assert bool(messages) is told
    if told:
        assert "“举办长沙市2023年“质量月”活动启动仪式”（长沙市1）是长沙市的方案所列活动" in messages[0]
        assert messages[0].endswith("不计入这项活动")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, []),
        ({"held_on": date(2023, 9, 1)}, []),
        ({"held_on": date(2023, 9, 30)}, []),
        ({"held_on": BEFORE}, [f"开展日期：2023-08-31 {SEASON}"]),
        ({"held_on": YEAR_BEFORE}, [f"开展日期：2022-09-08 {SEASON}{PERIOD}"]),
        ({"planned_on": BEFORE}, []),
        ({"held_on": None, "planned_on": BEFORE}, [f"计划日期：2023-08-31 {SEASON}"]),
        ({"held_on": None}, []),
        ({"activity": None, "held_on": BEFORE}, [f"开展日期：2023-08-31 {SEASON}"]),
    ],
)
def test_a_day_outside_the_season_is_asked_about_with_where_the_season_comes_from(
    said: dict[str, object], told: list[str]
) -> None:
    assert event(**said) == told


@pytest.mark.parametrize(
    ("day", "told"), [(IN_SEASON, []), (BEFORE, [f"使用日期：2023-08-31 {SEASON}"])], ids=["in", "before"]
)
def test_a_slogan_shown_outside_the_season_is_asked_about(day: date, told: list[str]) -> None:
    said = {"slogan": f"{MONTH}/slogan-1", "medium": SloganMedium.SCREEN, "used_on": day}
    assert asked("slogan_use", **said) == told


def test_without_a_campaign_nothing_is_asked() -> None:
    assert asked("event", PLAN, activity=None, held_on=BEFORE) == []
    assert asked("training", held_on=BEFORE) == []


def test_a_campaign_that_names_no_ledgers_is_asked_about_all_the_same() -> None:
    office = bureau(MONTH)
    unnamed = office.on(replace(office.programme, ledgers=()))
    for key, day in (("event", "held_on"), ("slogan_use", "used_on")):
        blank: dict[str, object] = {field.key: None for field in ledger_class(key).schema().fields}
        doubts = CampaignDoubts(unnamed, ledger_class(key))
        assert [one.key for one in doubts.of(blank | {"unit": CHANGSHA, day: BEFORE})] == [day]
