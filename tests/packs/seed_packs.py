"""What the packs of the project are held to."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from qtrack.domain.programme import Programme
from qtrack.ledgers import LEDGERS
from qtrack.packs import Regions
from qtrack.packs.links import LISTS

SEEDS = Path(__file__).parents[2] / "seeds"


@cache
def surroundings() -> dict[str, Any]:
    """Give texts, regions and ledgers, as arguments of reading and checking."""
    return {
        "texts_dir": SEEDS / "notices",
        "regions": Regions(SEEDS / "regions"),
        "schemas": {ledger.__tablename__: ledger.schema() for ledger in LEDGERS},
    }


def everything(programme: Programme) -> dict[str, Any]:
    """Give all entries that have an id and a source, those of a table of points left out."""
    return {entry.id: entry for kind in LISTS for entry in getattr(programme, kind)}
