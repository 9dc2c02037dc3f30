"""X5: what stands beside an activity or a point is something of the same notice that counts rows."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from seed_packs import SEEDS, surroundings

from qtrack.packs.programme import judge_pack

MONTH, ASSESSED = "hunan-2023-quality-month", "hunan-2023-assessment"


def document(name: str) -> dict[str, Any]:
    """Give a pack as its file has it."""
    return tomllib.loads((SEEDS / "programmes" / f"{name}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("named", ["nothing", "issue-date", "main-2"])
def test_an_activity_stands_beside_nothing_that_counts_no_rows(named: str) -> None:
    pack = document(MONTH)
    pack["activities"][0]["beside"] = ["help-platform", named]
    _, faults = judge_pack(pack, f"{MONTH}.toml", **surroundings())
    assert [(fault.key, named in fault.reason) for fault in faults] == [("activities.main-1.beside", True)]


@pytest.mark.parametrize("named", ["nothing", "grade-bands", "p1"])
def test_a_point_has_nothing_beside_it_that_counts_no_rows(named: str) -> None:
    pack = document(ASSESSED)
    point = pack["assessment"]["domains"][0]["contents"][0]["points"][0]
    assert point["beside"] == ["quality-awards", "quality-month"]
    point["beside"] = [named]
    _, faults = judge_pack(pack, f"{ASSESSED}.toml", **surroundings())
    assert [named in fault.reason for fault in faults] == [True]
    assert faults[0].key.endswith("p1.beside")
