"""What counts for more than one target, on the command line, for people and for scripts."""

from __future__ import annotations

from typing import Any

from qtrack.cli.say import Column, say, say_table
from qtrack.domain.overlaps import Claim, Overlaps
from qtrack.services.catalog import schemas

Json = dict[str, Any]


def say_overlaps(found: Overlaps) -> None:
    """Print every two targets with how many things count for both."""
    say("\n跨指标重复（可以计入几项，每项只计一次）")
    columns = (
        Column("指标"),
        Column("计入", right=True),
        Column("另一指标"),
        Column("计入", right=True),
        Column("同时计入", right=True),
        Column("按什么计"),
    )
    rows = [
        [
            pair.first.words(several=found.several),
            f"{found.counted(pair.first):,}",
            pair.second.words(several=found.several),
            f"{found.counted(pair.second):,}",
            f"{pair.both:,}",
            schemas()[pair.first.thing].title,
        ]
        for pair in found.pairs
    ]
    if rows:
        say_table(columns, rows)
    else:
        say("没有两项指标会计入同一对象")


def overlaps_json(found: Overlaps) -> list[Json]:
    """Give the same for scripts."""
    return [
        {
            "ledger": pair.first.thing,
            "first": _claim(found, pair.first),
            "second": _claim(found, pair.second),
            "both": pair.both,
        }
        for pair in found.pairs
    ]


def _claim(found: Overlaps, claim: Claim) -> Json:
    return {
        "programme": claim.programme.id,
        "target": claim.target.id,
        "tier": claim.target.tier,
        "counted": found.counted(claim),
    }
