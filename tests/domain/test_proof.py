"""Which kinds of evidence a row should have."""

from enum import Enum

import pytest

from qtrack.domain.proof import Completeness, Proof


class Stage(Enum):
    """Two stages."""

    BUILDING = "在建"
    IN_USE = "投入使用"


@pytest.mark.parametrize(
    ("proof", "stage", "expected"),
    [
        (Proof("照片"), Stage.IN_USE, False),
        (Proof("照片", expected=True), Stage.BUILDING, True),
        (Proof("照片", expected=True, field="stage", states=(Stage.IN_USE,)), Stage.IN_USE, True),
        (Proof("照片", expected=True, field="stage", states=(Stage.IN_USE,)), Stage.BUILDING, False),
        (Proof("照片", expected=True, field="stage", states=(Stage.IN_USE,)), None, False),
    ],
)
def test_a_kind_is_expected_of_all_rows_or_of_those_in_a_state(
    proof: Proof, stage: Stage | None, *, expected: bool
) -> None:
    assert proof.expected_of({"stage": stage}.__getitem__) is expected


def test_a_rate_stands_only_where_something_is_asked() -> None:
    assert Completeness("training", "420102", 4, 4, 1).rate == 0.25
    assert Completeness("station", "420102", 4, 0, 0).rate is None
