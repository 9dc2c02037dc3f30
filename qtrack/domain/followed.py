"""An indicator as it is followed over years: printed, reckoned and keyed values side by side, and judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qtrack.domain.path import Reckoned, reckoned
from qtrack.domain.plan import Indicator, Judged, Stated
from qtrack.domain.programme import Programme
from qtrack.domain.spark import spark
from qtrack.domain.terms import MISSING, SET_HERE
from qtrack.domain.verdict import Outcome, gap, outcome

ABOVE_ONLY = "文件印的是全省的数，没有分解到本级：只记数，不判定"
UNPRINTED = "文件没有印这一年的数，不判定"
OPEN_DIRECTION = "文件没有写明要多还是要少：只记数，不判定"
BY_HAND = "目标是文字，由人认定"
EXTERNAL = f"{BY_HAND}；阈值{MISSING}：文件没有印数"
OWN_NUMBER = f"{SET_HERE}，非文件数"
"""Stands beside every step on the way to a printed value that the bureau set itself."""


@dataclass(frozen=True, slots=True)
class Entered:
    """One keyed value of a year; `who` is the person who kept it last, `decided` what a person found."""

    uid: str
    year: int
    value: Decimal | None
    words: str
    decided: bool | None
    data_source: str
    reported_on: date
    who: str


@dataclass(frozen=True, slots=True)
class Own:
    """A number the bureau set for a year the notice prints none for, and where it has it from."""

    value: Decimal
    given_by: str = ""


@dataclass(frozen=True, slots=True)
class YearValue:
    """One indicator in one year; `printed` is an aim or the baseline, `reason` says why nothing is judged.

    `own` is what the bureau set: a threshold where a text is printed, else a step on the way. `gap` is how
    far the keyed value stands from the printed aim or its threshold, `off_path` how far from the step or,
    where none was set, from the reckoned value.
    """

    year: int
    printed: Stated | None
    reckoned: Reckoned | None
    entered: Entered | None
    outcome: Outcome
    gap: Decimal | None
    off_path: Decimal | None
    reason: str
    own: Own | None = None

    @property
    def threshold(self) -> Own | None:
        """The number the bureau filled in for a printed text (达到国家考核目标), and whose it is."""
        return self.own if self.printed is not None and self.printed.number is None else None

    @property
    def step(self) -> Own | None:
        """The bureau's own step on the way, where nothing is printed for the year."""
        return self.own if self.printed is None else None

    @property
    def lacks_threshold(self) -> bool:
        """Whether another body sets the number to judge by, and nobody has printed it (【待补】)."""
        return self.reason == EXTERNAL


@dataclass(frozen=True, slots=True)
class Followed:
    """One notice's indicator, year by year; its key is the one rows carry, "programme/indicator"."""

    programme: Programme
    indicator: Indicator
    years: tuple[YearValue, ...]

    @property
    def key(self) -> str:
        """The key a row of this indicator carries."""
        return f"{self.programme.id}/{self.indicator.id}"

    @property
    def last(self) -> YearValue | None:
        """The year of the last printed aim: what the indicator is judged by in the end."""
        return self.at(self.indicator.aims[-1].year) if self.indicator.aims else None

    def at(self, year: int) -> YearValue | None:
        """Give one year; none outside the years followed."""
        return next((one for one in self.years if one.year == year), None)

    @property
    def latest(self) -> Entered | None:
        """The keyed value of the latest year that has one."""
        return next((one.entered for one in reversed(self.years) if one.entered), None)

    @property
    def left(self) -> Decimal | None:
        """How far the value of the last aim's year, or the latest before it, stands from what is printed.

        None where nothing is keyed up to that year, and where nothing is judged.
        """
        last = self.last
        if last is None or last.outcome is Outcome.OPEN:
            return None
        known = [one.entered for one in self.years if one.entered and one.year <= last.year]
        return _gap(last.printed, last.threshold, known[-1].value) if known else None

    @property
    def outcome(self) -> Outcome:
        """How the indicator reads: by the last aim, until its year has a value by the latest one's."""
        if self.last is None:
            return Outcome.OPEN
        at = self.at(self.latest.year) if self.latest and self.last.entered is None else None
        return at.outcome if at else self.last.outcome

    @property
    def trend(self) -> str:
        """The keyed values from the baseline on, a sign a year; nothing before there are two."""
        return spark([_known(one, self.indicator) for one in self.years])


