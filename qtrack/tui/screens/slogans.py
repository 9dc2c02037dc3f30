"""5 口号: the slogans of a campaign word by word, how often each was used and on what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from qtrack.domain.programme import Source
from qtrack.domain.value import show_date
from qtrack.ledgers.slogan_use import SloganMedium
from qtrack.services.listing import Query
from qtrack.services.slogans import SloganStanding, slogans
from qtrack.tui.campaign_cells import WHOLE, theme_words
from qtrack.tui.frame import Place
from qtrack.tui.ledger_table import LedgerKeys, LedgerTable
from qtrack.tui.view import View
from qtrack.tui.widgets.cells import Cell, Column, Row
from qtrack.tui.widgets.record_table import RecordTable

USES = "slogan_use"
COLUMNS = (
    Column("words", "口号", 44, flex=True),
    Column("total", "次数", 4, right=True),
    Column("units", "单位数", 6, right=True),
    Column("copies", "数量", 6, right=True),
    Column("last_on", "最近使用", 10),
    *(Column(medium.name, medium.value, 4, right=True) for medium in SloganMedium),
)
"""What fits a narrow screen first; on what a slogan was shown stands behind."""


class SlogansPlace(LedgerKeys, Place[tuple[SloganStanding, ...]]):
    """Slogans over the uses of the one under the cursor."""

    KEY = "5口号"
    AUTO_FOCUS = "#slogans"
    DEFAULT_CSS = """
    SlogansPlace #slogans { height: auto; max-height: 65%; }
    SlogansPlace LedgerTable { height: 1fr; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f7", "add_row", "登记使用", key_display="F7")]

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._shown: dict[str, SloganStanding] = {}

    def compose_body(self) -> ComposeResult:
        """Lay out the theme, the slogans and the ledger."""
        yield Static("", id="theme", classes="status", markup=False)
        yield RecordTable(COLUMNS, id="slogans", empty="本方案没有口号")
        yield LedgerTable(self.view, Query(USES))

    def gather(self) -> tuple[SloganStanding, ...]:
        """Read the uses."""
        return self.view.desk.store.read(slogans, self.office)

    def show(self, shown: tuple[SloganStanding, ...]) -> None:
        """Show all together, then slogan by slogan."""
        self._shown = {one.key: one for one in shown}
        self.query_one("#theme", Static).update(theme_words(self.office.programme))
        table = self.query_one("#slogans", RecordTable)
        table.styles.height = len(shown) + 3
        table.show(list(_rows(shown)))

    def action_reload(self) -> None:
        """Gather and list anew."""
        super().action_reload()
        self.query_one(LedgerTable).reload()

    @on(LedgerTable.Changed)
    def count_again(self) -> None:
        """Count anew after a change."""
        super().action_reload()

    @on(RecordTable.Highlighted, "#slogans")
    def list_uses(self, event: RecordTable.Highlighted) -> None:
        """List the uses of the slogan under the cursor."""
        if event.row is None:
            return
        key = event.row.key
        query = Query(USES) if key == WHOLE else Query(USES, where=(("slogan", (key,)),))
        ledger = self.query_one(LedgerTable)
        if query != ledger.whole:
            ledger.whole = query
            ledger.ask(query)

    @on(RecordTable.Chosen, "#slogans")
    def go_to_uses(self) -> None:
        """Go over to the uses."""
        self.query_one(LedgerTable).table.focus()

    def slogan_here(self) -> SloganStanding | None:
        """Give the slogan under the cursor."""
        row = self.query_one("#slogans", RecordTable).cursor_row()
        return self._shown.get(row.key) if row else None

    def action_add_row(self) -> None:
        """Open an empty form for the slogan under the cursor, used today."""
        one, office = self.slogan_here(), self.office
        given = {"unit": office.unit.name, "used_on": show_date(office.today)}
        if one is not None:
            given["slogan"] = office.written("slogans", one.key)
        self.query_one(LedgerTable).action_add(given)

    def source_here(self) -> Source | None:
        """Give where the slogan under the cursor is printed."""
        one = self.slogan_here()
        return one.slogan.source if one and self.query_one("#slogans").has_focus else None


def _rows(shown: Sequence[SloganStanding]) -> Iterator[Row]:
    total = sum(one.total for one in shown)
    by_medium = [sum(one.uses[medium] for one in shown) for medium in SloganMedium]
    copies = sum(one.copies for one in shown)
    used = sum(one.total > 0 for one in shown)
    words = f"合计（{used}/{len(shown)} 条已使用）"
    yield Row(
        WHOLE,
        (
            Cell(words, "accent"),
            _number(total),
            Cell(""),
            _number(copies),
            Cell(""),
            *map(_number, by_medium),
        ),
    )
    for one in shown:
        cells = (
            Cell(f"{one.slogan.number:>2} {one.slogan.words}"),
            _number(one.total),
            _number(one.units),
            _number(one.copies),
            Cell(show_date(one.last_on) if one.last_on else ""),
            *(_number(one.uses[medium]) for medium in SloganMedium),
        )
        yield Row(one.key, cells)


def _number(number: int) -> Cell:
    return Cell(f"{number:,}", "" if number else "dim")
