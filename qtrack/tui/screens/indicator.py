"""One indicator: every year printed, reckoned and keyed, over the rows that were keyed."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Static

from qtrack.domain.followed import OWN_NUMBER, Followed, Indicators, YearValue
from qtrack.domain.numbers import show_number
from qtrack.domain.path import RECKONED
from qtrack.domain.programme import Strength
from qtrack.domain.terms import MISSING
from qtrack.domain.text import plain
from qtrack.domain.unconfirmed import marked, title_words, value_waits
from qtrack.domain.value import show_date
from qtrack.services.indicators import indicators
from qtrack.services.listing import Query
from qtrack.tui.indicator_cells import LEDGER, difference, given_for, outcome_tone, words_for
from qtrack.tui.indicator_own import ask_own
from qtrack.tui.ledger_table import LedgerKeys, LedgerTable
from qtrack.tui.telling import telling
from qtrack.tui.view import View
from qtrack.tui.widgets.cells import Cell, Column, Row
from qtrack.tui.widgets.record_table import RecordTable
from qtrack.tui.widgets.source_view import SourceView

COLUMNS = (
    Column("year", "年度", 4),
    Column("printed", "文件所印", 16),
    Column("reckoned", RECKONED, 14, right=True),
    Column("value", "填报", 10, right=True),
    Column("gap", "与所印之差", 10, right=True),
    Column("off", "与推算之差", 10, right=True),
    Column("outcome", "认定", 8),
    Column("data_source", "数据来源", 18),
    Column("reported_on", "填报日期", 10),
    Column("who", "填报人", 8),
    Column("programme", "文件", 24),
    Column("reason", "不判定的原因", 30, flex=True),
)
OWN_PLACE = 3
OWN = Column("own", OWN_NUMBER, 18, right=True)
"""Stands behind the reckoned values where anything was set."""


class IndicatorScreen(LedgerKeys, Screen[None]):
    """All years of one indicator of the notice looked at, and the history of its values."""

    DEFAULT_CSS = """
    IndicatorScreen #about { height: auto; max-height: 5; color: $text-muted; }
    IndicatorScreen #years { height: auto; max-height: 12; }
    IndicatorScreen LedgerTable { height: 1fr; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "key_change", "改填报", key_display="F2"),
        Binding("f6", "set_own", "设定", key_display="F6"),
        Binding("f1,question_mark", "explain", "出处", key_display="F1"),
        Binding("f5", "reload", "刷新", key_display="F5", show=False),
        Binding("escape", "dismiss(None)", "返回", key_display="Esc"),
    ]

    class Gathered(Message):
        """The indicator as it is now."""

        def __init__(self, one: Indicators) -> None:
            super().__init__()
            self.one = one

    def __init__(self, view: View, one: Indicators) -> None:
        super().__init__()
        self._view = view.of(view.office.unit.code)
        self._one = one

    def compose(self) -> ComposeResult:
        """Lay out the years over the rows keyed."""
        indicator, unit = self._one.own.indicator, self._view.office.unit
        measure = f"（{indicator.unit}）" if indicator.unit else ""
        attribute = f"　{indicator.attribute.value}" if indicator.attribute.value else ""
        title = plain(f"{unit.name}　{indicator.name}{measure}{attribute}")
        yield Static(f" {title}", id="where", markup=False)
        where = (("indicator", self._one.keys), ("unit", (unit.code,)))
        with Vertical(id="body"):
            yield Static(plain(words_for(self._one.own), lines=True), id="about", markup=False)
            yield RecordTable(COLUMNS, id="years")
            yield LedgerTable(self._view, Query(LEDGER, where=where))
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Show what is known already, then list the rows."""
        self._paint()
        self._years.focus()
        self.query_one(LedgerTable).reload()

    @property
    def _years(self) -> RecordTable:
        return self.query_one("#years", RecordTable)

    def _lines(self) -> list[tuple[Followed, YearValue]]:
        """Give the notice's own years, each with what other notices print for it right behind."""
        own, beside = self._one.own, self._one.beside
        found = []
        for year in own.years:
            found.append((own, year))
            others = ((other, other.at(year.year)) for other in beside)
            found += [(other, value) for other, value in others if value and value.printed]
        return found

    def _paint(self) -> None:
        lines = self._lines()
        shown = any(year.own for _, year in lines)
        self._years.set_columns([*COLUMNS[:OWN_PLACE], *([OWN] if shown else []), *COLUMNS[OWN_PLACE:]])
        self._years.show([_row(*line, own=shown) for line in lines])

    def action_reload(self) -> None:
        """Gather and list anew."""
        self.run_worker(self._gather, thread=True, group="gather", exclusive=True)
        self.query_one(LedgerTable).reload()

    def _gather(self) -> None:
        with telling(self.app):
            found = self._view.desk.store.read(indicators, self._view.office)
            one = next((one for one in found if one.own.key == self._one.own.key), None)
            if one is not None:  # another notice may be looked at by now
                self.post_message(self.Gathered(one))

    @on(Gathered)
    def take_gathered(self, message: Gathered) -> None:
        """Show the years as they are now."""
        self._one = message.one
        self._paint()

    @on(LedgerTable.Changed)
    def judge_again(self) -> None:
        """Judge anew after a change."""
        self.run_worker(self._gather, thread=True, group="gather", exclusive=True)

    # Under the cursor

    def _here(self) -> tuple[Followed, YearValue]:
        return self._lines()[self._years.cursor[0]]

    def action_add_row(self) -> None:
        """Open an empty form for the year under the cursor."""
        _, year = self._here()
        self.query_one(LedgerTable).action_add(given_for(self._one, year.year, self._view.office))

    def action_key_change(self) -> None:
        """Open the value that stands for the year under the cursor, or an empty form."""
        _, year = self._here()
        if year.entered is None:
            self.action_add_row()
        else:
            forms = self.query_one(LedgerTable).forms()
            self.run_worker(forms.change(year.entered.uid), group="open", exclusive=True)

    @work(group="own", exclusive=True)
    async def action_set_own(self) -> None:
        """Ask for the number the bureau sets for the year under the cursor."""
        followed, year = self._here()
        if await ask_own(self.app, self._view, followed, year):
            self.action_reload()

    @on(RecordTable.Chosen, "#years")
    def open_chosen(self) -> None:
        """Open the value of the year."""
        self.action_key_change()

    def action_explain(self) -> None:
        """Show where the value under the cursor is printed."""
        followed, year = self._here()
        programme = followed.programme
        source = year.printed.source if year.printed else followed.indicator.source
        reading = f"这一年读作　{year.printed.reading}" if year.printed and year.printed.reading else ""
        words = "\n".join(filter(None, (reading, _own_words(year), words_for(followed))))
        self.app.push_screen(SourceView(title_words(programme), source, programme.text, words))


