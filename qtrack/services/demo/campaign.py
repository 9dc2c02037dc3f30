"""Invented work of a campaign: activities held or still planned, slogans shown, firms helped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from qtrack.domain.campaign import Activity
from qtrack.domain.programme import Programme
from qtrack.domain.region import Unit
from qtrack.ledgers import Action, Certification, Checkup, Event, SloganUse
from qtrack.ledgers.action import ActionKind
from qtrack.ledgers.certification import CertificationState
from qtrack.ledgers.checkup import CheckupMethod, CheckupState
from qtrack.ledgers.event import Conduct, EventState, EventTag
from qtrack.ledgers.slogan_use import SloganMedium
from qtrack.services.demo.ground import Ground, Span, invent
from qtrack.services.demo.years import Stand

_SUMMING_UP = timedelta(days=7)
_UNSEEN = 0.9
"""How eager a city has to be that nothing it planned is still without a row."""

_PROVINCE_PACE = 0.7
_NAME_LENGTH = 120
_LACKING = 11
_NOT_USED = ("slogan-9",)
_METROLOGY, _OTHER_HELP, _CERTIFIED, _CHECKED = 960, 300, 84, 160


def events(ground: Ground, programme: Programme) -> Iterator[Event]:
    """Hold the listed activities as far as each city has come by the day, and some of its own beside them."""
    season = _season(ground, programme)
    for city in (ground.office.region.province, *ground.cities):
        pace = ground.pace(city) if city in ground.cities else _PROVINCE_PACE
        listed = [one for one in programme.activities if one.unit == city.code]
        for at, activity in enumerate(listed if pace else ()):
            for part in activity.parts or ("",):
                if at and pace < _UNSEEN and at == len(listed) - 1:
                    continue
                yield _listed(season, programme, activity, part, city, eager=at < round(pace * len(listed)))
        yield from _beside(season, programme, city, round(3 * pace))


def _season(ground: Ground, programme: Programme) -> Span:
    season = programme.season
    assert season is not None  # noqa: S101 - only a notice with a season is asked for
    return Span(ground, season.starts_on, season.ends_on)


def _listed(
    season: Span, programme: Programme, activity: Activity, part: str, unit: Unit, *, eager: bool
) -> Event:
    name = (part or activity.name)[:_NAME_LENGTH]
    return _event(season, unit, name, eager=eager, activity=f"{programme.id}/{activity.id}")


def _beside(season: Span, programme: Programme, city: Unit, number: int) -> Iterator[Event]:
    """Hold activities nobody listed, in counties, the first of them for one of the province."""
    for at, county in enumerate(season.ground.parts(city)[:number] if city in season.ground.cities else ()):
        of_province = f"{programme.id}/{programme.activities[0].id}" if at == 0 else None
        yield _event(season, county, f"示例{county.short}质量月现场咨询", eager=at <= 1, activity=of_province)


def _event(season: Span, unit: Unit, name: str, *, eager: bool, activity: str | None) -> Event:
    """Plan an activity for a day of the season; what is eager is held once the day has come."""
    chance = season.ground.chance
    planned_on = season.first + timedelta(days=chance.randint(0, (season.end - season.first).days))
    held = eager and planned_on <= season.ground.last
    summed_up = held and planned_on + _SUMMING_UP <= season.ground.last
    state = EventState.SUMMED_UP if summed_up else EventState.HELD if held else EventState.PLANNED
    people = chance.randint(30, 400)
    results = {
        "units": people // 12,
        "people": people,
        "leaflets": people * 2,
        "consulted": people // 3,
        "complaints": people // 60,
        "verified": people // 9,
        "boards": 6,
        "reports": 1 + people // 150,
        "photos": 8,
        "videos": people // 200,
        "cost": chance.randint(1, 30) * 10_000,
        "result": "示例：群众质量意识增强",
    }
    # One activity in so many was not ticked as wanted, which somebody explains.
    conduct = tuple(Conduct) if people % _LACKING else (Conduct.FREE, Conduct.PLAIN)
    return invent(
        Event,
        unit,
        name=name,
        activity=activity,
        state=state,
        planned_on=planned_on,
        held_on=planned_on if held else None,
        place="示例广场",
        host=f"示例{unit.short}局",
        conduct=conduct if held else None,
        tags=(list(EventTag)[people % 5],),
        **(results if held else {}),
    )


def slogan_uses(ground: Ground, programme: Programme) -> Iterator[SloganUse]:
    """Show most slogans in most places, each city as many as it is eager."""
    season, media = _season(ground, programme), list(SloganMedium)
    for city in ground.cities if season.begun else ():
        shown = [one for one in programme.slogans if one.id not in _NOT_USED]
        for slogan in shown[: round(ground.pace(city) * len(shown))]:
            for unit in (city, *ground.parts(city)[: slogan.number % 3]):
                yield invent(
                    SloganUse,
                    unit,
                    slogan=f"{programme.id}/{slogan.id}",
                    medium=ground.chance.choice(media),
                    used_on=season.day(),
                    place=f"示例{unit.short}大厅",
                    copies=ground.chance.randint(1, 20),
                )


def actions(stand: Stand) -> Iterator[Action]:
    """Help small firms with measuring, each about once, and some firms in other ways."""
    kinds = (ActionKind.CHECKUP, ActionKind.SMALL_FIRMS, ActionKind.ONE_STOP)
    for whole, of_kind in ((_METROLOGY, (ActionKind.METROLOGY_FOR_SMALL,)), (_OTHER_HELP, kinds)):
        helped: set[tuple[str, date]] = set()
        for at, unit in enumerate(stand.span.dealt(whole)):
            firm, done_on = stand.firm(unit), stand.span.day()
            if (firm.uid, done_on) in helped:
                continue
            helped.add((firm.uid, done_on))
            yield invent(
                Action,
                unit,
                enterprise=firm.uid,
                done_on=done_on,
                kind=of_kind[at % len(of_kind)],
                provider="示例计量院",
                need="示例：量具送检不便",
                result="示例：完成检定" if at % 3 else None,
            )


def checkups(stand: Stand) -> Iterator[Checkup]:
    """Check up firms by plan: some wait, some were visited, some have their plan, some are done."""
    states, span = list(CheckupState), stand.span
    seen: set[str] = set()
    for at, unit in enumerate(span.dealt(_CHECKED)):
        firm, state = stand.firm(unit), states[at % len(states)]
        if firm.uid in seen:
            continue
        seen.add(firm.uid)
        planned_on = span.day()
        visited_on = None if state is CheckupState.PLANNED else span.day(planned_on)
        advised = state in (CheckupState.ADVISED, CheckupState.CLOSED)
        yield invent(
            Checkup,
            unit,
            enterprise=firm.uid,
            state=state,
            planned_on=planned_on,
            visited_on=visited_on,
            methods=tuple(CheckupMethod)[: 1 + at % 3] if visited_on else None,
            experts="示例专家组",
            findings="示例：首件检验没有记录" if visited_on else None,
            plan="示例：补齐检验规程" if advised else None,
            closed_on=span.day(visited_on) if state is CheckupState.CLOSED else None,
        )


def certifications(stand: Stand) -> Iterator[Certification]:
    """Take small firms through to a certificate; some are only chosen or helped yet."""
    states, span = list(CertificationState), stand.span
    seen: set[str] = set()
    for at, unit in enumerate(span.dealt(_CERTIFIED)):
        firm, state = stand.firm(unit), states[(at + 1) % len(states)]
        if firm.uid in seen:
            continue
        seen.add(firm.uid)
        chosen_on = span.day()
        helped_on = None if state is CertificationState.CHOSEN else span.day(chosen_on)
        certified = state is CertificationState.CERTIFIED
        yield invent(
            Certification,
            unit,
            enterprise=firm.uid,
            state=state,
            chosen_on=chosen_on,
            helped_on=helped_on,
            certified_on=span.day(helped_on) if certified else None,
            helper="示例认证机构",
            certificate=f"示例{at + 1}号" if certified else None,
            note="示例：辅导体系文件",
        )
