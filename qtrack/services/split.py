"""A city splits its quota among its counties; the printed numbers stay as they are (E-24, H-11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.identity import new_uid
from qtrack.domain.problem import Problem, RefusedError, refuse
from qtrack.domain.region import Level, Unit
from qtrack.domain.unconfirmed import number_waits
from qtrack.ledgers import Share
from qtrack.services.office import Office
from qtrack.services.standings import shares_of


@dataclass(frozen=True, slots=True)
class Split:
    """What a city has to give for one target, and what each county has of it; None where nothing was said.

    `own` says that the notice prints no split and the city sets the number itself (自定, H-11); `unconfirmed`
    that the number is another year's and nobody has confirmed it (待核).
    """

    target: str
    number: int | None
    shares: tuple[tuple[Unit, int | None], ...]
    own: bool = False
    unconfirmed: bool = False

    @property
    def remainder(self) -> int | None:
        """What is not given to any county yet; none before there is a number."""
        return None if self.number is None else self.number - sum(number or 0 for _, number in self.shares)


def split_of(session: Session, office: Office, target_id: str) -> Split:
    """Give a city's split; refuse where there is nothing to split."""
    target = office.programme.target(target_id)
    own = may_set(office)
    shares = shares_of(session, office)
    number = shares.get((target_id, office.unit.code)) if own else target.quota(office.unit.code)
    if office.unit.level is not Level.CITY or (number is None and not own):
        raise refuse(f"{office.unit.name}没有可向县区分解的“{target.tier}”任务数")
    counties = office.region.children(office.unit.code)
    parts = tuple((unit, shares.get((target_id, unit.code))) for unit in counties)
    waits = not own and number_waits(office.programme, target, office.unit.code)
    return Split(target_id, number, parts, own, waits)


def may_set(office: Office) -> bool:
    """Say whether the office's unit may set numbers of its own: a city, where the notice splits nothing."""
    return office.unit.level is Level.CITY and not any(one.quotas for one in office.programme.targets)


def save_split(session: Session, office: Office, target_id: str, numbers: Mapping[str, int | None]) -> None:
    """Keep a split; refuse one that gives more than the city has, or names a unit that is not its county.

    Where the city sets its number itself, that one stands under its own code.
    """
    split = split_of(session, office, target_id)
    counties = {unit.code for unit, _ in split.shares}
    known = counties | ({office.unit.code} if split.own else set())
    strangers = [
        Problem(code, f"{code} 不是{office.unit.name}的县区") for code in numbers if code not in known
    ]
    if strangers:
        raise RefusedError(tuple(strangers))
    standing = {unit.code: number for unit, number in split.shares} | dict(numbers)
    whole = standing.pop(office.unit.code, split.number)
    given = sum(number or 0 for number in standing.values())
    if whole is None and given:
        raise refuse(f"请先填{office.unit.name}的自定任务数，再分解到县区；未保存")
    if whole is not None and given > whole:
        raise refuse(f"分解合计 {given:,} 超过任务数 {whole:,}，多出 {given - whole:,}；未保存")
    rows = {
        row.unit: row
        for row in session.scalars(
            select(Share).where(
                Share.programme == office.programme.id, Share.target == target_id, Share.unit.in_(known)
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
    each, left = divmod(split.number or 0, len(counties))
    return {code: each + (place < left) for place, code in enumerate(counties)}