def _own_cell(year: YearValue) -> str:
    if year.own is None:
        return ""
    return f"{'阈值' if year.threshold else ''}{show_number(year.own.value)}"


def _own_words(year: YearValue) -> str:
    """Say what the bureau set for a year, and where it has it from."""
    if year.own is None:
        return ""
    given = f"，{year.own.given_by}" if year.own.given_by else ""
    return f"{'阈值' if year.threshold else '设定'}　{show_number(year.own.value)}（{OWN_NUMBER}{given}）"


def _row(followed: Followed, year: YearValue, *, own: bool) -> Row:
    entered = year.entered
    value = ""
    if entered is not None:
        value = entered.words if entered.value is None else show_number(entered.value)
    aim = followed.indicator.aim(year.year)
    tone = outcome_tone(year.outcome, aim.strength if aim else Strength.TARGET)
    missing = MISSING if year.lacks_threshold else ""
    waits_ = value_waits(followed.programme, followed.indicator, year.year)
    printed = marked(year.printed.printed, unconfirmed=waits_) if year.printed else ""
    return Row(
        f"{followed.key}:{year.year}",
        (
            Cell(str(year.year)),
            Cell(f"{printed}{missing}"),
            Cell(show_number(year.reckoned.shown) if year.reckoned else "", "dim"),
            *([Cell(_own_cell(year), "accent")] if own else []),
            Cell(value, tone if entered and aim else ""),
            Cell(difference(year.gap)),
            Cell(difference(year.off_path), "dim"),
            Cell(year.outcome.value, tone),
            Cell(entered.data_source if entered else ""),
            Cell(show_date(entered.reported_on) if entered else ""),
            Cell(entered.who if entered else ""),
            Cell(followed.programme.short, "dim"),
            Cell(year.reason, "dim"),
        ),
    )
