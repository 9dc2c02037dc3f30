"""Invented work of counties and cities: sessions, stations, platforms and what their work is built around."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from qtrack.domain.region import Unit
from qtrack.ledgers import Focus, Platform, Station, Training
from qtrack.ledgers.focus import FocusKind
from qtrack.ledgers.platform import Direction, Partner, PlatformStatus
from qtrack.ledgers.station import Service, Stage, StationKind
from qtrack.ledgers.training import Topic, TrainingLevel
from qtrack.services.demo.firms import INDUSTRIES
from qtrack.services.demo.ground import Ground, counted_words, invent

_ROUND = 17
"""Counties are dealt with in rounds of so many, each place of a round with its own story."""

_SESSIONS: dict[int, tuple[int, ...]] = {8: (), 9: (42,), 12: (28, 31)}
"""Trainees by session where a county has too few, none, or enough only when added up."""

_UNFINISHED: dict[int, Stage | None] = {8: Stage.BUILT, 12: None, 14: Stage.BUILDING, 16: Stage.PLANNED}
"""How far the only station of a county has come where none is in use; None where there is none."""

_SECOND_STATION = (0, 3, 6, 10, 13)
_STATIONS_BEFORE = (date(2020, 11, 20), date(2021, 6, 18), date(2021, 12, 1))
_PLATFORMS = (
    (PlatformStatus.BUILT, 4),
    (PlatformStatus.BUILDING, 3),
    (PlatformStatus.PROPOSED, 2),
)


def trainings(ground: Ground) -> Iterator[Training]:
    """Hold sessions in most counties, and one in every city, which no county may count as its own."""
    for place, county in enumerate(ground.counties):
        many = [ground.chance.randint(52, 120) for _ in range(ground.chance.randint(1, 3))]
        for trainees in _SESSIONS.get(place % _ROUND, many):
            yield _training(ground, county, trainees, TrainingLevel.COUNTY)
    for city in ground.cities:
        yield _training(ground, city, ground.chance.randint(80, 200), TrainingLevel.CITY)


def _training(ground: Ground, unit: Unit, trainees: int, level: TrainingLevel) -> Training:
    topics = ground.chance.sample(list(Topic), 3)
    return invent(
        Training,
        unit,
        subject=f"示例{topics[0].value}培训",
        held_on=ground.day(),
        trainees=trainees,
        level=level,
        free=True,
        place="示例礼堂",
        host=f"示例{unit.short}局",
        topics=tuple(topic for topic in Topic if topic in topics),
        teachers="示例讲师",
        managers=trainees // 4,
        quality_staff=trainees // 2,
        enterprises=trainees // 2,
        evidence="示例柜1号",
    )


def stations(ground: Ground) -> Iterator[Station]:
    """Open stations in most counties, some in earlier years; elsewhere they are built, begun or missing."""
    for place, county in enumerate(ground.counties):
        seat = place % _ROUND
        stage = _UNFINISHED.get(seat, Stage.IN_USE)
        if stage is not None:
            yield _station(ground, county, stage, StationKind.COUNTY)
        if seat in _SECOND_STATION:
            yield _station(ground, county, Stage.IN_USE, StationKind.PARK)
    for city in ground.cities:
        yield _station(ground, city, Stage.IN_USE, StationKind.INDUSTRY)


def _station(ground: Ground, unit: Unit, stage: Stage, kind: StationKind) -> Station:
    chance = ground.chance
    built = stage in (Stage.BUILT, Stage.IN_USE)
    before = chance.random() < 1 / 3
    built_on = (chance.choice(_STATIONS_BEFORE) if before else ground.day()) if built else None
    in_use_on = ground.day(None if before else built_on) if stage is Stage.IN_USE else None
    if in_use_on is not None and before and chance.random() < 1 / 2:
        in_use_on = built_on
    served = chance.randint(10, 160) if in_use_on else None
    services = chance.sample(list(Service), 4)
    return invent(
        Station,
        unit,
        name=f"示例{unit.short}{kind.value.replace('其他', '')}服务站",
        stage=stage,
        built_on=built_on,
        in_use_on=in_use_on,
        kind=kind,
        host=f"示例{unit.short}检测所",
        address="示例路1号",
        serves=f"示例{chance.choice(INDUSTRIES)}园区",
        staff=chance.randint(2, 9) if in_use_on else None,
        services=tuple(service for service in Service if service in services),
        served_enterprises=served,
        solved_problems=served // 3 if served else None,
    )


def focuses(ground: Ground) -> Iterator[Focus]:
    """Give each city a field, and most counties a product or a park."""
    for city in ground.cities:
        yield _focus(ground, city, FocusKind.FIELD, f"示例{ground.chance.choice(INDUSTRIES)}领域")
    for place, county in enumerate(ground.counties):
        if place % _ROUND != _ROUND // 2:
            kind = FocusKind.PRODUCT if place % 2 else FocusKind.PARK
            word = "产品" if kind is FocusKind.PRODUCT else "产业园"
            yield _focus(ground, county, kind, f"示例{ground.chance.choice(INDUSTRIES)}{word}")


def _focus(ground: Ground, unit: Unit, kind: FocusKind, name: str) -> Focus:
    result = ground.chance.choice(("示例：合格率提高 2 个百分点", None))
    return invent(
        Focus, unit, kind=kind, name=name, started_on=ground.day(), plan="示例：三年提升计划", result=result
    )


def platforms(ground: Ground) -> Iterator[Platform]:
    """Build a few platforms; the others are begun or proposed."""
    states = [status for status, number in _PLATFORMS for _ in range(number)]
    directions = list(Direction)
    for place, status in enumerate(states):
        unit = ground.quota_units[place % len(ground.quota_units)]
        direction = directions[place % len(directions)]
        proposed_on = ground.day()
        yield invent(
            Platform,
            unit,
            name=f"示例{direction.value}中试平台{counted_words(place + 1)}号",
            direction=direction,
            status=status,
            host="示例研究院",
            partners=(Partner.SCIENCE, Partner.INSTITUTE) if place % 2 else (Partner.LEADER,),
            proposed_on=proposed_on,
            built_on=ground.day(proposed_on) if status is PlatformStatus.BUILT else None,
            note="示例",
        )
