"""Activities and slogans of a campaign on the command line, for people and for scripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qtrack.cli.say import Column, say, say_table
from qtrack.domain.value import show_date, show_rate
from qtrack.ledgers.slogan_use import SloganMedium
from qtrack.services.campaign import ActivityStanding, Campaign, Progress
from qtrack.services.campaign_results import RESULTS, Figures
from qtrack.services.office import Office
from qtrack.services.slogans import SloganStanding

Json = dict[str, Any]


def say_campaign(office: Office, found: Campaign) -> None:
    """Print the units with what is listed for them, then every activity with how far it has come."""
    if not office.programme.activities:
        return
    say(f"\n活动　主题：{office.programme.theme}")
    columns = (
        Column("单位"),
        *(
            Column(label, right=True)
            for label in ("所列", "计划", "已开展", "已总结", "开展率", "自办", "登记")
        ),
        Column("要求未全", right=True),
    )
    names = office.region.by_code
    units = [(names[one.unit].name, one.figures) for one in found.units if not one.above]
    say_table(columns, [_figures(name, figures) for name, figures in [*units, ("合计", found.whole)]])
    say()
    columns = (Column("序号"), Column("活动"), Column("状态"), Column("日期"), Column("登记", right=True))
    activities = [one for unit in found.units for one in unit.activities]
    say_table(columns, [line for one in activities for line in _activity(one)])


def _figures(name: str, figures: Figures) -> list[str]:
    counts = (figures.listed, figures.planned, figures.held, figures.summed_up)
    rest = (figures.own, figures.rows, figures.lacking)
    return [name, *(f"{one:,}" for one in counts), show_rate(figures.rate), *(f"{one:,}" for one in rest)]


def _activity(one: ActivityStanding) -> list[list[str]]:
    parts = [_line(f"  （{at}）", words, part) for at, (words, part) in enumerate(one.parts, 1)]
    return [_line(one.activity.number, one.activity.name, one.progress), *parts]


def _line(number: str, name: str, progress: Progress) -> list[str]:
    held_on = show_date(progress.held_on) if progress.held_on else ""
    return [number, name, progress.state.value, held_on, f"{progress.rows:,}" if progress.rows else ""]


def say_slogans(found: Sequence[SloganStanding]) -> None:
    """Print the slogans with their uses by medium."""
    if not found:
        return
    say("\n口号")
    media = tuple(SloganMedium)
    columns = (Column("口号"), Column("次数", right=True), *(Column(one.value, right=True) for one in media))
    rows = [
        [f"{one.slogan.number}. {one.slogan.words}", f"{one.total:,}", *(f"{one.uses[at]:,}" for at in media)]
        for one in found
    ]
    say_table(columns, rows)


def campaign_json(found: Campaign) -> Json:
    """Give the campaign: numbers of all, of each unit, and of each activity listed for it."""
    return {
        **_figures_json(found.whole),
        "misplaced": found.misplaced,
        "units": [
            {
                "unit": one.unit,
                "above": one.above,
                **_figures_json(one.figures),
                "activities": [_activity_json(each) for each in one.activities],
            }
            for one in found.units
        ],
    }


def _figures_json(figures: Figures) -> Json:
    return {
        "listed": figures.listed,
        "planned": figures.planned,
        "held": figures.held,
        "summed_up": figures.summed_up,
        "own": figures.own,
        "own_held": figures.own_held,
        "rows": figures.rows,
        "lacking": figures.lacking,
        "results": dict(zip(RESULTS, figures.results, strict=True)),
    }


def _activity_json(one: ActivityStanding) -> Json:
    activity = one.activity
    return {
        "id": activity.id,
        "number": activity.number,
        "name": activity.name,
        "lead": list(activity.lead),
        "support": list(activity.support),
        **_progress_json(one.progress),
        "joined": one.joined,
        "parts": [{"words": words, **_progress_json(part)} for words, part in one.parts],
        "clause": activity.source.clause,
        "quote": activity.source.quote,
    }


def _progress_json(progress: Progress) -> Json:
    return {
        "state": progress.state.name.lower(),
        "rows": progress.rows,
        "planned_on": progress.planned_on.isoformat() if progress.planned_on else None,
        "held_on": progress.held_on.isoformat() if progress.held_on else None,
    }


def slogan_json(one: SloganStanding) -> Json:
    """Give one slogan with its uses."""
    return {
        "id": one.slogan.id,
        "number": one.slogan.number,
        "words": one.slogan.words,
        "uses": {medium.name.lower(): number for medium, number in one.uses.items()},
        "total": one.total,
        "copies": one.copies,
        "units": one.units,
        "last_on": one.last_on.isoformat() if one.last_on else None,
    }
