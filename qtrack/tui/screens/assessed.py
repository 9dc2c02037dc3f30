"""The units below side by side: what each scored itself, by domain, and what it still lacks."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Footer, Static

from qtrack.domain.scoring import AssessmentStanding
from qtrack.services.assessment import assessments_below
from qtrack.tui.assessment_cells import below_words, unit_cells, unit_columns, worth_cells
from qtrack.tui.telling import telling
from qtrack.tui.view import View
from qtrack.tui.widgets.cells import Row
from qtrack.tui.widgets.record_table import RecordTable
from qtrack.tui.widgets.source_view import SourceView

WORTH = "*worth"
"""The key of the line that says what each column is worth."""

HELP = """一行一个下级单位：各单位自己的自评。

总分　已自评的要点之和，加上加分、减去减分
未评　还没有自评的要点数；全部没有评的总分写“未自评”
等级　分数线的来源见考核屏；要点没有评完的写“暂为”，否决的一律为该等级
评定　评价部门给了分的要点之和　佐证　自评过的要点里证明材料齐的几个
减分　还有没填扣分值的写【待补】　阶段　已完成到哪一步
Enter 从该单位看　F4 按总分从高到低，再按回到通知的顺序"""


class AssessedScreen(Screen[str | None]):
    """Shows the units directly below; gives the code of the one chosen, to look from it."""

    DEFAULT_CSS = """
    AssessedScreen #note { height: auto; max-height: 3; }
    AssessedScreen RecordTable { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "explain", "帮助", key_display="F1"),
        Binding("f4", "turn", "按总分", key_display="F4"),
        Binding("f5", "reload", "刷新", key_display="F5", show=False),
        Binding("escape", "dismiss(None)", "返回", key_display="Esc"),
    ]

    def __init__(self, view: View) -> None:
        super().__init__()
        self._view = view
        self._shown: Sequence[AssessmentStanding] = ()
        self._ranked = False

    def compose(self) -> ComposeResult:
        """Lay out what is said of all over the units."""
        office = self._view.office
        yield Static(f" {office.unit.name}　{office.programme.short}　各单位", id="where", markup=False)
        yield Static("", id="note", classes="status", markup=False)
        yield RecordTable(unit_columns(()), empty="没有下级单位")
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Read the units."""
        self.action_reload()
        self.query_one(RecordTable).focus()

    @work(group="below", exclusive=True)
    async def action_reload(self) -> None:
        """Read the units anew."""
        with telling(self.app):
            read = self._view.desk.store.read
            self._shown = await asyncio.to_thread(read, assessments_below, self._view.office)
            self._paint()

    def _paint(self) -> None:
        table = self.query_one(RecordTable)
        shown = sorted(self._shown, key=lambda one: -one.total) if self._ranked else self._shown
        table.set_columns(unit_columns(shown))
        rows = [Row(one.unit.code, unit_cells(one)) for one in shown]
        table.show([*(Row(WORTH, worth_cells(one)) for one in shown[:1]), *rows])
        how = "总分高的在前" if self._ranked else "按通知的顺序"
        self.query_one("#note", Static).update(f"{below_words(self._shown)}　{how}")

    def action_turn(self) -> None:
        """Turn between the region's order and that of the totals."""
        self._ranked = not self._ranked
        self._paint()

    @on(RecordTable.Chosen)
    def go_down(self, event: RecordTable.Chosen) -> None:
        """Look from the unit chosen."""
        if event.row.key != WORTH:
            self.dismiss(event.row.key)

    def action_explain(self) -> None:
        """Show where the table is printed, and what the columns say."""
        programme = self._view.office.programme
        if programme.assessment is not None:
            source = programme.assessment.source
            self.app.push_screen(SourceView(programme.title, source, programme.text, HELP))
