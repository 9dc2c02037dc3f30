"""A trend has one sign a value, its lowest and highest are the ends, and it never rises where values fall."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.domain.spark import LEVEL, LEVELS, UNKNOWN, spark

NUMBERS = st.decimals(min_value=0, max_value=10**6, places=2)


@pytest.mark.parametrize(
    ("values", "signs"),
    [
        ("", ""),
        ("93.61", ""),
        ("93.61 -", ""),
        ("1 2", "▁█"),
        ("2 1", "█▁"),
        ("5 5 5", "▄▄▄"),
        ("0 1 2 3 4 5 6 7", LEVELS),
        ("93.61 93.9 - - - 95.0", "▁▂···█"),
        ("0 50 100", "▁▄█"),
    ],
)
def test_a_trend_is_painted_from_the_lowest_to_the_highest(values: str, signs: str) -> None:
    assert spark([None if one == "-" else Decimal(one) for one in values.split()]) == signs


@given(st.lists(st.one_of(st.none(), NUMBERS), max_size=12))
def test_every_value_has_its_sign_and_none_is_out_of_order(values: list[Decimal | None]) -> None:
    signs = spark(values)
    known = [(value, sign) for value, sign in zip(values, signs, strict=False) if value is not None]
    if sum(value is not None for value in values) < 2:
        assert signs == ""
        return
    assert len(signs) == len(values)
    assert all((sign == UNKNOWN) == (value is None) for value, sign in zip(values, signs, strict=True))
    assert all(one[1] <= other[1] for one in known for other in known if one[0] <= other[0])
    assert {sign for _, sign in known} == {LEVEL} or {LEVELS[0], LEVELS[-1]} <= {sign for _, sign in known}
