"""Which programmes have demo data, on which day they are looked at, and building them once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.problem import refuse
from qtrack.ledgers import Enterprise
from qtrack.services.demo import hubei, hunan
from qtrack.services.office import Office


@dataclass(frozen=True)
class Story:
    """Invented data of a bureau: what fills its ledgers, the day they are looked at, notices beside it."""

    fill: Callable[[Session, Office, date], None]
    day: date
    others: tuple[str, ...] = ()


STORIES: dict[str, Story] = {
    "hubei-2022": Story(hubei.build, hubei.DEMO_DAY),
    **{
        name: Story(hunan.build, day, tuple(other for other in hunan.DAYS if other != name))
        for name, day in hunan.DAYS.items()
    },
}


def story_of(programme_id: str) -> Story:
    """Give the story of the notice looked at first; refuse one nobody has invented data for."""
    if programme_id not in STORIES:
        raise refuse(f"方案“{programme_id}”没有演示数据；有演示数据的方案：{'、'.join(STORIES)}")
    return STORIES[programme_id]


def build_once(session: Session, office: Office, story: Story) -> bool:
    """Build a story's data unless a firm stands already, and say whether they are new."""
    if session.scalar(select(Enterprise.uid).limit(1)) is not None:
        return False
    story.fill(session, office, story.day)
    return True
