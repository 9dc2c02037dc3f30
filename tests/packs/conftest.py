"""The packs of the project, read once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from qtrack.domain.programme import Programme
from qtrack.domain.region import Region
from qtrack.ledgers import LEDGERS
from qtrack.packs import read_pack, read_regions

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="session")
def around() -> dict[str, Any]:
    """Give what a pack is held to: texts, regions, ledgers."""
    return {
        "texts_dir": SEEDS / "notices",
        "regions": read_regions(SEEDS / "regions"),
        "schemas": {ledger.__tablename__: ledger.schema() for ledger in LEDGERS},
    }


@pytest.fixture(scope="session")
def hubei(around: dict[str, Any]) -> Programme:
    """Give the Hubei programme of 2022."""
    programme, faults = read_pack(SEEDS / "programmes" / "hubei-2022.toml", **around)
    assert faults == ()
    assert programme is not None
    return programme


@pytest.fixture(scope="session")
def region(around: dict[str, Any]) -> Region:
    """Give the units of Hubei."""
    found: Region = around["regions"]["hubei"]
    return found
