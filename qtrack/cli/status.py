"""Commands that say where the bureau stands and what is due: status, remind."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from qtrack.cli.codes import Exit
from qtrack.cli.reports import file_named, not_taken, say_written
from qtrack.cli.say import Column, say, say_json, say_table
from qtrack.cli.status_campaign import campaign_json, say_campaign, say_slogans, slogan_json
from qtrack.cli.status_json import planned_json, status_json
from qtrack.cli.status_overlaps import overlaps_json, say_overlaps
from qtrack.cli.status_plan import indicator_json, say_indicators, say_tasks, task_json
from qtrack.cli.status_points import points_json, say_points
from qtrack.domain.due import DueStanding
from qtrack.domain.overview import Standings
from qtrack.domain.planning import Planned, working_words
from qtrack.domain.standing import Standing
from qtrack.domain.unconfirmed import marked
from qtrack.domain.value import show_date, show_rate
from qtrack.services.campaign import campaign
from qtrack.services.dues import due_standings, planned
from qtrack.services.indicators import indicators
from qtrack.services.office import Office
from qtrack.services.overlaps import overlaps
from qtrack.services.slogans import slogans
from qtrack.services.standings import floor_standings, target_standings
from qtrack.services.tasks import tasks
from qtrack.wiring import Desk

_NONE = "-"


def status(desk: Desk, asked: Namespace) -> int:
    """Say how targets, floors, indicators, tasks, activities, slogans and deadlines stand."""
    office = desk.office_on(asked.programme)
    if asked.overlaps:
        return _overlaps(desk, office, as_json=asked.json)
    seen = Standings(
        desk.store.read(target_standings, office),
        desk.store.read(floor_standings, office),
        desk.store.read(partial(due_standings, every=not asked.programme), office),
    )
    followed, worked = desk.store.read(indicators, office), desk.store.read(tasks, office)
    events, words = desk.store.read(campaign, office), desk.store.read(slogans, office)
    if asked.json:
        plan = {"indicators": list(map(indicator_json, followed)), "tasks": list(map(task_json, worked))}
        listed = campaign_json(events) if office.programme.activities else None
        month = {"campaign": listed, "slogans": list(map(slogan_json, words))}
        say_json(status_json(office, seen) | points_json(desk, office) | plan | month)
        return Exit.OK
    say(f"{office.programme.short}  {office.unit.name}  截至 {show_date(office.today)}")
    if seen.targets:
        _say_targets(seen)
        if office.region.children(office.unit.code):
            _say_children(office, seen)
    _say_floors(office, seen)
    say_indicators(followed)
    say_tasks(worked)
    say_points(desk, office)
    say_campaign(office, events)
    say_slogans(words)
    if seen.dues:
        say("\n时限")
        _say_dues(office, seen.dues)
    return Exit.OK


def _overlaps(desk: Desk, office: Office, *, as_json: bool) -> int:
    found = desk.store.read(overlaps, office)
    if as_json:
        say_json(overlaps_json(found))
    else:
        say(f"{office.programme.short}  {office.unit.name}  截至 {show_date(office.today)}")
        say_overlaps(found)
    return Exit.OK


def remind(desk: Desk, asked: Namespace) -> int:
    """Say which deadlines must be minded today; the exit code tells whether there are any."""
    office, every = desk.office_on(asked.programme), not asked.programme
    planning = desk.planning
    if asked.ics:
        path = not_taken(file_named(asked.ics, ".ics"), replace=asked.replace)
        return _write_calendar(desk, office, path, every=every)
    found = desk.store.read(partial(planned, every=every), office, planning)
    due = [one for one in found if one.reminds(office.today)]
    if asked.json:
        say_json([planned_json(office, one) for one in due])
    elif due:
        _say_planned(office, due)
    else:
        say("没有临近或逾期的时限")
    return Exit.REMINDERS if due else Exit.OK


def _write_calendar(desk: Desk, office: Office, path: Path, *, every: bool) -> int:
    """Write all deadlines with their reminders as a file that calendars take in."""
    from qtrack.reports.ical import write_calendar
    from qtrack.services.agenda import agenda

    events = desk.store.read(partial(agenda, every=every), office, desk.planning)
    name = f"{office.unit.name}质量工作时限"
    written = write_calendar(events, name, path, written_at=datetime.now(UTC))
    say(f"时限和倒排日期共 {len(events)} 条")
    return say_written(path, written)


def _say_planned(office: Office, found: list[Planned]) -> None:
    several = {one.due.programme for one in found} != {office.programme.id}
    columns = (
        Column("日期"),
        Column("剩余"),
        Column("工作日"),
        Column("状态"),
        Column("倒排"),
        *_notice_column(several=several),
        Column("事项"),
    )
    rows = [
        [
            one.due.day_words,
            one.due.left_words,
            one.workdays_words,
            one.due.state.value,
            working_words(one.working) or _NONE,
            *((office.of(one.due.programme).programme.short,) if several else ()),
            one.due.title,
        ]
        for one in found
    ]
    say_table(columns, rows)


def _say_targets(seen: Standings) -> None:
    say("\n任务指标")
    columns = (
        Column("层级"),
        Column("任务"),
        Column("任务数", right=True),
        Column("已完成", right=True),
        Column("完成率", right=True),
        Column("序时进度", right=True),
        Column("还差", right=True),
        Column("每周需", right=True),
        Column("判定"),
    )
    say_table(
        columns, [[held.target.tier, held.target.name, *_standing_words(held.own)] for held in seen.targets]
    )


def _standing_words(standing: Standing) -> tuple[str, ...]:
    return (
        _asked(standing),
        _number(standing.done),
        show_rate(standing.rate),
        show_rate(standing.pace),
        _number(standing.gap),
        _number(standing.per_week),
        standing.verdict.value,
    )


def _say_children(office: Office, seen: Standings) -> None:
    say("\n各单位（已完成/任务数）")
    columns = (Column("单位"), *(Column(held.target.tier, right=True) for held in seen.targets))
    rows = [
        [
            office.region.by_code[standings[0].unit].name,
            *(f"{_number(standing.done)}/{_asked(standing)}" for standing in standings),
        ]
        for standings in zip(*(held.children for held in seen.targets), strict=True)
    ]
    say_table(columns, rows)


def _say_floors(office: Office, seen: Standings) -> None:
    for floor in office.programme.floors:
        standings = seen.floors[floor.id]
        if not standings:
            continue
        unmet = [standing for standing in standings if not standing.met]
        say(f"\n{floor.name}：{len(standings)} 个单位，达标 {len(standings) - len(unmet)}，未达 {len(unmet)}")
        if unmet:
            columns = (Column("未达单位"), Column("现有", right=True))
            say_table(
                columns,
                [[office.region.by_code[standing.unit].name, standing.words] for standing in unmet],
            )


def _lacking(due: DueStanding) -> str:
    lacking = "、".join(one.words for one in due.lacking)
    return f"（缺{lacking}）" if due.submitted_on and lacking else ""


def _say_dues(office: Office, dues: tuple[DueStanding, ...]) -> None:
    several = {due.programme for due in dues} != {office.programme.id}
    columns = (
        Column("日期"),
        Column("剩余"),
        Column("状态"),
        *_notice_column(several=several),
        Column("事项"),
    )
    rows = [
        [
            due.day_words,
            due.left_words,
            due.state.value + _lacking(due),
            *((office.of(due.programme).programme.short,) if several else ()),
            due.title,
        ]
        for due in dues
    ]
    say_table(columns, rows)


def _notice_column(*, several: bool) -> tuple[Column, ...]:
    return (Column("方案"),) if several else ()


def _asked(standing: Standing) -> str:
    """Give the number to reach: one a city set itself says so, and one nobody has confirmed."""
    words = f"{_number(standing.number)}{'（自定）' if standing.own else ''}"
    return marked(words, unconfirmed=standing.unconfirmed)


def _number(number: int | None) -> str:
    return _NONE if number is None else f"{number:,}"
