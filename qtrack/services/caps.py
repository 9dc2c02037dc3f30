"""The most a unit or a value may be (E-15), checked before a row is kept."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrack.domain.fields import Field, Kind, Values
from qtrack.domain.problem import Problem
from qtrack.domain.programme import Cap, Limit, Strength
from qtrack.domain.region import Unit
from qtrack.domain.terms import Where
from qtrack.domain.unconfirmed import figures_wait, marked
from qtrack.domain.value import show_money
from qtrack.ledgers import Ledger
from qtrack.services.counting import meant, where_all
from qtrack.services.office import Office, units_of
from qtrack.services.trees import in_tree

_SPEAKING = (Strength.HARD, Strength.PRINCIPLE)
"""Words that speak when a row is kept: a hard one refuses, 原则上 asks for the reason (X9)."""


class Caps:
    """Holds rows about to be kept, one after the other, to the caps and limits of the programme."""

    def __init__(self, session: Session, office: Office, ledger: type[Ledger]) -> None:
        self._session = session
        self._office = office
        self._ledger = ledger
        self._used: dict[tuple[str, str], int] = {}
        programme = office.programme
        self._limits = [one for one in programme.limits if self._speaks(one.strength, one.ledger)]
        self._caps = [
            (one, frozenset(units_of(office.region, one.each, office.region.province.code)))
            for one in programme.caps
            if self._speaks(one.strength, one.count.ledger)
        ]

    def problems(self, values: Values, before: Values | None = None) -> list[Problem]:
        """Give what this row would break; `before` are its values as it stands in the file, if it does."""
        problems = [
            problem
            for limit in self._limits
            if self._fits(limit.where, values)
            for problem in self._limit(limit, values)
        ]
        for cap, units in self._caps:
            problems += self._cap(cap, units, values, before)
        return problems

    def _limit(self, limit: Limit, values: Values) -> Iterator[Problem]:
        value = values.get(limit.field)
        if isinstance(value, int) and value > limit.at_most:
            field = self._ledger.schema().field(limit.field)
            yield Problem(
                limit.field,
                f"{limit.name}：{amount_words(field, value)}超过上限 {amount_words(field, limit.at_most)}"
                f"{self._waiting(f'limits.{limit.id}')}（{limit.source.clause}“{limit.source.quote}”）",
                limit.strength is not Strength.HARD,
            )

    def _cap(
        self, cap: Cap, units: frozenset[Unit], values: Values, before: Values | None
    ) -> Iterator[Problem]:
        left = self._place(cap, units, before) if before is not None else ""
        taken = self._place(cap, units, values)
        for code in {left, taken} - {""}:
            self._count(cap, code)
        if left:
            self._used[cap.id, left] -= 1
        if not taken:
            return
        others = self._used[cap.id, taken]
        if others >= cap.at_most:
            unit = self._office.region.by_code[taken]
            yield Problem(
                "unit",
                f"{cap.name}：{unit.name}已有 {others} {cap.unit}，最多 {cap.at_most} {cap.unit}"
                f"{self._waiting(f'caps.{cap.id}')}（{cap.source.clause}“{cap.source.quote}”）",
                cap.strength is not Strength.HARD,
            )
            if cap.strength is Strength.HARD:
                return
        self._used[cap.id, taken] += 1

    def _waiting(self, path: str) -> str:
        return marked("", unconfirmed=figures_wait(self._office.programme, path))

    def _place(self, cap: Cap, units: frozenset[Unit], values: Values) -> str:
        """Give the unit whose cap a row with these values takes a place of; empty when it takes none."""
        unit = self._office.region.quota_unit(str(values["unit"]))
        return unit.code if unit in units and self._fits(cap.count.where, values) else ""

    def _count(self, cap: Cap, code: str) -> None:
        if (cap.id, code) in self._used:
            return
        ledger, unit = self._ledger, self._office.region.by_code[code]
        held = select(func.count()).select_from(ledger)
        held = held.where(*where_all(ledger, cap.count.where), in_tree(ledger.unit, unit))
        self._used[cap.id, code] = self._session.scalar(held) or 0

    def _speaks(self, strength: Strength, key: str) -> bool:
        return strength in _SPEAKING and key == self._ledger.__tablename__

    def _fits(self, where: Where, values: Values) -> bool:
        fields = self._ledger.schema()
        return all(
            values.get(name) in [meant(fields.field(name), word) for word in words] for name, words in where
        )


def amount_words(field: Field, number: int) -> str:
    """Give a number of a field with its unit, where it has one."""
    return f"{show_money(number)} 万元" if field.kind is Kind.MONEY else f"{number:,}"
