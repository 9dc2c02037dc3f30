"""Numbers a bureau sets for indicators where a notice prints none: steps on the way, thresholds (P-15)."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrack.domain.followed import Own, may_have_threshold
from qtrack.domain.identity import new_uid
from qtrack.domain.plan import Indicator
from qtrack.domain.problem import Problem, RefusedError, refuse
from qtrack.domain.text import plain
from qtrack.ledgers import OwnValue
from qtrack.services.office import Office

SOURCE_LENGTH = 120


def own_values(session: Session, office: Office) -> dict[str, dict[int, Own]]:
    """Give the numbers the office's unit has set, by indicator ("programme/indicator") and year."""
    found: defaultdict[str, dict[int, Own]] = defaultdict(dict)
    row = OwnValue
    statement = select(row.indicator, row.year, row.value, row.given_by).where(row.unit == office.unit.code)
    for key, year, value, given_by in session.execute(statement):
        found[key][year] = Own(value, given_by)
    return found


def why_not(indicator: Indicator, year: int) -> str:
    """Say why nobody may set a number for a year of an indicator; nothing where one may."""
    aim, baseline = indicator.aim(year), indicator.baseline
    if aim is not None and aim.number is not None:
        return f"文件印了{year}年的数（{aim.printed}），不能另设"
    if aim is not None and not may_have_threshold(indicator, year):
        return f"{year}年的目标是文字，由人认定：填报时选“人工判定”"
    if baseline is not None and year <= baseline.year:
        return f"{baseline.year}年是基期，以后的年份才能设"
    last = indicator.aims[-1].year if indicator.aims else 0
    return "" if year <= last else f"目标只印到{last}年，以后的年份没有可设的数" if last else "文件没有印目标"


def set_own(session: Session, office: Office, key: str, year: int, own: Own | None) -> None:
    """Keep the number the office's unit sets for a year of an indicator; none takes it away.

    Refuse one where the notice prints its own, one that cannot be, and a threshold nobody gave.
    """
    programme, _, name = key.partition("/")
    indicator = next(one for one in office.of(programme).programme.indicators if one.id == name)
    reason = why_not(indicator, year)
    if reason:
        raise refuse(reason)
    at = (OwnValue.indicator == key, OwnValue.year == year, OwnValue.unit == office.unit.code)
    row = session.scalar(select(OwnValue).where(*at))
    if own is None:
        if row is not None:
            session.delete(row)
        return
    given_by = plain(own.given_by)
    problems = []
    most = office.entries("indicators")[key].most
    if own.value < 0:
        problems.append(Problem("value", "设定的数：不能小于零"))
    elif most is not None and own.value > most:
        value, most_words = (f"{number:f}{indicator.unit}" for number in (own.value, most))
        problems.append(Problem("value", f"设定的数：{value}，多于 {most_words}"))
    if not given_by and may_have_threshold(indicator, year):
        problems.append(Problem("given_by", "出处：必须填写，写清是哪一级、哪份文件下达的"))
    if len(given_by) > SOURCE_LENGTH:
        problems.append(Problem("given_by", f"出处：最多 {SOURCE_LENGTH} 个字"))
    if problems:
        raise RefusedError(tuple(problems))
    if row is None:
        code = office.unit.code
        row = OwnValue(uid=new_uid(), unit=code, entered_by=code, indicator=key, year=year)
        session.add(row)
    row.value, row.given_by = own.value, given_by
