"""Where the printed pages of a text end."""

from __future__ import annotations

import pytest

from qtrack.reports.pages import Line, page_starts


def text(marks: str) -> list[Line]:
    """Give a line of ten points a sign: h heads the next, s is signed on the next, t is a line."""
    return [Line(place, 10.0, keeps=mark in "hs") for place, mark in enumerate(marks)]


@pytest.mark.parametrize(
    ("marks", "first", "later", "starts"),
    [
        ("", 30, 20, []),
        ("ttt", 30, 20, []),
        ("tttt", 30, 20, [3]),
        ("tttttt", 30, 20, [3, 5]),
        ("tthtt", 30, 20, [2, 4]),
        ("tthht", 30, 40, [2]),
        ("tttsst", 40, 40, [3]),
        ("hhhht", 30, 30, []),  # what is higher than a page is not torn off the page it begins on
        ("tth", 30, 30, []),
    ],
)
def test_a_page_ends_before_a_heading_whose_text_would_stand_on_the_next(
    marks: str, first: float, later: float, starts: list[int]
) -> None:
    assert page_starts(text(marks), first, later) == starts
