"""What the packs of the project are held to."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from qtrack.ledgers import LEDGERS
from qtrack.packs import Regions

SEEDS = Path(__file__).parents[2] / "seeds"


@cache
def surroundings() -> dict[str, Any]:
    """Give texts, regions and ledgers, as arguments of reading and checking."""
    return {
        "texts_dir": SEEDS / "notices",
        "regions": Regions(SEEDS / "regions"),
        "schemas": {ledger.__tablename__: ledger.schema() for ledger in LEDGERS},
    }
