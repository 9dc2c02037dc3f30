"""A city splits its quota among its counties; the printed numbers stay as they are (E-24)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.identity import new_uid
from qtrack.domain.problem import Problem, RefusedError, refuse
from qtrack.domain.region import Level, Unit
from qtrack.ledgers import Share
from qtrack.services.office import Office
from qtrack.services.standings import shares_of


@dataclass(frozen=True, slots=True)
class Split:
    """What a city has to give for one target, and what each county has of it; None where nothing was said."""

    target: str
    number: int
    shares: tuple[tuple[Unit, int | None], ...]

    @property
    def remainder(self) -> int:
        """What is not given to any county yet."""
        return self.number - sum(number or 0 for _, number in self.shares)


def split_of(session: Session, office: Office, target_id: str) -> Split:
    """Give a city's split; refuse where there is nothing to split."""
    target = office.programme.target(target_id)
    number = target.quota(office.unit.code)
    if office.unit.level is not Level.CITY or number is None:
        raise refuse(f"{office.unit.name}没有可向县区分解的“{target.tier}”任务数")
    shares = shares_of(session, office)
    counties = office.region.children(office.unit.code)
    return Split(target_id, number, tuple((unit, shares.get((target_id, unit.code))) for unit in counties))


def save_split(session: Session, office: Office, target_id: str, numbers: Mapping[str, int | None]) -> None:
    """Keep a split; refuse one that gives more than the city has, or names a unit that is not its county."""
    split = split_of(session, office, target_id)
    counties = {unit.code for unit, _ in split.shares}
    strangers = [
        Problem(code, f"{code} 不是{office.unit.name}的县区") for code in numbers if code not in counties
    ]
    standing = {unit.code: number for unit, number in split.shares}
    given = sum(number or 0 for number in (standing | dict(numbers)).values())
    if strangers:
        raise RefusedError(tuple(strangers))
    if given > split.number:
        raise refuse(f"分解合计 {given:,} 超过任务数 {split.number:,}，多出 {given - split.number:,}；未保存")
    rows = {
        row.unit: row
        for row in session.scalars(
            select(Share).where(
                Share.programme == office.programme.id, Share.target == target_id, Share.unit.in_(counties)
            )
        )
    }
    for code, number in numbers.items():
        row = rows.get(code)
        if number is None:
            if row is not None:
                session.delete(row)
        elif row is None:
            session.add(
                Share(
                    uid=new_uid(),
                    unit=code,
                    entered_by=office.unit.code,
                    programme=office.programme.id,
                    target=target_id,
                    number=number,
                )
            )
        else:
            row.number = number


def even_split(split: Split) -> dict[str, int]:
    """Propose equal parts, the rest to the first counties: a start to edit, no document's number."""
    counties = [unit.code for unit, _ in split.shares]
    each, left = divmod(split.number, len(counties))
    return {code: each + (place < left) for place, code in enumerate(counties)}
