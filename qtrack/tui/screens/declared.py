"""What one department declares in one of the two forms, beside what the table of points gave it."""

from __future__ import annotations

from qtrack.domain.scoring import show_points
from qtrack.domain.value import show_date
from qtrack.ledgers import DeclaredBonus, DeclaredPoint
from qtrack.ledgers.answer import AnswerForm
from qtrack.services.collection import Collection, DepartmentStanding, collection
from qtrack.services.listing import Query
from qtrack.tui.screens.point import PrintedScreen
from qtrack.tui.view import View

LEDGERS = {
    AnswerForm.INDICATORS: DeclaredPoint.__tablename__,
    AnswerForm.BONUS: DeclaredBonus.__tablename__,
}


class DeclaredScreen(PrintedScreen):
    """The rows of one form of one department, for one year."""

    def __init__(self, view: View, one: DepartmentStanding, form: AnswerForm, collected: Collection) -> None:
        ledger = LEDGERS[form]
        where = (("department", (one.key,)), ("year", (collected.year,)))
        printed = next(each for each in view.office.programme.forms if each.ledger == ledger)
        super().__init__(
            view, f"{one.department.name}　{form.value}", printed.source, Query(ledger, where=where)
        )
        self._one = one
        self._form = form
        self._collected = collected
        self._printed = printed

    def read(self) -> None:
        """Read what is declared now."""
        self._collected = self._view.desk.store.read(collection, self._view.office)
        self._one = next(one for one in self._collected.departments if one.key == self._one.key)

    def about(self) -> tuple[str, ...]:
        """Give what is declared beside what was printed, and what is printed under the form."""
        points = self._form is AnswerForm.INDICATORS
        note = self._printed.note
        return (
            f"{self._collected.year}年度　{self._sums() if points else f'申报 {self._one.bonuses} 项加分'}",
            note.quote if note else "",
        )

    def _sums(self) -> str:
        one, collected = self._one, self._collected
        beside = f"{collected.printed_year}年表 {show_points(one.printed)} 分"
        if not one.rows:
            return f"还没有申报，{beside}"
        over = f"，多 {show_points(one.over)} 分" if one.over > 0 else ""
        return f"申报 {one.rows} 项，合计 {show_points(one.declared)} 分；{beside}{over}"

    def given(self) -> dict[str, str]:
        """Give what a new row says: whose, by whom, for which year, today."""
        office = self._view.office
        return {
            "unit": office.unit.name,
            "department": office.written("departments", self._one.key),
            "year": str(self._collected.year),
            "declared_on": show_date(office.today),
        }
