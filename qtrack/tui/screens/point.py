"""One line of the table of points: what is printed of it over all that was keyed for it."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Footer, Static

from qtrack.domain.assessment import Effect
from qtrack.domain.extra_standing import ExtraStanding
from qtrack.domain.programme import Source
from qtrack.domain.scoring import PointStanding, show_points
from qtrack.domain.terms import MISSING
from qtrack.domain.unconfirmed import marked, title_words
from qtrack.services.assessment import SCORES, assessment
from qtrack.services.beside import Beside, beside_point
from qtrack.services.listing import Query
from qtrack.tui.assessment_lines import given_for, ledger_of
from qtrack.tui.ledger_table import LedgerKeys, LedgerTable
from qtrack.tui.telling import telling
from qtrack.tui.view import View
from qtrack.tui.widgets.source_view import SourceView


class PrintedScreen(LedgerKeys, Screen[None]):
    """What is printed over the rows of a ledger that speak of it."""

    DEFAULT_CSS = """
    PrintedScreen #about { height: auto; max-height: 50%; padding: 0 1; overflow-y: auto; }
    PrintedScreen LedgerTable { height: 1fr; padding-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "explain", "出处", key_display="F1"),
        Binding("f5", "reload", "刷新", key_display="F5", show=False),
        Binding("escape", "dismiss(None)", "返回", key_display="Esc"),
    ]

    def __init__(self, view: View, heading: str, source: Source, query: Query) -> None:
        super().__init__()
        self._view = view.of(view.office.unit.code)
        self._heading = heading
        self._source = source
        self._query = query

    def read(self) -> None:
        """Read anew what is said of it; runs off the UI thread and touches no widget."""
        raise NotImplementedError

    def about(self) -> tuple[str, ...]:
        """Give what is said of it, a line each; blanks are left out."""
        raise NotImplementedError

    def given(self) -> dict[str, str]:
        """Give what a new row says."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay out what is printed over the rows."""
        yield Static(f" {self._view.office.unit.name}　{self._heading}", id="where", markup=False)
        yield Static(self._said(), id="about", markup=False)
        yield LedgerTable(self._view, self._query)
        yield Footer(show_command_palette=False, compact=True)

    def _said(self) -> str:
        return "\n".join(filter(None, self.about()))

    def on_mount(self) -> None:
        """List the rows, and say what is to be read for it."""
        self.action_reload()
        self.query_one(LedgerTable).table.focus()

    def action_reload(self) -> None:
        """List anew, and say anew what follows from the rows."""
        self.query_one(LedgerTable).reload()
        self.say_anew()

    @on(LedgerTable.Changed)
    @work(group="about", exclusive=True)
    async def say_anew(self) -> None:
        """Say what follows from the rows as they are now."""
        with telling(self.app):
            await asyncio.to_thread(self.read)
            self.query_one("#about", Static).update(self._said())

    def action_add_row(self) -> None:
        """Open an empty form."""
        self.query_one(LedgerTable).action_add(self.given())

    def action_explain(self) -> None:
        """Show where it is printed."""
        programme = self._view.office.programme
        self.app.push_screen(SourceView(title_words(programme), self._source, programme.text))


class PointScreen(PrintedScreen):
    """One point with the history of its scores."""

    def __init__(self, view: View, one: PointStanding) -> None:
        query = Query(SCORES, where=(("point", (one.key,)),))
        super().__init__(view, one.content.words_of(one.point), one.point.source, query)
        self._one = one
        self._beside: tuple[Beside, ...] = ()

    def read(self) -> None:
        """Read how the point stands now, and what other ledgers hold of it."""
        store, office = self._view.desk.store, self._view.office
        found = store.read(assessment, office)
        self._one = next(one for one in found.points if one.key == self._one.key)
        self._beside = store.read(beside_point, office, self._one.point)

    def about(self) -> tuple[str, ...]:
        """Give the whole wording, who marks it, how it was read, and how it stands."""
        one, point = self._one, self._one.point
        owner = f"{one.owner.name}，{point.joint}" if point.joint else one.owner.name
        worth = "" if point.points is None else f"{show_points(point.points)} 分"
        points = marked(worth, unconfirmed=one.unconfirmed) if worth else MISSING
        return (
            f"{point.source.clause}：{point.source.quote}",
            f"领域　{one.domain.name}　分值　{points}　评价部门　{owner}",
            *_noted(point.reading, point.note, one.content.note),
            *(f"已登记（不算分）：{each.name} {each.done:,} {each.unit}" for each in self._beside),
            *self._scored(),
        )

    def _scored(self) -> tuple[str, ...]:
        score = self._one.score
        if score is None:
            return ("还没有自评，按 F7 填写",)
        lacking = f"缺{'、'.join(score.lacking)}" if score.lacking else f"佐证 {score.files} 份"
        given = (
            (label, held)
            for label, held in (
                ("自评", score.self_score),
                ("失分", self._one.lost),
                ("争取", score.expected),
                ("评定", score.final),
                ("上年", score.last_final),
            )
            if held is not None
        )
        return (
            "　".join([*(f"{label} {show_points(held)}" for label, held in given), lacking]),
            f"依据：{score.basis}" if score.basis else "",
            f"失分原因：{score.reason}" if score.reason else "",
            f"核实说明：{score.explanation}" if score.explanation else "",
        )

    def given(self) -> dict[str, str]:
        """Give what a new score says."""
        return given_for(self._one, self._view.office)


class ExtraScreen(PrintedScreen):
    """One extra item with what happened under it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+r", "app.readings", "换读法", key_display="^R")]

    def __init__(self, view: View, one: ExtraStanding) -> None:
        ledger = ledger_of(one)
        query = Query(ledger) if one.extra.incidents else Query(ledger, where=(("extra", (one.key,)),))
        super().__init__(view, f"{one.extra.effect.value}：{one.extra.name}", one.extra.source, query)
        self._one = one

    def read(self) -> None:
        """Read what happened, and how it is counted, as it is now."""
        found = self._view.desk.store.read(assessment, self._view.office)
        self._one = next(one for one in found.extras if one.key == self._one.key)

    def about(self) -> tuple[str, ...]:
        """Give the wording, the steps, how it was read, and what counts."""
        extra = self._one.extra
        steps = (
            f"{MISSING if step.amount is None else f'{show_points(step.amount)} 分'}：{step.words}"
            f"（{step.source.clause}）"
            for step in extra.steps
        )
        grade = f"经判定的，不论得分，一律为{extra.grade}级" if extra.effect is Effect.VETO else ""
        return (
            f"{extra.source.clause}：{extra.source.quote}",
            *steps,
            grade,
            *_noted("；".join(filter(None, (*self._one.said, extra.reading))), extra.note),
            *(f"不重复计：{one.subject}" for one in self._one.occasions if not one.counts and one.amount),
        )

    def given(self) -> dict[str, str]:
        """Give what a new occasion says."""
        return given_for(self._one, self._view.office)


def _noted(reading: str, *notes: str) -> tuple[str, ...]:
    return (f"读法：{reading}" if reading else "", *(f"说明：{note}" for note in notes if note))
