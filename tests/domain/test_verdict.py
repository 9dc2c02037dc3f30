"""P-1: what is said of a value depends on how the notice's own is to be read."""

from decimal import Decimal

import pytest

from qtrack.domain.plan import Judged, Stated
from qtrack.domain.terms import Source
from qtrack.domain.verdict import Outcome, gap, outcome

NOWHERE = Source("专栏1", "示例")
TEXT = Stated(2025, "达到国家考核目标", NOWHERE)


def number(text: str | None) -> Decimal | None:
    """Give a number, or none."""
    return None if text is None else Decimal(text)


def aimed(text: str, *, exactly: bool = False) -> Stated:
    """Give a printed number."""
    return Stated(2025, text, NOWHERE, Decimal(text), exactly)


@pytest.mark.parametrize(
    ("judged", "aim", "value", "said"),
    [
        (Judged.NUMBER, "95.0", "94.99", "未达到"),
        (Judged.NUMBER, "95.0", "95", "达到"),
        (Judged.NUMBER, "95.0", "95.01", "达到"),
        (Judged.NUMBER, "95.0", None, "未填"),
        (Judged.FLOOR, "59", "59.95", "守住底线"),
        (Judged.FLOOR, "59", "59", "守住底线"),
        (Judged.FLOOR, "59", "58.99", "低于底线"),
        (Judged.FLOOR, "59", None, "未填"),
        (Judged.OPEN, "2200", "2300", "不判定"),
        (Judged.OPEN, "2200", "100", "不判定"),
        (Judged.OPEN, "2200", None, "不判定"),
    ],
)
def test_p1_a_number_is_reached_a_floor_held_and_the_rest_left_open(
    judged: Judged, aim: str, value: str | None, said: str
) -> None:
    assert outcome(judged, aimed(aim), number(value)).value == said


@pytest.mark.parametrize(("value", "said"), [("99.9", "未达到"), ("100", "达到"), ("100.1", "未达到")])
def test_p1_a_value_to_be_met_exactly_is_not_exceeded(value: str, said: str) -> None:
    assert outcome(Judged.NUMBER, aimed("100", exactly=True), Decimal(value)).value == said


@pytest.mark.parametrize(
    ("value", "threshold", "decided", "said"),
    [
        (None, None, None, "待认定"),
        ("95", None, None, "待认定"),
        ("95", None, True, "达到"),
        ("95", None, False, "未达到"),
        (None, None, True, "达到"),
        ("95", "94.5", None, "达到"),
        ("94", "94.5", None, "未达到"),
        (None, "94.5", None, "未填"),
        ("94", "94.5", True, "达到"),
    ],
)
def test_p1_a_text_waits_for_a_person_or_for_the_threshold_somebody_fills_in(
    value: str | None,
    threshold: str | None,
    decided: bool | None,  # noqa: FBT001 - a cell of the table
    said: str,
) -> None:
    found = outcome(Judged.BY_HAND, TEXT, number(value), threshold=number(threshold), decided=decided)
    assert found.value == said


@pytest.mark.parametrize("judged", list(Judged))
def test_p15_a_year_without_a_printed_value_is_not_judged(judged: Judged) -> None:
    assert outcome(judged, None, Decimal(99)) is Outcome.OPEN


def test_p5_the_gap_to_about_a_hundred_is_shown_with_its_sign() -> None:
    assert gap(aimed("100"), Decimal(97)) == -3
    assert gap(aimed("100"), Decimal(104)) == 4
    assert gap(TEXT, Decimal(1)) is None
    assert gap(aimed("100"), None) is None
    assert gap(None, Decimal(1)) is None
