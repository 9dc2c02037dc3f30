"""What is seldom right in a row of a campaign: a day outside its season, an activity of a unit elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from qtrack.domain.campaign import Activity
from qtrack.domain.fields import Field, Kind, Values
from qtrack.domain.problem import Problem
from qtrack.domain.programme import Programme
from qtrack.domain.value import show_date
from qtrack.ledgers import Ledger
from qtrack.services.catalog import used_by
from qtrack.services.office import Office

_ACTIVITIES = "activities"


class CampaignDoubts:
    """Asks about rows of one ledger; a ledger that is of no campaign is never asked about."""

    def __init__(self, office: Office, ledger: type[Ledger]) -> None:
        fields = ledger.schema().fields
        self._region = office.region
        self._unit = ledger.schema().field("unit")
        self._entries = [one for one in fields if one.kind is Kind.ENTRY]
        self._standing_for = [one for one in self._entries if one.refers == _ACTIVITIES]
        self._days = [ledger.schema().field(key) for key in ledger.seasonal]
        concerned = bool(self._days or self._standing_for)
        self._programmes: tuple[Programme, ...] = tuple(
            one
            for one in (office.programmes if concerned else ())
            if one.season is not None and ledger.__tablename__ in used_by(one)
        )
        self._activities = {
            f"{programme.id}/{one.id}": one for programme in self._programmes for one in programme.activities
        }

    def of(self, values: Values) -> Iterator[Problem]:
        """Give what is to be asked about a row."""
        for field in self._standing_for:
            activity = self._activities.get(str(values[field.key]))
            if activity is not None:
                yield from self._elsewhere(field, activity, str(values["unit"]))
        # A day that was kept speaks for the row; one that was planned only until then.
        kept = [(field, day) for field in self._days if isinstance(day := values[field.key], date)]
        for field, day in kept[:1]:
            yield from self._out_of_season(field, day, self._of_whom(values))

    def _elsewhere(self, field: Field, activity: Activity, unit: str) -> Iterator[Problem]:
        if not self._region.contains(activity.unit, unit):
            names = self._region.by_code
            here = names[unit].name if unit in names else unit
            message = (
                f"{self._unit.label}：“{activity.name}”（{activity.number}）是{names[activity.unit].name}的"
                f"{field.label}，登记的单位是{here}，不计入这项活动"
            )
            yield Problem("unit", message, doubt=True)

    def _of_whom(self, values: Values) -> tuple[Programme, ...]:
        """Give the notices a row speaks of: the one its entry is of, else all with a season."""
        named = {str(values[field.key]).partition("/")[0] for field in self._entries if values[field.key]}
        return tuple(one for one in self._programmes if one.id in named) or self._programmes

    def _out_of_season(self, field: Field, day: date, programmes: tuple[Programme, ...]) -> Iterator[Problem]:
        seasons = [one.season for one in programmes if one.season is not None]
        if not seasons or any(one.starts_on <= day <= one.ends_on for one in seasons):
            return
        season, programme = seasons[0], programmes[0]
        note = f"（{season.note}）" if season.note else ""
        words = f"{season.name}{show_date(season.starts_on)} 至 {show_date(season.ends_on)}{note}"
        message = f"{field.label}：{show_date(day)} 不在{words}之内"
        if not programme.starts_on <= day <= programme.ends_on:
            period = f"{show_date(programme.starts_on)} 至 {show_date(programme.ends_on)}"
            message += f"，也不在计数期 {period} 之内，不会计数"
        yield Problem(field.key, message, doubt=True)
