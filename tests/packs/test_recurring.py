"""A pack may say that a deadline is yearly and when to remind; what cannot be meant is a fault."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from seed_packs import SEEDS, surroundings

from qtrack.packs import Fault, check_pack, read_pack

PLAN = SEEDS / "programmes" / "hunan-plan-2025.toml"


def written(folder: Path, **said: Any) -> Path:  # noqa: ANN401 - whatever a pack may hold
    """Give the plan with its one deadline changed, or with reminders."""
    document = tomllib.loads(PLAN.read_text(encoding="utf-8"))
    document["reminders"] = said.pop("reminders", [])
    old = document["deadlines"][0]["id"]
    document["deadlines"][0] |= said
    for section in document["sections"]:
        section["items"] = [said.get("id", old) if name == old else name for name in section["items"]]
    path = folder / PLAN.name
    path.write_text(tomli_w.dumps(document), encoding="utf-8")
    return path


def faults(path: Path) -> tuple[Fault, ...]:
    return check_pack(path, **surroundings())


def test_a_yearly_deadline_and_reminders_are_read(tmp_path: Path) -> None:
    first = {"yearly": True, "due_on": tomllib.loads("day = 2021-11-30")["day"]}
    path = written(tmp_path, reminders=[20, 5], **first)
    assert faults(path) == ()
    plan, _ = read_pack(path, **surroundings())
    assert plan is not None
    assert plan.reminders == (20, 5)
    assert [one.due_on.year for one in plan.occasions] == [2021, 2022, 2023, 2024, 2025]


@pytest.mark.parametrize(
    ("said", "key", "reason"),
    [
        ({"id": "a" * 36}, "deadlines", "太长或已被占用"),
        ({"reminders": [366]}, "reminders", "最多 365 天"),
        ({"reminders": [-1]}, "reminders", "应为整数"),
        ({"reminders": ["十天"]}, "reminders", "应为整数"),
    ],
)
def test_what_cannot_be_meant_is_named(tmp_path: Path, said: dict[str, Any], key: str, reason: str) -> None:
    first = {"yearly": True, "due_on": tomllib.loads("day = 2021-11-30")["day"]}
    found = faults(written(tmp_path, **(first | said)))
    assert any(fault.key.startswith(key) and reason in fault.reason for fault in found)
