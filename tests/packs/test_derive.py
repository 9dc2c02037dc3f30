"""Another year's pack takes over rules and dates, marks what nobody confirmed, and leaves its source."""

from __future__ import annotations

import copy
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seed_packs import SEEDS, surroundings

from qtrack.domain.problem import RefusedError
from qtrack.domain.workdays import Calendar
from qtrack.packs import pack_paths
from qtrack.packs.derive import derive, derived_id, shift_day, shift_words
from qtrack.packs.paths import value_at, walk
from qtrack.packs.programme import judge_pack, quote_faults

PACKS = pack_paths(SEEDS / "programmes")
DAYS = st.dates(date(1990, 1, 1), date(2089, 12, 31))


def source(name: str) -> tuple[dict[str, Any], str]:
    """Give a pack of the project and the text of its notice."""
    document = tomllib.loads((SEEDS / "programmes" / f"{name}.toml").read_text(encoding="utf-8"))
    return document, (SEEDS / "notices" / document["text_file"]).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_every_pack_of_the_project_gives_a_sound_one_for_another_year(path: Path) -> None:
    document, text = source(path.stem)
    before = copy.deepcopy(document)
    year = document["starts_on"].year + 4
    name = derived_id(document, year)
    made = derive(document, text, year, name, Calendar()).document
    programme, faults = judge_pack(made, f"{name}.toml", **surroundings())
    assert document == before
    assert faults == ()
    assert programme is not None
    assert quote_faults(programme, name) == ()
    assert (programme.starts_on.year, programme.derived_from) == (year, path.stem)
    assert name != path.stem


def test_days_our_names_and_years_of_conditions_go_along() -> None:
    made = derive(*source("hubei-2022"), 2026, "hubei-2026", Calendar()).document
    assert made["short"] == "湖北2026“万千百十一”"
    assert value_at(made, "deadlines.summary.due_on") == date(2026, 12, 15)
    assert value_at(made, "caps.projects-per-city.count.where.year") == ["2026"]


@pytest.mark.parametrize(
    ("pack", "path"),
    [
        ("hubei-2022", "title"),
        ("hubei-2022", "annexes.3.listed"),
        ("hubei-2022", "forms.recommendation-form.fields.7.label"),
        ("hubei-2022", "sections.6.title"),
        ("hunan-2023-quality-month", "activities.changsha-1.name"),
        ("hunan-2023-assessment", "assessment.title"),
        ("hunan-2023-assessment", "facts.points-notice.name"),
        ("hunan-plan-2025", "facts.f-manufacturing.name"),
        ("hunan-plan-2025", "indicators.manufacturing.baseline.year"),
    ],
)
def test_words_of_the_notice_and_what_it_tells_of_the_past_stay_and_wait(pack: str, path: str) -> None:
    document, text = source(pack)
    made = derive(document, text, 2027, "x-2027", Calendar()).document
    assert value_at(made, path) == value_at(document, path)
    assert path in made["unconfirmed"]


def test_quotes_clauses_and_numbers_stay_and_the_notice_is_inside() -> None:
    document, text = source("hubei-2022")
    made = derive(document, text, 2026, "hubei-2026", Calendar()).document
    assert made["notice"] == text
    assert "text_file" not in made
    kept = {
        path: value
        for path, value in walk(document)
        if path.endswith((".quote", ".clause", ".number")) and not path.startswith("past_projects.")
    }
    assert kept == {path: value for path, value in walk(made) if path in kept}


def test_a_number_that_is_no_year_is_not_shifted() -> None:
    assert shift_words("开展2000家企业、2021年产值、2022度", 4, frozenset({2022})) == (
        "开展2000家企业、2025年产值、2026度"
    )
    made = derive(*source("hunan-plan-2025"), 2026, "hunan-plan-2030", Calendar()).document
    assert value_at(made, "indicators.standards.baseline.printed") == "2000"


def test_every_number_and_day_waits_to_be_confirmed() -> None:
    made = derive(*source("hubei-2022"), 2026, "hubei-2026", Calendar()).document
    waiting = set(made["unconfirmed"])
    keys = ("due_on", "starts_on", "ends_on", "at_least", "at_most", "numbers", "amount", "year")
    for path, _ in walk(made):
        if path.rpartition(".")[2] in keys or (path.startswith("targets.") and path.endswith(".number")):
            assert path in waiting
    assert {"notice", "name", "title", "contacts.1.phone"} <= waiting
    assert not any(path.endswith((".quote", ".strength", ".ledger")) for path in waiting)


def test_what_only_the_old_notice_can_know_is_left_out() -> None:
    made = derive(*source("hubei-2022"), 2026, "hubei-2026", Calendar()).document
    assert {"past_projects", "doc_no", "issued_on"}.isdisjoint(made)
    assert all("projects" not in rule and "expected_total" not in rule for rule in made["funding"])


def test_a_day_that_is_not_worked_is_kept_and_named_with_the_workday_before() -> None:
    document, text = source("hubei-2022")
    moved = derive(document, text, 2027, "hubei-2027", Calendar({date(2027, 12, 15): False})).moved
    assert [(one.path, one.day, one.workday, one.reckoned) for one in moved] == [
        ("deadlines.summary.due_on", date(2027, 12, 15), date(2027, 12, 14), False)
    ]
    reckoned = derive(document, text, 2050, "hubei-2050", Calendar()).moved
    assert reckoned
    assert all(one.reckoned for one in reckoned)


@pytest.mark.parametrize("year", [2022, 1000, 99999, -5])
def test_the_same_year_and_years_no_calendar_has_are_refused(year: int) -> None:
    with pytest.raises(RefusedError):
        derive(*source("hubei-2022"), year, "hubei-x", Calendar())


@given(DAYS, st.integers(-80, 80))
def test_a_shifted_day_keeps_month_and_day_but_for_leap_days(day: date, years: int) -> None:
    shifted = shift_day(day, years)
    assert (shifted.year, shifted.month) == (day.year + years, day.month)
    assert shifted.day == day.day or (day.day, shifted.day, day.month) == (29, 28, 2)


@given(DAYS, st.integers(-80, 80))
def test_shifting_back_gives_the_same_day_but_for_leap_days(day: date, years: int) -> None:
    back = shift_day(shift_day(day, years), -years)
    assert back == day or (day.month, day.day) == (2, 29)


@given(st.lists(DAYS, min_size=2), st.integers(-80, 80))
def test_days_keep_their_order_when_they_are_shifted(days: list[date], years: int) -> None:
    assert [shift_day(day, years) for day in sorted(days)] == sorted(shift_day(day, years) for day in days)


def test_a_weekend_that_is_worked_moves_no_day() -> None:
    sunday = date(2029, 3, 25)
    document, text = source("hubei-2022")
    for worked, named in ((True, False), (False, True)):
        moved = derive(document, text, 2029, "hubei-2029", Calendar({sunday: worked})).moved
        assert (sunday in {one.day for one in moved}) is named
