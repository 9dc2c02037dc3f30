"""A notice is worked with the ledgers it names; where it names none, with those its parts need."""

from dataclasses import replace
from typing import Any

import pytest

from qtrack.domain.programme import Programme
from qtrack.packs import Library, Regions
from qtrack.places import seeds_folder
from qtrack.services.catalog import used_by

SEEDS = seeds_folder()
LIBRARY = Library(SEEDS, SEEDS / "none", Regions(SEEDS / "regions"))


LISTS = ("targets", "floors", "caps", "limits", "deadlines", "forms", "matters", "indicators", "tasks")
MORE = ("activities", "slogans", "departments", "ledgers")


def bare(name: str, *kept: str) -> Programme:
    """Give a notice with nothing in it but these parts."""
    emptied: dict[str, Any] = dict.fromkeys((*LISTS, *MORE), ())
    for key in kept:
        del emptied[key]
    return replace(LIBRARY.programme(name), assessment=None, **emptied)


@pytest.mark.parametrize("name", LIBRARY.ids)
def test_those_named_are_used_in_their_order(name: str) -> None:
    programme = LIBRARY.programme(name)
    assert used_by(programme) == programme.ledgers


@pytest.mark.parametrize(
    ("name", "part", "needed"),
    [
        ("hubei-2022", "floors", ("training", "station", "focus")),
        ("hubei-2022", "caps", ("project",)),
        ("hubei-2022", "deadlines", ("submission",)),
        ("hunan-2023-quality-month", "slogans", ("slogan_use",)),
        ("hunan-plan-2025", "indicators", ("indicator_value",)),
        ("hunan-2023-assessment", "departments", ("answer", "declared_point", "declared_bonus")),
    ],
)
def test_a_part_needs_the_ledgers_its_rows_are_in(name: str, part: str, needed: tuple[str, ...]) -> None:
    assert used_by(bare(name, part)) == needed


def test_what_counted_rows_refer_to_is_needed_too() -> None:
    assert {"action", "enterprise"} <= set(used_by(bare("hubei-2022", "targets")))


def test_a_notice_that_says_nothing_needs_none() -> None:
    assert used_by(bare("hubei-2022")) == ()
