"""Widths in cells: what aligns on a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.domain.cells import cells, cut_to, padded


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("abc", 3), ("武汉市", 6), ("６０人", 6), ("𬭚", 2), ("e\u0301", 1), ("“”", 2)],
)
def test_a_chinese_character_takes_two_cells(text: str, width: int) -> None:
    assert cells(text) == width


def test_texts_are_padded_on_either_side() -> None:
    assert padded("武汉", 6) == "武汉  "
    assert padded("60", 6, right=True) == "    60"
    assert padded("武汉市", 2) == "武汉市"


@given(st.text(), st.integers(min_value=2, max_value=40))
def test_a_cut_text_fits_and_says_that_it_was_cut(text: str, width: int) -> None:
    shown = cut_to(text, width)
    assert cells(shown) <= width
    assert shown == text or shown.endswith("..")
