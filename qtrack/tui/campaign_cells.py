"""A campaign as cells: units with what is listed for them, activities with their parts, results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from qtrack.domain.fields import Kind
from qtrack.domain.programme import Programme
from qtrack.domain.text import plain
from qtrack.domain.unconfirmed import figures_wait, marked
from qtrack.domain.value import show_date, show_money, show_rate
from qtrack.ledgers.event import EventState
from qtrack.services.campaign import ActivityStanding, Campaign, Progress, UnitStanding
from qtrack.services.campaign_results import RESULTS, Figures
from qtrack.services.catalog import schemas
from qtrack.services.office import Office
from qtrack.tui.widgets.cells import Cell, Column, Row, Tone

EVENTS = "event"
WHOLE = "whole"
OWN = "own"
OWN_WORDS = "自办活动（方案没有列的）"
ABOVE = "（本单位参与）"

_TONES: dict[EventState, Tone] = {
    EventState.PLANNED: "",
    EventState.HELD: "accent",
    EventState.SUMMED_UP: "good",
}


class Line(NamedTuple):
    """What a line of the activities speaks of: an activity, a part of it, or what a unit holds of its own."""

    unit: str
    one: ActivityStanding | None = None
    part: str = ""


def theme_words(programme: Programme) -> str:
    """Give the theme and the days of a campaign, with a mark where the notice does not print them."""
    words = [f"主题 {programme.theme}"] if programme.theme else []
    season = programme.season
    if season is not None:
        mark = season.note.partition("：")[0]
        days = f"{season.name}{show_date(season.starts_on)}至{season.ends_on:%m-%d}"
        days = marked(days, unconfirmed=figures_wait(programme, "season"))
        words.append(f"{days}（{mark}）" if mark else days)
    return plain("　".join(words))


# Units


def unit_columns(shown: Campaign) -> list[Column]:
    """Give the columns of the units; results nobody has reached are left out."""
    return [
        Column("unit", "单位", 18),
        *(
            Column(key, label, width, right=True)
            for key, label, width in (
                ("listed", "所列", 4),
                ("planned", "计划", 4),
                ("held", "已开展", 6),
                ("summed_up", "已总结", 6),
                ("rate", "开展率", 7),
                ("own", "自办", 4),
                ("rows", "登记", 4),
                ("lacking", "要求未全", 8),
            )
        ),
        *_result_columns([shown.whole.results]),
    ]


def unit_rows(shown: Campaign, office: Office) -> Iterator[Row]:
    """Give a row for all together, then one for each unit."""
    keys = _reached([shown.whole.results])
    yield Row(WHOLE, (Cell("合计", "accent"), *_figure_cells(shown.whole, keys)))
    names = office.region.by_code
    for one in shown.units:
        name = names[one.unit].short + (ABOVE if one.above else "")
        cells = _figure_cells(one.figures, keys)
        yield Row(one.unit, (Cell(name, "dim" if one.above else ""), *cells))


def _figure_cells(figures: Figures, keys: Sequence[int]) -> Iterator[Cell]:
    done = figures.rate == 1
    for number in (figures.listed, figures.planned, figures.held, figures.summed_up):
        yield Cell(f"{number:,}", "" if number else "dim")
    yield Cell(show_rate(figures.rate), "good" if done else "")
    yield Cell(f"{figures.own:,}", "" if figures.own else "dim")
    yield Cell(f"{figures.rows:,}", "" if figures.rows else "dim")
    yield Cell(f"{figures.lacking:,}", "warn" if figures.lacking else "dim")
    yield from _result_cells(figures.results, keys)


# Activities


def activity_columns(found: Sequence[UnitStanding]) -> list[Column]:
    """Give the columns of the activities; those nothing stands in are left out."""
    every = [one for unit in found for one in unit.activities]
    columns = [
        Column("number", "序号", 11),
        Column("name", "活动", 37, flex=True),
        Column("state", "状态", 8),
        Column("day", "日期", 12),
        Column("rows", "登记", 4, right=True),
    ]
    if any(one.joined for one in every):
        columns.append(Column("joined", "下级参与", 8, right=True))
    if any(one.activity.lead for one in every):
        columns += [Column("lead", "牵头", 14), Column("support", "配合", 18)]
    return columns + _result_columns([one.results for one in every])


def activity_lines(
    found: Sequence[UnitStanding], office: Office, columns: Sequence[Column]
) -> Iterator[tuple[Line, Row]]:
    """Give a line for each activity and each part of one, and one for what every unit holds of its own."""
    keys = _reached([one.results for unit in found for one in unit.activities])
    season = office.programme.season
    over = season is not None and office.today > season.ends_on
    for unit in found:
        ended = over and not unit.above
        for one in unit.activities:
            yield Line(unit.unit, one), _activity_row(one, columns, keys, ended=ended)
            for number, (words, progress) in enumerate(one.parts, 1):
                cells = (Cell(f"  （{number}）", "dim"), Cell(words), *_progress_cells(progress, ended=ended))
                yield Line(unit.unit, one, words), _filled(f"{one.key}#{number}", cells, columns)
        if not unit.above and unit.figures.own:
            words = f"{unit.figures.own:,} 项，已开展 {unit.figures.own_held:,}"
            name = office.region.by_code[unit.unit].short
            cells = (Cell(name, "dim"), Cell(f"{OWN_WORDS} {words}"))
            yield Line(unit.unit), _filled(f"{OWN}:{unit.unit}", cells, columns)


def words_of_line(line: Line, office: Office) -> str:
    """Give what a line is found by: an activity by what it holds too, a part by the activity it is of."""
    unit = office.region.by_code[line.unit].name
    if line.one is None:
        return f"{unit} {OWN_WORDS}"
    activity = line.one.activity
    parts = (line.part,) if line.part else activity.parts
    return " ".join((unit, activity.number, activity.name, *parts, *activity.lead, *activity.support))


def _activity_row(
    one: ActivityStanding, columns: Sequence[Column], keys: Sequence[int], *, ended: bool
) -> Row:
    activity = one.activity
    cells = [Cell(activity.number), Cell(activity.name), *_progress_cells(one.progress, ended=ended)]
    given = {column.key for column in columns}
    if "joined" in given:
        cells.append(Cell(f"{one.joined:,}" if one.joined else ""))
    if "lead" in given:
        cells += [Cell("、".join(activity.lead)), Cell("、".join(activity.support))]
    return Row(one.key, (*cells, *_result_cells(one.results, keys)))


def _progress_cells(progress: Progress, *, ended: bool) -> Iterator[Cell]:
    """Give state, day and rows; `ended` says that what is still planned should have been held."""
    late = ended and progress.state is EventState.PLANNED
    tone: Tone = "warn" if late else _TONES[progress.state] if progress.rows else "dim"
    yield Cell(progress.state.value, tone)
    yield Cell(day_words(progress.held_on, progress.planned_on), "" if progress.held_on else "dim")
    yield Cell(f"{progress.rows:,}" if progress.rows else "", "")


def day_words(held_on: date | None, planned_on: date | None) -> str:
    """Give the day something was held, or is meant to be."""
    if held_on is not None:
        return show_date(held_on)
    return f"拟{show_date(planned_on)}" if planned_on is not None else ""


def _filled(key: str, cells: tuple[Cell, ...], columns: Sequence[Column]) -> Row:
    return Row(key, (*cells, *(Cell("") for _ in columns[len(cells) :])))


# Results


def _reached(found: Iterable[tuple[int, ...]]) -> list[int]:
    """Give the places of the results somebody reached."""
    return [at for at, numbers in enumerate(zip(*found, strict=True)) if any(numbers)]


def _result_columns(found: Sequence[tuple[int, ...]]) -> list[Column]:
    schema = schemas()[EVENTS]
    fields = [schema.field(RESULTS[at]) for at in _reached(found)]
    return [Column(field.key, field.label, 8, right=True) for field in fields]


def _result_cells(results: Sequence[int], keys: Sequence[int]) -> Iterator[Cell]:
    schema = schemas()[EVENTS]
    for at in keys:
        money = schema.field(RESULTS[at]).kind is Kind.MONEY
        number = results[at]
        words = show_money(number) if money else f"{number:,}"
        yield Cell(words if number else "")
