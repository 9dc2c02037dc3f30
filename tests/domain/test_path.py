"""P-15: the line between printed values is straight, exact, and never takes a printed year's place."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.domain.path import RECKONED, linear_path, reckoned
from qtrack.domain.plan import Indicator, Stated
from qtrack.domain.terms import Source

NOWHERE = Source("专栏1", "示例")


def stated(year: int, number: str) -> Stated:
    """Give a printed value of a year; an empty number stands for a text."""
    return Stated(year, number or "达到目标", NOWHERE, Decimal(number) if number else None)


def indicator(*values: tuple[int, str], pathed: bool = True) -> Indicator:
    """Give an indicator that starts from the first value."""
    first, *rest = (stated(*value) for value in values)
    return Indicator("one", "示例指标", NOWHERE, tuple(rest), "%", first, pathed=pathed)


# Reckoned by hand: start, aim, and the values shown for 2021, 2022, 2023, 2024.
PATHS = [
    ("93.61", "95.0", "93.89 94.17 94.44 94.72"),
    ("90.10", "93.5", "90.78 91.46 92.14 92.82"),
    ("77.77", "80.0", "78.22 78.66 79.11 79.55"),
    ("800", "1000", "840 880 920 960"),
    ("72", "80", "74 75 77 78"),
    ("83", "88", "84 85 86 87"),
    ("245", "200", "236 227 218 209"),
]


@pytest.mark.parametrize(("start", "aim", "shown"), PATHS)
def test_p15_each_year_between_lies_on_the_line(start: str, aim: str, shown: str) -> None:
    path = linear_path(indicator((2020, start), (2025, aim)))
    assert [one.year for one in path] == [2021, 2022, 2023, 2024]
    assert [str(one.shown) for one in path] == shown.split()


def test_p15_the_exact_value_is_kept_beside_the_rounded_one() -> None:
    found = reckoned(indicator((2020, "93.61"), (2025, "95.0")), 2023)
    assert found is not None
    assert (found.exact, found.shown) == (Decimal("94.444"), Decimal("94.44"))


def test_p15_a_printed_year_bends_the_line_and_is_not_on_it() -> None:
    path = linear_path(indicator((2020, "90"), (2022, "96"), (2025, "99")))
    assert [(one.year, int(one.shown)) for one in path] == [(2021, 93), (2023, 97), (2024, 98)]


@pytest.mark.parametrize("year", [2019, 2020, 2025, 2026])
def test_p15_ends_and_years_outside_are_not_reckoned(year: int) -> None:
    assert reckoned(indicator((2020, "72"), (2025, "80")), year) is None


def test_p15_no_line_where_none_is_asked_for_or_an_end_is_a_text() -> None:
    assert linear_path(indicator((2020, "59.96"), (2025, "59"), pathed=False)) == ()
    assert linear_path(indicator((2020, "93.3"), (2025, ""))) == ()


def test_p15_a_reckoned_value_has_its_label() -> None:
    assert RECKONED == "推算，非文件数"


TENTHS = st.decimals(0, 100_000, places=2)


@given(TENTHS, TENTHS)
def test_p15_equal_steps_lead_from_start_to_aim(start: Decimal, aim: Decimal) -> None:
    path = linear_path(indicator((2020, str(start)), (2025, str(aim))))
    values = [start, *(one.exact for one in path), aim]
    assert {after - before for before, after in pairwise(values)} == {(aim - start) / 5}