@dataclass(frozen=True, slots=True)
class Indicators:
    """One indicator of the notice looked at, those of other notices that speak of the same, and all keyed.

    `keys` are those its rows may carry, `kept_as` the one a new row should: every notice finds it there.
    """

    own: Followed
    beside: tuple[Followed, ...]
    entered: tuple[Entered, ...]
    keys: tuple[str, ...]
    kept_as: str


def follow(
    programme: Programme,
    indicator: Indicator,
    years: Sequence[int],
    entered: Iterable[Entered],
    own: Mapping[int, Own],
    *,
    printed_for: bool,
) -> Followed:
    """Follow an indicator over these years; `entered` has the newest value of a year first.

    `own` are the numbers the unit set. `printed_for` says whether the printed values are meant for the unit
    the values belong to: a province's numbers judge no city, but a threshold the city filled in does.
    """
    newest: dict[int, Entered] = {}
    for one in entered:
        newest.setdefault(one.year, one)
    return Followed(
        programme,
        indicator,
        tuple(
            _year(indicator, year, newest.get(year), own.get(year), printed_for=printed_for) for year in years
        ),
    )


def years_of(indicators: Iterable[Indicator], entered: Iterable[Entered]) -> tuple[int, ...]:
    """Give the years from the first that is printed or keyed to the last."""
    stated = [one for each in indicators for one in (each.baseline, *each.aims) if one is not None]
    found = [*(one.year for one in stated), *(one.year for one in entered)]
    return tuple(range(min(found), max(found) + 1)) if found else ()


def _year(
    indicator: Indicator, year: int, entered: Entered | None, own: Own | None, *, printed_for: bool
) -> YearValue:
    aim = indicator.aim(year)
    value = entered.value if entered else None
    threshold = own if own and may_have_threshold(indicator, year) else None
    found = outcome(
        indicator.judged,
        aim if printed_for or threshold else None,
        value,
        threshold=threshold.value if threshold else None,
        decided=entered.decided if entered else None,
    )
    base = indicator.baseline if indicator.baseline and indicator.baseline.year == year else None
    step = reckoned(indicator, year)
    way = own.value if own and aim is None else step.shown if step else None
    return YearValue(
        year,
        aim or base,
        step,
        entered,
        found,
        _gap(aim, threshold, value),
        None if way is None or value is None else value - way,
        _reason(indicator, aim, found, printed_for=printed_for),
        own,
    )


def may_have_threshold(indicator: Indicator, year: int) -> bool:
    """Say whether a year's aim is a text that another body puts into numbers."""
    aim = indicator.aim(year)
    by_hand = indicator.judged is Judged.BY_HAND and bool(indicator.unit)
    return aim is not None and aim.number is None and by_hand


def _gap(aim: Stated | None, threshold: Own | None, value: Decimal | None) -> Decimal | None:
    if threshold is None:
        return gap(aim, value)
    return None if value is None else value - threshold.value


def _reason(indicator: Indicator, aim: Stated | None, found: Outcome, *, printed_for: bool) -> str:
    """Say why a year is not judged; nothing where it is or will be."""
    if found is Outcome.WAITING:
        return EXTERNAL if aim is not None and may_have_threshold(indicator, aim.year) else BY_HAND
    if found is not Outcome.OPEN:
        return ""
    if indicator.judged is Judged.OPEN:
        return indicator.reading or OPEN_DIRECTION
    return UNPRINTED if aim is None or printed_for else ABOVE_ONLY


def _known(year: YearValue, indicator: Indicator) -> Decimal | None:
    if year.entered is not None:
        return year.entered.value
    return year.printed.number if year.printed is not None and year.printed is indicator.baseline else None
